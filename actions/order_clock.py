"""The clock of a work order stands still while an appeal is open (Art. 11, 12; 11-13, 12-9)."""

from datetime import datetime

from actions.dependencies import Dependencies
from models import WorkOrder
from rules.rectification import Clock, Status, clock_of

PAUSED = frozenset({Clock.ACCEPT, Clock.CONTACT, Clock.RECTIFY})  # what the institution owes


async def pause(order: WorkOrder, *, deps: Dependencies, now: datetime) -> int | None:
    """Stop the institution's clock; the working days that were left, None if none ran."""
    left = None
    changes: dict[str, object] = {"paused_at": now}
    if order.due_at is not None and order.due_what in PAUSED:
        left = deps.calendar.working_days_left(now, order.due_at)
        changes |= {"due_what": None, "due_at": None, "due_provisional": False}
    await WorkOrder.filter(id=order.id, closed_at=None).update(**changes)
    return left


async def resume(order: WorkOrder, *, days: int | None, deps: Dependencies, now: datetime) -> None:
    """Let the clock go on with the days that were left, at least to the end of the next one."""
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    changes: dict[str, object] = {"paused_at": None}
    clock = clock_of(Status(order.status), since=now, rules=rules, calendar=deps.calendar)
    if clock is not None and order.closed_at is None and order.due_at is None:
        if days is not None and clock.what in PAUSED:
            deadline = deps.calendar.add_working_days(now, max(days, 1))
            changes |= {
                "due_what": clock.what,
                "due_at": deadline.at,
                "due_provisional": deadline.provisional,
            }
        elif clock.what is not Clock.ANSWER:
            changes |= {
                "due_what": clock.what,
                "due_at": clock.at,
                "due_provisional": clock.provisional,
            }
    await WorkOrder.filter(id=order.id).update(**changes)
