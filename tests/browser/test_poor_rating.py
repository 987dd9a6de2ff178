"""The main job in real browsers: scan, sign in, rate poorly, work order, reply, answer."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import axe, citizen, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

COMPLAINT = "等了一个多小时，材料交了两遍。"
REPLY = "已增开一个窗口，并核对了材料清单。"
RECTIFIED = "整改图片"
BUREAU, HANDLER = "city", "handler-police"


@pytest.mark.req("7-1", "9-1", "11-5", "11-2", "11-3")
@pytest.mark.parametrize(
    "whole", ["sqlite", pytest.param("postgres", marks=pytest.mark.deep)], indirect=True
)
async def test_a_poor_rating_is_answered(open_page: OpenPage, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    phone = await open_page()

    await citizen.signed_in_at_window(phone, whole, person)
    await citizen.rate_poorly(phone, COMPLAINT)
    await citizen.thanked(phone)
    number = await citizen.beside(phone, words.phone().thanks.number)
    assert await citizen.beside(phone, words.phone().thanks.receipt)
    await press(phone, words.phone().thanks.see)
    await expect_status(phone, "opened")
    await expect(phone.get_by_text(COMPLAINT)).to_be_visible()

    await bureau_dispatches(await open_page("desk"), whole, number)
    await handler_answers(await open_page("desk"), whole, number)

    await phone.reload()
    await expect_status(phone, "fed_back")
    await expect(phone.get_by_text(REPLY).first).to_be_visible()
    await expect(phone.locator(".picture img")).to_be_visible()
    await press(phone, words.phone().case.solved, "radio")
    await press(phone, words.phone().case.send)
    await expect_status(phone, "solved")


async def test_what_is_not_solved_is_taken_up_again(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone()
    person = whole.person()
    whole.end_service(person)
    phone = await open_page()
    await citizen.signed_in_at_window(phone, whole, person)
    await citizen.rate_poorly(phone, COMPLAINT)
    whole.reply(await citizen.beside(phone, say.thanks.number), REPLY)
    assert whole.wait_for_message(person.phone, "sms")

    await press(phone, say.thanks.see)
    await press(phone, say.case.notSolved, "radio")
    await phone.get_by_role("textbox", name=say.case.say).fill("还是要排很久。")
    await press(phone, say.case.send)
    await expect_status(phone, "reopened")


async def expect_status(phone: Page, status: str) -> None:
    label = getattr(words.phone().case.statuses, status)
    await expect(phone.get_by_role("heading", name=label, exact=True)).to_be_visible()


async def bureau_dispatches(page: Page, whole: Whole, number: str) -> None:
    await desk.sign_in(page, whole, BUREAU)
    await desk.open_order(page, number)
    await expect(page.get_by_text(COMPLAINT)).to_be_visible()
    await desk.dispatch(page, "潮州市公安局")


async def handler_answers(page: Page, whole: Whole, number: str) -> None:
    await desk.sign_in(page, whole, HANDLER)
    await desk.open_order(page, number)
    await desk.act(page, "accept")
    await desk.act(page, "respond", "已电话了解情况。")
    await desk.add_pictures(page)
    assert not await axe.violations(page)
    await desk.act(page, "rectify", "高峰时段增开窗口。")
    await expect(page.get_by_role("list", name=RECTIFIED).get_by_role("link")).to_have_count(1)
    await desk.act(page, "feed_back", REPLY)
