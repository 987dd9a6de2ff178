"""Window codes: resolved when scanned or typed, rotated and revoked by bureau and hall (7-9).

A window has one from the moment it opens, and keeps one as long as somebody is to serve at it (8-1,
docs/decisions/0029).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.trail import audit
from models import Duty, Hall, Window, WindowCode
from queries.places.window_codes import halls_in_reach
from rules.actors import Role, StaffMember
from rules.refusals import NotFound, Refused
from rules.window_codes import is_short_number, is_token, new_short_number, new_token


class CodeUnknown(Refused):
    """No window has or had this code: it is not ours, or was mistyped."""

    code = "code_unknown"


class CodeRevoked(Refused):
    """The code was one of ours; a newer sheet hangs at the window."""

    code = "code_revoked"


class WindowGone(Refused):
    """The code is one of ours and in force, but its window or hall is closed for good."""

    code = "window_gone"


class CodeNeeded(Refused):
    """Somebody is to serve at the window: without a code its citizens could not rate (8-1)."""

    code = "code_needed"


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A valid code and how it came: scanned (the token) or typed (the short number)."""

    window_id: UUID
    typed: bool


async def resolve(code: str) -> CodeEntry:
    """The window of a code; a revoked, foreign or closed window's one is refused (7-8)."""
    typed = is_short_number(code)
    if not typed and not is_token(code):
        raise CodeUnknown
    named = {"short_number": code} if typed else {"token": code}
    found = await WindowCode.filter(**named).select_related("window__hall").first()
    if found is None:
        raise CodeUnknown
    if found.active is None:
        raise CodeRevoked
    if found.window.closed_at or found.window.hall.closed_at:
        raise WindowGone
    return CodeEntry(found.window_id, typed)


async def rotate(*, window_id: UUID, reason: str, by: StaffMember, now: datetime) -> UUID:
    """A new code for the window; the old one stops at once, its history stays (8-3)."""
    window = await _own_window(window_id, by=by)
    async with in_transaction():
        await _revoke(window_id, reason=reason, now=now)
        await issue(window_id=window_id, now=now)
        await _audit(window_id, "rotate_code", reason, by=by, now=now)
    return window.hall_id


async def revoke(*, window_id: UUID, reason: str, by: StaffMember, now: datetime) -> UUID:
    """Stop the window's code without a new one. `CodeNeeded` while turns run or are to come."""
    window = await _own_window(window_id, by=by)
    async with in_transaction():
        # A roster that is coming in holds the same lock: whoever is second sees the other's.
        await Window.filter(id=window_id).select_for_update(no_key=True)
        if await Duty.filter(window_id=window_id, ends_at__gt=now).exists():
            raise CodeNeeded
        if not await _revoke(window_id, reason=reason, now=now):
            raise NotFound
        await _audit(window_id, "revoke_code", reason, by=by, now=now)
    return window.hall_id


async def issue_missing(*, hall_id: UUID, by: StaffMember, now: datetime) -> int:
    """A code for every window of a hall in reach that has none; how many were issued (8-1)."""
    hall = await Hall.filter(halls_in_reach(by), id=hall_id, closed_at=None).first()
    if hall is None:
        raise NotFound
    with_code = WindowCode.filter(window__hall_id=hall_id, active=1)
    known = await with_code.values_list("window_id", flat=True)
    issued = 0
    for window in await Window.filter(hall_id=hall_id, closed_at=None).exclude(id__in=known):
        try:
            async with in_transaction():
                await issue(window_id=window.id, now=now)
                await _audit(window.id, "issue_code", "", by=by, now=now)
        except IntegrityError:
            continue  # somebody else has just issued one, which serves as well
        issued += 1
    return issued


async def issue(*, window_id: UUID, now: datetime) -> WindowCode:
    """The first or next code of a window; two active ones cannot be."""
    made = WindowCode(id=uuid4(), window_id=window_id, **fresh(now))
    await made.save(force_create=True)
    return made


async def ensure(*, window_id: UUID, now: datetime) -> None:
    """A code for a window that opens, unless it has one; in the transaction that opens it (8-1)."""
    if not await WindowCode.filter(window_id=window_id, active=1).exists():
        await issue(window_id=window_id, now=now)


def fresh(now: datetime) -> dict[str, Any]:
    """The fields of a new code, beside its window."""
    return {
        "token": new_token(),
        "short_number": new_short_number(),
        "active": 1,
        "issued_at": now,
    }


async def _own_window(window_id: UUID, *, by: StaffMember) -> Window:
    scope: dict[str, Any] = {"closed_at": None}
    if by.role is Role.COUNTY_BUREAU:
        scope["hall__bureau_id"] = by.bureau_id
    elif by.role is Role.HALL_MANAGER:
        scope["hall_id"] = by.hall_id
    window = await Window.get_or_none(id=window_id, **scope)
    if window is None:
        raise NotFound
    return window


async def _revoke(window_id: UUID, *, reason: str, now: datetime) -> int:
    return await WindowCode.filter(window_id=window_id, active=1).update(
        active=None, revoked_at=now, reason=reason
    )


async def _audit(
    window_id: UUID, action: str, reason: str, *, by: StaffMember, now: datetime
) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="window",
        object_id=window_id,
        outcome="done",
        reason=reason,
        now=now,
    )
