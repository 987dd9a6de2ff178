"""The nearest hall comes first, and nobody hears where the phone is."""

import pytest
from playwright.async_api import expect

from tests.browser import axe, words
from tests.browser.conftest import OpenPage, OpenWechat
from tests.browser.touch import press
from tests.browser.whole import Whole

IN_RAOPING = {"latitude": 23.664, "longitude": 117.004}


@pytest.mark.req("9-4", "13-4")
async def test_halls_are_sorted_on_the_phone(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone().halls
    page = await open_page()
    await page.goto(f"{whole.url}/m/pages/halls/halls")
    halls = page.get_by_role("heading", level=3)
    await expect(halls.first).to_have_text("潮州市政务服务中心")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await press(page, say.nearest)
    await expect(page.get_by_role("alert")).to_have_text(say.nowhere)  # not allowed: the list stays
    await expect(halls.first).to_have_text("潮州市政务服务中心")

    await page.context.grant_permissions(["geolocation"])
    await page.context.set_geolocation(IN_RAOPING)  # type: ignore[arg-type]
    await press(page, say.nearest)
    await expect(halls.first).to_have_text("饶平县政务服务中心")
    await expect(page.get_by_text(say.near).first).to_be_visible()
    assert asked == []
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await press(page, say.byRegion)
    await expect(halls.first).to_have_text("潮州市政务服务中心")


@pytest.mark.req("9-4", "13-4")
async def test_in_wechat_only_who_agrees_twice_is_asked_where(
    open_wechat: OpenWechat, whole: Whole
) -> None:
    """To the privacy guide and to the location; each no leaves the list as it is, and says so."""
    say = words.phone().halls
    phone = await open_wechat(whole.person())
    await phone.open("pages/halls/halls")
    halls = phone.page.get_by_role("heading", level=3)
    await expect(halls.first).to_have_text("潮州市政务服务中心")
    assert await phone.calls("getFuzzyLocation") == []  # not before one wants to know
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    for question, answer in (("privacy", "disagree"), ("privacy", "agree")):
        await phone.answer(question, answer)
        await press(phone.page, say.nearest)
        await expect(phone.page.get_by_role("alert")).to_have_text(say.nowhere)
    await expect(halls.first).to_have_text("潮州市政务服务中心")

    await phone.answer("location", IN_RAOPING)
    await press(phone.page, say.nearest)
    await expect(halls.first).to_have_text("饶平县政务服务中心")
    assert await phone.calls("getFuzzyLocation") == [{"type": "gcj02"}] * 3
    assert asked == []
