"""The bureau sees whom to call back, and the citizen sees that it did."""

import pytest
from playwright.async_api import expect

from tests.browser import citizen, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

REASON = "群众反映排队过久，需核实"


@pytest.mark.req("9-2", "9-5", "9-6")
async def test_a_citizen_sees_who_looked(open_page: OpenPage, whole: Whole) -> None:
    say, own = words.desk().identity, words.phone().privacy
    person = whole.person()
    whole.end_service(person)
    phone = await open_page()
    await citizen.signed_in_at_window(phone, whole, person)
    await citizen.rate_poorly(phone, "等了一个多小时。")
    await citizen.thanked(phone)
    number = await citizen.beside(phone, words.phone().thanks.number)

    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await desk.open_order(page, number)
    await expect(page.get_by_text(person.phone)).to_have_count(0)
    await page.get_by_role("button", name=say.ask, exact=True).click()
    await page.get_by_label(say.reason, exact=True).fill(REASON)
    await page.get_by_role("button", name=say.submit, exact=True).click()
    await page.get_by_role("button", name=say.show, exact=True).click()
    await expect(page.get_by_text(person.phone)).to_be_visible()
    await expect(page.get_by_text(person.name, exact=True)).to_be_visible()
    await expect(page.get_by_text(REASON)).to_be_visible()
    await page.get_by_role("button", name=say.hide, exact=True).click()
    await expect(page.get_by_text(person.phone)).to_have_count(0)

    await phone.goto(f"{whole.url}/m/pages/privacy/privacy")
    await expect(phone.get_by_text(own.lookFor.follow_up)).to_be_visible()
    await expect(phone.get_by_role("link", name=number)).to_be_visible()
    await press(phone, own.agree.other, "link")
    await expect(phone.get_by_role("link", name=own.withdraw)).to_have_count(2)
    await phone.get_by_role("link", name=own.withdraw).last.click()
    await press(phone, own.reallyWithdraw)
    await expect(phone.get_by_role("link", name=own.agree.other)).to_be_visible()

    # What is kept, and the way out and back.
    say_of = own.deletion
    await expect(phone.get_by_text(person.phone[:3] + "******" + person.phone[-2:])).to_be_visible()
    await expect(phone.get_by_text(person.phone)).to_have_count(0)
    await press(phone, say_of.start, "link")
    await press(phone, say_of.really)
    await expect(phone.get_by_role("alert")).to_be_visible()
    await press(phone, say_of.understood, "checkbox")
    await press(phone, say_of.really)
    await press(phone, say_of.undo)
    await expect(phone.get_by_role("link", name=say_of.start)).to_be_visible()
