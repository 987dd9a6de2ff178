"""The walk past every page in WeChat: what is the citizen's, and what is the officer's."""

from collections.abc import AsyncIterator

from playwright.async_api import expect

from tests.browser import citizen, kiosk, officer, reviewing, words
from tests.browser.phone_tour import appeal_pages, fill_in, settled
from tests.browser.touch import press, touch
from tests.browser.wechat_phone import WechatPhone

LARGE_LETTERS = 23  # WeChat's own setting, the largest
REPLY = "已增开一个窗口，并核对了材料清单。"


async def citizen_pages(phone: WechatPhone) -> AsyncIterator[str]:
    """From the code at the window to the reply and the question whether it helped."""
    say, page = words.phone(), phone.page
    phone.whole.end_service(phone.person)
    phone.whole.end_service(phone.person)
    async for name in _signing_in(phone):
        yield name
    await citizen.choose_first_service(page)
    await settled(page, say.rate.submit)
    yield "rate"
    await fill_in(page)
    await press(page, say.rate.pictures)
    await expect(page.get_by_role("button", name=say.rate.remove).first).to_be_visible()
    yield "rate-filled-in"
    await citizen.submit(page)
    await citizen.thanked(page)
    yield "thanks"
    number = await citizen.beside(page, say.thanks.number)
    await press(page, say.thanks.see)
    await expect(page.get_by_text(say.case.actions.open)).to_be_visible()
    yield "case"
    phone.whole.reply(number, REPLY)
    async for name in _own_pages(phone):
        yield name


async def _signing_in(phone: WechatPhone) -> AsyncIterator[str]:
    say, page = words.phone(), phone.page
    await phone.scan()
    await settled(page, say.window.yes)
    yield "window"
    await press(page, say.window.yes)
    await settled(page, say.signIn.jump)
    yield "sign-in"
    await press(page, say.signIn.face)
    await settled(page, say.signIn.start)
    yield "sign-in-face"
    await press(page, say.signIn.other)
    await phone.verify_by_jump()
    await expect(page.get_by_text(say.services.asApplicant).first).to_be_visible()
    yield "services"


async def _own_pages(phone: WechatPhone) -> AsyncIterator[str]:
    say, page = words.phone(), phone.page
    await phone.open("pages/mine/mine")
    own = page.get_by_role("link", name=say.case.statuses.fed_back).first
    await expect(own).to_be_visible()
    yield "mine"
    await touch(own)
    await press(page, say.case.notSolved, "radio")
    await settled(page, say.case.send)
    yield "case-with-reply"
    reviewing.not_adopted(phone.whole, reviewing.lodged(phone.whole))
    await phone.open("pages/mine/mine")
    await touch(page.get_by_role("link", name=say.case.statuses.closed_invalid).first)
    await expect(page.get_by_role("heading", name=say.case.review.excluded)).to_be_visible()
    yield "case-not-adopted"
    assert phone.whole.wait_for_message(phone.person.phone, "sms")
    await phone.open("pages/inbox/inbox")
    await expect(page.locator(".message").first).to_be_visible()
    yield "inbox"
    await phone.open("pages/help/help")
    await expect(page.get_by_role("heading", name=say.help.title)).to_be_visible()
    yield "help"
    await press(page, say.help.interpretations, "link")
    await settled(page, say.interpretations.find)
    yield "interpretations"
    await phone.open("pages/halls/halls")
    await expect(page.get_by_role("heading", level=3).first).to_be_visible()
    yield "halls"
    await phone.open("pages/window/window?w=ZZZZZZZZZZZZZZZZZZZZ")
    await expect(page.get_by_role("alert")).to_be_visible()
    yield "code-unknown"
    try:
        await phone.scan(kiosk.offered(phone.whole))
        await settled(page, say.kiosk.confirm)
        yield "kiosk"
    finally:
        kiosk.stop(phone.whole)


async def officer_pages(phone: WechatPhone) -> AsyncIterator[str]:
    """The subpackage of the staff: the officer's scores and appeal, the institution's orders."""
    reviewing.tell(phone.whole, reviewing.rated_poorly(phone.whole))
    say, page = words.officer(), phone.page
    await phone.open("staff/sign-in/sign-in")
    await settled(page, say.enter)
    yield "officer-sign-in"
    await officer.enter(page, phone.whole)
    await settled(page, say.end)
    yield "officer-duty"
    await officer.end_service(page, phone.person)
    await expect(page.get_by_text(say.invited)).to_be_visible()
    yield "officer-invites"
    await press(page, say.scores, "link")
    await expect(page.get_by_text(say.opinions, exact=True)).to_be_visible()
    yield "officer-scores"
    async for name in appeal_pages(page):
        if name == "officer-appeal-form":
            await press(page, words.phone().rate.pictures)
            remove = page.get_by_role("button", name=words.phone().rate.remove)
            await expect(remove).to_have_count(2)
        elif name == "officer-appeal":
            await expect(page.locator(".files .picture")).to_have_count(2)
        yield name
    await phone.open("staff/sign-in/sign-in")
    await officer.enter(page, phone.whole, "handler-police")
    await expect(page.get_by_role("heading", name=words.office().title)).to_be_visible()
    await expect(page.locator(".order").first).to_be_visible()
    yield "office-orders"
    own = words.officer().account
    await press(page, own.title, "link")
    await expect(page.get_by_role("heading", name=own.factor, exact=True)).to_be_visible()
    yield "office-account"
    await phone.open("staff/orders/orders")
    await expect(page.locator(".order").first).to_be_visible()
    say = words.office()
    await officer.open_order(page, say.statuses.dispatched)
    await page.get_by_role("textbox", name=say.labels.return_).fill("不属于本单位职责。")
    await press(page, words.phone().rate.pictures)
    await expect(page.get_by_role("button", name=words.phone().rate.remove)).to_have_count(2)
    yield "office-order"
    await press(page, say.submits.return_)
    await expect(page.get_by_role("heading", name=say.statuses.opened)).to_be_visible()
    await expect(page.locator(".row .image")).to_have_count(2)
    yield "office-order-returned"


TOURS = (citizen_pages, officer_pages)
