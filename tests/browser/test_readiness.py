"""上线检查 at the desk: what is missing leads to where it is mended."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser import axe, desk, importing, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


async def open_checks(page: Page) -> None:
    await desk.go(page, words.desk().frame.areas.readiness)
    await expect(page.get_by_role("heading", name=words.desk().readiness.title)).to_be_visible()


async def an_institution(page: Page) -> tuple[str, str]:
    """Code and name of the first institution of the bureau."""
    await desk.go(page, words.desk().frame.areas.places)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader")).first
    name = await row.get_by_role("link").inner_text()
    return await row.locator("th .quiet").first.inner_text(), name


@pytest.mark.req("8-1")
async def test_an_account_without_password_is_found_and_given_one(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk()
    page = await open_page("desk")
    await desk.sign_in(page, whole, "fengquanhu")
    code, name = await an_institution(page)
    await importing.open_page(page)
    officer = ("fqh-late", "迟到示例", "窗口人员", code)
    await importing.upload(page, "officers", {"工作人员": [officer]})
    await importing.apply(page, "officers")

    await open_checks(page)
    line = page.get_by_role("row").filter(has_text=say.readiness.checks.officer_without_login.name)
    await expect(line).to_contain_text(say.readiness.blocking)
    assert await axe.violations(page) == []
    await line.get_by_role("link", name=re.compile("fqh-late")).click()
    await expect(page.get_by_role("heading", name=name)).to_be_visible()
    accounts = page.get_by_role("region", name=say.places.accounts.title)
    row = accounts.get_by_role("row").filter(has_text="fqh-late")
    await expect(row).to_contain_text(say.places.accounts.waiting)
    await expect(accounts.locator(".head").get_by_role("button")).to_have_count(0)

    # The security administrator opens the door; the bureau does not.
    keeper = await open_page("desk")
    await desk.sign_in(keeper, whole, "security")
    await desk.go(keeper, say.frame.areas.accounts)
    await keeper.get_by_role("searchbox").fill("fqh-late")
    await keeper.keyboard.press("Enter")
    await keeper.get_by_role("link", name=name).click()
    accounts = keeper.get_by_role("region", name=say.places.accounts.title)
    await accounts.locator(".head").get_by_role("button").click()
    dialog = keeper.get_by_role("dialog")
    given = dialog.get_by_role("row").filter(has_text="fqh-late")
    password = await given.locator("code").inner_text()
    await keeper.wait_for_timeout(axe.QUIET_MS)  # until the dialog has faded in
    assert await axe.violations(keeper) == []
    await dialog.get_by_role("button", name=say.common.close).click()
    await expect(accounts.get_by_role("row").filter(has_text="fqh-late")).to_contain_text(
        say.places.accounts.able
    )
    form = {"login": "fqh-late", "password": password, "new_password": "Han-Jiang-26"}
    assert whole.call("POST", "/api/staff/sign-in", **form)["token"]

    await open_checks(page)
    await expect(line).to_have_count(0)
    await expect(page.get_by_role("status").filter(has_text=say.readiness.ready)).to_be_visible()
