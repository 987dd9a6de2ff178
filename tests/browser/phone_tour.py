"""A walk past every page, stopping at each: for checkers and for people who look at pictures.

async for name in tour.citizen(page, whole): ...
"""

from collections.abc import AsyncIterator

from playwright.async_api import Page, expect

from tests.browser import axe, citizen, kiosk, network, officer, reviewing, words
from tests.browser.touch import press, touch
from tests.browser.whole import Whole
from tests.support.town import Person

WITH_A_REPLY = Person("li", "李演示", "", "")  # whose poor rating waits for an answer, in the demo
LANGUAGE_NAMES = {"zh-CN": "简体", "zh-Hant": "繁體", "en": "English"}


async def in_language(page: Page, whole: Whole, language: str) -> None:
    """Chosen by hand, as it then stays."""
    await page.goto(f"{whole.url}/m/pages/help/help")
    await press(page, LANGUAGE_NAMES[language])
    with words.speaking(language):
        title = words.phone().help.title
    await expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()


async def large_font(page: Page, whole: Whole) -> None:
    await page.goto(f"{whole.url}/m/pages/help/help")
    await press(page, words.phone().app.large)


async def citizen_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """From the code at the window to the thread of the case."""
    say = words.phone()
    person = whole.person()
    whole.end_service(person)
    whole.end_service(person)
    async for name in _at_the_window(page, whole):
        yield name
    await press(page, say.window.yes)
    await settled(page, say.signIn.redirect)
    yield "sign-in"
    await citizen.sign_in(page, person)
    await expect(page.get_by_text(say.services.asApplicant).first).to_be_visible()
    yield "services"
    await citizen.choose_first_service(page)
    await settled(page, say.rate.submit)
    yield "rate"
    await fill_in(page)
    yield "rate-filled-in"
    async with network.cut(page):
        await citizen.submit(page)
        await expect(page.get_by_text(say.unsent.waiting)).to_be_visible()
        yield "rate-waiting"
    await press(page, say.unsent.retry, "link")
    await citizen.thanked(page)
    yield "thanks"
    await press(page, say.pressed.link, "link")
    await settled(page, say.pressed.tell)
    yield "pressed"
    await page.go_back()
    await citizen.thanked(page)
    number = await citizen.beside(page, say.thanks.number)
    await press(page, say.thanks.see)
    await expect(page.get_by_text(say.case.actions.open)).to_be_visible()
    yield "case"
    async for name in _reviewed(page, whole, number):
        yield name


async def _reviewed(page: Page, whole: Whole, number: str) -> AsyncIterator[str]:
    """The officer has appealed; then the rating is not adopted."""
    say = words.phone().case.review
    reviewing.tell(whole, number)
    appeal = reviewing.lodged(whole)
    await page.reload()
    await expect(page.get_by_role("heading", name=say.paused)).to_be_visible()
    yield "case-under-review"
    reviewing.not_adopted(whole, appeal)
    await page.reload()
    await expect(page.get_by_role("heading", name=say.excluded)).to_be_visible()
    yield "case-not-adopted"


async def _at_the_window(page: Page, whole: Whole) -> AsyncIterator[str]:
    say = words.phone()
    await page.goto(f"{whole.url}/m/?w=ZZZZZZZZZZZZZZZZZZZZ")
    await expect(page.get_by_role("alert")).to_be_visible()
    yield "code-unknown"
    await page.goto(f"{whole.url}/m/pages/help/help")
    await expect(page.get_by_role("heading", name=say.help.title)).to_be_visible()
    yield "help"
    await press(page, say.help.interpretations, "link")
    await settled(page, say.interpretations.find)
    await page.wait_for_load_state("networkidle")
    yield "interpretations"
    await page.goto(f"{whole.url}/m/pages/halls/halls")
    await expect(page.get_by_role("heading", level=3).first).to_be_visible()
    yield "halls"
    await page.goto(whole.link)
    await settled(page, say.window.yes)
    yield "window"


async def fill_in(page: Page) -> None:
    say = words.phone().rate
    await citizen.grade(page, "very_dissatisfied")
    await press(page, words.first_tag("very_dissatisfied"), "checkbox")
    await page.get_by_role("textbox", name=say.text).fill("等了一个多小时，材料交了两遍。")
    await press(page, say.details, "link")
    await page.wait_for_timeout(axe.QUIET_MS)


