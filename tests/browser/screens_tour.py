"""Tours of what stands in halls, and of what everybody may see."""

from collections.abc import AsyncIterator

from playwright.async_api import Page, expect

from tests.browser import axe, kiosk, rating_device, words
from tests.browser.whole import Whole


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
