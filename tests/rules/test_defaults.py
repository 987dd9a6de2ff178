"""Article 6: the default in the place of an opinion, when seven days are over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rules.defaults import default_due_at
from rules.work_calendar import local_day
from tests.rules.sets import MOMENTS, changed, chaozhou, first, steady

RULES = first()


@pytest.mark.req("6-5")
@pytest.mark.parametrize(
    ("ended", "due"),
    [
        ((2024, 3, 1, 9), (2024, 3, 9, 0)),  # an ordinary day: day 7 is the 8th, over at 24:00
        ((2024, 3, 1, 0), (2024, 3, 9, 0)),  # the first moment of a day is of that day
        ((2024, 3, 1, 23, 59, 59), (2024, 3, 9, 0)),  # and so is the last
        ((2024, 3, 2, 0), (2024, 3, 10, 0)),  # a second later it is another day
        ((2023, 12, 28, 12), (2024, 1, 5, 0)),  # across the year's end
        ((2024, 2, 22, 12), (2024, 3, 1, 0)),  # leap year: day 7 is 29 February
        ((2023, 2, 22, 12), (2023, 3, 2, 0)),  # no leap year: day 7 is 1 March
        ((2024, 2, 9, 12), (2024, 2, 17, 0)),  # Spring Festival shifts nothing
        ((2024, 9, 30, 12), (2024, 10, 8, 0)),  # nor does National Day
    ],
)
def test_the_default_falls_due_when_day_seven_is_over(
    ended: tuple[int, ...], due: tuple[int, ...]
) -> None:
    assert default_due_at(chaozhou(*ended), RULES) == chaozhou(*due)


@pytest.mark.req("6-5")
def test_the_day_is_that_of_chaozhou_not_of_greenwich() -> None:
    # 16:30 UTC is half past midnight of the next day in Chaozhou.
    assert default_due_at(datetime(2024, 3, 1, 16, 30, tzinfo=UTC), RULES) == chaozhou(2024, 3, 10)


@pytest.mark.req("6-5")
@steady
@given(MOMENTS)
@example(datetime(2024, 2, 29, 15, 59, 59, 999999, tzinfo=UTC))
@example(datetime(2024, 2, 29, 16, tzinfo=UTC))
@example(datetime(2023, 12, 31, 16, tzinfo=UTC))
def test_the_citizen_always_has_seven_whole_days(ended: datetime) -> None:
    due = default_due_at(ended, RULES)
    assert timedelta(days=7) < due - ended <= timedelta(days=8)
    assert due.tzinfo is UTC
    last = due - timedelta(microseconds=1)
    assert (local_day(last) - local_day(ended)).days == 7
    assert local_day(due) != local_day(last)


@pytest.mark.req("6-5")
@steady
@given(MOMENTS, st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)))
def test_a_later_service_never_defaults_earlier(ended: datetime, later: timedelta) -> None:
    assert default_due_at(ended, RULES) <= default_due_at(ended + later, RULES)


@pytest.mark.req("1-2", "6-5")
def test_the_days_are_those_of_the_rule_set() -> None:
    assert default_due_at(chaozhou(2024, 3, 1, 9), changed(default_days=3)) == chaozhou(2024, 3, 5)
