"""省级对接 at the desk: what nobody can word is mapped and goes; a county says how far it is."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, expect

from rules.work_calendar import DAY, local_day
from server.clock import utc_now
from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

ZONE = "fengquanhu"  # it has no national code


@pytest.mark.req("10-1", "10-5")
async def test_a_zone_without_a_code_is_mapped_and_goes(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk()
    await zone_is_held(whole)
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await desk.go(page, say.frame.areas.province)
    await expect(page.get_by_text(say.province.well)).to_be_visible()
    await page.get_by_role("link", name=say.province.tabChannels, exact=True).click()
    hotline = page.get_by_role("row").filter(has_text=say.province.channels.hotline)
    await expect(hotline).to_contain_text(re.compile("年|今天没有"))
    assert await axe.violations(page) == []
    await page.get_by_role("link", name=say.province.tabQuarantine, exact=True).click()
    row = page.get_by_role("row").filter(has_text=ZONE)
    await expect(row).to_contain_text(say.province.reasons.code_unknown)
    assert await axe.violations(page) == []
    await row.get_by_role("button", name=say.province.map).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=say.province.mapDo).click()
    await expect(dialog.get_by_text(say.province.fill)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await dialog.get_by_label(say.province.theirs).fill("445100000000")
    await dialog.get_by_label(say.province.mapReason).fill("演示：按市本级上报")
    await dialog.get_by_role("button", name=say.province.mapDo).click()
    await expect(dialog).to_have_count(0)
    await expect(row).to_have_count(0)


@pytest.mark.req("10-3")
async def test_a_county_says_how_far_its_system_is(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk()
    page = await open_page("desk")
    await desk.sign_in(page, whole, "chaoan")
    await desk.go(page, say.frame.areas.province)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader")).first
    await expect(row).to_contain_text(say.province.statuses.testing)
    await row.get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("radio", name=say.province.statuses.connected).check()
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await dialog.get_by_role("button", name=say.province.save).click()
    await expect(row).to_contain_text(say.province.statuses.connected)
    assert await axe.violations(page) == []


@pytest.mark.req("10-6")
async def test_a_difference_is_told_again_or_kept_with_a_reason(
    open_page: OpenPage, whole: Whole
) -> None:
    say, day = words.desk().province, f"{local_day(utc_now()) - DAY}"
    whole.call("POST", f"{whole.sandbox}/province/_lose")  # all it holds of us
    whole.call("POST", "/api/province/reconciliation", whole.staff_token("city"), day=day)
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await page.goto(f"{whole.url}/console/province/reconciliation?day={day}")
    line = page.get_by_role("row").filter(has_text=say.whats.missing_there).first
    await expect(line).to_contain_text(say.lineStates.open)
    assert await axe.violations(page) == []
    case = await line.get_by_role("rowheader").locator("span").first.inner_text()
    line = page.get_by_role("row").filter(has_text=case)
    await line.get_by_role("button", name=re.compile(say.keep)).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(say.keepLabel).fill("省系统当天维护，次日补录")
    await dialog.get_by_role("button", name=say.keepDo).click()
    await expect(line).to_contain_text(say.lineStates.acknowledged)
    await expect(line).to_contain_text("次日补录")
    await page.get_by_role("button", name=say.again, exact=True).click()
    await expect(page.get_by_text(say.reconciled)).to_be_visible()
    await expect(line).to_contain_text(say.lineStates.acknowledged)  # and stays so


@pytest.mark.req("10-4")
async def test_a_file_goes_out_and_its_answer_comes_in(open_page: OpenPage, whole: Whole) -> None:
    say, token = words.desk().province, whole.staff_token("city")
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    whole.call("POST", f"{whole.sandbox}/_control", province={"fail": "busy"})
    try:
        whole.end_service(whole.person())
        await page.goto(f"{whole.url}/console/province/files")
        button = page.get_by_role("button", name=say.exportDo)
        while await button.is_disabled():  # until the job loop has listed it
            await page.wait_for_timeout(500)
            await page.reload()
            await expect(button).to_be_visible()
        await button.click()
        row = page.get_by_role("row").filter(has_text=say.holds.messages).first
        async with page.expect_download(timeout=150_000) as downloading:
            # The whole past of the demo city, if it is not told yet.
            await row.get_by_role("link", name=say.download).click(timeout=120_000)
        file = _content(await (await downloading.value).path())
        assert await axe.violations(page) == []
    finally:
        whole.call("POST", f"{whole.sandbox}/_control", province={})
    answer = whole.http.post(f"{whole.sandbox}/province/_file", content=file)
    chosen = page.locator("input[type=file]")
    for content, told in (
        (answer.content[:-300], "不完整"),
        (answer.content, say.bringing),
        (answer.content, say.broughtBefore),
    ):
        carried = FilePayload(name="answer.jsonl", mimeType="", buffer=content)
        await chosen.set_input_files(carried)
        said = page.locator("[role=alert], [role=status]").filter(has_text=told)
        await expect(said.first).to_be_visible()
    brought = page.get_by_role("row").filter(has_text=say.holds.answers)
    await expect(brought).to_contain_text(say.fileStates.done)
    await expect(brought).to_have_count(1)
    assert await axe.violations(page) == []
    while whole.call("GET", "/api/province", token)["failures"]:  # well again for whoever is next
        await page.wait_for_timeout(500)


async def zone_is_held(whole: Whole) -> None:
    """Until the demo city has told its past: what nobody can word is put aside on the way."""
    token = whole.staff_token("city")
    for _ in range(400):
        groups = whole.call("GET", "/api/province/quarantine", token)["groups"]
        if any(one["code"] == ZONE for one in groups):
            return
        await asyncio.sleep(0.5)
    raise AssertionError(f"nothing of {ZONE} is told")


def _content(saved: Path) -> bytes:
    return saved.read_bytes()
