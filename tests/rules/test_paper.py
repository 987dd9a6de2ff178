"""Article 7: sheets of paper, their numbers and the day they count from (7-12)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.paper import DIGITS, is_paper_number, may_be_written, paper_number, rated_at
from tests.rules.sets import chaozhou

ENDED = chaozhou(2026, 11, 23, 10, 30)


@pytest.mark.req("7-12")
@given(chance=st.integers(0, 10**9 - 1), place=st.integers(0, DIGITS - 1), off=st.integers(1, 9))
def test_one_wrong_digit_of_a_sheet_shows(chance: int, place: int, off: int) -> None:
    number = paper_number(chance)
    assert is_paper_number(number)
    wrong = str((int(number[place]) + off) % 10)
    assert not is_paper_number(number[:place] + wrong + number[place + 1 :])


@pytest.mark.req("7-12", "6-3")
def test_a_sheet_counts_from_the_day_written_on_it() -> None:
    ended_on, today = date(2026, 11, 23), date(2026, 12, 5)
    days = [ended_on - timedelta(1), ended_on, today, today + timedelta(1)]
    may = [may_be_written(one, ended_on=ended_on, today=today) for one in days]
    assert may == [False, True, True, False]
    assert rated_at(ended_on, ended_at=ENDED) == ENDED
    assert rated_at(date(2026, 11, 30), ended_at=ENDED) == chaozhou(2026, 11, 30)
    assert not any(map(is_paper_number, ("", "123", "１" * DIGITS, "a" * DIGITS)))
