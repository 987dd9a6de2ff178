"""The complaint platform at the desk: what came, what went back, and a code nobody knew."""

import pytest
from playwright.async_api import FilePayload, expect

from server.demo.complaints import STRANGER
from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


@pytest.mark.req("7-5", "10-5", "11-1", "11-4")
async def test_what_the_platform_told_is_seen_and_mapped(open_page: OpenPage, whole: Whole) -> None:
    say, province = words.desk().complaints, words.desk().province
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await desk.go(page, words.desk().frame.areas.province)
    await page.get_by_role("link", name=say.tab, exact=True).click()
    await expect(page.get_by_role("heading", name=say.outTitle)).to_be_visible()
    row = page.get_by_role("row").filter(has_text=STRANGER)
    await expect(row).to_contain_text(say.reasons.code_unknown)
    assert await axe.violations(page) == []
    await row.get_by_role("button", name=province.map).click()
    dialog = page.get_by_role("dialog")
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await dialog.get_by_label(province.ours).fill("nobody-has-this-code")
    await dialog.get_by_label(province.mapReason).fill("演示：省平台机构表")
    await dialog.get_by_role("button", name=province.mapDo).click()
    await expect(dialog).to_have_count(0)

    # By file: each row that is not taken is named.
    table = b"kind,number\npraise,X\n"
    file: FilePayload = {"name": "a.csv", "mimeType": "text/csv", "buffer": table}
    await page.locator("input[type=file]").set_input_files(file)
    await expect(page.get_by_role("list", name=say.fileBad)).to_contain_text("X")
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []

    # The number stands in the case, for whoever handles it.
    filed = whole.call("GET", f"{whole.sandbox}/complaints/_kept")
    told = [step for one in filed.values() for step in one["steps"].values()]
    await desk.open_order(page, told[0]["cityOrderNo"])
    source = words.desk().law.sources.complaint_platform
    await expect(page.get_by_text(source).first).to_be_visible()
