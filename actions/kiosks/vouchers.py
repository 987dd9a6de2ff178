"""Vouchers: a short code on a slip that opens exactly one service (Art. 7; 7-4, 7-12)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring
from models import Voucher
from rules.kiosks import slip_code


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed: twelve digits, and until when they open the service."""

    code: str
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
    """The slip of an ended service at a window, the same each time; None where there is none.

    It lives as long as the service can be rated in time. The code is made from the service with
    the key, so that only its index is stored. Art. 7 (7-4, 7-12).
    """
    until = record.default_due_at
    if record.window_id is None or until is None or until <= now:
        return None
    known = await Voucher.get_or_none(service_record_id=record.id)
    turn = 0
    while known is None:
        known = await _add(record, turn, until, keys=keys, now=now)
        turn += 1
    return Slip(_code(record, known.turn, keys=keys), known.until)


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
                issued_at=now,
                until=until,
            )
    except IntegrityError:
        # Or somebody asked for this one at the same moment, and made it.
        return await Voucher.get_or_none(service_record_id=record.id)


def _code(record: Ended, turn: int, *, keys: Keyring) -> str:
    return slip_code(keys.index("slip_code", f"{record.id}:{turn}"))


def code_index(code: str, *, keys: Keyring) -> str:
    """What of a code is stored; not to be guessed back without the key."""
    return keys.index("slip", code)
