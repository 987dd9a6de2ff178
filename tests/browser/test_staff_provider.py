"""The second way in at the console: to the identity provider and back, and out again."""

from playwright.async_api import Page, expect

from tests.browser import axe, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


async def go(page: Page, whole: Whole, name: str) -> None:
    """To the provider, as one of the stand-in's people."""
    await page.goto(f"{whole.url}/console/sign-in?to=/account")
    await page.get_by_role("button", name=words.desk().signIn.provider.button).click()
    await page.get_by_role("radio", name=name).check()
    await page.get_by_role("button", name="登录", exact=True).click()


async def test_staff_come_in_by_the_identity_provider_and_leave_it(
    open_page: OpenPage, whole: Whole
) -> None:
    say, account = words.desk().signIn.provider, words.desk().account
    page = await open_page("desk")
    # Bound to no account: told so, with the password beside it; the address keeps nothing.
    await go(page, whole, "黄示例")
    await expect(page.get_by_role("alert")).to_be_visible()
    assert page.url == f"{whole.url}/console/sign-in/return"
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await page.get_by_role("link", name=say.byPassword).click()
    await expect(page.get_by_label(words.desk().signIn.login, exact=True)).to_be_visible()

    await go(page, whole, "余样例")
    await expect(page.get_by_role("heading", name=account.title)).to_be_visible()
    card = page.get_by_role("region", name=account.provider.title)
    await expect(card.get_by_role("button", name=account.provider.unbind)).to_be_visible()
    await page.get_by_role("button", name=words.desk().frame.signOut, exact=True).click()
    await page.wait_for_url(f"{whole.url}/console/sign-in")
    await page.goto(f"{whole.url}/console/account")
    await expect(page.get_by_role("heading", name=words.desk().signIn.title)).to_be_visible()
