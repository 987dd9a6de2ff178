"""A citizen takes along what is kept of the own person in a browser."""

import json

from playwright.async_api import expect

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
    await press(page, say.copy, "link")
    await expect(page.get_by_text(say.copied)).to_be_visible()
    assert person.name in json.dumps(
        json.loads(await page.evaluate("navigator.clipboard.readText()")), ensure_ascii=False
    )
