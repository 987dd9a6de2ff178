"""Each bureau says how far its systems are connected (Art. 10; 10-3)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.trail import audit
from models import Connection
from queries.exchange.connections import reach
from rules.actors import StaffMember
from rules.connections import Status
from rules.refusals import NotFound, Refused, Stale
from rules.work_calendar import local_day


class SystemThere(Refused):
    """The bureau has a system of this name already."""

    code = "connection_there"


class DayAhead(Refused):
    """A state that has been reached was reached today at the latest."""

    code = "connection_day"


@dataclass(frozen=True, slots=True)
class Progress:
    """What is said of one system."""

    system: str
    status: Status
    since: date
    contact: str
    note: str


async def add(*, progress: Progress, by: StaffMember, now: datetime) -> None:
    """A bureau adds a system of its own area (10-3). Raises `SystemThere`, `DayAhead`."""
    assert by.bureau_id is not None
    _check(progress, now)
    try:
        async with in_transaction():
            made = await Connection.create(
                id=uuid4(), bureau_id=by.bureau_id, **_columns(progress, by, now)
            )
            await _note("add_connection", made.id, by=by, now=now)
    except IntegrityError as error:
        raise SystemThere from error


async def change(
    *, connection_id: UUID, version: int, progress: Progress, by: StaffMember, now: datetime
) -> None:
    """Say anew how far a system is; `version` is the one the caller has seen (10-3).

    The city may mend every line, a county its own. Raises `NotFound`, `Stale`, `SystemThere`,
    `DayAhead`.
    """
    _check(progress, now)
    found = Connection.filter(id=connection_id).filter(**reach(by))
    if not await found.exists():
        raise NotFound
    try:
        async with in_transaction():
            columns = _columns(progress, by, now)
            if not await found.filter(version=version).update(version=version + 1, **columns):
                raise Stale
            await _note("change_connection", connection_id, by=by, now=now)
    except IntegrityError as error:
        raise SystemThere from error


def _check(progress: Progress, now: datetime) -> None:
    if progress.since > local_day(now):
        raise DayAhead


def _columns(progress: Progress, by: StaffMember, now: datetime) -> dict[str, Any]:
    return {
        "system": progress.system.strip(),
        "status": progress.status,
        "since": progress.since,
        "contact": progress.contact.strip(),
        "note": progress.note.strip(),
        "changed_at": now,
        "changed_by_id": by.staff_id,
    }


async def _note(action: str, connection_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action=action,
        outcome="done",
        object_kind="connection",
        object_id=connection_id,
        now=now,
    )
