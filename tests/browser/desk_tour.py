"""Tours of the console, the public results and the window's device."""

from collections.abc import AsyncIterator

from playwright.async_api import Page, expect

from tests.browser import axe, desk, importing, kiosk, rating_device, serving, words
from tests.browser.phone_tour import settled
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


async def public_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """The results everybody may see."""
    await page.goto(f"{whole.url}/results/")
    await expect(page.get_by_role("table").first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "results"
    say = words.desk().bulletins.open
    whole.wait_for_bulletin("饶平县")
    await page.get_by_role("link", name=say.bulletins).click()
    await expect(page.get_by_role("table")).to_be_visible()
    yield "results-bulletins"
    await page.get_by_role("table").get_by_role("link").last.click()
    await expect(page.locator("code").first).to_be_visible()
    await page.locator("summary").last.click()
    await page.wait_for_load_state("networkidle")
    yield "results-bulletin"
    await page.goto(f"{whole.url}/results/?page=interpretations")
    await expect(page.get_by_role("searchbox").first).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "results-interpretations"
    await page.goto(f"{whole.url}/docs/")
    await expect(page.locator("#take_in_service")).to_be_visible()
    await page.locator("summary").first.click()
    yield "docs"


async def device_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """The tablet at a window."""
    say = words.desk().device
    await page.goto(f"{whole.url}/device/")
    await expect(page.get_by_role("heading", name=say.pair.title)).to_be_visible()
    yield "device-pair"
    await rating_device.pair(page, whole, rating_device.pairing_code(whole))
    yield "device-idle"
    try:
        whole.end_service(whole.person())
        await expect(page.get_by_role("heading", name=say.ask.title)).to_be_visible()
        yield "device-ask"
        await rating_device.tap(page, "dissatisfied")
        await page.get_by_role("button", name=words.first_tag("dissatisfied")).click()
        await page.wait_for_timeout(axe.QUIET_MS)
        yield "device-reasons"
        await page.get_by_role("button", name=say.reasons.done).click()
        await expect(page.get_by_text(say.thanks.title)).to_be_visible()
        yield "device-thanks"
    finally:
        rating_device.stop(whole)


async def kiosk_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """The terminal in a hall, by the code of a slip that is not used up here."""
    say = words.desk().kiosk
    await page.goto(f"{whole.url}/kiosk/")
    await expect(page.get_by_role("heading", name=say.pair.title)).to_be_visible()
    yield "kiosk-pair"
    try:
        await kiosk.pair(page, whole, kiosk.pairing_code(whole))
        yield "kiosk-start"
        await page.get_by_role("button", name=say.start.scan).click()
        await kiosk.link_on(page)
        yield "kiosk-scan"
        await page.get_by_role("button", name=say.end, exact=True).click()
        await page.get_by_role("button", name=say.start.slip).click()
        await kiosk.type_digits(page, whole.slips[1])
        yield "kiosk-slip"
        await page.get_by_role("button", name=say.slip.submit, exact=True).click()
        await expect(page.get_by_role("heading", name=say.rate.title)).to_be_visible()
        yield "kiosk-grades"
        await page.get_by_role("button", name=words.grade("dissatisfied"), exact=True).click()
        await page.get_by_role("button", name=words.first_tag("dissatisfied")).click()
        await page.wait_for_timeout(axe.QUIET_MS)
        yield "kiosk-reasons"
        await page.get_by_role("button", name=say.rate.details).click()
        yield "kiosk-details"
    finally:
        kiosk.stop(whole)


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
