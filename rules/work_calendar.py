"""Days and clocks in Asia/Shanghai: natural days, working days, deadlines.

The calendar itself is data of the bureau (a table); here is only the arithmetic. The opening day
is not counted, and a clock ends at 24:00 of its last day (《民法典》§201, §203; 6-5, 11-13).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
SATURDAY = 5
Pause = tuple[datetime, datetime]  # from, to


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a clock ends (UTC); provisional past the last published holiday year."""

    at: datetime
    provisional: bool


def local_day(moment: datetime) -> date:
    """The calendar day of an aware moment in Chaozhou (6-5)."""
    return moment.astimezone(SHANGHAI).date()


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """From 0:00 to 24:00 of a day, UTC, the end excluded (6-5)."""
    return _midnight(day), _midnight(day + DAY)


def month_days(month: str) -> tuple[date, date]:
    """The first and the last day of a month written YYYY-MM (13-3)."""
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - DAY


def month_bounds(month: str) -> tuple[datetime, datetime]:
    """From the first to the last moment of a month written YYYY-MM, UTC, end excluded (13-3)."""
    first, last = month_days(month)
    return _midnight(first), _midnight(last + DAY)


def end_of_natural_day(opened_at: datetime, days: int) -> datetime:
    """24:00 of the n-th natural day after the opening day; holidays shift nothing (6-2, 6-5)."""
    return _midnight(local_day(opened_at) + timedelta(days=days + 1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked: weekends apart from `workdays`, weekdays apart from `holidays`.

    `published_years` are those whose holidays the State Council has announced; beyond them
    weekends alone are known, and deadlines are provisional (11-13).
    """

    holidays: frozenset[date]
    workdays: frozenset[date]
    published_years: frozenset[int]

    @classmethod
    def of(cls, days: Iterable[tuple[date, bool]]) -> "Calendar":
        """From the days that differ from their weekday, each with whether it is worked (11-13).

        A year is published once one of its days is known.
        """
        known = dict(days)
        return cls(
            holidays=frozenset(day for day, working in known.items() if not working),
            workdays=frozenset(day for day, working in known.items() if working),
            published_years=frozenset(day.year for day in known),
        )

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day, make-up working days (调休) included (11-13)."""
        if day in self.workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def add_working_days(
        self, opened_at: datetime, days: int, *, paused: Pause | None = None
    ) -> Deadline:
        """24:00 of the n-th working day after the opening day (11-2, 11-13).

        The working days after the day a pause began, up to the day it ended, do not count; after
        a pause there is at least the next working day.
        """
        if paused is not None and paused[1] > opened_at:
            began = max(opened_at, paused[0])
            days += self._between(local_day(began), local_day(paused[1]))
            after = self.add_working_days(paused[1], 1)
            return max(self.add_working_days(opened_at, days), after, key=lambda one: one.at)
        day, left = local_day(opened_at), days
        provisional = False
        while left > 0:
            day += DAY
            provisional |= day.year not in self.published_years
            left -= self.is_working(day)
        return Deadline(_midnight(day + DAY), provisional)

    def add_natural_days(self, opened_at: datetime, days: int) -> Deadline:
        """24:00 of the n-th natural day after the opening day (6-5, 11-8)."""
        return Deadline(end_of_natural_day(opened_at, days), False)

    def next_office_moment(self, now: datetime, opens: time) -> datetime:
        """`now` on a working day from `opens` (Asia/Shanghai) on, else `opens` of the next one.

        Clocks end at midnight and citizens rate at any hour; nobody of the staff is called out of
        bed or from a holiday for it. Art. 11 (11-13; docs/decisions/0005).
        """
        day = local_day(now)
        while not self.is_working(day):
            day += DAY
        return max(now, datetime.combine(day, opens, SHANGHAI).astimezone(UTC))

    def working_days_left(self, now: datetime, due: datetime) -> int:
        """Working days from tomorrow to the due day; negative when overdue, 0 on the last day.

        Art. 11 (11-13).
        """
        today, last = local_day(now), local_day(due - timedelta(microseconds=1))
        if now >= due:
            return -max(1, self._between(last, today))
        return self._between(today, last)

    def _between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`."""
        days = (end - start).days
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, days + 1))
