"""The officer's own page: end a service, invite, see the own scores."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from tests.browser import axe, citizen, network, officer, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole
from tests.support.authenticator import code_of

KEEPER = "system"  # whose role needs an authenticator in the demo


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


async def test_an_authenticator_is_set_up_on_the_phone(open_page: OpenPage, whole: Whole) -> None:
    """Its key is copied, for nobody scans the screen held in the same hand."""
    say = words.officer()
    if KEEPER in whole.desk_cookies:  # set up by a test before
        without_a_factor(whole)
    page = await open_page()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await officer.sign_in(page, whole, KEEPER)
    await expect(page.get_by_role("heading", name=say.factor.title)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await press(page, say.factor.copy, "link")
    await expect(page.get_by_text(say.factor.copied)).to_be_visible()
    secret = await page.evaluate("navigator.clipboard.readText()")

    field = page.get_by_role("textbox", name=say.factor.code)
    await field.fill("000000")
    await press(page, say.enter)
    await expect(page.get_by_role("alert")).to_be_visible()
    await field.fill(code_of(f"otpauth://totp/?secret={secret}", datetime.now(UTC)))
    await press(page, say.enter)
    await expect(page.get_by_role("listitem")).to_have_count(10)
    await press(page, say.factor.codesKept)
    await expect(page.get_by_text(say.deskOnly)).to_be_visible()
    assert await page.evaluate("localStorage.getItem('staff-token')") is None
    without_a_factor(whole)


async def test_an_owner_sets_an_authenticator_up_and_removes_it_on_the_phone(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.officer()
    own = say.account
    page = await open_page()
    await officer.sign_in(page, whole, "handler-hrss")
    await press(page, own.title, "link")
    await expect(page.get_by_text(own.noPhones)).to_be_visible()
    await press(page, own.setUp, "link")
    password = page.get_by_role("textbox", name=own.current)
    await password.fill("wrong-password")
    await press(page, own.next)
    await expect(page.get_by_role("alert")).to_be_visible()  # and the page stays
    await password.fill(whole.password)
    await press(page, own.next)
    secret = (await page.locator(".secret").inner_text()).replace(" ", "")
    code = code_of(f"otpauth://totp/?secret={secret}", datetime.now(UTC))
    await page.get_by_role("textbox", name=say.factor.code).fill(code)
    await press(page, own.confirm)
    recovery = await page.get_by_role("listitem").first.inner_text()
    await press(page, say.factor.codesKept)
    await press(page, own.remove, "link")
    await password.fill(whole.password)
    await page.get_by_role("textbox", name=say.code).fill(recovery)
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await press(page, own.remove)
    await expect(page.get_by_text(own.factorNone)).to_be_visible()


def without_a_factor(whole: Whole) -> None:
    """As whoever signs in at the desk for the first time expects it."""
    whole.desk_cookies.pop(KEEPER, None)
    security = whole.staff_token("security")
    found = whole.call("GET", f"/api/staff/accounts/places?search={KEEPER}", security)["rows"]
    body = {"bureau_id": found[0]["id"], "login": KEEPER}
    whole.call("POST", "/api/staff/accounts/reset-factor", security, **body)
