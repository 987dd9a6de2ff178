"""A correction is compiled by one, published by another, and read by everybody with its data."""

import hashlib
import re

import pytest
from playwright.async_api import Page, expect

from tests.browser import desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

COUNTY = "饶平县"
NOTE = "一条评价经复核不予采纳，重新统计"


@pytest.mark.req("13-3", "13-4", "13-5", "13-6")
async def test_a_correction_from_compiling_to_open_data(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().bulletins
    whole.wait_for_bulletin(COUNTY)
    page = await open_page("desk")
    await desk.sign_in(page, whole, "raoping")
    await desk.go(page, words.desk().frame.areas.bulletins)
    await page.get_by_role("link", name=say.compile).click()
    await page.get_by_role("radio").nth(1).check()  # the month before this one, published
    await expect(page.get_by_role("heading", name=say.form.preview)).to_be_visible()
    submit = page.get_by_role("button", name=say.form.submit, exact=True)
    await submit.click()
    await expect(page.get_by_role("alert").filter(has_text=say.form.noteMissing)).to_be_visible()
    await page.get_by_label(say.form.note, exact=True).fill(NOTE)
    await submit.click()
    await expect(page.get_by_role("heading", name=say.waiting.title)).to_be_visible()
    publish = page.get_by_role("button", name=say.waiting.publish, exact=True)
    await expect(publish).to_have_count(0)  # the compiler is told whom to ask
    await expect(page.get_by_text(say.waiting.mine)).to_be_visible()

    await published_by_a_colleague(await open_page("desk"), whole, page.url)
    await read_by_everybody(await open_page(), whole)


async def published_by_a_colleague(page: Page, whole: Whole, address: str) -> None:
    say = words.desk().bulletins
    await desk.sign_in(page, whole, "raoping-second")
    await page.goto(address)
    publish = page.get_by_role("button", name=say.waiting.publish, exact=True)
    await expect(publish).to_be_disabled()
    await page.get_by_label(say.waiting.checked).check()
    await publish.click()
    await expect(page.get_by_role("status").filter(has_text=say.waiting.published)).to_be_visible()
    await page.get_by_role("link", name=re.compile("比较")).click()
    await expect(page.get_by_text(say.changes.none)).to_be_visible()
    async with page.expect_download() as saved:
        await page.get_by_role("button", name=say.forms.pdf).click()
    assert (await saved.value).suggested_filename.endswith(".pdf")


async def read_by_everybody(page: Page, whole: Whole) -> None:
    say = words.desk().bulletins
    await page.goto(f"{whole.url}/results/bulletins?region={COUNTY}")
    newest = page.get_by_role("row").filter(has_text=NOTE)
    await expect(newest).to_contain_text(say.newest)
    await newest.get_by_role("link").click()
    await expect(page.get_by_role("region", name=say.note)).to_contain_text(NOTE)
    csv = page.get_by_role("listitem").filter(has_text=say.data.kinds.csv)
    told = await csv.locator("code").inner_text()
    link = str(await csv.get_by_role("link").get_attribute("href"))
    assert hashlib.sha256(whole.http.get(link).content).hexdigest() == told
    older = page.get_by_role("region", name=say.versions.title).get_by_role("link").first
    await older.click()
    await expect(page.get_by_role("link", name=say.toNewest)).to_be_visible()
