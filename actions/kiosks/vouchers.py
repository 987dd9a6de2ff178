"""Vouchers: a code to type and a link, which open exactly one service (Art. 7; 7-3, 7-4, 7-12)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring, token_hash
from models import Voucher
from rules.kiosks import slip_code, voucher_token


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed or handed on: the token of the link, and until when it opens the service.

    The twelve digits are empty where there is no hall, so no terminal to type them at.
    """

    code: str
    token: str
    until: datetime


class Ended(Protocol):
    """An ended service, as far as its slip goes."""

    @property
    def id(self) -> UUID: ...
    @property
    def window_id(self) -> UUID | None: ...
    @property
    def default_due_at(self) -> datetime | None: ...


async def issue(record: Ended, *, keys: Keyring, now: datetime) -> Slip | None:
    """The slip of an ended service, the same each time; None once it cannot be rated in time.

    Code and link are made from the service with the key, so that only what finds them again is
    stored. Art. 7 (7-3, 7-4, 7-12).
    """
    until = record.default_due_at
    if until is None or until <= now:
        return None
    known = await Voucher.get_or_none(service_record_id=record.id)
    turn = 0
    while known is None:
        known = await _add(record, turn, until, keys=keys, now=now)
        turn += 1
    token = _token(record, keys=keys)
    if known.link_hash is None:  # of a slip from before there were links
        await Voucher.filter(id=known.id).update(link_hash=token_hash(token))
    code = _code(record, known.turn, keys=keys) if record.window_id else ""
    return Slip(code, token, known.until)


async def _add(
    record: Ended, turn: int, until: datetime, *, keys: Keyring, now: datetime
) -> Voucher | None:
    """The voucher; None if another service happens to have this code."""
    try:
        async with in_transaction():
            return await Voucher.create(
                id=uuid4(),
                service_record_id=record.id,
                turn=turn,
                code_index=code_index(_code(record, turn, keys=keys), keys=keys),
                link_hash=token_hash(_token(record, keys=keys)),
                issued_at=now,
                until=until,
            )
    except IntegrityError:
        # Or somebody asked for this one at the same moment, and made it.
        return await Voucher.get_or_none(service_record_id=record.id)


def _code(record: Ended, turn: int, *, keys: Keyring) -> str:
    return slip_code(keys.index("slip_code", f"{record.id}:{turn}"))


def _token(record: Ended, *, keys: Keyring) -> str:
    return voucher_token(keys.index("voucher_link", str(record.id)))


def code_index(code: str, *, keys: Keyring) -> str:
    """What of a code is stored; not to be guessed back without the key."""
    return keys.index("slip", code)
