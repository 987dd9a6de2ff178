"""The stand-in for WeChat refuses what WeChat refuses."""

import time
from typing import Any

import pytest

from sandbox.wechat_fields import refused
from tests.gateways.outside import APP_ID, SECRET, Outside

ACCOUNT = {"appid": APP_ID, "secret": SECRET, "grant_type": "client_credential"}
DATA = {
    "thing1": {"value": "社保卡申领"},
    "thing2": {"value": "湘桥区人社局"},
    "phrase3": {"value": "已受理"},
    "date4": {"value": "2026年3月5日"},
}
MESSAGE = {"touser": "openid-chen", "template_id": "sandbox-feedback", "data": DATA}


def token(outside: Outside, **more: Any) -> str:
    return str(outside.post("/cgi-bin/stable_token", **{**ACCOUNT, **more})["access_token"])


def send(outside: Outside, access_token: str, **change: Any) -> int:
    path = f"/cgi-bin/message/subscribe/send?access_token={access_token}"
    return int(outside.post(path, **{**MESSAGE, **change})["errcode"])


def test_the_normal_mode_gives_everybody_the_same_token(outside: Outside) -> None:
    assert token(outside) == token(outside)


def test_a_forced_refresh_ends_the_old_token(outside: Outside) -> None:
    outside.consent()
    old = token(outside)
    new = token(outside, force_refresh=True)
    assert new != old
    assert send(outside, old) == 40001
    assert send(outside, new) == 0


def test_forced_again_too_soon_nothing_is_refreshed(outside: Outside) -> None:
    assert token(outside, force_refresh=True) == token(outside, force_refresh=True)


def test_so_many_forced_refreshes_a_day(outside: Outside) -> None:
    outside.switch(settings={"forced_seconds": 0.0, "forced_a_day": 2})
    assert len({token(outside, force_refresh=True) for _ in range(2)}) == 2
    answer = outside.post("/cgi-bin/stable_token", **ACCOUNT, force_refresh=True)
    assert answer["errcode"] == 45009


def test_tokens_missing_unknown_and_expired(outside: Outside) -> None:
    outside.consent()
    assert send(outside, "") == 41001
    assert send(outside, "junk") == 40001
    outside.switch(settings={"token_seconds": 1})
    short = token(outside)
    time.sleep(1.1)
    assert send(outside, short) == 42001


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"appid": "wx0"}, 40013),
        ({"secret": "wrong"}, 40125),
        ({"grant_type": "password"}, 40002),
    ],
)
def test_accounts_are_checked(outside: Outside, change: dict[str, str], code: int) -> None:
    assert outside.post("/cgi-bin/stable_token", **{**ACCOUNT, **change})["errcode"] == code
    login = {**ACCOUNT, "grant_type": "authorization_code", **change, "js_code": "demo-chen-1"}
    assert outside.http.get("/sns/jscode2session", params=login).json()["errcode"] == code


def test_too_many_logins_of_one_person(outside: Outside) -> None:
    outside.switch(settings={"logins_a_minute": 1})
    login = {**ACCOUNT, "grant_type": "authorization_code"}
    codes = [
        outside.http.get("/sns/jscode2session", params={**login, "js_code": f"demo-chen-{n}"})
        .json()
        .get("errcode")
        for n in range(2)
    ]
    assert codes == [None, 45011]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"touser": "openid-nobody"}, 40003),
        ({"template_id": "unheard-of"}, 40037),
        ({"page": "/pages/case/case"}, 41030),
        ({"miniprogram_state": "old"}, 47003),
        ({"data": None}, 47003),
        ({"data": {}}, 47003),
        ({"data": {**DATA, "thing9": {"value": "x"}}}, 47003),
        ({"data": {**DATA, "thing1": {"value": "长" * 21}}}, 47003),
        ({"data": {**DATA, "thing1": "no object"}}, 47003),
    ],
)
def test_messages_are_checked(outside: Outside, change: dict[str, Any], code: int) -> None:
    outside.consent()
    access = token(outside)
    assert send(outside, access, **change) == code
    assert outside.sent == []
    assert send(outside, access) == 0  # the refusal cost no consent
    assert send(outside, access) == 43101


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("thing1", "长" * 21),
        ("thing1", ""),
        ("thing1", "两行\n文字"),
        ("phrase3", "超过五个汉字"),
        ("phrase3", "abc"),
        ("character_string5", "含汉字"),
        ("character_string5", "A" * 33),
        ("number2", "12a"),
        ("date4", "2026-03"),
        ("date4", "昨天"),
        ("name6", "名字十一个汉字长长长长长"),
        ("unknown1", "x"),
        ("thing1", 7),
    ],
)
def test_values_wechat_refuses(name: str, value: object) -> None:
    assert refused(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("thing1", "长" * 20),
        ("phrase3", "五个汉字长"),
        ("character_string5", "GD-2026/7"),
        ("number2", "12.50"),
        ("date4", "2026-03-05 14:30"),
        ("date4", "2026年3月5日 14:30"),
        ("time7", "15:01"),
        ("name6", "陈小明"),
    ],
)
def test_values_wechat_takes(name: str, value: str) -> None:
    assert not refused(name, value)
