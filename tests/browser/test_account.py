"""A first password, an authenticator and recovery codes, as their owner meets them."""

from datetime import UTC, datetime

from playwright.async_api import expect

from tests.browser import axe, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole
from tests.support.authenticator import code_of

OWN = "Han-Jiang-26"


def first_password(whole: Whole, bureau: str) -> tuple[str, str]:
    """Login and new first password of a handler of the bureau whom no other test needs."""
    token, security = whole.staff_token(bureau), whole.staff_token("security")
    for place in whole.call("GET", "/api/staff/institutions", token)["rows"][::-1]:
        where = f"institution_id={place['id']}"
        accounts = whole.call("GET", f"/api/staff/accounts?{where}", token)["rows"]
        if logins := [one["login"] for one in accounts if one["role"] == "handler"]:
            body = {"institution_id": place["id"], "login": logins[0]}
            made = whole.call("POST", "/api/staff/accounts/reset-password", security, **body)
            return logins[0], made["rows"][0]["password"]
    raise AssertionError("no handler")


async def test_an_owner_makes_the_account_the_own_and_guards_it(
    open_page: OpenPage, whole: Whole
) -> None:
    sign_in, say, common = words.desk().signIn, words.desk().account, words.desk().frame
    login, password = first_password(whole, "raoping")
    page = await open_page("desk")
    await page.goto(f"{whole.url}/console/")

    async def knock(secret: str) -> None:
        await page.get_by_label(sign_in.login, exact=True).fill(login)
        await page.get_by_label(sign_in.password, exact=True).fill(secret)
        await page.get_by_role("button", name=sign_in.submit, exact=True).click()

    await knock(password)
    fresh = page.get_by_label(say.password.fresh, exact=True)
    await expect(fresh).to_be_focused()
    for typed in ("kurz", OWN):
        await fresh.fill(typed)
        await page.get_by_label(say.password.again, exact=True).fill(typed)
        await page.get_by_role("button", name=sign_in.submit, exact=True).click()
        if typed != OWN:
            await expect(page.get_by_text(say.password.weak.too_short)).to_be_visible()
            assert await axe.violations(page) == []

    await page.get_by_role("link", name=say.title).click()
    await page.get_by_role("button", name=say.factor.setUp, exact=True).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(say.password.current, exact=True).fill(OWN)
    await dialog.get_by_role("button", name=say.factor.next, exact=True).click()
    await expect(dialog.get_by_role("img", name=say.factor.qr)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    secret = (await dialog.locator(".enrolment code").inner_text()).replace(" ", "")
    code = code_of(f"otpauth://totp/?secret={secret}", datetime.now(UTC))
    await dialog.get_by_label(say.factor.code, exact=True).fill(code)
    await dialog.get_by_role("button", name=say.factor.confirm, exact=True).click()
    codes = page.get_by_role("list", name=say.recovery.list)
    recovery = await codes.get_by_role("listitem").first.inner_text()
    await page.get_by_role("button", name=say.recovery.kept, exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.get_by_role("button", name=common.signOut, exact=True).click()

    await knock(OWN)
    await page.get_by_label(say.factor.codeOrRecovery, exact=True).fill(recovery)
    await page.get_by_role("button", name=sign_in.submit, exact=True).click()
    await expect(page.get_by_role("heading", name=words.desk().today.title)).to_be_visible()
