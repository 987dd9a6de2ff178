"""When the clocks of work orders began, and what a new year's calendar does to them (Art. 11)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from models import Transition, WorkOrder
from rules.rectification import STARTS, Clock, RunningClock, Status, clock_of, reckoned_again

AT_A_TIME = 500


async def starts(order_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """The moment each order's working-day clock counts from: opening, return, dispatch, reopening.

    Art. 11 (11-2, 11-13).
    """
    rows = (
        await Transition.filter(order_id__in=order_ids, action__in=STARTS)
        .order_by("number")
        .values_list("order_id", "at")
    )
    return dict(rows)


async def reckon_again(*, deps: Dependencies) -> int:
    """Reckon the provisional clocks by the calendar as it is now; how many changed.

    A deadline that was promised never becomes sooner, and a step taken meanwhile wins: it has
    set a clock of its own. Art. 11 (11-13; docs/decisions/0005).
    """
    changed, last = 0, UUID(int=0)
    while orders := await _provisional(last):
        since = await starts([order.id for order in orders])
        for order in orders:
            changed += await _reckon(order, since[order.id], deps=deps)
        last = orders[-1].id
    return changed


async def _provisional(after: UUID) -> list[WorkOrder]:
    found = WorkOrder.filter(due_provisional=True, id__gt=after)
    return await found.order_by("id").limit(AT_A_TIME).select_related("rating__service_record")


async def _reckon(order: WorkOrder, since: datetime, *, deps: Dependencies) -> int:
    assert order.due_at is not None
    assert order.due_what is not None
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    fresh = clock_of(Status(order.status), since=since, rules=rules, calendar=deps.calendar)
    assert fresh is not None
    kept = RunningClock(Clock(order.due_what), order.due_at, provisional=True)
    clock = reckoned_again(kept, fresh)
    if clock == kept:
        return 0
    same = WorkOrder.filter(id=order.id, version=order.version, due_at=kept.at)
    return await same.update(due_at=clock.at, due_provisional=clock.provisional)
