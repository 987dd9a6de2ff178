"""The switches, the page of what was sent, and what is remembered."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.gateways.outside import CHEN, Outside
from tests.sandbox.test_wechat import send, token


def test_what_is_set_can_be_read(outside: Outside) -> None:
    outside.switch(wechat={"delay": 0.5}, settings={"face": "fail"})
    told = outside.http.get("/_control").json()
    assert told["faults"]["wechat"]["delay"] == 0.5
    assert told["settings"]["face"] == "fail"
    assert told["persons"] == ["chen", "net-user"]


@pytest.mark.parametrize("wrong", [{"nobody": {}}, {"wechat": {"x": 1}}, {"settings": {"x": 1}}])
def test_a_switch_that_is_none_is_refused(outside: Outside, wrong: dict[str, object]) -> None:
    assert outside.http.post("/_control", json=wrong).status_code == 400


def test_an_unknown_field_of_a_person_is_refused(outside: Outside) -> None:
    persons = {"persons": [{**CHEN, "age": 7}]}
    assert outside.http.put("/_control/persons", json=persons).status_code == 400


def test_a_fault_heals_by_itself(outside: Outside) -> None:
    outside.switch(wechat={"fail": "45009", "times": 2})
    access = token(outside)
    outside.consent()
    assert [send(outside, access) for _ in range(3)] == [45009, 45009, 0]


def test_the_newest_message_stands_first_and_text_is_only_text(outside: Outside) -> None:
    access = token(outside)
    for item in ("先办的事", "<b>后办的事</b>"):
        outside.consent()
        data = {
            "thing1": {"value": item},
            "thing2": {"value": "某局"},
            "phrase3": {"value": "已受理"},
            "date4": {"value": "2026年3月5日"},
        }
        assert send(outside, access, data=data) == 0
    page = outside.http.get("/").text
    assert '<html lang="zh-CN">' in page
    assert "评价答复通知" in page
    assert "<b>" not in page
    assert page.index("后办的事") < page.index("先办的事")
    assert "陈小明" in page


def test_without_messages_the_page_says_so(outside: Outside) -> None:
    assert "还没有消息" in outside.http.get("/").text


def test_the_other_mini_program_sends_back_a_ticket(outside: Outside) -> None:
    back = "http://127.0.0.1:8000/back?a=b"
    page = outside.http.get("/identity/jump", params={"state": "s", "return_to": back})
    assert "核验并返回" in page.text
    form = {"person": "chen", "state": "s", "return_to": back}
    answer = outside.http.post("/identity/jump", data=form)
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert (query["a"], query["state"]) == (["b"], ["s"])
    account = {"client_id": "haochaping", "client_secret": "sandbox"}
    person = outside.post("/identity/ticket", **account, ticket=query["ticket"][0])
    assert (person["name"], person["document_type"]) == ("陈小明", "111")


def test_nobody_to_jump_as(outside: Outside) -> None:
    assert outside.http.post("/identity/jump", json={"person": "nobody"}).status_code == 404


@pytest.fixture
def remembering(tmp_path: Path) -> Iterator[Outside]:
    running = Outside(tmp_path, "--data", str(tmp_path / "data"))
    yield running
    running.stop()


def test_a_restart_forgets_nothing(remembering: Outside) -> None:
    remembering.reset()
    remembering.consent()
    remembering.consent()
    access = token(remembering)
    assert send(remembering, access) == 0
    remembering.process.kill()
    remembering.start()
    assert send(remembering, access) == 0
    assert send(remembering, access) == 43101
    assert len(remembering.sent) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/cgi-bin/stable_token",
        "/cgi-bin/message/subscribe/send",
        "/wxa/getwxacodeunlimit",
        "/wxa/msg_sec_check",
        "/wxa/business/getuserphonenumber",
        "/cityservice/face/identify/getverifyid",
        "/cityservice/face/identify/queryverifyinfo",
        "/identity/token",
        "/identity/ticket",
        "/sms/send",
        "/sms/reports",
    ],
)
@pytest.mark.parametrize("junk", [b"", b"\xff", b"[]", b'{"scene":7,"width":"x","cert_info":[]}'])
def test_junk_is_refused_and_not_stumbled_over(outside: Outside, path: str, junk: bytes) -> None:
    access = token(outside)
    answer = outside.http.post(f"{path}?access_token={access}", content=junk)
    assert answer.status_code < 500
    told = answer.json()
    assert told.get("errcode") or told.get("error") or told.get("code") == "bad_signature"
