"""What an officer does on the phone."""

from playwright.async_api import Page, expect

from tests.browser import words
from tests.browser.touch import press, touch
from tests.browser.whole import Whole
from tests.support.town import Person


async def sign_in(page: Page, whole: Whole, login: str = "officer") -> None:
    await page.goto(f"{whole.url}/m/staff/sign-in/sign-in")
    await enter(page, whole, login)


async def enter(page: Page, whole: Whole, login: str = "officer") -> None:
    """On the sign-in page."""
    say = words.officer()
    await page.get_by_role("textbox", name=say.login).fill(login)
    await page.get_by_role("textbox", name=say.password).fill(whole.password)
    await press(page, say.enter)


async def open_order(page: Page, status: str) -> None:
    """The first of the list in a state, with a form whose step takes pictures."""
    say = words.office()
    await touch(page.get_by_role("button", name=say.state))
    await touch(page.get_by_role("radio", name=status).first)
    await touch(page.locator(".order").filter(has_text=status).first)
    await press(page, say.names.return_, "radio")
    await expect(page.get_by_text(say.noPeople)).to_be_visible()


async def end_service(page: Page, applicant: Person) -> None:
    say = words.officer()
    await page.get_by_role("radiogroup", name=say.item).get_by_role("radio").first.click()
    await page.get_by_role("textbox", name=say.number).fill(applicant.document_number)
    await page.get_by_role("textbox", name=say.name).fill(applicant.name)
    await page.get_by_role("textbox", name=say.phone).fill(applicant.phone)
    await press(page, say.end)
    await press(page, words.phone().app.confirm)
