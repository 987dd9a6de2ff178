"""The calendar of an installation against two others: a library and the notices themselves."""

from datetime import date

import chinese_calendar
import pytest

from rules.work_calendar import DAY, Calendar, day_bounds
from server.office_calendar import FIRST_YEAR, NOTICES, calendar_days
from tests.rules.holiday_notices import YEARS, told

LAST_YEAR = 2026
DAYS = calendar_days(range(FIRST_YEAR, LAST_YEAR + 5))
OFFICES = Calendar.of((day.day, day.working) for day in DAYS)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [day for day in (first + n * DAY for n in range(366)) if day.year == year]


@pytest.mark.req("11-13")
@pytest.mark.parametrize("year", range(2010, 2027))
def test_every_day_agrees_with_a_second_source(year: int) -> None:
    days = days_of(year)
    worked = [day for day in days if chinese_calendar.is_workday(day)]
    assert [day for day in days if OFFICES.is_working(day)] == worked
    opened = day_bounds(days[0])[0]
    for n, day in enumerate(worked, 1):
        # 1 January is never worked, so the n-th working day after it is the n-th of the year.
        deadline = OFFICES.add_working_days(opened, n)
        assert (deadline.at, deadline.provisional) == (day_bounds(day)[1], False)


@pytest.mark.req("11-13")
@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_a_notice_is_kept_as_the_notice_has_it(year: int) -> None:
    kept = {day.day: day for day in DAYS}
    for day, (working, number) in told(year).items():
        assert OFFICES.is_working(day) == working, day
        if working or day.weekday() < 5:  # a free weekend needs no row
            assert number in kept[day].source, (day, kept[day].source)


@pytest.mark.req("11-13")
@pytest.mark.parametrize("year", YEARS)
def test_no_day_differs_from_its_weekday_without_a_notice(year: int) -> None:
    named = told(year) | (told(year + 1) if year + 1 in YEARS else {})
    differing = [day for day in days_of(year) if OFFICES.is_working(day) != (day.weekday() < 5)]
    assert set(differing) <= set(named)


@pytest.mark.req("11-13")
def test_only_published_years_are_there() -> None:
    assert OFFICES.published_years == set(range(FIRST_YEAR, LAST_YEAR + 1)) == set(NOTICES)


@pytest.mark.req("11-13")
def test_a_year_to_come_is_reckoned_from_weekends() -> None:
    eve = day_bounds(date(2026, 12, 31))[0]
    deadline = OFFICES.add_working_days(eve, 1)
    # Nobody knows yet that 1 January is free, so the date may still move, and says so.
    assert (deadline.at, deadline.provisional) == (day_bounds(date(2027, 1, 1))[1], True)
    assert not OFFICES.add_working_days(eve - DAY, 1).provisional
