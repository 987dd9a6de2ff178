"""A citizen takes along what is kept of the own person in a browser."""

import json

from playwright.async_api import Route, expect

from tests.browser import citizen, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole


async def test_the_own_data_are_copied_in_a_browser(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone().privacy
    page = await open_page()
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person = whole.person()
    await page.goto(f"{whole.url}/m/pages/privacy/privacy")
    await citizen.sign_in(page, person)
    chosen = say.agree.sms_invitation
    await press(page, chosen, "link")
    await expect(page.get_by_role("link", name=chosen, exact=True)).to_have_count(0)
    await press(page, say.copy, "link")
    await expect(page.get_by_text(say.copied)).to_be_visible()
    assert person.name in json.dumps(
        json.loads(await page.evaluate("navigator.clipboard.readText()")), ensure_ascii=False
    )


async def test_a_return_that_was_not_begun_here_signs_nobody_in(
    open_page: OpenPage, whole: Whole
) -> None:
    page = await open_page()
    await page.goto(f"{whole.url}/m/pages/sign-in/return?code=somebody&state=elses")
    await expect(page.get_by_text(words.phone().signIn.notBegun)).to_be_visible()
    assert await page.evaluate("localStorage.getItem('token')") is None


async def test_an_old_token_is_exchanged_unseen_and_all_phones_sign_out(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.phone().privacy.phones
    page = await open_page()
    await page.goto(f"{whole.url}/m/pages/privacy/privacy")
    await citizen.sign_in(page, whole.person())
    await expect(page.get_by_text(say.title)).to_be_visible()
    asked = []

    async def old_at_first(route: Route) -> None:
        """The half hour is over for the token the page has now."""
        token = route.request.headers.get("authorization", "")
        asked.append(token)
        if token == asked[0]:
            body = {"code": "token_old", "message": "", "details": {}}
            await route.fulfill(status=401, json=body)
        else:
            await route.fallback()

    await page.route("**/api/my/**", old_at_first)
    await page.reload()
    await expect(page.get_by_text(say.title)).to_be_visible()
    assert len(set(asked)) == 2
    await press(page, say.all, "link")
    await press(page, say.allNow)
    await expect(page.get_by_text(say.allDone)).to_be_visible()
    await page.reload()
    await expect(page.get_by_text(words.phone().signIn.why)).to_be_visible()
