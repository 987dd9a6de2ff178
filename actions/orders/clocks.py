"""When the clocks of work orders began, and what a new year's calendar does to them (Art. 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.figures import figures
from models import Appeal, OrderRound, Transition, WorkOrder
from rules.order_clocks import Clock, RunningClock, clock_of, due_day, reckoned_again
from rules.rectification import STARTS, Action, Status
from rules.work_calendar import Pause

AT_A_TIME = 500
COUNTED = STARTS | {Action.GRANT_EXTENSION}


@dataclass(frozen=True, slots=True)
class Began:
    """What a working-day clock counts from, while which appeal it stood still, what was added."""

    since: datetime
    paused: Pause | None
    extensions: int


async def began(orders: Sequence[WorkOrder], *, now: datetime) -> dict[UUID, Began]:
    """By order: opening, return, dispatch or reopening, whichever was last; and the pause.

    A rating is appealed against once, so an order is paused once; a pause that goes on ends
    `now`. Art. 11, 12 (11-2, 11-13, 12-6).
    """
    ids = [order.id for order in orders]
    since: dict[UUID, datetime] = {}
    granted: dict[UUID, int] = {}
    steps = Transition.filter(order_id__in=ids, action__in=COUNTED).order_by("number")
    for order_id, action, at in await steps.values_list("order_id", "action", "at"):
        if action == Action.GRANT_EXTENSION:
            granted[order_id] = granted.get(order_id, 0) + 1
        else:
            since[order_id], granted[order_id] = at, 0
    appeals = Appeal.filter(rating_id__in=[order.rating_id for order in orders])
    rows = await appeals.values_list("rating_id", "lodged_at", "decided_at")
    paused = {rating_id: (start, end or now) for rating_id, start, end in rows}
    return {
        one.id: Began(since[one.id], paused.get(one.rating_id), granted[one.id]) for one in orders
    }


async def reckon_again(*, deps: Dependencies, now: datetime) -> int:
    """Reckon the provisional clocks by the calendar as it is now; how many changed.

    A deadline that was promised never becomes sooner, and a step taken meanwhile wins: it has
    set a clock of its own. Art. 11 (11-13; docs/decisions/0005).
    """
    changed, last = 0, UUID(int=0)
    while orders := await _provisional(last):
        counted = await began(orders, now=now)
        for order in orders:
            changed += await _reckon(order, counted[order.id], deps=deps, now=now)
        last = orders[-1].id
    return changed


async def _provisional(after: UUID) -> list[WorkOrder]:
    found = WorkOrder.filter(due_provisional=True, id__gt=after)
    return await found.order_by("id").limit(AT_A_TIME).select_related("rating__service_record")


async def _reckon(order: WorkOrder, counted: Began, *, deps: Dependencies, now: datetime) -> int:
    assert order.due_at is not None
    assert order.due_what is not None
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    fresh = clock_of(
        Status(order.status),
        since=counted.since,
        rules=rules,
        calendar=deps.calendar,
        paused=counted.paused,
        extensions=counted.extensions,
    )
    assert fresh is not None
    kept = RunningClock(Clock(order.due_what), order.due_at, provisional=True)
    clock = reckoned_again(kept, fresh)
    if clock == kept:
        return 0
    async with in_transaction():
        same = WorkOrder.filter(id=order.id, version=order.version, due_at=kept.at)
        changed = await same.update(due_at=clock.at, due_provisional=clock.provisional)
        if changed and clock.what is Clock.RECTIFY:
            await OrderRound.filter(order_id=order.id, round=order.round).update(due_at=clock.at)
            for moment in (kept.at, clock.at):
                await figures.note_order(order_id=order.id, day=due_day(moment), now=now)
    return changed
