"""Bureau and handler on the phone: their orders by clock, and every step to the feedback."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import citizen, network, officer, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

COMPLAINT = "等了一个多小时，材料交了两遍。"
INSTITUTION = "公安局"
STEPS = {
    "respond": "已联系群众了解情况。",
    "rectify": "已增开一个窗口。",
    "feed_back": "已增开窗口，请您查看。",
}


@pytest.mark.req("11-2", "11-3", "11-6", "11-9")
async def test_an_order_is_handled_on_two_phones(open_page: OpenPage, whole: Whole) -> None:
    say, remove = words.office(), words.phone().rate.remove
    person = whole.person()
    whole.end_service(person)
    phone = await open_page()
    await citizen.signed_in_at_window(phone, whole, person)
    await citizen.rate_poorly(phone, COMPLAINT)
    await citizen.thanked(phone)
    number = await citizen.beside(phone, words.phone().thanks.number)

    bureau = await open_page()
    await officer.sign_in(bureau, whole, "city")
    await open_order(bureau, number, "opened")
    await expect(bureau.get_by_text(COMPLAINT)).to_be_visible()
    await bureau.get_by_role("textbox", name=say.find).fill(INSTITUTION)
    offices = bureau.get_by_role("radiogroup", name=say.institution)
    await offices.get_by_role("radio").first.click()
    await act(bureau, "dispatch", "dispatched")

    handler = await open_page()
    await officer.sign_in(handler, whole, "handler-police")
    await open_order(handler, number, "dispatched")
    await press(handler, say.names.return_, "radio")
    await press(handler, say.submits.return_)  # without a reason it is not sent
    await expect(handler.get_by_role("alert").filter(has_text=say.tooShort)).to_be_visible()
    await press(handler, say.names.accept, "radio")
    await act(handler, "accept", "accepted")
    status = ["responded", "rectified", "fed_back"]
    for (name, text), after in zip(STEPS.items(), status, strict=True):
        await press(handler, getattr(say.names, name), "radio")
        if name == "respond":
            await press(handler, say.handlings.by_date, "radio")
            await press(handler, say.submits.respond)
            await expect(handler.get_by_role("alert").first).to_be_visible()
            await press(handler, say.handlings.at_once, "radio")
        box = handler.get_by_role("textbox", name=getattr(say.labels, name))
        await expect(box).to_have_value("")  # nothing of the step before is left
        await box.fill(text)
        if name == "respond":
            await citizen.choose_picture(handler)
            async with network.cut(handler):
                await press(handler, say.submits.respond)
                await expect_offline(handler)
            await handler.reload()
            await expect(handler.get_by_role("button", name=remove)).to_have_count(1)
            await without_an_answer(handler, "respond", "uploads/*")
            await without_an_answer(handler, name)
        elif name == "rectify":
            await without_an_answer(handler, name)
            await handler.reload()
            continue
        await act(handler, name, after)
    await phone.get_by_role("button", name=words.phone().thanks.see).click()
    await expect(phone.get_by_text(STEPS["feed_back"]).first).to_be_visible()
    # Sent three times, it is one picture.
    shown = words.phone().rate.pictureOf.replace("{number}", "1").replace("{count}", "1")
    picture = shown.replace("{label}", words.phone().case.entries.response)
    await press(phone, picture)
    await expect(phone.get_by_role("button", name=picture, expanded=True)).to_be_visible()
    await expect(phone.get_by_role("button", name=picture).locator("img")).to_be_visible()


async def open_order(page: Page, number: str, status: str) -> None:
    """From the list, narrowed to its state."""
    say = words.office()
    await expect(page.get_by_role("heading", name=say.title)).to_be_visible()
    await page.get_by_role("button", name=say.state).click()
    await page.get_by_role("radio", name=getattr(say.statuses, status)).first.click()
    line = page.get_by_role("link").filter(has_text=number)
    while not await line.count():
        await press(page, say.more)
        await page.wait_for_load_state("networkidle")
    await line.click()
    await expect(page.get_by_role("heading", name=getattr(say.statuses, status))).to_be_visible()


async def without_an_answer(page: Page, name: str, what: str = "") -> None:
    """The step, or `what` goes before it, arrives, but nobody on the phone learns so."""
    submit = getattr(words.office().submits, name)
    await network.lose_answer(page, f"**/{what or name}")
    await press(page, submit)
    await expect_offline(page)


async def expect_offline(page: Page) -> None:
    offline = words.phone().problems.offline
    await expect(page.get_by_role("alert").filter(has_text=offline)).to_be_visible()


async def act(page: Page, name: str, after: str) -> None:
    say = words.office()
    await press(page, getattr(say.submits, name))
    await expect(page.get_by_role("heading", name=getattr(say.statuses, after))).to_be_visible()
