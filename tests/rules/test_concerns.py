"""Articles 3, 11, 15: what raises a clue, and what does not."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.concerns import (
    DESK_OF,
    TABLE,
    WORDS,
    Desk,
    Kind,
    Reader,
    State,
    Step,
    is_burst,
    is_even,
    kinds_in,
)
from rules.refusals import NotAllowedNow
from tests.rules.sets import chaozhou, first, steady

RULES = first()
NINE = chaozhou(2026, 11, 23, 9)
STEPS = {
    ("open", "dismiss"): "dismissed",
    ("confirmed", "dismiss"): "dismissed",
    ("open", "confirm"): "confirmed",
    ("open", "refer"): "referred",
    ("confirmed", "refer"): "referred",
    ("dismissed", "reopen"): "open",
}


def at(*minutes: float) -> list[datetime]:
    return [NINE + timedelta(minutes=one) for one in minutes]


@pytest.mark.req("11-11", "15-3")
@pytest.mark.parametrize(("state", "step"), list(product(State, Step)), ids=str)
def test_every_cell_of_the_table(state: State, step: Step) -> None:
    after = STEPS.get((str(state), str(step)))
    if after is None:
        with pytest.raises(NotAllowedNow):
            TABLE.apply(state, step, Reader.READER)
    else:
        assert TABLE.apply(state, step, Reader.READER) == after


@pytest.mark.req("11-11")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("窗口的人暗示要收 红包 才给办", (Kind.DISCIPLINE,)),
        ("再不办我就不想活了", (Kind.SELF_HARM,)),
        ("他说要弄死我，还敲诈", (Kind.CRIME, Kind.THREAT)),
        ("排队两个小时，态度差", ()),
        ("", ()),
    ],
)
def test_what_a_text_speaks_of(text: str, found: tuple[Kind, ...]) -> None:
    assert kinds_in(text) == found


@pytest.mark.req("11-11", "15-4")
def test_each_kind_has_its_desk() -> None:
    assert {kind for kind, desk in DESK_OF.items() if desk is Desk.CARE} == {
        Kind.SELF_HARM,
        Kind.THREAT,
    }
    assert set(WORDS) == set(DESK_OF)
    assert Kind.PRESSED not in DESK_OF  # the supervising bureau's own (3-5)


@pytest.mark.req("3-7")
def test_ten_within_ten_minutes_are_a_burst() -> None:
    assert is_burst(at(*(n * 10 / 9 for n in range(10))), RULES)  # exactly ten minutes
    assert not is_burst(at(*(n * 10.1 / 9 for n in range(10))), RULES)
    assert not is_burst(at(*(n / 9 for n in range(9))), RULES)
    assert is_burst(at(0, 30, *(60 + n / 9 for n in range(10)), 300), RULES)
    assert not is_burst([], RULES)


@pytest.mark.req("3-7")
def test_eight_at_even_intervals_are_noticed() -> None:
    assert is_even(at(*range(0, 80, 10)), RULES)
    assert not is_even(at(*range(0, 70, 10)), RULES)  # seven
    assert not is_even(at(0, 10, 20, 30, 45, 50, 60, 70), RULES)
    assert is_even(at(0, 3, 8, *range(10, 90, 10)), RULES)  # in a row, wherever it begins
    assert not is_even([], RULES)


@steady
@given(st.lists(st.integers(0, 8 * 3600), max_size=40).map(sorted))
def test_nothing_is_even_or_a_burst_that_is_not_by_hand(seconds: list[int]) -> None:
    """Against the same counted in the plainest way."""
    moments = [NINE + timedelta(seconds=one) for one in seconds]
    burst = any(
        sum(0 <= (other - one).total_seconds() <= 600 for other in moments) >= 10 for one in moments
    )
    assert is_burst(moments, RULES) is burst
