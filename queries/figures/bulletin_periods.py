"""Which months a bureau can compile now (Art. 13; 13-3)."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from models import RollupDay
from rules.work_calendar import local_day, month_bounds, month_days

MONTHS = 12
State = Literal["ready", "running", "uncounted"]


class Period(Struct, frozen=True):
    """A month: over and counted to its end, or why it cannot be compiled yet."""

    period: str
    state: State
    compiled: bool  # there is a version already
    published: bool


async def periods(*, compiled: set[str], published: set[str], now: datetime) -> list[Period]:
    """This month and those before it back to the first service, newest first."""
    months = _months(f"{local_day(now):%Y-%m}")
    first, _ = month_days(months[-1])
    days = await RollupDay.filter(day__gte=first).values_list("day", "counted_at")
    counted: dict[str, datetime | None] = {}
    for day, at in days:
        month = f"{day:%Y-%m}"
        counted[month] = max(filter(None, (counted.get(month), at)), default=None)
    return [
        Period(month, _state(month, counted[month], now), month in compiled, month in published)
        for month in months
        if month in counted
    ]


def _state(month: str, counted_at: datetime | None, now: datetime) -> State:
    _, end = month_bounds(month)
    if now < end:
        return "running"
    return "ready" if counted_at is not None and counted_at >= end else "uncounted"


def _months(this: str) -> list[str]:
    at = int(this[:4]) * 12 + int(this[5:]) - 1
    return [f"{(at - back) // 12:04d}-{(at - back) % 12 + 1:02d}" for back in range(MONTHS)]
