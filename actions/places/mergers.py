"""One institution goes on in another: what serves today goes over, what was rated stays (2-4)."""

from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from actions.places import reach
from actions.places.facts import Change, Fact, PlaceClosed, What, append, record, version_of
from actions.places.institutions import lock_tree, told
from models import Institution, ServiceItem, Staff, Window, WorkOrder
from rules.actors import StaffMember
from rules.institutions import TreeCycle, cycles
from rules.refusals import Refused


class MergedWithItself(Refused):
    """An institution cannot be merged into itself."""

    code = "place_merged_with_itself"


async def merge(
    *, institution_id: UUID, into_id: UUID, change: Change, by: StaffMember, now: datetime
) -> None:
    """Close one institution; windows, items, accounts, subordinates and open orders go over.

    Service records keep the institution they were frozen with, so its ratings stay its own.
    Raises `TreeCycle` if the successor stands below the institution that ends.
    """
    if institution_id == into_id:
        raise MergedWithItself
    async with in_transaction():
        await lock_tree()
        found = await reach.institution(institution_id, by=by)
        into = await reach.institution(into_id, by=by)
        if found.closed_at or into.closed_at:
            raise PlaceClosed
        await _check_tree(found, into)
        merged = Fact(What.MERGED, found.name, into.name, found.id, into.id)
        await record(found, [merged], change, by=by, now=now)
        await _hand_over(found, into, change, by=by, now=now)
        found.closed_at = now
        await found.save(update_fields=["closed_at"])
        await told("merge_institution", found, change, by=by, now=now)


async def _check_tree(found: Institution, into: Institution) -> None:
    parents: dict[UUID, UUID | None] = {}
    for one in await Institution.all().only("id", "parent_id"):
        parents[one.id] = into.id if one.parent_id == found.id else one.parent_id
    if cycles(parents):
        raise TreeCycle


async def _hand_over(
    found: Institution, into: Institution, change: Change, *, by: StaffMember, now: datetime
) -> None:
    for window in await Window.filter(institution_id=found.id):
        await _follow(window, found, into, change, by=by, now=now)
    for child in await Institution.filter(parent_id=found.id):
        await _follow(child, found, into, change, by=by, now=now)
    await Window.filter(institution_id=found.id).update(institution_id=into.id)
    await Institution.filter(parent_id=found.id).update(parent_id=into.id)
    await ServiceItem.filter(institution_id=found.id).update(institution_id=into.id)
    await Staff.filter(institution_id=found.id).update(institution_id=into.id)
    open_orders = WorkOrder.filter(institution_id=found.id, closed_at=None)
    await open_orders.update(institution_id=into.id)


async def _follow(
    place: Window | Institution,
    found: Institution,
    into: Institution,
    change: Change,
    *,
    by: StaffMember,
    now: datetime,
) -> None:
    """A window or subordinate gets its own fact, behind those it has."""
    moved = Fact(What.MOVED, found.name, into.name, found.id, into.id)
    behind = Change(change.effective_on, change.reason, await version_of(place))
    await append(place, [moved], behind, by=by, now=now)
