"""Whose fault a code of WeChat is."""

import pytest

from gateways.errors import Ours, Permanent, Temporary
from gateways.wechat_codes import CODES, DIALECT, TOKEN_CODES, error_of


@pytest.mark.parametrize("code", [43101, 40003, 40037, 47003, 41030, 40029, 40163, 40226])
def test_what_never_works_is_permanent(code: int) -> None:
    assert isinstance(error_of(code), Permanent)


@pytest.mark.parametrize("code", [-1, 45009, 45011, 42001])
def test_what_may_work_later_is_temporary(code: int) -> None:
    assert isinstance(error_of(code), Temporary)


@pytest.mark.parametrize("code", [40013, 40125, 40169, 48001, 99999])
def test_mistakes_and_unknown_codes_are_ours(code: int) -> None:
    assert isinstance(error_of(code), Ours)


def test_token_codes_pass_once_the_token_is_replaced() -> None:
    assert all(CODES[code][0] is Temporary for code in TOKEN_CODES)


def test_success_may_leave_the_code_out() -> None:
    assert DIALECT.code_of({}) == 0
    assert DIALECT.code_of({"errcode": 0}) == DIALECT.code_of({"errcode": None}) == 0
    assert DIALECT.code_of({"errcode": "-1"}) == -1


@pytest.mark.parametrize("junk", ["busy", {"a": 1}, [1]])
def test_a_code_that_is_none_is_a_passing_fault(junk: object) -> None:
    with pytest.raises(Temporary):
        DIALECT.code_of({"errcode": junk})
