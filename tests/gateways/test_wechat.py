"""WeChat's interfaces, against a server that checks what the real one checks."""

import io
from collections.abc import Callable

import pytest
import zxingcpp
from cashews import Cache
from PIL import Image

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.wechat import TextVerdict, WeChat, cert_hash
from tests.gateways.outside import NUMBER, PHONE, Outside

FACTS = {
    "item": "城乡居民基本养老保险参保登记及信息变更手续办理",
    "office": "湘桥区人力资源和社会保障局",
    "status": "已受理",
    "date": "2026-03-05",
}
CASE = "pages/case/case?id=5"
WINDOW = "pages/window/window"


async def refused(kind: type[GatewayError], code: str, call: object) -> None:
    with pytest.raises(kind) as raised:
        await call  # type: ignore[misc]
    assert raised.value.code == code


async def test_a_login_code_works_once(wechat: WeChat) -> None:
    assert await wechat.code_to_session("demo-chen-1") == "openid-chen"
    await refused(Permanent, "40163", wechat.code_to_session("demo-chen-1"))
    await refused(Permanent, "40029", wechat.code_to_session("demo-nobody-1"))
    await refused(Permanent, "40029", wechat.code_to_session("junk"))


async def test_a_key_may_hold_hyphens(wechat: WeChat) -> None:
    assert await wechat.code_to_session("demo-net-user-1") == "openid-net-user"


async def test_a_wrong_secret_is_our_mistake(
    open_wechat: Callable[..., WeChat], cache: Cache
) -> None:
    wrong = open_wechat(cache, app_secret="wrong")
    await refused(Ours, "40125", wrong.code_to_session("demo-chen-1"))


@pytest.mark.req("11-7")
async def test_one_consent_is_one_message(wechat: WeChat, outside: Outside) -> None:
    outside.consent()
    await wechat.send_subscribe("openid-chen", "feedback", FACTS, page=CASE)
    await refused(
        Permanent, "43101", wechat.send_subscribe("openid-chen", "feedback", FACTS, page=CASE)
    )
    (message,) = outside.sent
    assert message["to"] == "openid-chen"
    assert message["template"] == "sandbox-feedback"
    assert message["page"] == CASE
    assert message["data"] == {
        "thing1": "城乡居民基本养老保险参保登记及信息变更…",
        "thing2": "湘桥区人力资源和社会保障局",
        "phrase3": "已受理",
        "date4": "2026年3月5日",
    }


@pytest.mark.req("11-7")
@pytest.mark.parametrize("topic", ["accepted", "feedback", "review_decided"])
async def test_every_template_passes(wechat: WeChat, outside: Outside, topic: str) -> None:
    outside.consent(template=f"sandbox-{topic}")
    await wechat.send_subscribe("openid-chen", topic, FACTS, page=CASE)
    assert len(outside.sent) == 1


async def test_what_subscribe_refuses(wechat: WeChat, outside: Outside) -> None:
    outside.consent()
    outside.switch(settings={"pages": [WINDOW]})

    def send(openid: str = "openid-chen", topic: str = "feedback", page: str = WINDOW) -> object:
        return wechat.send_subscribe(openid, topic, FACTS, page=page)

    await refused(Permanent, "40003", send(openid="openid-nobody"))
    await refused(Permanent, "41030", send(page="pages/none/none"))
    await refused(Ours, "no_template", send(topic="unheard_of"))
    assert outside.sent == []


async def test_a_template_nobody_registered(
    open_wechat: Callable[..., WeChat], cache: Cache, wechat: WeChat
) -> None:
    template = wechat.settings.templates["feedback"]
    other = type(template)("unknown-template", template.fields)
    wrong = open_wechat(cache, templates={"feedback": other})
    await refused(
        Permanent, "40037", wrong.send_subscribe("openid-chen", "feedback", FACTS, page=CASE)
    )


async def test_a_template_whose_fields_differ(
    open_wechat: Callable[..., WeChat], cache: Cache, wechat: WeChat
) -> None:
    template = wechat.settings.templates["feedback"]
    other = type(template)(template.id, {"thing1": "item"})
    wrong = open_wechat(cache, templates={"feedback": other})
    await refused(
        Permanent, "47003", wrong.send_subscribe("openid-chen", "feedback", FACTS, page=CASE)
    )


