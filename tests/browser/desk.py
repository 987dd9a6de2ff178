"""What bureau and institution do at the desk."""

from datetime import UTC, datetime

from playwright.async_api import Page, expect

from tests.browser import words
from tests.browser.whole import Whole
from tests.support.authenticator import code_of

ACTION_TEXT = "#action-text"


async def sign_in(page: Page, whole: Whole, login: str) -> None:
    """By the form the first time; its session serves every later test: signing in is limited."""
    kept = whole.desk_cookies.get(login)
    if kept:
        await page.context.add_cookies(kept)
    await page.goto(f"{whole.url}/console/")
    if not kept:
        await _fill_in(page, whole, login)
    title = words.desk().today.title
    await expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    whole.desk_cookies[login] = await page.context.cookies()


async def with_factor(page: Page, whole: Whole, login: str) -> None:
    """As an account whose role needs an authenticator: set up the first time, a session since."""
    if login not in whole.desk_cookies:
        form = {"login": login, "password": whole.password}
        told = whole.call("POST", "/api/staff/sign-in/enrolment", **form)
        code = code_of(told["uri"], datetime.now(UTC))
        token = whole.call("POST", "/api/staff/sign-in", **form, code=code)["token"]
        cookie = {"name": "haochaping", "value": token, "url": whole.url}
        whole.desk_cookies[login] = [cookie]
    await page.context.clear_cookies()
    await sign_in(page, whole, login)


async def _fill_in(page: Page, whole: Whole, login: str) -> None:
    say = words.desk().signIn
    await page.get_by_label(say.login, exact=True).fill(login)
    await page.get_by_label(say.password, exact=True).fill(whole.password)
    await page.get_by_role("button", name=say.submit, exact=True).click()


async def go(page: Page, area: str) -> None:
    """By the navigation; some entries carry a number behind their name."""
    frame = words.desk().frame
    menu = page.get_by_role("button", name=frame.openMenu, exact=True)
    navigation = page.get_by_role("navigation", name=frame.navigation)
    narrow = await menu.is_visible()
    if narrow:
        await menu.click()
    entry = page.get_by_role("link", include_hidden=True).filter(has_text=area)
    link = navigation.locator(entry)
    await expect(link).to_have_count(1)
    if not await link.is_visible():  # its group is folded
        await navigation.locator(".group").filter(has=entry).get_by_role("button").click()
    await link.click()
    await expect(link).to_have_attribute("aria-current", "page")  # and not the page before
    if narrow:  # it closes by itself
        await expect(menu).to_be_visible()


async def open_order(page: Page, number: str) -> None:
    """From the list, by its number."""
    say = words.desk()
    await go(page, say.frame.areas.orders)
    await page.get_by_role("searchbox").fill(number)
    await page.keyboard.press("Enter")
    await page.get_by_role("row", name=number).get_by_role("link").click()
    await expect(page.get_by_role("heading", name=number)).to_be_visible()


async def act(page: Page, action: str, text: str = "") -> None:
    """Take one of the steps that are open, and see that it was taken."""
    say = getattr(words.desk().orders.act, action)
    choice = page.get_by_role("radio", name=say.name, exact=True)
    if await choice.count():
        await choice.check()
    if text:
        await page.locator(ACTION_TEXT).fill(text)
    await page.get_by_role("button", name=say.submit, exact=True).click()
    await expect(page.get_by_role("status").filter(has_text=say.done)).to_be_visible()


async def add_pictures(page: Page) -> None:
    """One to the step that is being written: what is none is refused, another taken away."""
    say = words.desk().orders.pictures
    shot = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": await page.screenshot(type="jpeg")}
    text = {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    box = page.get_by_role("group", name=say.title, exact=True)
    await box.locator("input[type=file]").set_input_files([shot, text, shot])  # type: ignore[list-item]
    await expect(box.get_by_role("alert").filter(has_text="b.jpg")).to_be_visible()
    await expect(box.get_by_role("button", name=say.add)).to_be_visible()
    await expect(box.get_by_role("img")).to_have_count(2)
    await box.get_by_role("button", name=say.remove).first.click()
    await expect(box.get_by_role("img")).to_have_count(1)
    await expect(box.get_by_role("button", name=say.add)).to_be_focused()


async def dispatch(page: Page, institution: str) -> None:
    say = words.desk().orders.act
    await page.get_by_role("combobox", name=say.institution).fill(institution)
    await page.get_by_role("option", name=institution).first.click()
    await act(page, "dispatch")


async def replace_a_code(page: Page, reason: str) -> str:
    """Give the first window of the first hall a new code; the short number it had."""
    say = words.desk()
    await go(page, say.frame.areas.halls)
    await page.get_by_role("table").get_by_role("link").first.click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader")).first
    old = await row.locator(".short").inner_text()
    await row.get_by_role("button", name=say.codes.rotate).click()
    await page.get_by_role("textbox", name=say.codes.reason).fill(reason)
    await page.get_by_role("button", name=say.codes.rotateDo).click()
    await expect(row.locator(".short")).not_to_have_text(old)
    return old
