"""The tablet at the window: paired, asked, tapped, cut off, put away, stopped."""

import pytest
from playwright.async_api import ViewportSize, expect

from tests.browser import desk, look, network, officer, old_chrome, rating_device, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

MINUTE_MS = 61_000
UPRIGHT: ViewportSize = {"width": 768, "height": 1024}


@pytest.mark.req("3-1", "3-6", "7-4", "8-1", "8-4")
async def test_the_window_asks_and_the_officer_sees_only_that_it_is_done(
    open_page: OpenPage, whole: Whole
) -> None:
    say, at = words.desk().devices, rating_device.window(whole)
    bureau = await open_page("desk")
    await desk.sign_in(bureau, whole, "city")
    await bureau.goto(f"{whole.url}/console/halls/{at['hall']['id']}/devices")
    row = bureau.get_by_role("row").filter(has_text=at["number"]).first
    await row.get_by_role("button", name=say.pair).click()
    await bureau.get_by_role("button", name=say.makeCode).click()
    code = "".join(filter(str.isdigit, await bureau.locator(".code").inner_text()))
    tablet = await open_page("desk")
    await old_chrome.pretend(tablet)
    await rating_device.pair(tablet, whole, code)
    await expect(row.get_by_text(say.statuses.paired)).to_be_visible()  # seen by itself

    phone = await open_page()
    await officer.sign_in(phone, whole)
    await officer.end_service(phone, whole.person())
    await expect(phone.get_by_text(words.officer().deviceAsks)).to_be_visible()
    await expect(tablet.get_by_role("heading", name=words.desk().device.ask.title)).to_be_visible()
    await tablet.set_viewport_size(UPRIGHT)
    assert await look.below_the_screen(tablet) == []
    await press(tablet, "English")
    with words.speaking("en"):
        say_there = words.device()
        await expect(tablet.get_by_role("heading", name=say_there.ask.title)).to_be_visible()
        await rating_device.tap(tablet, "very_dissatisfied")
        await tablet.get_by_role("button", name=words.first_tag("very_dissatisfied")).click()
        assert await look.below_the_screen(tablet) == []
        await press(tablet, say_there.reasons.done)
        await expect(tablet.get_by_text(say_there.thanks.title)).to_be_visible()
    await expect(phone.get_by_text(words.officer().deviceDone, exact=True)).to_be_visible()
    shown = await phone.locator("body").inner_text()
    assert words.grade("very_dissatisfied") not in shown
    ready = words.desk().device.idle.ready  # to whoever comes next in the language of most
    await expect(tablet.get_by_text(ready)).to_be_visible()
    assert await rating_device.kept(tablet) == "[]"

    await row.get_by_role("button", name=say.revoke).click()
    await bureau.get_by_role("textbox", name=say.reason).fill("平板要送修")
    await bureau.get_by_role("button", name=say.revokeDo).click()
    await expect(tablet.get_by_text(words.desk().device.pair.stopped)).to_be_visible()


@pytest.mark.req("3-2", "7-1", "7-4")
async def test_without_network_the_tap_is_kept_and_arrives_once(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().device
    tablet = await open_page("desk")
    line = await rating_device.on_a_line(tablet)
    await rating_device.pair(tablet, whole, rating_device.pairing_code(whole))
    try:
        service = whole.end_service(whole.person())["service_id"]
        await expect(tablet.get_by_role("heading", name=say.ask.title)).to_be_visible()
        async with line.cut(tablet):
            await rating_device.tap(tablet, "satisfied")
            await expect(tablet.get_by_text(say.thanks.kept)).to_be_visible()
            await tablet.reload()  # a power cut on top of it
            await expect(tablet.get_by_role("status")).to_contain_text(say.network.away)
            assert service in await rating_device.kept(tablet)
        await network.lose_answer(tablet, "**/api/device/ratings")
        await rating_device.delivered(tablet)
        place = f"/api/officer/services/{service}/asked"
        assert whole.call("GET", place, whole.staff_token("officer")) == {"state": "done"}

        await tablet.clock.install()
        put_away = whole.end_service(whole.person())["service_id"]
        await expect(tablet.get_by_role("heading", name=say.ask.title)).to_be_visible()
        await tablet.clock.fast_forward(MINUTE_MS)
        await expect(tablet.get_by_text(say.idle.ready)).to_be_visible()
        place = f"/api/officer/services/{put_away}/asked"
        assert whole.call("GET", place, whole.staff_token("officer")) == {"state": "asked"}
        assert await rating_device.kept(tablet) == "[]"  # nothing was said for anybody
    finally:
        rating_device.stop(whole)
