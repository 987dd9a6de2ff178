"""What assessments use: found, narrowed, followed to its bulletin, and taken home as a file."""

import re

import pytest
from playwright.async_api import expect

from tests.browser import desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


@pytest.mark.req("14-1", "14-2", "14-5")
async def test_an_assessment_from_its_table_to_the_bulletin_and_the_file(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().assessments
    whole.wait_for_bulletin("饶平县")
    page = await open_page("desk")
    await desk.sign_in(page, whole, "raoping")
    await desk.go(page, words.desk().frame.areas.assessments)
    table = page.get_by_role("table", name=say.caption)
    await expect(table).to_be_visible()
    await expect(page.get_by_text(re.compile("没有发布通报的月份"))).to_be_visible()
    await page.get_by_role("link", name=say.of.officers, exact=True).click()
    await page.get_by_role("button", name=say.columns.average).click()
    await expect(page).to_have_url(re.compile("of=officers.*sort=-average"))
    await page.get_by_role("link", name=say.of.institutions, exact=True).click()
    async with page.expect_download() as saved:
        await page.get_by_role("button", name=re.compile("CSV")).click()
    assert (await saved.value).suggested_filename.endswith(".csv")
    await table.get_by_role("link").first.click()
    months = page.get_by_role("dialog").get_by_role("table")
    await months.get_by_role("link").first.click()
    await expect(page).to_have_url(re.compile("/console/bulletins/"))
    await expect(
        page.get_by_role("heading", name=words.desk().bulletins.body.chart)
    ).to_be_visible()
