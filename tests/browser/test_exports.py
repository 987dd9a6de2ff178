"""A long list is exported at the desk: asked for, seen growing, fetched."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


@pytest.mark.req("4-3")
async def test_the_audit_trail_is_exported_and_fetched(
    open_page: OpenPage, whole: Whole, tmp_path: Path
) -> None:
    say = words.desk()
    page = await open_page("desk")
    await desk.sign_in(page, whole, "audit")
    await desk.go(page, say.frame.areas.audit)
    await page.get_by_role("button", name=say.exports.button).click()
    await expect(page.get_by_role("heading", name=say.exports.title)).to_be_visible()
    row = page.get_by_role("row").filter(has_text=say.exports.kinds.audit).first
    link = row.get_by_role("link", name=say.exports.download)
    await expect(link).to_be_visible(timeout=20_000)
    assert await axe.violations(page) == []
    async with page.expect_download() as started:
        await link.click()
    download = await started.value
    assert download.suggested_filename.endswith(".csv")
    await download.save_as(tmp_path / "audit.csv")
    assert (tmp_path / "audit.csv").read_text(encoding="utf-8-sig").startswith("时间,")
