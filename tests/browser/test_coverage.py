"""Coverage at the desk: from the levels down to a window, and what is lacking there."""

import pytest
from playwright.async_api import expect

from tests.browser import desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


@pytest.mark.req("8-1", "8-2", "8-4")
async def test_from_the_levels_down_to_a_window(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk()
    page = await open_page("desk")
    await desk.sign_in(page, whole, "raoping")
    await desk.go(page, say.frame.areas.halls)
    await page.get_by_role("link", name=say.coverage.tab, exact=True).click()
    groups = page.get_by_role("table", name=say.coverage.groups)
    await expect(groups.get_by_role("row")).to_have_count(5)  # a heading and four levels

    await groups.get_by_role("link", name=say.law.levels.county).click()
    await groups.get_by_role("link", name="饶平县").click()
    await page.get_by_role("link", name=say.coverage.shows.all, exact=True).click()
    windows = page.get_by_role("table", name=say.coverage.caption)
    await expect(windows.get_by_role("link").first).to_be_visible()
    assert "show=all" in page.url
    await page.reload()
    await expect(windows.get_by_role("link").first).to_be_visible()

    async with page.expect_download() as downloading:
        await page.get_by_role("button", name=say.coverage.download).click()
    assert (await downloading.value).suggested_filename.endswith(".csv")
    await windows.get_by_role("row").nth(1).get_by_role("link").click()
    await expect(page.locator(".short").first).to_be_visible()
