"""Tours of the console of who works with no case: province, audit, assessment, accounts."""

from collections.abc import AsyncIterator

from playwright.async_api import Page, expect

from tests.browser import axe, desk, words
from tests.browser.whole import Whole


async def province_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """What is the city's alone: the exchange with the province, and partners."""
    say = words.desk().province
    await desk.sign_in(page, whole, "city")
    await desk.go(page, words.desk().frame.areas.province)
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-province"
    await page.get_by_role("link", name=say.tabChannels, exact=True).click()
    await expect(page.get_by_role("table", name=say.channelsTable)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-channels"
    await page.get_by_role("link", name=say.tabQuarantine, exact=True).click()
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-quarantine"
    await page.goto(f"{whole.url}/console/province/complaints")
    await expect(page.get_by_role("heading", name=words.desk().complaints.inTitle)).to_be_visible()
    yield "console-complaints"
    await desk.go(page, words.desk().frame.areas.partners)
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-partners"
    await page.get_by_role("link", name="广东政务服务网（演示）").click()
    await expect(page.get_by_role("img")).to_be_visible()
    yield "console-partner"
    await desk.go(page, words.desk().frame.areas.partners)
    await page.get_by_role("link", name="取号机（演示）").click()
    told = page.get_by_role("table", name=words.desk().webhooks.table)
    await told.locator("summary").first.click()
    await expect(told.get_by_role("listitem").first).to_be_visible()
    yield "console-partner-told"
    await desk.go(page, words.desk().frame.areas.texts)
    await expect(page.get_by_role("table").first).to_be_visible()
    yield "console-texts"


async def audit_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """What is the auditors' alone, and what stands for nothing."""
    await desk.sign_in(page, whole, "audit")
    await desk.go(page, words.desk().frame.areas.audit)
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-audit"
    await page.get_by_role("table").get_by_role("link").first.click()
    await expect(page.get_by_role("dialog").locator("dd").first).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-audit-entry"
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.get_by_role("button", name=words.desk().exports.button).click()
    await expect(page.get_by_role("link", name=words.desk().exports.download).first).to_be_visible()
    yield "console-exports"
    await page.goto(f"{whole.url}/console/logs")
    await page.get_by_role("table").get_by_role("link").first.click()
    await page.get_by_label(words.desk().logs.one.text).fill("403")
    await page.get_by_role("button", name=words.desk().logs.one.search, exact=True).click()
    await expect(page.get_by_role("listitem").filter(has_text="403")).to_have_count(10)
    yield "console-log"
    await page.get_by_role("link", name=words.desk().logs.one.back).click()
    await expect(page.get_by_text(words.desk().logs.whole)).to_be_visible()
    yield "console-logs"
    whole.wait_for_appeals()
    await page.goto(f"{whole.url}/console/appeals/figures")
    await expect(page.get_by_role("table").first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-appeal-rates"
    await page.goto(f"{whole.url}/console/nowhere")
    await expect(page.get_by_role("heading", name=words.desk().frame.missing.title)).to_be_visible()
    yield "console-missing"


async def performance_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """Who takes results into assessments: reads them, records it, and sees what is recorded."""
    say = words.desk().assessments
    whole.wait_for_bulletin("饶平县")
    await desk.sign_in(page, whole, "raoping-performance")
    await page.wait_for_load_state("networkidle")
    yield "console-today-performance"
    await desk.go(page, words.desk().frame.areas.bulletins)
    await expect(page.get_by_role("table")).to_be_visible()
    await expect(page.get_by_role("link", name=words.desk().bulletins.compile)).to_have_count(0)
    yield "console-bulletins-performance"
    await desk.go(page, words.desk().frame.areas.assessments)
    await expect(page.get_by_role("table", name=say.caption)).to_be_visible()
    tabs = page.get_by_role("navigation", name=say.tabs)
    await expect(tabs.get_by_role("link")).to_have_count(3)  # supervisions quote single orders
    yield "console-assessment-performance"
    await page.get_by_role("button", name=say.uses.record, exact=True).click()
    await page.get_by_role("button", name=say.uses.send, exact=True).click()
    await expect(page.get_by_text(say.uses.referenceShort)).to_be_visible()
    await page.get_by_label(say.uses.reference).fill("饶绩〔2026〕3 号")
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-assessment-use"
    await page.get_by_role("button", name=say.uses.send, exact=True).click()
    await expect(page.get_by_role("table", name=say.uses.caption)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-assessment-uses"
    await tabs.get_by_role("link", name=words.desk().efficiency.tab, exact=True).click()
    table = page.get_by_role("table", name=words.desk().efficiency.caption)
    await expect(table).to_be_visible()
    await expect(table.get_by_role("link")).to_have_count(0)


async def administrators_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """Those who open doors and those who run the machine; the latter with a second factor."""
    await desk.sign_in(page, whole, "security")
    await desk.go(page, words.desk().frame.areas.accounts)
    table = page.get_by_role("table", name=words.desk().accounts.caption)
    await expect(table).to_be_visible()
    yield "console-accounts"
    await table.get_by_role("link").first.click()
    await expect(
        page.get_by_role("table", name=words.desk().places.accounts.caption)
    ).to_be_visible()
    yield "console-accounts-of"
    say = words.desk().accounts.networks
    await page.get_by_role("button", name=say.restrict, exact=True).click()
    await page.get_by_role("button", name=say.hereAdd, exact=True).click()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-networks"
    await page.keyboard.press("Escape")
    await desk.with_factor(page, whole, "system")
    await desk.go(page, words.desk().frame.areas.system)
    await expect(page.get_by_role("table", name=words.desk().system.partners)).to_be_visible()
    yield "console-system"
    await page.context.clear_cookies()
    await desk.sign_in(page, whole, "hall")
    await desk.go(page, words.desk().frame.areas.phones)
    await expect(page.get_by_text(words.desk().accounts.phones.teamNone)).to_be_visible()
    yield "console-team-phones"
