"""Tours of the console of those who work with cases, and the list of all tours of a desk."""

from collections.abc import AsyncIterator

from playwright.async_api import Page, expect

from tests.browser import axe, desk, importing, serving, words
from tests.browser.offices_tour import (
    administrators_pages,
    audit_pages,
    performance_pages,
    province_pages,
)
from tests.browser.phone_tour import settled
from tests.browser.screens_tour import device_pages, kiosk_pages, public_pages
from tests.browser.whole import Whole


async def desk_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """The console of a bureau."""
    areas = words.desk().frame.areas
    await page.goto(f"{whole.url}/console/")
    await settled(page, words.desk().signIn.submit)
    yield "console-sign-in"
    await page.goto(f"{whole.url}/console/sign-in/return?state=sign_in.over")
    await expect(page.get_by_role("alert")).to_be_visible()
    yield "console-sign-in-return"
    await page.goto(f"{whole.url}/console/")
    await desk.sign_in(page, whole, "chaoan")
    yield "console-today"
    await desk.go(page, areas.orders)
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-orders"
    await page.get_by_role("table").get_by_role("link").first.click()
    await expect(page.get_by_role("heading", name=words.desk().orders.steps.title)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-order"
    await page.keyboard.press("Escape")
    async for name in _appeals(page, whole):
        yield name
    await desk.go(page, areas.calls)
    await expect(page.get_by_role("heading", name=areas.calls, level=1)).to_be_visible()
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-calls-waiting"
    await page.get_by_role("link", name=words.desk().calls.made).click()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-calls"
    await desk.go(page, areas.concerns)
    await expect(page.get_by_role("heading", name=areas.concerns, level=1)).to_be_visible()
    yield "console-concerns"
    async for name in _statistics(page, whole):
        yield name
    await desk.go(page, areas.halls)
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-halls"
    await page.get_by_role("table").get_by_role("link").first.click()
    await expect(page.locator(".short").first).to_be_visible()
    yield "console-hall"
    await page.get_by_role("link", name=words.desk().devices.tab, exact=True).click()
    await page.get_by_role("button", name=words.desk().devices.pair).first.click()
    await page.get_by_role("button", name=words.desk().devices.makeCode).click()
    await expect(page.locator(".code")).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-devices"
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await page.get_by_role("link", name=words.desk().paper.tab, exact=True).click()
    await expect(page.get_by_role("heading", name=words.desk().paper.title)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-paper"
    await desk.go(page, areas.halls)
    await page.get_by_role("link", name=words.desk().coverage.tab, exact=True).click()
    await expect(page.get_by_role("table", name=words.desk().coverage.groups)).to_be_visible()
    yield "console-coverage"
    say = words.desk().places
    await desk.go(page, areas.places)
    await page.get_by_role("table").get_by_role("link").first.click()
    await page.get_by_role("button", name=say.acts.moveInstitution.name).click()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-institution"
    await page.get_by_role("button", name=words.desk().common.cancel).click()
    await desk.go(page, areas.places)
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-institutions"
    await page.get_by_role("link", name=say.hallsTab).click()
    await expect(page.get_by_role("table", name=say.hallsCaption)).to_be_visible()
    yield "console-hall-places"
    await page.get_by_role("table").get_by_role("link").first.click()
    await expect(page.get_by_role("heading", name=say.windowsTitle)).to_be_visible()
    yield "console-hall-place"
    await desk.go(page, areas.places)
    await page.get_by_role("link", name=say.bureausTab).click()
    await expect(page.get_by_role("table").first).to_be_visible()
    yield "console-bureaus"
    await importing.open_page(page)
    await importing.upload(page, "items", {"事项": [("nowhere", None, "没有这个机构的事项")]})
    yield "console-imports"
    await desk.go(page, areas.services)
    await serving.choose(page, serving.content(whole, good=1, bad=2))
    await expect(page.get_by_role("button", name=words.desk().services.discard)).to_be_visible()
    await expect(page.get_by_role("button", name=words.desk().services.badXlsx)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-services"
    await desk.go(page, areas.readiness)
    await expect(page.get_by_role("status").first).to_be_visible()
    yield "console-readiness"
    await desk.go(page, areas.province)
    await expect(page.get_by_role("table").first).to_be_visible()
    yield "console-connections"
    await desk.go(page, areas.indicators)
    await expect(page.get_by_role("table").first).to_be_visible()
    yield "console-indicators"
    async for name in _rules(page):
        yield name
    whole.wait_for_bulletin("饶平县")
    async for name in _bulletins(page):
        yield name
    async for name in _assessments(page):
        yield name
    await desk.go(page, areas.accountability)
    await expect(page.get_by_role("heading", name=areas.accountability, level=1)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "console-accountability"
    await desk.go(page, areas.inbox)
    await expect(page.get_by_role("button", name=words.desk().inbox.read).first).to_be_visible()
    yield "console-inbox"
    await page.goto(f"{whole.url}/console/account")
    await expect(
        page.get_by_role("table", name=words.desk().account.sessions.caption)
    ).to_be_visible()
    yield "console-account"


async def _appeals(page: Page, whole: Whole) -> AsyncIterator[str]:
    say = words.desk().appeals
    whole.wait_for_appeals()
    await desk.go(page, words.desk().frame.areas.appeals)
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-appeals"
    await page.get_by_role("table").get_by_role("link").first.click()
    await page.get_by_role("button", name=say.bundle.read, exact=True).click()
    await expect(page.get_by_role("table", name=say.bundle.pattern)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-appeal"
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def _statistics(page: Page, whole: Whole) -> AsyncIterator[str]:
    say = words.desk().statistics
    await desk.go(page, words.desk().frame.areas.statistics)
    await expect(page.get_by_role("table", name=say.caption)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "console-statistics"
    await page.locator("summary").filter(has_text="%").first.click()
    await page.get_by_role("radio", name=say.aboutOf.orders).check()
    await expect(page.get_by_text(say.ordersHint)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "console-statistics-orders"
    await page.get_by_role("radio", name=say.aboutOf.ratings).check()
    await page.get_by_label(say.group, exact=True).select_option("day")
    await expect(page.get_by_role("heading", name=say.line)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "console-statistics-days"
    await page.get_by_role("link", name=say.cases).first.click()
    await expect(page.get_by_role("dialog").locator("li").first).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-statistics-cases"
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def _rules(page: Page) -> AsyncIterator[str]:
    say = words.desk().rules
    await desk.go(page, words.desk().frame.areas.rules)
    tabs = page.get_by_role("navigation", name=say.tabs)
    for name, tab in (
        ("sets", say.tabSets),
        ("counties", say.tabCounties),
        ("filings", say.tabFilings),
        ("interpretations", say.tabInterpretations),
    ):
        await tabs.get_by_role("link", name=tab, exact=True).click()
        await expect(tabs.locator("[aria-current=page]")).to_have_text(tab)
        await page.wait_for_load_state("networkidle")
        await page.wait_for_timeout(axe.QUIET_MS)
        yield f"console-rules-{name}"


async def _bulletins(page: Page) -> AsyncIterator[str]:
    say = words.desk().bulletins
    await desk.go(page, words.desk().frame.areas.bulletins)
    await expect(
        page.get_by_role("heading", name=words.desk().frame.areas.bulletins, level=1)
    ).to_be_visible()
    await expect(page.get_by_role("table")).to_be_visible()
    yield "console-bulletins"
    await page.get_by_role("table").get_by_role("link").last.click()
    await expect(page.get_by_role("heading", name=say.body.chart)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "console-bulletin"
    await desk.go(page, words.desk().frame.areas.bulletins)
    await page.get_by_role("link", name=say.compile).click()
    await page.get_by_role("radio").last.check()
    await expect(page.get_by_role("heading", name=say.form.preview)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "console-bulletin-compile"
    await desk.go(page, words.desk().frame.areas.bulletins)
    await page.get_by_role("link", name=words.desk().comments.tab, exact=True).click()
    await expect(page.get_by_text(words.desk().comments.off)).to_be_visible()
    yield "console-comments"


async def _assessments(page: Page) -> AsyncIterator[str]:
    say = words.desk().assessments
    await desk.go(page, words.desk().frame.areas.assessments)
    table = page.get_by_role("table", name=say.caption)
    await expect(table).to_be_visible()
    yield "console-assessment"
    await table.get_by_role("link").first.click()
    await expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-assessment-months"
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    tabs = page.get_by_role("navigation", name=say.tabs)
    efficiency = words.desk().efficiency
    await tabs.get_by_role("link", name=efficiency.tab, exact=True).click()
    await expect(page.get_by_role("table", name=efficiency.caption)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-efficiency"
    await tabs.get_by_role("link", name=efficiency.supervisions.tab, exact=True).click()
    await expect(
        page.get_by_role("heading", name=efficiency.supervisions.title, level=1)
    ).to_be_visible()
    await page.wait_for_load_state("networkidle")
    await page.wait_for_timeout(axe.QUIET_MS)
    yield "console-supervisions"


TOURS = (
    desk_pages,
    province_pages,
    audit_pages,
    performance_pages,
    administrators_pages,
    public_pages,
    device_pages,
    kiosk_pages,
)
