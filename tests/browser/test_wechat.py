"""The WeChat build, executed: the same story with WeChat's login, jump, pictures and messages."""

import pytest
from playwright.async_api import expect

from tests.browser import citizen, words
from tests.browser.conftest import OpenWechat
from tests.browser.touch import press
from tests.browser.wechat_phone import WechatPhone
from tests.browser.whole import Whole


async def sign_in(phone: WechatPhone) -> None:
    await phone.scan()
    await press(phone.page, words.phone().window.yes)
    await phone.verify_by_jump()


@pytest.mark.req("7-1", "9-1", "11-5")
async def test_the_story_in_wechat(open_wechat: OpenWechat, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    phone = await open_wechat(person)

    await sign_in(phone)
    await citizen.grade(phone.page, "very_dissatisfied")
    await press(phone.page, words.phone().rate.pictures)
    await expect(phone.page.get_by_role("button", name=words.phone().rate.remove)).to_have_count(2)
    await citizen.submit(phone.page)
    await citizen.thanked(phone.page)
    assert await phone.calls("privacy") == ["chooseImage"]

    await press(phone.page, words.phone().thanks.tell)
    await expect(phone.page.get_by_text(words.phone().thanks.told)).to_be_visible()
    await phone.consents_reach_wechat()
    await press(phone.page, words.phone().thanks.see)
    opened = words.phone().case.statuses.opened
    await expect(phone.page.get_by_role("heading", name=opened)).to_be_visible()


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
    opened = words.phone().case.statuses.opened
    await expect(phone.page.get_by_role("heading", name=opened)).to_be_visible()


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
