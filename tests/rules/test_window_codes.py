"""Article 8: the code at every window."""

import math
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.window_codes import (
    ALPHABET,
    TOKEN_LENGTH,
    is_short_number,
    is_token,
    link,
    new_short_number,
    new_token,
    spaced_short_number,
)
from tests.rules.sets import steady

SCENE = set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$&'()*+,/:;=?@-._~")
SHORT_NUMBERS = st.integers(1_000_000, 9_999_999).map(
    lambda body: next(f"{body}{last}" for last in range(10) if is_short_number(f"{body}{last}"))
)


@pytest.mark.req("7-9")
def test_a_token_is_opaque_and_fits_a_scene() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    assert all(is_token(token) and len(token) <= 32 and set(token) <= SCENE for token in tokens)
    assert math.log2(len(ALPHABET)) * TOKEN_LENGTH > 100


@pytest.mark.req("7-9")
@pytest.mark.parametrize(
    "text", ["", "a" * 19, "a" * 21, "a" * 19 + "-", "a" * 19 + "\n", "a" * 20 + "\n", "é" * 20]
)
def test_what_is_no_token(text: str) -> None:
    assert not is_token(text)


@pytest.mark.req("8-3")
def test_a_short_number_has_eight_digits_and_is_printed_in_two_groups() -> None:
    number = new_short_number()
    assert len(number) == 8
    assert number.isdecimal()
    assert is_short_number(number)
    assert spaced_short_number(number) == f"{number[:4]} {number[4:]}"


@pytest.mark.req("8-3")
@steady
@given(SHORT_NUMBERS, st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_mistyped_digit_shows(number: str, place: int, digit: str) -> None:
    typed = number[:place] + digit + number[place + 1 :]
    assert is_short_number(typed) is (typed == number)


@pytest.mark.req("8-3")
@steady
@given(SHORT_NUMBERS, st.integers(0, 6))
def test_two_swapped_digits_show(number: str, place: int) -> None:
    pair = number[place : place + 2]
    typed = number[:place] + pair[::-1] + number[place + 2 :]
    blind_spot = set(pair) == {"0", "9"} and not typed.startswith("0")  # Luhn's only one
    assert is_short_number(typed) is (typed == number or blind_spot)


@pytest.mark.parametrize("text", ["", "1234567", "123456789", "0000 0000", "１２３４５６７４"])
def test_what_is_no_short_number(text: str) -> None:
    assert not is_short_number(text)


@pytest.mark.req("7-8")
def test_the_link_is_what_wechat_needs() -> None:
    token = new_token()
    address = urlsplit(link("https://hcp.example", token))
    assert address.path == "/m/"
    assert parse_qs(address.query) == {"w": [token]}
