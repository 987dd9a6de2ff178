"""Time as halls count it: only the hours on working days when the windows are open."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from rules.work_calendar import DAY, SHANGHAI, Calendar, local_day

OPEN = ((time(8, 30), time(12)), (time(14), time(17, 30)))
HOUR = timedelta(hours=1)
Span = tuple[datetime, datetime]


def at(day: date, clock: time) -> datetime:
    """The moment (UTC) of a clock time in Chaozhou."""
    return datetime.combine(day, clock, SHANGHAI).astimezone(UTC)


def spans(day: date, calendar: Calendar) -> list[Span]:
    """When the halls are open on this day."""
    if not calendar.is_working(day):
        return []
    return [(at(day, start), at(day, end)) for start, end in OPEN]


@dataclass(frozen=True, slots=True)
class OfficeTime:
    """Moments and the number of open hours before them, counted from a first day."""

    spans: tuple[Span, ...]
    sums: tuple[float, ...]  # open hours before each span

    @classmethod
    def around(cls, now: datetime, *, days: int, calendar: Calendar) -> "OfficeTime":
        """From `days` before to `days` after `now`."""
        today = local_day(now)
        found: list[Span] = []
        for back in range(-days, days + 1):
            found += spans(today + back * DAY, calendar)
        sums = [0.0]
        for start, end in found:
            sums.append(sums[-1] + (end - start) / HOUR)
        return cls(tuple(found), tuple(sums[:-1]))

    def hours(self, moment: datetime) -> float:
        """Open hours before `moment`; outside them time stands still."""
        place = bisect_right(self.spans, moment, key=lambda span: span[0]) - 1
        if place < 0:
            return 0.0
        start, end = self.spans[place]
        return self.sums[place] + (min(moment, end) - start) / HOUR

    def moment(self, hours: float) -> datetime:
        """The moment when so many hours were open."""
        place = max(bisect_right(self.sums, hours) - 1, 0)
        return self.spans[place][0] + (hours - self.sums[place]) * HOUR

    def after(self, moment: datetime, hours: float) -> datetime:
        """So many open hours later."""
        return self.moment(self.hours(moment) + hours)
