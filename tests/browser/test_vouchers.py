"""The link on a slip: a stranger is told so, its owner rates, and then it is used up."""

import pytest
from playwright.async_api import expect

from tests.browser import citizen, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole


@pytest.mark.req("7-1", "7-12", "9-1")
async def test_a_slips_link_is_its_owners_and_works_once(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone()
    page = await open_page()
    await page.goto(whole.voucher)
    await citizen.sign_in(page, whole.person())
    refused = words.contract().problems["voucher_of_another"]
    await expect(page.get_by_role("alert")).to_have_text(refused)

    await press(page, say.voucher.another)
    await citizen.sign_in(page, whole.owner_of_voucher)
    await citizen.grade(page, "satisfied")
    await citizen.submit(page)
    await citizen.thanked(page)

    await page.goto(whole.voucher)
    await expect(page.get_by_role("heading", name=say.voucher.rated, exact=True)).to_be_visible()
    await expect(page.get_by_text(say.services.rated + words.grade("satisfied"))).to_be_visible()
