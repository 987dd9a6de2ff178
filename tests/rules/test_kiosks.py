"""Article 7: how long a terminal is somebody's, and codes on slips (7-4, 7-12)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.kiosks import (
    LONGEST,
    SLIP_DIGITS,
    STILL_THERE,
    goes_on_until,
    is_slip_code,
    match_number,
    slip_code,
    voucher_token,
)
from rules.window_codes import is_token
from tests.rules.sets import chaozhou

STARTED = chaozhou(2026, 11, 23, 10, 30)
DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)


@pytest.mark.req("7-4")
@given(later=st.timedeltas(timedelta(0), timedelta(hours=1)))
def test_a_session_lives_on_while_it_is_used_and_never_for_long(later: timedelta) -> None:
    until = goes_on_until(started_at=STARTED, now=STARTED + later)
    assert until <= STARTED + LONGEST
    assert until <= STARTED + later + STILL_THERE
    assert until in (STARTED + LONGEST, STARTED + later + STILL_THERE)


@pytest.mark.req("7-12")
@given(digest=DIGESTS, place=st.integers(0, SLIP_DIGITS - 1), off=st.integers(1, 9))
def test_one_wrong_digit_of_a_slip_shows(digest: str, place: int, off: int) -> None:
    code = slip_code(digest)
    assert is_slip_code(code)
    wrong = str((int(code[place]) + off) % 10)
    assert not is_slip_code(code[:place] + wrong + code[place + 1 :])


@pytest.mark.req("7-12")
@pytest.mark.parametrize("junk", ["", "12345678901", "1234567890123", "12345678901a", "１" * 12])
def test_what_is_no_twelve_digits_is_no_code(junk: str) -> None:
    assert not is_slip_code(junk)


@given(digest=DIGESTS)
def test_the_two_digits_to_compare_are_two(digest: str) -> None:
    assert len(match_number(digest)) == 2
    assert match_number(digest).isdecimal()


@pytest.mark.req("7-3")
@given(digest=DIGESTS)
def test_the_link_of_a_voucher_has_the_form_of_a_token(digest: str) -> None:
    assert is_token(voucher_token(digest))