@pytest.mark.req("7-9")
async def test_the_window_code_holds_its_scene(wechat: WeChat) -> None:
    scene = "w=" + "A" * 20
    picture = await wechat.window_code(scene, WINDOW)
    assert picture.startswith(b"\x89PNG")
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert found.text == f"sandbox-wxacode:{scene}"


@pytest.mark.parametrize(
    ("scene", "kind", "code"),
    [("x" * 33, Ours, "40169"), ("窗口", Ours, "40129"), ("", Ours, "40169")],
)
async def test_a_scene_wechat_cannot_draw(
    wechat: WeChat, scene: str, kind: type[GatewayError], code: str
) -> None:
    await refused(kind, code, wechat.window_code(scene, WINDOW))


async def test_a_page_that_is_not_published(wechat: WeChat) -> None:
    await refused(Permanent, "41030", wechat.window_code("w=1", "/pages/window/window"))


async def test_a_phone_code_works_once(wechat: WeChat) -> None:
    assert await wechat.phone_number("phone-chen-1") == PHONE
    await refused(Permanent, "40029", wechat.phone_number("phone-chen-1"))


async def test_texts_are_judged(wechat: WeChat) -> None:
    await refused(Permanent, "61010", wechat.check_text("openid-chen", "等了很久"))
    await wechat.code_to_session("demo-chen-1")
    assert await wechat.check_text("openid-chen", "等了很久") is TextVerdict.PASS
    assert await wechat.check_text("openid-chen", "这里有广告") is TextVerdict.REVIEW
    assert await wechat.check_text("openid-chen", "违禁") is TextVerdict.RISKY
    assert await wechat.check_text("openid-chen", "长" * 4000) is TextVerdict.PASS


def test_the_sample_of_the_documentation() -> None:
    expected = "3c241f7ff324977aeb91f173bb2a7b06569e6fd784d5573db34a636d8671108b"
    assert cert_hash("张三", "310101199801011234") == expected


async def test_a_face_passes(wechat: WeChat) -> None:
    verify_id, serial = await wechat.face_start("openid-chen", "陈小明", NUMBER)
    await wechat.face_result(verify_id, serial, "openid-chen", "陈小明", NUMBER)


async def test_a_face_that_does_not_pass(wechat: WeChat, outside: Outside) -> None:
    outside.switch(settings={"face": "ask"})
    verify_id, serial = await wechat.face_start("openid-chen", "陈小明", NUMBER)

    def result() -> object:
        return wechat.face_result(verify_id, serial, "openid-chen", "陈小明", NUMBER)

    await refused(Permanent, "face_90004", result())
    outside.post("/_control/face", verify_id=verify_id, passed=False)
    await refused(Permanent, "face_10004", result())
    outside.post("/_control/face", verify_id=verify_id, passed=True)
    await result()  # type: ignore[misc]


async def test_a_face_of_a_name_that_is_not_the_numbers(wechat: WeChat) -> None:
    verify_id, serial = await wechat.face_start("openid-chen", "王五", NUMBER)
    await refused(
        Permanent,
        "face_10003",
        wechat.face_result(verify_id, serial, "openid-chen", "王五", NUMBER),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"serial": "another-serial"},
        {"openid": "openid-net-user"},
        {"name": "王五"},
        {"verify_id": "none"},
    ],
)
async def test_a_face_result_must_match_its_beginning(
    wechat: WeChat, change: dict[str, str]
) -> None:
    verify_id, serial = await wechat.face_start("openid-chen", "陈小明", NUMBER)
    asked = {
        "verify_id": verify_id,
        "serial": serial,
        "openid": "openid-chen",
        "name": "陈小明",
        "number": NUMBER,
        **change,
    }
    with pytest.raises(Ours):
        await wechat.face_result(**asked)


async def test_too_many_calls_pass_later(wechat: WeChat, outside: Outside) -> None:
    outside.switch(settings={"per_minute": 1})
    await wechat.window_code("w=1", WINDOW)
    await refused(Temporary, "45009", wechat.window_code("w=1", WINDOW))
