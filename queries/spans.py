"""Which rows add up to a span of days: whole months where their sums are there, days elsewhere.

Decided here alone, so that every figure says the same however it is put together.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tortoise.expressions import Q

from models import RollupMonth
from models.figures.months import MONTHS
from rules.actors import HOUSE, Actor, StaffMember
from rules.work_calendar import DAY, local_day


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included.

    `months` are those of them of which there are sums: the first day of each and the last summed.
    """

    first: date
    last: date
    months: tuple[tuple[date, date], ...] = ()

    @property
    def days(self) -> list[tuple[date, date]]:
        """What is left for the tables of days: the first and the last day of each piece."""
        pieces, start = [], self.first
        for month, through in self.months:
            if start < month:
                pieces.append((start, month - DAY))
            start = through + DAY
        return [*pieces, (start, self.last)] if start <= self.last else pieces

    def rows(self, table: type[Any], where: Q) -> list[Any]:
        """Queries of the table of days and of that of its months, which give all of the span."""
        found = []
        if days := self.days if table in MONTHS else [(self.first, self.last)]:
            spans = [Q(day__gte=first, day__lte=last) for first, last in days]
            found.append(table.filter(where, Q(*spans, join_type=Q.OR)))
        if self.months and table in MONTHS:
            first_days = [month for month, _ in self.months]
            found.append(MONTHS[table].filter(where, day__in=first_days))
        return found


def told_until(by: Actor, now: datetime) -> date:
    """The last day of which `by` may see figures: today for bureaus, yesterday for the others.

    Two looks at a figure tell what was said between them, and by whom, while the one who said it
    is still in the room (3-6, 13-4; docs/decisions/0075).
    """
    supervises = isinstance(by, StaffMember) and by.role not in HOUSE
    return local_day(now) if supervises else local_day(now) - DAY


async def span_of(first: date, last: date) -> Span:
    """The fewest rows for these days."""
    summed = await RollupMonth.filter(
        month__gte=first, month__lte=last, through__lte=last
    ).order_by("month")
    return Span(first, last, tuple((one.month, one.through) for one in summed if one.through))
