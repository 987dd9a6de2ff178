"""The WeChat build, executed: the same story with WeChat's login, jump, pictures and messages."""

import pytest
from playwright.async_api import expect

from tests.browser import citizen, words
from tests.browser.conftest import OpenWechat
from tests.browser.touch import press
from tests.browser.wechat_phone import WechatPhone
from tests.browser.whole import Whole

LARGE_LETTERS = 20
REPLY = "已增开一个窗口，并核对了材料清单。"


async def sign_in(phone: WechatPhone) -> None:
    await phone.scan()
    await press(phone.page, words.phone().window.yes)
    await phone.verify_by_jump()


@pytest.mark.req("7-1", "9-1", "11-5")
async def test_the_story_in_wechat(open_wechat: OpenWechat, whole: Whole) -> None:
    say = words.phone()
    person = whole.person()
    whole.end_service(person)
    phone = await open_wechat(person)

    await sign_in(phone)
    await rate_with_pictures(phone)
    number = await citizen.beside(phone.page, say.thanks.number)
    await press(phone.page, say.thanks.tell)
    await expect(phone.page.get_by_text(say.thanks.told)).to_be_visible()
    await phone.consents_reach_wechat()
    await press(phone.page, say.thanks.see)
    await expect_status(phone, "opened")

    whole.reply(number, REPLY)
    message = whole.wait_for_message(f"openid-{person.key}", "wechat")
    await phone.open(message["page"])  # what a tap on the message does
    await expect(phone.page.get_by_text(REPLY).first).to_be_visible()
    await press(phone.page, say.case.partly, "radio")
    await press(phone.page, say.case.send)
    await expect_status(phone, "solved")


async def rate_with_pictures(phone: WechatPhone) -> None:
    say = words.phone().rate
    await citizen.grade(phone.page, "very_dissatisfied")
    await press(phone.page, say.pictures)
    await expect(phone.page.get_by_role("button", name=say.remove)).to_have_count(2)
    assert await phone.calls("privacy") == ["chooseImage"]
    await citizen.submit(phone.page)
    await citizen.thanked(phone.page)


async def expect_status(phone: WechatPhone, status: str) -> None:
    label = getattr(words.phone().case.statuses, status)
    await expect(phone.page.get_by_role("heading", name=label, exact=True)).to_be_visible()


async def test_a_later_visit_needs_only_the_login_code(
    open_wechat: OpenWechat, whole: Whole
) -> None:
    person = whole.person()
    whole.end_service(person)
    phone = await open_wechat(person)
    await sign_in(phone)
    await expect(phone.page.get_by_role("radiogroup")).to_be_visible()

    another = await open_wechat(person)  # a new phone of the same person: nothing is kept there
    await another.scan()
    await press(another.page, words.phone().window.yes)
    await expect(another.page.get_by_role("radiogroup")).to_be_visible()
    assert await another.calls("navigateToMiniProgram") == []


async def test_face_verification_needs_a_consent_of_its_own(
    open_wechat: OpenWechat, whole: Whole
) -> None:
    person = whole.person()
    whole.end_service(person)
    phone = await open_wechat(person)
    say = words.phone().signIn
    await phone.scan()
    await press(phone.page, words.phone().window.yes)
    await press(phone.page, say.agree + say.notice, "checkbox")
    await press(phone.page, say.face)
    await phone.page.get_by_role("textbox", name=say.name).fill(person.name)
    await phone.page.get_by_role("textbox", name=say.number).fill(person.document_number)
    await press(phone.page, say.start)
    await expect(phone.page.get_by_text(say.faceMust)).to_be_visible()
    assert await phone.calls("requestFacialVerify") == []

    await press(phone.page, say.faceConsent, "checkbox")
    await press(phone.page, say.start)
    await expect(phone.page.get_by_role("radiogroup")).to_be_visible()


async def test_refusing_messages_changes_nothing(open_wechat: OpenWechat, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    phone = await open_wechat(person)
    await sign_in(phone)
    await citizen.grade(phone.page, "dissatisfied")
    await citizen.submit(phone.page)
    await citizen.thanked(phone.page)
    await phone.answer("subscribe", "reject")
    await press(phone.page, words.phone().thanks.tell)
    await expect(phone.page.get_by_text(words.phone().thanks.notTold)).to_be_visible()
    await press(phone.page, words.phone().thanks.see)
    await expect_status(phone, "opened")


async def test_refusing_the_privacy_dialog_leaves_the_form_alone(
    open_wechat: OpenWechat, whole: Whole
) -> None:
    person = whole.person()
    whole.end_service(person)
    phone = await open_wechat(person)
    await sign_in(phone)
    await phone.answer("privacy", "disagree")
    await citizen.grade(phone.page, "satisfied")
    await press(phone.page, words.phone().rate.pictures)
    await phone.page.wait_for_function("wechat.callsOf('privacy').length")
    await citizen.submit(phone.page)
    await citizen.thanked(phone.page)


async def test_large_letters_follow_wechats_own_setting(
    open_wechat: OpenWechat, whole: Whole
) -> None:
    phone = await open_wechat(whole.person())
    await phone.scan()
    standard = await letter_height(phone)
    phone.font = 23
    await phone.scan()
    assert await letter_height(phone) >= LARGE_LETTERS > standard


async def letter_height(phone: WechatPhone) -> float:
    """Of the button everybody presses, in pixels."""
    button = phone.page.get_by_role("button", name=words.phone().window.yes, exact=True)
    return float(await button.evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
