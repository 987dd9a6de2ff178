"""Doors of the office side: what is demanded of a password, how long guesses rest."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.staff_sign_in import (
    FREE_FAILURES,
    LONGEST_REST,
    StaffPolicy,
    ended,
    rest_after,
    step_of,
    weakness,
)
from tests.support.town import NOW


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Kurz-1a", "too_short"),
        ("langaberklein", "few_kinds"),
        ("nur kleine und zeichen", "few_kinds"),
        ("Meine-hr01-Tuer", "names_owner"),
        ("Gut-陈示例-2026", "names_owner"),
        ("Password-2026", "well_known"),
        ("Xq-Tuer-123456", "well_known"),
        ("Laaaaange-9", "well_known"),
        ("Han-Jiang-26", None),
        ("潮州 Tuer 26 auf", None),
    ],
)
def test_a_password_is_held_against_what_is_demanded(password: str, why: str | None) -> None:
    assert weakness(password, login="hr01", name="陈示例") == why


@given(st.integers(min_value=0, max_value=10_000))
def test_each_further_failure_rests_as_long_or_longer(failures: int) -> None:
    rest, further = rest_after(failures), rest_after(failures + 1)
    assert (rest == timedelta(0)) == (failures < FREE_FAILURES)
    assert rest <= further <= LONGEST_REST


def test_guessing_on_for_a_year_gets_nowhere() -> None:
    spent, guesses = timedelta(0), 0
    while spent < timedelta(days=365):
        guesses += 1
        spent += rest_after(guesses)
    assert guesses < 9_000  # of a million codes and far more passwords


def test_a_session_ends_by_idleness_and_by_its_hours() -> None:
    policy = StaffPolicy(idle=timedelta(minutes=30))
    until = NOW + timedelta(hours=10)
    for minutes, over in ((29, False), (30, True)):
        now = NOW + timedelta(minutes=minutes)
        assert ended(seen_at=NOW, expires_at=until, now=now, policy=policy) is over
    assert ended(seen_at=until, expires_at=until, now=until, policy=policy)


def test_steps_are_those_of_the_standard() -> None:
    assert (
        step_of(NOW.fromtimestamp(1111111109, tz=NOW.tzinfo)) == 0x23523EC
    )  # RFC 6238, appendix B
