"""Who may review an appeal, and what keeps somebody from it (Art. 12; 12-7)."""

from uuid import UUID

from msgspec import Struct

from models import Appeal, Staff, Transition
from queries.people.same_person import same_person
from rules.actors import StaffMember
from rules.appeals import Bar
from rules.rectification import Action
from rules.refusals import NotFound


class Reviewer(Struct, frozen=True):
    """`refused` is why this colleague cannot be named; nothing where nothing is known."""

    staff_id: UUID
    name: str
    refused: Bar | None


class Reviewers(Struct, frozen=True):
    rows: list[Reviewer]


async def bar_of(appeal: Appeal, *, by: UUID) -> Bar | None:
    """What keeps this account from reviewing: it is the appellant's, or dispatched the order."""
    if await same_person(appeal.officer_id, by=by):
        return Bar.APPELLANT
    dispatched = Transition.filter(order__rating_id=appeal.rating_id, action=Action.DISPATCH)
    senders = {step.staff_id for step in await dispatched}
    them = [await same_person(one, by=by) for one in senders]
    return Bar.DISPATCHED if any(them) else None


async def barred(appeal: Appeal, *, by: StaffMember) -> Bar | None:
    """What keeps a member of the reviewing bureau, also that a colleague was named."""
    bar = await bar_of(appeal, by=by.staff_id)
    if bar is None and appeal.reviewer_id not in (None, by.staff_id):
        return Bar.ANOTHER
    return bar


async def reviewers(appeal_id: UUID, *, by: StaffMember) -> Reviewers:
    """The colleagues of the own bureau, and whom of them an appeal of its own cannot go to."""
    appeal = await Appeal.get_or_none(id=appeal_id, bureau_id=by.bureau_id)
    if appeal is None:
        raise NotFound
    found = Staff.filter(bureau_id=by.bureau_id, role=by.role, active=True).order_by("name", "id")
    return Reviewers(
        [Reviewer(one.id, one.name, await bar_of(appeal, by=one.id)) for one in await found]
    )
