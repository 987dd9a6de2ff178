"""Articles 3, 7, 8: the spans of a rating device, and the moment of a tap (7-4)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.rating_devices import (
    QUESTION_TIME,
    UNDER_WAY,
    asked_until,
    moment_of_tap,
)
from tests.rules.sets import chaozhou

ASKED = chaozhou(2026, 11, 23, 10, 30)
SPANS = st.timedeltas(timedelta(days=-400), timedelta(days=400))


@pytest.mark.req("7-4", "6-6")
def test_a_tap_kept_for_days_bears_its_own_moment() -> None:
    tapped, heard = ASKED + timedelta(seconds=20), ASKED + timedelta(days=9)
    assert moment_of_tap(asked_at=ASKED, ago=heard - tapped, now=heard) == tapped


@pytest.mark.req("7-4")
@given(ago=SPANS, waited=st.timedeltas(timedelta(0), timedelta(days=400)))
def test_no_clock_of_a_tablet_moves_a_tap_out_of_its_question(
    ago: timedelta, waited: timedelta
) -> None:
    now = ASKED + waited
    moment = moment_of_tap(asked_at=ASKED, ago=ago, now=now)
    assert ASKED <= moment <= min(now, asked_until(ASKED) + UNDER_WAY)
    assert asked_until(ASKED) - ASKED == QUESTION_TIME
