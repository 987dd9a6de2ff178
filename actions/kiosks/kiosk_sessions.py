"""Who has a kiosk: opened by a phone or by a slip, and over in the blink of an eye (7-4, 9-1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.keys import Keyring, new_token, token_hash
from actions.kiosks import kiosk_slips
from actions.people import guardians
from actions.people.evaluators import name_of
from models import Hall, KioskSession
from queries.channels import kiosk_visits
from queries.channels.kiosk_visits import KioskVisit
from rules.actors import Actor, Citizen, Kiosk
from rules.documents import mask_name
from rules.kiosks import CONFIRM_TIME, SCAN_TIME, STILL_THERE, goes_on_until, match_number
from rules.refusals import Refused
from rules.window_codes import new_token as new_link_token


class SessionOver(Refused):
    """The session at the kiosk has ended, or was never this kiosk's."""

    code = "kiosk_session_over"


class HallClosed(Refused):
    """The hall of the kiosk is closed: nobody else begins there (7-4)."""

    code = "kiosk_hall_closed"


class ScanOver(Refused):
    """The code on the kiosk's screen is too old, was used, or its kiosk was stopped."""

    code = "kiosk_scan_over"


@dataclass(frozen=True, slots=True)
class Scan:
    """A session that waits for a phone: its token, and what the phone is to open."""

    session: str
    link: str
    match: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a phone is told of the kiosk before it confirms."""

    kiosk_name: str
    hall_name: str
    match: str


async def offer_scan(*, by: Kiosk, public_url: str, now: datetime) -> Scan:
    """A one-time link for a phone; whoever had the kiosk before has it no more (7-4).

    Raises `HallClosed`.
    """
    await _needs_an_open_hall(by)
    link = new_link_token()
    hashed = token_hash(link)
    until = now + SCAN_TIME
    session = await _start(by=by, now=now, until=until, link_hash=hashed)
    return Scan(session, f"{public_url}/m/?k={link}", match_number(hashed), until)


async def open_with_slip(*, code: str, by: Kiosk, deps: Dependencies, now: datetime) -> str:
    """The token of a session for the one service of a slip.

    Raises `HallClosed`; further refusals: `kiosk_slips.find`.
    """
    await _needs_an_open_hall(by)
    voucher = await kiosk_slips.find(code=code, by=by, keys=deps.keys, now=now)
    return await _start(by=by, now=now, until=now + STILL_THERE, voucher_id=voucher.id)


async def _needs_an_open_hall(by: Kiosk) -> None:
    if not await Hall.filter(id=by.hall_id, closed_at=None).exists():
        raise HallClosed


async def _start(*, by: Kiosk, now: datetime, until: datetime, **way: Any) -> str:
    """One session a kiosk: the unique constraint decides between two that start at once."""
    token = new_token()
    await KioskSession.filter(until__lte=now).delete()  # of kiosks that were switched off
    try:
        async with in_transaction():
            await KioskSession.filter(kiosk_id=by.kiosk_id).delete()
            await KioskSession.create(
                id=uuid4(),
                kiosk_id=by.kiosk_id,
                token_hash=token_hash(token),
                started_at=now,
                until=until,
                **way,
            )
    except IntegrityError:
        raise SessionOver from None
    return token


async def scanned(*, link: str, by: Actor, now: datetime) -> Scanned:
    """A phone has opened the link: the kiosk is told, and waits while its owner signs in."""
    found = await _waiting(link, now)
    longer = max(found.until, now + CONFIRM_TIME) if found.seen_at is None else found.until
    await KioskSession.filter(id=found.id, seen_at=None).update(seen_at=now, until=longer)
    return _scanned(found)


async def confirm(*, link: str, by: Citizen, keys: Keyring, now: datetime) -> Scanned:
    """Whoever holds the phone, real name verified, opens the kiosk; of two only the first does.

    Art. 9 (9-1).
    """
    assert by.evaluator_id is not None
    await guardians.demand(by=by, keys=keys, now=now)
    found = await _waiting(link, now)
    opened = await KioskSession.filter(id=found.id, link_hash=token_hash(link)).update(
        link_hash=None, citizen_session_id=by.session_id, started_at=now, until=now + STILL_THERE
    )
    if not opened:
        raise ScanOver
    return _scanned(found)


async def _waiting(link: str, now: datetime) -> KioskSession:
    found = await KioskSession.get_or_none(
        link_hash=token_hash(link), until__gt=now
    ).select_related("kiosk__hall")
    if found is None or not found.kiosk.active or found.kiosk.hall.closed_at is not None:
        raise ScanOver
    return found


def _scanned(found: KioskSession) -> Scanned:
    assert found.link_hash is not None
    return Scanned(found.kiosk.name, found.kiosk.hall.name, match_number(found.link_hash))


async def look(*, session: str, by: Kiosk, deps: Dependencies, now: datetime) -> KioskVisit:
    """The session and what it opens; that somebody still stands there keeps it going."""
    found = await live(session, by=by, now=now)
    if found.link_hash is None:
        found.until = goes_on_until(started_at=found.started_at, now=now)
        await KioskSession.filter(id=found.id).update(until=found.until)
    return await kiosk_visits.visit(
        found,
        by=by,
        now=now,
        rule_sets=deps.rule_sets,
        indicator_sets=deps.indicator_sets,
        name_of=lambda one: mask_name(name_of(one, keys=deps.keys)),
        later=deps.keys.later,
    )


async def live(session: str, *, by: Kiosk, now: datetime) -> KioskSession:
    """The session of this token at this kiosk; `SessionOver` if it is nobody's any more.

    A phone that has signed out takes its kiosk along.
    """
    found = await KioskSession.get_or_none(
        token_hash=token_hash(session), kiosk_id=by.kiosk_id, until__gt=now
    ).select_related("citizen_session__evaluator", "voucher")
    if found is None:
        raise SessionOver
    phone = found.citizen_session
    if phone is not None and (phone.revoked_at is not None or phone.expires_at <= now):
        raise SessionOver
    return found


async def end(*, by: Kiosk) -> None:
    """Nobody has the kiosk any more, whoever had it; nothing is left of the session (9-4)."""
    await KioskSession.filter(kiosk_id=by.kiosk_id).delete()
