"""Filters of a list that are used again: kept, opened, renamed, thrown away and brought back."""

import re

from playwright.async_api import expect

from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


async def test_a_filter_of_a_list_is_kept(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().common.saved
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await page.goto(f"{whole.url}/console/concerns?state=open")
    kept = page.get_by_role("region", name=say.title)
    await kept.get_by_role("button", name=say.save).click()
    await page.get_by_label(say.name).fill("待查")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").filter(has_text=say.kept)).to_be_visible()
    assert await axe.violations(page) == []

    await page.goto(f"{whole.url}/console/concerns")
    await kept.get_by_role("link", name="待查", exact=True).click()
    await expect(page).to_have_url(re.compile(r"/concerns\?state=open$"))
    await kept.get_by_role("button", name=say.rename).click()
    await page.get_by_label(say.name).fill("还没查的")
    await page.keyboard.press("Enter")
    renamed = kept.get_by_role("link", name="还没查的", exact=True)
    await expect(renamed).to_have_attribute("aria-current", "true")

    await kept.get_by_role("button", name=say.forget).click()
    await expect(renamed).to_have_count(0)
    await page.keyboard.press("Enter")  # the way back has the focus
    await expect(renamed).to_be_visible()
    await page.goto(f"{whole.url}/console/orders")
    await expect(kept).to_have_count(0)  # each list has its own
