"""An office tells of its services by a file: looked at row by row, confirmed, taken back."""

import pytest
from playwright.async_api import expect

from tests.browser import axe, desk, serving, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


@pytest.mark.req("10-1")
async def test_a_file_is_judged_confirmed_and_taken_back(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().services
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await desk.go(page, words.desk().frame.areas.services)
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name=say.templateCsv).click()
    assert "办件编号" in (await (await downloading.value).path()).read_text("utf-8-sig")

    await serving.choose(page, serving.content(whole, good=300, bad=2))
    confirm = page.get_by_role("button", name=say.confirm, exact=True)
    await expect(confirm).to_be_visible(timeout=30_000)
    history = page.get_by_role("table", name=say.historyCaption)
    await expect(history.get_by_role("row").nth(1)).to_contain_text(say.states.ready)
    rows = page.get_by_role("table", name=f"{say.bad}的行").get_by_role("row")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(1)).to_contain_text("科学计数法")
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name=say.badCsv).click()
    assert (await (await downloading.value).path()).read_text("utf-8-sig").count("\n") == 3

    await confirm.click()
    undo = page.get_by_role("button", name=say.undo, exact=True)
    await expect(undo).to_be_visible(timeout=30_000)
    await page.get_by_role("link", name=f"{say.taken} 300").click()
    await expect(page.get_by_role("table", name=f"{say.taken}的行")).to_be_visible()
    await undo.click()
    await page.get_by_role("button", name=say.undoDo).click()
    await expect(history.get_by_role("row").nth(1)).to_contain_text(say.states.undone)
