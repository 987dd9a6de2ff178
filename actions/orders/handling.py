"""How an institution means to set right what was rated (Art. 11; 11-9)."""

from dataclasses import dataclass
from datetime import date, datetime

from actions.dependencies import Dependencies
from actions.orders import clocks
from models import WorkOrder
from rules.order_clocks import clock_of, plan_is_in_time
from rules.rectification import Handling, Status
from rules.refusals import Refused

PLAN_LEAST = 4  # characters


class PlanIncomplete(Refused):
    """To set something right by a date needs a plan and the date."""

    code = "plan_incomplete"


class PlanTooLate(Refused):
    """A plan ends within the clock of the rectification; for later, more time is asked for."""

    code = "plan_too_late"


@dataclass(frozen=True, slots=True)
class Way:
    """How it will be set right; `plan` and `until` are of what is mended by a date."""

    handling: str = ""
    plan: str = ""
    until: date | None = None


AT_ONCE = Way(Handling.AT_ONCE)


async def checked(way: Way, order: WorkOrder, *, deps: Dependencies, now: datetime) -> Way:
    """The way as it is kept: only what is mended by a date has a plan, and that is in time.

    Art. 11 (11-9). Errors: `plan_incomplete`; `plan_too_late` with the last day that fits.
    """
    if way.handling != Handling.BY_DATE:
        return Way(way.handling)
    if len(way.plan.strip()) < PLAN_LEAST or way.until is None:
        raise PlanIncomplete
    counted = (await clocks.began([order], now=now))[order.id]
    clock = clock_of(
        Status.RESPONDED,
        since=counted.since,
        rules=deps.rule_sets.named(order.rating.service_record.rule_set),
        calendar=deps.calendar,
        paused=counted.paused,
        extensions=counted.extensions,
    )
    assert clock is not None
    if not plan_is_in_time(way.until, now=now, due_at=clock.at):
        raise PlanTooLate
    return way
