"""The terminal in a hall: opened by a phone or a slip, used standing, left without a trace."""

import pytest
from playwright.async_api import expect

from tests.browser import axe, citizen, desk, kiosk, network, old_chrome, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

QUIET_MS, ASK_MS = 60_500, 20_500


@pytest.mark.req("7-1", "7-4", "9-1", "9-4")
async def test_a_phone_opens_the_terminal_and_nothing_stays(
    open_page: OpenPage, whole: Whole
) -> None:
    say, console = words.desk().kiosk, words.desk()
    bureau = await open_page("desk")
    await desk.sign_in(bureau, whole, "city")
    await bureau.goto(f"{whole.url}/console/halls/{kiosk.hall_id(whole)}/devices")
    await bureau.get_by_role("button", name=console.kiosks.add, exact=True).click()
    await bureau.get_by_role("button", name=console.devices.makeCode).click()
    code = "".join(filter(str.isdigit, await bureau.locator(".code").inner_text()))
    screen = await open_page("desk")
    await old_chrome.pretend(screen)
    await screen.set_viewport_size(kiosk.PORTRAIT)
    await kiosk.pair(screen, whole, code)
    row = bureau.get_by_role("row").filter(has_text=console.devices.statuses.paired)
    await expect(row.first).to_be_visible()  # seen by itself

    person = whole.person()
    for _ in range(2):
        whole.end_service(person)
    await screen.get_by_role("button", name=say.start.scan).click()
    link = await kiosk.link_on(screen)
    match = await screen.locator(".match strong").inner_text()
    phone = await open_page()
    await phone.goto(link)
    await expect(phone.get_by_text(match, exact=True)).to_be_visible()
    await expect(screen.get_by_text(say.scan.scanned)).to_be_visible()
    confirm = phone.get_by_role("button", name=words.phone().kiosk.confirm)
    await confirm.click()
    await citizen.sign_in(phone, person)  # on the way, and back to the same terminal
    await confirm.click()
    await expect(phone.get_by_text(words.phone().kiosk.done)).to_be_visible()

    assert await axe.violations(screen) == []
    assert await axe.violations(bureau) == []
    await screen.locator(".service").first.click()
    await screen.get_by_role("button", name=words.grade("very_dissatisfied"), exact=True).click()
    await screen.get_by_role("button", name=words.first_tag("very_dissatisfied")).click()
    await network.lose_answer(screen, "**/api/kiosk/ratings")
    await screen.get_by_role("button", name=say.rate.submit).click()
    await expect(screen.get_by_role("heading", name=say.thanks.title)).to_be_visible()
    assert await axe.violations(screen) == []
    number = (await screen.locator(".receipt strong").inner_text()).replace(" ", "")
    shown = await screen.locator("body").inner_text()
    assert words.grade("very_dissatisfied") not in shown
    assert person.name not in shown
    await phone.goto(f"{whole.url}/m/pages/mine/mine")
    await expect(phone.get_by_text(words.grade("very_dissatisfied")).first).to_be_visible()

    await screen.get_by_role("button", name=say.thanks.next).click()
    assert await kiosk.remembers(screen) == kiosk.NOTHING
    await screen.reload()  # as the back button: the page is opened anew
    await expect(screen.get_by_role("heading", name=say.start.title)).to_be_visible()
    assert number not in await screen.content()
    assert await screen.evaluate("history.length") <= 2

    await row.first.get_by_role("button", name=console.devices.revoke).click()
    await bureau.get_by_role("textbox", name=console.devices.reason).fill("终端要送修")
    await bureau.get_by_role("button", name=console.devices.revokeDo).click()
    await screen.reload()
    await expect(screen.get_by_text(say.pair.stopped)).to_be_visible()


@pytest.mark.req("7-4", "7-12")
async def test_a_slip_by_keyboard_and_a_screen_that_clears_itself(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().kiosk
    screen = await open_page("desk")
    await kiosk.pair(screen, whole, kiosk.pairing_code(whole))
    try:
        await screen.clock.install()
        await screen.get_by_role("button", name=say.start.slip).press("Enter")
        field = screen.get_by_label(say.slip.code, exact=True)
        await expect(field).to_be_focused()
        await screen.keyboard.type("123456789012")
        await screen.keyboard.press("Enter")
        await expect(screen.get_by_role("alert")).to_have_text(say.slip.wrong)
        await field.press("ControlOrMeta+a")
        await screen.keyboard.type(whole.slips[0])
        await screen.keyboard.press("Enter")
        title = screen.get_by_role("heading", name=say.rate.title)
        await expect(title).to_be_focused()
        await screen.keyboard.press("Tab")
        first = screen.get_by_role("button", name=words.grade("very_satisfied"), exact=True)
        await expect(first).to_be_focused()
        await screen.keyboard.press("Enter")

        await screen.clock.fast_forward(QUIET_MS)
        asks = screen.get_by_role("alertdialog", name=say.idle.title)
        stay = asks.get_by_role("button", name=say.idle.stay)
        await expect(stay).to_be_focused()
        assert await axe.violations(screen) == []
        await stay.press("Enter")
        await expect(asks).to_have_count(0)
        async with network.cut(screen):
            await screen.get_by_role("button", name=say.rate.submit).press("Enter")
            await expect(screen.get_by_text(say.rate.waiting)).to_be_visible()
            await screen.clock.fast_forward(QUIET_MS)
            await expect(asks.get_by_text(say.idle.unsent)).to_be_visible()
            await screen.clock.run_for(ASK_MS)  # second by second
            await expect(screen.get_by_text(say.start.lost)).to_be_visible()
        assert await kiosk.remembers(screen) == kiosk.NOTHING

        await screen.get_by_role("button", name="English", exact=True).click()
        with words.speaking("en"):
            say = words.kiosk()
            await screen.get_by_role("button", name=say.start.slip).click()
            await screen.keyboard.type(whole.slips[0])  # it was not sent: the slip still opens it
            await screen.keyboard.press("Enter")
            await screen.get_by_role("button", name=words.grade("satisfied"), exact=True).click()
            assert await axe.violations(screen) == []
            await screen.get_by_role("button", name=say.rate.submit).click()
            await expect(screen.get_by_role("heading", name=say.thanks.title)).to_be_visible()
            await screen.get_by_role("button", name=say.end, exact=True).first.click()
            await expect(screen.get_by_text(say.start.cleared)).to_be_visible()
        await screen.clock.run_for(ASK_MS)  # and whoever comes next finds their own language
        title = screen.get_by_role("heading", name=words.kiosk().start.title)
        await expect(title).to_be_visible()
    finally:
        kiosk.stop(whole)
