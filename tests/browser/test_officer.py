"""The officer's own page: end a service, invite, see the own scores."""

import pytest
from playwright.async_api import expect

from tests.browser import citizen, network, officer, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole


@pytest.mark.req("3-1", "14-3")
async def test_an_officer_ends_a_service_that_is_then_rated(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.officer()
    person = whole.person()
    desk = await open_page()
    await officer.sign_in(desk, whole)
    await network.lose_answer(desk, "**/api/officer/services")
    await officer.end_service(desk, person)
    await expect(desk.get_by_text(say.unanswered)).to_be_visible()
    await desk.reload()  # what was typed is gone; the service is known again all the same
    await expect(desk.get_by_text(say.unanswered)).to_be_visible()
    await officer.end_service(desk, person)
    await expect(desk.get_by_text(say.invited)).to_be_visible()

    phone = await open_page()
    await citizen.signed_in_at_window(phone, whole, person)  # one service, rated at once
    await citizen.grade(phone, "very_satisfied")
    await citizen.submit(phone)
    await citizen.thanked(phone)

    await press(desk, say.next)
    await press(desk, say.scores, "link")
    await expect(desk.get_by_role("heading", name=say.scores)).to_be_visible()
    await expect(desk.get_by_text(say.opinions, exact=True)).to_be_visible()
    await expect(desk.get_by_text(person.name)).to_have_count(0)


async def test_a_wrong_password_is_said_and_nothing_else(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    say = words.officer()
    await page.goto(f"{whole.url}/m/staff/sign-in/sign-in")
    await page.get_by_role("textbox", name=say.login).fill("officer02")
    await page.get_by_role("textbox", name=say.password).fill("wrong-password")
    await press(page, say.enter)
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_role("heading", name=say.signIn)).to_be_visible()
