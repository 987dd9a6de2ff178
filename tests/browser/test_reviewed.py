"""A poor rating its officer appeals against, as officer and citizen see it on their phones."""

import pytest
from playwright.async_api import expect

from tests.browser import citizen, network, officer, reviewing, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole


@pytest.mark.req("11-13", "12-8")
async def test_a_citizen_is_told_of_the_review_and_how_to_object(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.phone().case.review
    person = whole.person()
    whole.end_service(person)
    phone = await open_page()
    await citizen.signed_in_at_window(phone, whole, person)
    await citizen.rate_poorly(phone, "系统一直打不开。")
    reviewing.tell(whole, await citizen.beside(phone, words.phone().thanks.number))
    appeal = reviewing.lodged(whole)
    await press(phone, words.phone().thanks.see)
    await expect(phone.get_by_role("heading", name=say.paused)).to_be_visible()
    await expect(phone.get_by_text(say.rest)).to_be_visible()

    reviewing.not_adopted(whole, appeal)
    await phone.reload()
    await expect(phone.get_by_role("heading", name=say.excluded)).to_be_visible()
    await expect(phone.get_by_text(reviewing.FINDING)).to_have_count(1)
    await expect(phone.get_by_text(say.object)).to_be_visible()
    await expect(phone.get_by_role("link", name=say.call)).to_be_visible()


@pytest.mark.req("12-1", "12-4", "12-6", "14-3")
async def test_an_officer_appeals_on_a_bad_network(open_page: OpenPage, whole: Whole) -> None:
    say = words.officer()
    reviewing.tell(whole, reviewing.rated_poorly(whole))
    page = await open_page()
    await officer.sign_in(page, whole)
    await press(page, say.scores, "link")
    await expect(page.get_by_role("heading", name=say.how)).to_be_visible()
    await page.get_by_role("link", name=say.lodge, exact=True).first.click()
    await press(page, say.appeal.submit)  # without a reason it is not sent
    await expect(page.get_by_role("alert").filter(has_text=say.appeal.tooShort)).to_be_visible()
    await page.get_by_role("textbox", name=say.appeal.reason).fill(reviewing.REASON)
    await citizen.choose_picture(page)
    async with network.cut(page):
        await press(page, say.appeal.submit)
        await expect(page.get_by_text(words.phone().problems.offline)).to_be_visible()
    await page.reload()
    written = page.get_by_role("textbox", name=say.appeal.reason)
    await expect(written).to_have_value(reviewing.REASON)
    await expect(page.get_by_role("button", name=words.phone().rate.remove)).to_have_count(1)

    await network.lose_answer(page, "**/api/officer/appeals")
    await press(page, say.appeal.submit)
    await expect(page.get_by_text(words.phone().problems.offline)).to_be_visible()
    await network.lose_answer(page, "**/api/appeals/*/files")
    await press(page, say.appeal.submit)  # it has arrived already, and is found
    await expect(page.get_by_role("heading", name=say.appeal.statuses.lodged)).to_be_visible()
    await expect(page.get_by_text(say.appeal.unsent.replace("{count}", "1"))).to_be_visible()
    await press(page, say.appeal.upload.replace("{count}", "1"))
    await expect(page.get_by_text(say.appeal.unsent.replace("{count}", "1"))).to_have_count(0)
    await expect(page.get_by_label(say.appeal.picture.replace("{number}", "1"))).to_have_count(1)
    await expect(page.get_by_label(say.appeal.picture.replace("{number}", "2"))).to_have_count(0)

    await press(page, say.appeal.withdraw, "link")
    await press(page, say.appeal.withdraw)
    await expect(page.get_by_role("heading", name=say.appeal.statuses.withdrawn)).to_be_visible()
    await page.goto(f"{whole.url}/m/staff/appeals/appeals")
    own = page.get_by_role("link").filter(has_text=say.appeal.statuses.withdrawn)
    await expect(own.first).to_be_visible()


@pytest.mark.req("14-3")
async def test_an_officer_objects_to_a_month_before_it_is_used(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.officer()
    reason = "那天我不在这个窗口。"
    whole.wait_for_objection()  # to another month
    page = await open_page()
    await officer.sign_in(page, whole)
    await press(page, say.scores, "link")
    await press(page, say.assessment, "link")
    await expect(page.get_by_role("heading", name=say.assess.contest)).to_be_visible()
    await page.get_by_role("link", name=say.assess.object).first.click()
    await page.get_by_role("textbox", name=say.assess.reason).fill(reason)
    await press(page, say.assess.send)
    await expect(page.get_by_text(say.assess.incomplete)).to_be_visible()
    await press(page, say.assess.kinds.not_on_duty, "radio")
    await network.lose_answer(page, "**/objections")
    await press(page, say.assess.send)
    await expect(page.get_by_text(words.phone().problems.offline)).to_be_visible()
    await press(page, say.assess.send)  # it has arrived already, and is shown
    own = page.get_by_role("listitem").filter(has_text=reason)
    await expect(own.get_by_text(say.assess.states.open)).to_be_visible()
    await own.get_by_role("link", name=say.assess.withdraw).click()
    await expect(own.get_by_text(say.assess.states.withdrawn)).to_be_visible()