async def reply_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """A case with its reply, and what else is the citizen's own."""
    say = words.phone()
    await page.goto(f"{whole.url}/m/pages/mine/mine")
    await citizen.sign_in(page, WITH_A_REPLY)
    await page.goto(f"{whole.url}/m/pages/mine/mine")
    own = page.get_by_role("link", name=say.case.statuses.fed_back).first
    await expect(own).to_be_visible()
    yield "mine"
    await page.goto(f"{whole.url}/m/pages/privacy/privacy")
    await expect(page.get_by_role("heading", name=say.privacy.provisions)).to_be_visible()
    yield "privacy"
    await page.goto(f"{whole.url}/m/pages/guardian/guardian")
    await expect(page.get_by_role("heading", name=say.guardian.forChild)).to_be_visible()
    yield "guardian"
    await page.goto(f"{whole.url}/m/pages/mine/mine")
    await expect(own).to_be_visible()
    await own.click()
    await press(page, say.case.notSolved, "radio")
    await settled(page, say.case.send)
    yield "case-with-reply"
    await page.goto(f"{whole.url}/m/pages/inbox/inbox")
    await page.wait_for_load_state("networkidle")
    yield "inbox"
    await page.goto(whole.voucher)
    await settled(page, say.voucher.another)
    yield "voucher-of-another"
    try:
        await page.goto(kiosk.offered(whole))
        await settled(page, say.kiosk.confirm)
        yield "kiosk"
        await press(page, say.kiosk.confirm)
        await expect(page.get_by_text(say.kiosk.done)).to_be_visible()
        yield "kiosk-confirmed"
    finally:
        kiosk.stop(whole)


async def officer_pages(page: Page, whole: Whole) -> AsyncIterator[str]:
    """The officer's own pages, and the orders of the institution."""
    reviewing.tell(whole, reviewing.rated_poorly(whole))
    say = words.officer()
    await page.goto(f"{whole.url}/m/staff/sign-in/sign-in")
    await settled(page, say.enter)
    yield "officer-sign-in"
    await officer.sign_in(page, whole)
    await settled(page, say.end)
    yield "officer-duty"
    await officer.end_service(page, whole.person())
    await expect(page.get_by_text(say.invited)).to_be_visible()
    yield "officer-invites"
    await press(page, say.scores, "link")
    await expect(page.get_by_text(say.opinions, exact=True)).to_be_visible()
    yield "officer-scores"
    async for name in appeal_pages(page):
        yield name
    await officer.sign_in(page, whole, "handler-police")
    say = words.office()
    await expect(page.get_by_role("heading", name=say.title)).to_be_visible()
    await page.wait_for_load_state("networkidle")
    yield "office-orders"
    own = words.officer().account
    await press(page, own.title, "link")
    await press(page, own.setUp, "link")
    await page.wait_for_load_state("networkidle")
    yield "office-account"
    await page.goto(f"{whole.url}/m/staff/orders/orders")
    await expect(page.locator(".order").first).to_be_visible()
    await officer.open_order(page, say.statuses.dispatched)
    await page.wait_for_load_state("networkidle")
    yield "office-order"


async def appeal_pages(page: Page) -> AsyncIterator[str]:
    """From the own scores to the assessment, and to an appeal being written, then lodged."""
    say, back = words.officer(), words.phone().app.back
    await press(page, say.assessment, "link")
    await expect(page.get_by_role("heading", name=say.assess.contest)).to_be_visible()
    yield "officer-assessment"
    await press(page, back)
    await touch(page.get_by_role("link", name=say.lodge, exact=True).first)
    await settled(page, say.appeal.submit)
    yield "officer-appeal-form"
    await page.get_by_role("textbox", name=say.appeal.reason).fill(reviewing.REASON)
    await press(page, say.appeal.submit)
    await expect(page.get_by_role("heading", name=say.appeal.statuses.lodged)).to_be_visible()
    await press(page, say.appeal.withdraw, "link")
    yield "officer-appeal"
    await press(page, back)
    await press(page, say.appeals, "link")
    own = page.get_by_role("link").filter(has_text=say.appeal.statuses.lodged)
    await expect(own.first).to_be_visible()
    yield "officer-appeals"


async def settled(page: Page, button: str) -> None:
    await expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()


TOURS = (citizen_pages, reply_pages, officer_pages)
