"""Who by name reads the clues of a desk (Art. 15; 15-4)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError

from actions.trail import audit
from models import DeskMember, Staff
from queries.people.same_person import same_person
from rules.actors import Role, StaffMember
from rules.bulletins import SamePerson
from rules.concerns import NAMED_DESKS, Desk
from rules.refusals import NotFound

BUREAU_ROLES = (Role.CITY_BUREAU, Role.COUNTY_BUREAU)


async def name(*, desk: Desk, staff_id: UUID, by: StaffMember, now: datetime) -> None:
    """Name a colleague of the own bureau for a desk; nobody names themselves."""
    if staff_id == by.staff_id:
        raise SamePerson
    known = Staff.filter(id=staff_id, bureau_id=by.bureau_id, role__in=BUREAU_ROLES, active=True)
    if desk not in NAMED_DESKS or not await known.exists():
        raise NotFound
    if await same_person(staff_id, by=by.staff_id):
        raise SamePerson
    try:
        await DeskMember.create(
            id=uuid4(),
            bureau_id=by.bureau_id,
            desk=desk,
            staff_id=staff_id,
            named_by_id=by.staff_id,
            named_at=now,
        )
    except IntegrityError:
        return  # named already
    await _log(desk, staff_id, "name_desk_member", by=by, now=now)


async def release(*, desk: Desk, staff_id: UUID, by: StaffMember, now: datetime) -> None:
    """A colleague reads the desk no longer."""
    found = DeskMember.filter(bureau_id=by.bureau_id, desk=desk, staff_id=staff_id)
    if not await found.delete():
        raise NotFound
    await _log(desk, staff_id, "release_desk_member", by=by, now=now)


async def _log(desk: Desk, staff_id: UUID, action: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action=action,
        outcome="done",
        object_kind=f"desk_{desk}",
        object_id=str(staff_id),
        now=now,
    )
