"""Real names by redirect, by jump and by face."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.identity import FaceIdentity, JumpIdentity, PersonShape, RedirectIdentity
from gateways.identity_person import person_of
from gateways.wechat import WeChat
from rules.documents import DocumentType
from tests.gateways.outside import CHEN, NUMBER, PHONE, Outside

BACK = "http://127.0.0.1:8000/m/pages/sign-in/return"
Redirect = Callable[..., RedirectIdentity]
Jump = Callable[..., JumpIdentity]


def agree(outside: Outside, url: str, person: str) -> dict[str, list[str]]:
    """What a person's browser does on the provider's page; the query it comes back with."""
    assert outside.http.get(url).status_code == 200
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    answer = outside.http.post("/identity/authorize", data={**asked, "person": person})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(BACK)
    return parse_qs(urlsplit(answer.headers["location"]).query)


def code_for(outside: Outside, identity: RedirectIdentity, person: str = "chen") -> str:
    return agree(outside, identity.authorize_url("s", BACK), person)["code"][0]


@pytest.mark.req("9-1")
async def test_the_browser_comes_back_with_a_person(
    open_redirect: Redirect, outside: Outside
) -> None:
    identity = open_redirect()
    query = agree(outside, identity.authorize_url("the state &=", BACK), "chen")
    assert query["state"] == ["the state &="]
    person = await identity.complete(query["code"][0], BACK)
    assert (person.name, person.document_number, person.phone) == ("陈小明", NUMBER, PHONE)
    assert person.document_type is DocumentType.RESIDENT_ID
    assert (person.subject, person.provider) == ("subject-chen", "redirect")


def test_the_address_carries_what_was_configured(open_redirect: Redirect) -> None:
    identity = open_redirect(authorize_url="https://id.example/auth?tenant=1", extra={"a": "b"})
    query = parse_qs(urlsplit(identity.authorize_url("s", BACK)).query)
    assert query == {
        "tenant": ["1"],
        "client_id": ["haochaping"],
        "a": ["b"],
        "scope": ["all"],
        "response_type": ["code"],
        "redirect_uri": [BACK],
        "state": ["s"],
    }


async def test_a_code_works_once(open_redirect: Redirect, outside: Outside) -> None:
    identity = open_redirect()
    code = code_for(outside, identity)
    await identity.complete(code, BACK)
    with pytest.raises(Permanent) as refused:
        await identity.complete(code, BACK)
    assert refused.value.code == "invalid_grant"


async def test_a_code_belongs_to_its_address(open_redirect: Redirect, outside: Outside) -> None:
    identity = open_redirect()
    with pytest.raises(Permanent):
        await identity.complete(code_for(outside, identity), "http://evil.example/")


async def test_a_wrong_secret_is_our_mistake(open_redirect: Redirect, outside: Outside) -> None:
    identity = open_redirect(client_secret="wrong")
    with pytest.raises(Ours) as refused:
        await identity.complete(code_for(outside, identity), BACK)
    assert refused.value.code == "invalid_client"


async def test_a_provider_in_trouble(open_redirect: Redirect, outside: Outside) -> None:
    identity = open_redirect()
    code = code_for(outside, identity)
    outside.switch(identity={"fail": "temporarily_unavailable"})
    with pytest.raises(Temporary):
        await identity.complete(code, BACK)


@pytest.mark.req("9-1")
async def test_a_network_identity_has_no_number(open_redirect: Redirect, outside: Outside) -> None:
    identity = open_redirect()
    person = await identity.complete(code_for(outside, identity, "net-user"), BACK)
    assert person.document_type is DocumentType.NETWORK_IDENTITY
    assert person.document_number is None
    assert person.subject == "net-0123456789abcdef"


@pytest.mark.req("9-1")
async def test_a_ticket_brings_a_person_once(open_jump: Jump, outside: Outside) -> None:
    identity = open_jump()
    assert identity.start("s 1") == ("wx5a4d90b1c0ffee02", "pages/verify/verify?state=s+1")
    ticket = outside.ticket("chen")
    person = await identity.complete(ticket)
    assert (person.name, person.document_number) == ("陈小明", NUMBER)
    with pytest.raises(Permanent) as refused:
        await identity.complete(ticket)
    assert refused.value.code == "invalid_ticket"


async def test_a_jump_with_a_wrong_secret(open_jump: Jump, outside: Outside) -> None:
    with pytest.raises(Ours):
        await open_jump(client_secret="wrong").complete(outside.ticket("chen"))


@pytest.mark.req("9-1")
async def test_a_face_brings_the_person_typed(wechat: WeChat, outside: Outside) -> None:
    identity = FaceIdentity(wechat)
    verify_id, serial = await identity.start("openid-chen", "陈小明", NUMBER)
    person = await identity.complete(verify_id, serial, "openid-chen", "陈小明", NUMBER)
    assert (person.name, person.document_number, person.provider) == ("陈小明", NUMBER, "face")
    outside.switch(settings={"face": "fail"})
    with pytest.raises(Permanent):
        await identity.complete(verify_id, serial, "openid-chen", "陈小明", NUMBER)


def test_no_person_shows_in_a_repr() -> None:
    described = {"sub": "s-1", "document_type": "111", **{k: CHEN[k] for k in ("name", "phone")}}
    described["document_number"] = NUMBER
    person = person_of(described, PersonShape(), "redirect")
    for hidden in ("陈小明", NUMBER, PHONE, "s-1"):
        assert hidden not in f"{person!r} {person}"


def test_another_provider_says_it_in_its_own_words() -> None:
    shape = PersonShape(
        fields={
            "subject": "data.uid",
            "name": "data.user.xm",
            "document_type": "data.user.zjlx",
            "document_number": "data.user.zjhm",
            "phone": "data.user.sjh",
        },
        document_codes={"10": DocumentType.RESIDENT_ID},
    )
    user = {"xm": " 陈小明 ", "zjlx": 10, "zjhm": "44510219900101123x", "sjh": "+86 138-0013-8000"}
    person = person_of({"data": {"uid": 7, "user": user}}, shape, "redirect")
    assert person.document_number == "44510219900101123X"
    assert (person.name, person.phone, person.subject) == ("陈小明", PHONE, "7")


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        ({"name": ""}, Temporary, "no_name"),
        ({"sub": None}, Temporary, "no_subject"),
        ({"document_number": ["x"]}, Temporary, "no_document_number"),
        ({"document_type": "999"}, Ours, "document_type"),
    ],
)
def test_a_description_with_gaps(
    change: dict[str, object], kind: type[GatewayError], code: str
) -> None:
    described = {"sub": "s", "name": "陈", "document_type": "111", "document_number": NUMBER}
    with pytest.raises(kind) as refused:
        person_of({**described, **change}, PersonShape(), "redirect")
    assert refused.value.code == code


def test_the_page_is_for_people(outside: Outside, open_redirect: Redirect) -> None:
    page = outside.http.get(open_redirect().authorize_url("s", BACK)).text
    assert '<html lang="zh-CN">' in page
    assert "授权并继续" in page
    assert "陈小明" in page


def test_a_stranger_gets_no_page(outside: Outside) -> None:
    for query in (
        {"client_id": "stranger", "response_type": "code", "redirect_uri": BACK},
        {"client_id": "haochaping", "response_type": "token", "redirect_uri": BACK},
        {"client_id": "haochaping", "response_type": "code", "redirect_uri": "javascript:0"},
    ):
        answer: httpx.Response = outside.http.get("/identity/authorize", params=query)
        assert answer.status_code == 400
