"""A poor rating its officer appeals against, as officer and citizen see it on their phones."""

import pytest
from playwright.async_api import expect

from tests.browser import citizen, reviewing, words
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
