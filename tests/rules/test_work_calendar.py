"""Clocks: natural days, working days, midnight, the year's end and leap days."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.work_calendar import (
    DAY,
    SHANGHAI,
    Calendar,
    day_bounds,
    end_of_natural_day,
    local_day,
    month_bounds,
)
from tests.rules.sets import MOMENTS, PUBLISHED, WEEKENDS_ALONE, calendar, chaozhou, steady

DAYS = st.integers(0, 40)
MIXED = st.builds(
    lambda holidays, workdays: calendar(holidays=holidays, workdays=workdays, years=range(2024)),
    st.lists(st.dates(date(2020, 1, 1), date(2021, 12, 31)), max_size=60),
    st.lists(st.dates(date(2020, 1, 1), date(2021, 12, 31)), max_size=20),
)
OF_MIXED = st.integers(0, 700 * 86_400).map(
    lambda second: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(0, second)
)


@pytest.mark.req("6-5")
def test_a_day_is_chaozhous() -> None:
    assert local_day(datetime(2024, 2, 29, 15, 59, 59, tzinfo=UTC)) == date(2024, 2, 29)
    assert local_day(datetime(2024, 2, 29, 16, tzinfo=UTC)) == date(2024, 3, 1)
    assert day_bounds(date(2024, 2, 29)) == (chaozhou(2024, 2, 29), chaozhou(2024, 3, 1))


@pytest.mark.parametrize(
    ("month", "first", "following"),
    [
        ("2024-02", (2024, 2, 1), (2024, 3, 1)),
        ("2023-12", (2023, 12, 1), (2024, 1, 1)),
        ("2024-01", (2024, 1, 1), (2024, 2, 1)),
        ("2024-04", (2024, 4, 1), (2024, 5, 1)),
    ],
)
def test_a_month_ends_where_the_next_begins(
    month: str, first: tuple[int, ...], following: tuple[int, ...]
) -> None:
    assert month_bounds(month) == (chaozhou(*first), chaozhou(*following))


@pytest.mark.req("11-13")
@pytest.mark.parametrize(
    ("opened", "days", "due"),
    [
        ((2024, 3, 4, 9), 1, (2024, 3, 6)),  # Monday: Tuesday, over at 24:00
        ((2024, 3, 4, 23, 59, 59), 1, (2024, 3, 6)),
        ((2024, 3, 5, 0), 1, (2024, 3, 7)),
        ((2024, 3, 1, 9), 1, (2024, 3, 5)),  # Friday: Monday
        ((2024, 3, 2, 9), 1, (2024, 3, 5)),  # so does Saturday
        ((2024, 2, 9, 9), 1, (2024, 2, 19)),  # eve of Spring Festival: the Sunday worked instead
        ((2024, 2, 3, 9), 1, (2024, 2, 5)),  # the Sunday before it is worked, too
        ((2024, 9, 30, 9), 3, (2024, 10, 11)),  # 8, 9, 10 October
        ((2024, 9, 30, 9), 5, (2024, 10, 13)),  # … 11, and Saturday the 12th is worked
        ((2024, 12, 31, 9), 1, (2025, 1, 3)),  # across New Year
        ((2024, 2, 28, 9), 1, (2024, 3, 1)),  # leap day
        ((2024, 2, 28, 9), 2, (2024, 3, 2)),
    ],
)
def test_working_days_by_the_published_calendar(
    opened: tuple[int, ...], days: int, due: tuple[int, ...]
) -> None:
    deadline = PUBLISHED.add_working_days(chaozhou(*opened), days)
    assert deadline.at == chaozhou(*due)
    assert not deadline.provisional


@pytest.mark.req("11-13")
def test_past_the_last_published_year_weekends_alone_count() -> None:
    deadline = PUBLISHED.add_working_days(chaozhou(2025, 12, 31, 9), 1)
    assert deadline.at == chaozhou(2026, 1, 2)
    assert deadline.provisional
    assert not PUBLISHED.add_working_days(chaozhou(2025, 12, 30, 9), 1).provisional


@pytest.mark.req("11-13")
def test_a_clock_that_ends_with_the_year_is_not_provisional() -> None:
    deadline = PUBLISHED.add_working_days(chaozhou(2025, 12, 30, 9), 1)
    assert deadline.at == chaozhou(2026, 1, 1)
    assert not deadline.provisional


@pytest.mark.req("11-13")
@steady
@given(OF_MIXED, st.integers(1, 20), MIXED)
def test_a_clock_has_so_many_working_days_and_ends_with_one(
    opened: datetime, days: int, offices: Calendar
) -> None:
    due = offices.add_working_days(opened, days).at
    last = local_day(due - timedelta(microseconds=1))
    counted = [local_day(opened) + n * DAY for n in range(1, (last - local_day(opened)).days + 1)]
    assert sum(offices.is_working(day) for day in counted) == days
    assert offices.is_working(last)
    assert due == day_bounds(last)[1]


@pytest.mark.req("11-13")
@steady
@given(OF_MIXED, DAYS, DAYS, MIXED)
def test_more_days_are_never_sooner(
    opened: datetime, days: int, more: int, offices: Calendar
) -> None:
    assert (
        offices.add_working_days(opened, days).at
        <= offices.add_working_days(opened, days + more).at
    )


@pytest.mark.req("6-5", "11-13")
@steady
@given(MOMENTS, DAYS)
@example(chaozhou(2024, 2, 28, 23, 59, 59), 1)
@example(chaozhou(2023, 12, 31), 1)
def test_natural_days_end_at_midnight_and_know_no_holidays(opened: datetime, days: int) -> None:
    due = end_of_natural_day(opened, days)
    assert (local_day(due) - local_day(opened)).days == days + 1
    assert due == day_bounds(local_day(due))[0]
    assert PUBLISHED.add_natural_days(opened, days).at == due
    assert WEEKENDS_ALONE.add_natural_days(opened, days).at == due
    assert not WEEKENDS_ALONE.add_natural_days(opened, days).provisional


@pytest.mark.req("11-13")
@pytest.mark.parametrize(
    ("now", "left"),
    [
        ((2024, 9, 27, 9), 4),  # Friday before National Day: Sunday 29, 30, and 8, 9 October
        ((2024, 9, 28, 9), 4),
        ((2024, 9, 29, 9), 3),
        ((2024, 10, 8, 0), 1),
        ((2024, 10, 9, 0), 0),  # the last day
        ((2024, 10, 9, 23, 59, 59), 0),
        ((2024, 10, 10, 0), -1),  # over
        ((2024, 10, 11, 9), -2),
        ((2024, 10, 13, 9), -3),  # Saturday the 12th was worked, Sunday is not
    ],
)
def test_how_many_working_days_are_left(now: tuple[int, ...], left: int) -> None:
    due = chaozhou(2024, 10, 10)
    assert PUBLISHED.working_days_left(chaozhou(*now), due) == left


@pytest.mark.req("11-13")
@steady
@given(OF_MIXED, st.integers(1, 20), MIXED)
def test_a_new_clock_has_all_its_days_left(opened: datetime, days: int, offices: Calendar) -> None:
    due = offices.add_working_days(opened, days).at
    assert offices.working_days_left(opened, due) == days
    assert offices.working_days_left(due - timedelta(microseconds=1), due) == 0
    assert offices.working_days_left(due, due) == -1


OPENS = time(8, 30)


@pytest.mark.req("11-13")
@pytest.mark.parametrize(
    ("now", "told"),
    [
        ((2024, 9, 27, 10, 30), (2024, 9, 27, 10, 30)),  # at work
        ((2024, 9, 27, 8, 30), (2024, 9, 27, 8, 30)),
        ((2024, 9, 27, 8, 29, 59), (2024, 9, 27, 8, 30)),
        ((2024, 9, 27, 0), (2024, 9, 27, 8, 30)),  # midnight, when clocks end
        ((2024, 9, 27, 23, 59, 59), (2024, 9, 27, 23, 59, 59)),
        ((2024, 9, 28, 0), (2024, 9, 29, 8, 30)),  # Saturday; the Sunday is worked
        ((2024, 9, 29, 9), (2024, 9, 29, 9)),
        ((2024, 10, 1, 12), (2024, 10, 8, 8, 30)),  # a week of holidays
        ((2024, 12, 31, 23), (2024, 12, 31, 23)),
        ((2025, 1, 1, 0), (2025, 1, 2, 8, 30)),
    ],
)
def test_when_offices_are_told(now: tuple[int, ...], told: tuple[int, ...]) -> None:
    assert PUBLISHED.next_office_moment(chaozhou(*now), OPENS) == chaozhou(*told)


@pytest.mark.req("11-13")
@steady
@given(OF_MIXED, MIXED, st.times(max_value=time(12)))
def test_offices_are_told_in_their_hours_and_no_later_than_needed(
    now: datetime, offices: Calendar, opens: time
) -> None:
    told = offices.next_office_moment(now, opens)
    assert told >= now
    assert offices.is_working(local_day(told))
    assert told.astimezone(SHANGHAI).time() >= opens
    assert offices.next_office_moment(told, opens) == told
    between = (local_day(told) - local_day(now)).days
    assert not any(offices.is_working(local_day(now) + n * DAY) for n in range(between))


@pytest.mark.req("11-13")
@pytest.mark.parametrize(
    ("paused", "due"),
    [
        (((2024, 3, 4, 15), (2024, 3, 4, 16)), (2024, 3, 7)),  # within a day: nothing is lost
        (((2024, 3, 5, 9), (2024, 3, 7, 9)), (2024, 3, 9)),  # Wednesday and Thursday
        (((2024, 3, 5, 9), (2024, 3, 10, 9)), (2024, 3, 12)),  # … and Friday; no weekend
        (((2024, 3, 6, 9), (2024, 3, 11, 9)), (2024, 3, 13)),  # on the last day: one more
        (((2024, 3, 20), (2024, 3, 21, 9)), (2024, 3, 23)),  # late already: to the next day's end
        (((2024, 3, 1), (2024, 3, 4, 8)), (2024, 3, 7)),  # over before the clock began
        (((2024, 3, 1), (2024, 3, 5, 9)), (2024, 3, 8)),  # begun before it did
    ],
)
def test_a_clock_stands_still_while_it_is_paused(
    paused: tuple[tuple[int, ...], tuple[int, ...]], due: tuple[int, ...]
) -> None:
    monday = chaozhou(2024, 3, 4, 9)  # two working days: Tuesday, Wednesday
    pause = (chaozhou(*paused[0]), chaozhou(*paused[1]))
    assert PUBLISHED.add_working_days(monday, 2, paused=pause).at == chaozhou(*due)


@pytest.mark.req("11-13")
@steady
@given(OF_MIXED, st.integers(1, 20), st.integers(0, 40), st.integers(0, 40), MIXED)
def test_after_a_pause_as_many_days_are_left_as_before(
    opened: datetime, days: int, into: int, long: int, offices: Calendar
) -> None:
    start = opened + into * DAY
    end = start + long * DAY + timedelta(seconds=1)
    left = offices.working_days_left(start, offices.add_working_days(opened, days).at)
    due = offices.add_working_days(opened, days, paused=(start, end)).at
    assert offices.working_days_left(end, due) == max(left, 1)
