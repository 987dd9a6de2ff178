"""When the clocks of work orders began, and what a new year's calendar does to them (Art. 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from models import Appeal, Transition, WorkOrder
from rules.rectification import STARTS, Clock, RunningClock, Status, clock_of, reckoned_again
from rules.work_calendar import Pause

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Began:
    """What a working-day clock counts from, and while which appeal it stood still."""

    since: datetime
    paused: Pause | None


async def began(orders: Sequence[WorkOrder], *, now: datetime) -> dict[UUID, Began]:
    """By order: opening, return, dispatch or reopening, whichever was last; and the pause.

    A rating is appealed against once, so an order is paused once; a pause that goes on ends
    `now`. Art. 11, 12 (11-2, 11-13, 12-6).
    """
    ids = [order.id for order in orders]
    steps = Transition.filter(order_id__in=ids, action__in=STARTS).order_by("number")
    since = dict(await steps.values_list("order_id", "at"))
    appeals = Appeal.filter(rating_id__in=[order.rating_id for order in orders])
    rows = await appeals.values_list("rating_id", "lodged_at", "decided_at")
    paused = {rating_id: (start, end or now) for rating_id, start, end in rows}
    return {order.id: Began(since[order.id], paused.get(order.rating_id)) for order in orders}


async def reckon_again(*, deps: Dependencies, now: datetime) -> int:
    """Reckon the provisional clocks by the calendar as it is now; how many changed.

    A deadline that was promised never becomes sooner, and a step taken meanwhile wins: it has
    set a clock of its own. Art. 11 (11-13; docs/decisions/0005).
    """
    changed, last = 0, UUID(int=0)
    while orders := await _provisional(last):
        counted = await began(orders, now=now)
        for order in orders:
            changed += await _reckon(order, counted[order.id], deps=deps)
        last = orders[-1].id
    return changed


async def _provisional(after: UUID) -> list[WorkOrder]:
    found = WorkOrder.filter(due_provisional=True, id__gt=after)
    return await found.order_by("id").limit(AT_A_TIME).select_related("rating__service_record")


async def _reckon(order: WorkOrder, counted: Began, *, deps: Dependencies) -> int:
    assert order.due_at is not None
    assert order.due_what is not None
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    fresh = clock_of(
        Status(order.status),
        since=counted.since,
        rules=rules,
        calendar=deps.calendar,
        paused=counted.paused,
    )
    assert fresh is not None
    kept = RunningClock(Clock(order.due_what), order.due_at, provisional=True)
    clock = reckoned_again(kept, fresh)
    if clock == kept:
        return 0
    same = WorkOrder.filter(id=order.id, version=order.version, due_at=kept.at)
    return await same.update(due_at=clock.at, due_provisional=clock.provisional)
