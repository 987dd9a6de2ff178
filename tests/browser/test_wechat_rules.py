"""The harness holds the mini-program to WeChat's rules: each is broken here on purpose."""

from typing import Any

import pytest

from tests.browser.conftest import OpenWechat
from tests.browser.whole import Whole

CALL = """([name, options]) => new Promise((resolve) => {
  const answer = (what) => (given) => resolve([what, given.errMsg])
  window.wechat.wx[name]({ ...options, success: answer('ok'), fail: answer('fail') })
})"""
TEMPLATES = {"tmplIds": ["t"]}
JUMP = {"appId": "wx0000000000000001", "path": "x"}
BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("requestSubscribeMessage", TEMPLATES, "user TAP gesture"),
    ("navigateToMiniProgram", JUMP, "user TAP gesture"),
    ("request", {"url": "https://elsewhere.example/x"}, "url not in domain list"),
    ("request", {"url": "http://haochaping.test/api/me"}, "url not in domain list"),
    ("uploadFile", {"url": "https://elsewhere.example/x"}, "url not in domain list"),
    ("navigateTo", {"url": "/pages/nowhere/nowhere"}, "is not found"),
    ("navigateBack", {}, "first page"),
    ("getLocation", {}, "requiredPrivateInfos"),
    ("startRecord", {}, "not supported by the harness"),
]


@pytest.mark.parametrize(("name", "options", "why"), BROKEN)
async def test_what_wechat_refuses_is_refused(
    open_wechat: OpenWechat, whole: Whole, name: str, options: dict[str, Any], why: str
) -> None:
    phone = await open_wechat(whole.person())
    await phone.open("pages/help/help")
    outcome, said = await phone.page.evaluate(CALL, [name, options])
    assert outcome == "fail"
    assert why in said
    assert len(await phone.complaints()) == 1
    await phone.forgive()


async def test_a_picture_waits_for_the_privacy_consent(
    open_wechat: OpenWechat, whole: Whole
) -> None:
    phone = await open_wechat(whole.person())
    await phone.open("pages/help/help")
    await phone.answer("privacy", "disagree")
    outcome, said = await phone.page.evaluate(CALL, ["chooseMedia", {"count": 1}])
    assert (outcome, "privacy permission" in said) == ("fail", True)
    await phone.answer("privacy", "agree")
    outcome, _ = await phone.page.evaluate(CALL, ["chooseMedia", {"count": 1}])
    assert outcome == "ok"
