"""Windows: opened, renamed, renumbered, moved, closed, reopened (8-3, 2-4)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.places import reach
from actions.places.facts import Change, Fact, PlaceClosed, What, record
from actions.trail import audit
from actions.windows import window_codes
from models import Duty, Hall, Institution, Window
from rules.actors import StaffMember
from rules.refusals import Refused


class NumberTaken(Refused):
    """The hall has a window of this number, perhaps a closed one."""

    code = "place_number_taken"


async def open_window(
    *,
    hall_id: UUID,
    institution_id: UUID,
    number: str,
    name: str,
    change: Change,
    by: StaffMember,
    now: datetime,
) -> UUID:
    """A new window with its code (8-1); its id. Raises `NumberTaken`, `PlaceClosed`."""
    try:
        async with in_transaction():
            hall = await _hall(hall_id, by=by)
            institution = await _institution(institution_id, by=by)
            made = Window(
                id=uuid4(),
                hall_id=hall.id,
                institution_id=institution.id,
                number=number,
                name=name,
            )
            await made.save(force_create=True)
            await window_codes.ensure(window_id=made.id, now=now)
            opened = Fact(What.OPENED, after=_called(number, name))
            await record(made, [opened], change, by=by, now=now)
            await _told("open_window", made, change, by=by, now=now)
    except IntegrityError as error:
        raise NumberTaken from error
    return made.id


async def rename(
    *,
    window_id: UUID,
    number: str,
    name: str,
    change: Change,
    by: StaffMember,
    now: datetime,
) -> UUID:
    """Another number or name; its hall. The code stays, since it says which window (8-3)."""
    try:
        async with in_transaction():
            found = await _open(window_id, by=by)
            facts = []
            if found.number != number:
                facts.append(Fact(What.RENUMBERED, found.number, number))
            if found.name != name:
                facts.append(Fact(What.RENAMED, found.name, name))
            await Window.filter(id=found.id).update(number=number, name=name)
            await record(found, facts, change, by=by, now=now)
            await _told("rename_window", found, change, by=by, now=now)
    except IntegrityError as error:
        raise NumberTaken from error
    return found.hall_id


async def move(
    *,
    window_id: UUID,
    hall_id: UUID,
    institution_id: UUID,
    change: Change,
    by: StaffMember,
    now: datetime,
) -> UUID:
    """To another hall or institution; the hall it left. Ended services stay where they were."""
    try:
        async with in_transaction():
            found = await _open(window_id, by=by)
            facts = []
            if found.hall_id != hall_id:
                hall = await _hall(hall_id, by=by)
                facts.append(Fact(What.MOVED, found.hall.name, hall.name, found.hall_id, hall.id))
            if found.institution_id != institution_id:
                to = await _institution(institution_id, by=by)
                was = found.institution
                facts.append(Fact(What.MOVED, was.name, to.name, was.id, to.id))
            placed = Window.filter(id=found.id)
            await placed.update(hall_id=hall_id, institution_id=institution_id)
            await record(found, facts, change, by=by, now=now)
            await _told("move_window", found, change, by=by, now=now)
    except IntegrityError as error:
        raise NumberTaken from error
    return found.hall_id


async def close(*, window_id: UUID, change: Change, by: StaffMember, now: datetime) -> UUID:
    """It takes no new services: running turns end now, coming ones are taken off; its hall."""
    async with in_transaction():
        found = await _open(window_id, by=by)
        was = _called(found.number, found.name)
        await record(found, [Fact(What.CLOSED, before=was)], change, by=by, now=now)
        await Window.filter(id=found.id).update(closed_at=now)
        await Duty.filter(window_id=found.id, starts_at__gte=now).delete()
        await Duty.filter(window_id=found.id, ends_at__gt=now).update(ends_at=now)
        await _told("close_window", found, change, by=by, now=now)
    return found.hall_id


async def reopen(*, window_id: UUID, change: Change, by: StaffMember, now: datetime) -> UUID:
    """It serves again, under the code it had or a new one (8-1); its roster is made anew."""
    async with in_transaction():
        found = await reach.window(window_id, by=by)
        if found.hall.closed_at or found.institution.closed_at:
            raise PlaceClosed
        again = [Fact(What.REOPENED, after=_called(found.number, found.name))]
        await record(found, again if found.closed_at else [], change, by=by, now=now)
        await Window.filter(id=found.id).update(closed_at=None)
        await window_codes.ensure(window_id=found.id, now=now)
        await _told("reopen_window", found, change, by=by, now=now)
    return found.hall_id


def _called(number: str, name: str) -> str:
    return f"{number} {name}"


async def _open(window_id: UUID, *, by: StaffMember) -> Window:
    found = await reach.window(window_id, by=by)
    if found.closed_at:
        raise PlaceClosed
    return found


async def _hall(hall_id: UUID, *, by: StaffMember) -> Hall:
    found = await reach.hall(hall_id, by=by)
    if found.closed_at:
        raise PlaceClosed
    return found


async def _institution(institution_id: UUID, *, by: StaffMember) -> Institution:
    found = await reach.serving(institution_id, by=by)
    if found is None or found.closed_at:
        raise PlaceClosed
    return found


async def _told(
    action: str, found: Window, change: Change, *, by: StaffMember, now: datetime
) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="window",
        object_id=found.id,
        outcome="done",
        reason=change.reason,
        now=now,
    )
