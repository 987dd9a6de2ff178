"""A page that needs a session is shown once there is one: that very page, not the first one."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser import citizen, words
from tests.browser.conftest import OpenPage, OpenWechat
from tests.browser.touch import press
from tests.browser.whole import Whole
from tests.support.town import Person

COMPLAINT = "材料交了两遍，没有人说明原因。"


async def case_of(page: Page, whole: Whole, person: Person) -> str:
    """Rate poorly; the path and query of the case, as a message would have them."""
    whole.end_service(person)
    await citizen.signed_in_at_window(page, whole, person)
    await citizen.rate_poorly(page, COMPLAINT)
    await press(page, words.phone().thanks.see)
    await expect(page.get_by_text(COMPLAINT)).to_be_visible()
    return page.url.removeprefix(f"{whole.url}/m/")


async def test_the_case_of_a_message_is_there_after_signing_in(
    open_page: OpenPage, whole: Whole
) -> None:
    person = whole.person()
    case = await case_of(await open_page(), whole, person)

    another = await open_page()
    await another.goto(f"{whole.url}/m/{case}")
    await citizen.sign_in(another, person)
    await expect(another.get_by_text(COMPLAINT)).to_be_visible()
    assert another.url == f"{whole.url}/m/{case}"


@pytest.mark.parametrize("name", ["mine", "inbox"])
async def test_own_pages_are_there_after_signing_in(
    open_page: OpenPage, whole: Whole, name: str
) -> None:
    page = await open_page()
    await page.goto(whole.link)  # a window that was scanned before does not come between
    await expect(page.get_by_role("button", name=words.phone().window.yes)).to_be_visible()
    await page.goto(f"{whole.url}/m/pages/{name}/{name}")
    await citizen.sign_in(page, whole.person())
    own = getattr(words.phone(), name)
    await expect(page.get_by_role("heading", name=own.title, exact=True)).to_be_visible()
    await expect(page.get_by_text(own.none)).to_be_visible()


async def test_a_page_that_was_given_up_is_not_come_back_to(
    open_page: OpenPage, whole: Whole
) -> None:
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await page.goto(f"{whole.url}/m/pages/inbox/inbox")
    await expect(page.get_by_role("button", name=words.phone().signIn.redirect)).to_be_visible()
    await citizen.signed_in_at_window(page, whole, person)
    await expect(page.get_by_role("radiogroup", name=words.phone().rate.grade)).to_be_visible()


async def test_a_message_in_wechat_opens_its_case_signed_out(
    open_page: OpenPage, open_wechat: OpenWechat, whole: Whole
) -> None:
    person = whole.person()
    case = await case_of(await open_page(), whole, person)

    phone = await open_wechat(person)
    await phone.open(case)
    await phone.verify_by_jump()
    await expect(phone.page.get_by_text(COMPLAINT)).to_be_visible()

    another = await open_wechat(person)  # known by its login code alone: nothing to verify
    await another.open(case)
    await expect(another.page.get_by_text(COMPLAINT)).to_be_visible()
    assert await another.calls("navigateToMiniProgram") == []


async def test_what_is_tapped_while_the_phone_is_looked_up_is_not_lost(
    open_wechat: OpenWechat, whole: Whole
) -> None:
    phone = await open_wechat(whole.person())
    tapped = asyncio.Event()

    async def slowly(route: Route) -> None:
        await tapped.wait()
        await route.continue_()

    await phone.page.route("**/api/sign-in/wechat", slowly)
    await phone.open("pages/sign-in/sign-in")
    say = words.phone().signIn
    await press(phone.page, say.agree + say.notice, "checkbox")
    await press(phone.page, say.jump)
    tapped.set()
    await phone.page.wait_for_function("wechat.callsOf('navigateToMiniProgram').length")
