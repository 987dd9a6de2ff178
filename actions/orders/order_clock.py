"""The clock of a work order stands still while an appeal is open (Art. 11, 12; 11-13, 12-9)."""

from datetime import datetime

from actions.dependencies import Dependencies
from actions.orders import clocks, rounds
from models import WorkOrder
from rules.order_clocks import Clock, clock_of
from rules.rectification import Status

PAUSED = frozenset({Clock.ACCEPT, Clock.CONTACT, Clock.RECTIFY})  # what the institution owes


async def pause(order: WorkOrder, *, deps: Dependencies, now: datetime) -> int | None:
    """Stop the institution's clock; the working days that were left, None if none ran."""
    left = None
    changes: dict[str, object] = {"paused_at": now}
    if order.due_at is not None and order.due_what in PAUSED:
        left = deps.calendar.working_days_left(now, order.due_at)
        changes |= {"due_what": None, "due_at": None, "due_provisional": False}
    await WorkOrder.filter(id=order.id, closed_at=None).update(**changes)
    if left is not None:
        await _follow(order, paused=True, deps=deps, now=now)
    return left


async def resume(order: WorkOrder, *, deps: Dependencies, now: datetime) -> None:
    """Let the clock go on with the days that were left, at least to the end of the next one."""
    counted = (await clocks.began([order], now=now))[order.id]
    clock = clock_of(
        Status(order.status),
        since=counted.since,
        rules=deps.rule_sets.named(order.rating.service_record.rule_set),
        calendar=deps.calendar,
        paused=counted.paused,
        extensions=counted.extensions,
    )
    changes: dict[str, object] = {"paused_at": None}
    stood_still = order.due_at is None and order.closed_at is None
    if stood_still and clock is not None and clock.what is not Clock.ANSWER:
        changes |= {
            "due_what": clock.what,
            "due_at": clock.at,
            "due_provisional": clock.provisional,
        }
    await WorkOrder.filter(id=order.id).update(**changes)
    await _follow(order, paused=False, deps=deps, now=now)


async def _follow(order: WorkOrder, *, paused: bool, deps: Dependencies, now: datetime) -> None:
    await rounds.follow(
        order,
        Status(order.status),
        institution_id=order.institution_id,
        paused=paused,
        deps=deps,
        now=now,
    )
