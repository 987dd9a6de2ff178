"""Every role of the desk does its main errand without a mouse, from the home page to done.

The city's, with its signing in, and the handler's after it are in test_keyboard.py.
"""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser import desk, keyboard, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

PAPER = FilePayload(name="制度.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7\n%%EOF\n")
DATE = "20300105"  # as it is typed into a date: the year, the month and the day
REASON = "打印的码已经磨损"
UNUSED = "潮州市供水公司"  # nobody signs in for it in other tests


async def at_home(page: Page, whole: Whole, login: str) -> None:
    await desk.sign_in(page, whole, login)
    await page.locator("h1").focus()


async def test_a_county_files_a_paper(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().rules
    page = await open_page("desk")
    await at_home(page, whole, "fengquanhu")
    await keyboard.go(page, words.desk().frame.areas.rules)
    await keyboard.press(page, page.get_by_role("link", name=say.tabFilings, exact=True))
    await expect(page.locator("h1")).to_be_focused()
    choose = page.get_by_role("button", name=say.filings.kinds.supporting_rules)
    await keyboard.tab_to(page, choose)
    async with page.expect_file_chooser() as chooser:
        await page.keyboard.press("Enter")
    await (await chooser.value).set_files(PAPER)
    title = page.get_by_label(say.filings.name)
    await expect(title).to_be_visible()
    await keyboard.tab_to(page, title)
    await page.keyboard.type("凤泉湖高新区配套制度")
    await keyboard.tab_to(page, page.get_by_label(getattr(say.filings, "from")))
    await page.keyboard.type(DATE)
    file = page.get_by_role("button", name=say.filings.file, exact=True)
    await keyboard.press(page, file)
    await expect(page.get_by_role("main")).to_contain_text(say.filings.states.filed)


async def test_a_hall_manager_renews_a_code(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().codes
    page = await open_page("desk")
    await at_home(page, whole, "hall")
    await keyboard.go(page, words.desk().frame.areas.halls)
    await keyboard.press(page, page.get_by_role("table").get_by_role("link").first)
    await expect(page.locator(".short").first).to_be_visible()
    await expect(page.locator("h1")).to_be_focused()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader")).nth(2)
    old = await row.locator(".short").inner_text()
    renew = row.get_by_role("button", name=say.rotate)
    await keyboard.press(page, renew)
    await keyboard.leaves_and_comes_back(page, renew)
    await page.keyboard.press("Enter")
    await keyboard.tab_to(page, page.get_by_role("textbox", name=say.reason))
    await page.keyboard.type(REASON)
    await keyboard.press(page, page.get_by_role("button", name=say.rotateDo))
    await expect(row.locator(".short")).not_to_have_text(old)


@pytest.mark.deep
async def test_a_message_is_read_and_older_ones_are_turned_to(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().inbox
    page = await open_page("desk")
    await at_home(page, whole, "city")
    await keyboard.go(page, words.desk().frame.areas.inbox)
    message = page.get_by_role("main").get_by_role("listitem").filter(has_text=say.unread).first
    read = message.get_by_role("button")
    await expect(read).to_be_visible()
    address = await message.get_attribute("id")
    await keyboard.press(page, read)
    message = page.locator(f"#{address}")
    await expect(message).not_to_contain_text(say.unread)
    await expect(message).to_be_focused()  # one goes on where one was
    page = await open_page("desk")  # another browser
    await at_home(page, whole, "officer")
    await keyboard.go(page, words.desk().frame.areas.inbox)
    await expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
    await keyboard.press(page, page.get_by_role("link", name=words.desk().common.next))
    await expect(page).to_have_url(f"{whole.url}/console/inbox?page=2")


@pytest.mark.deep
async def test_an_auditor_looks_at_an_entry(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page("desk")
    await at_home(page, whole, "audit")
    await keyboard.go(page, words.desk().frame.areas.audit)
    entry = page.get_by_role("table").get_by_role("link").first
    await keyboard.press(page, entry)
    await expect(page.get_by_role("dialog").locator("dd").first).to_be_visible()
    address = page.url
    await keyboard.leaves_and_comes_back(page, entry)
    await page.goto(address)  # and the address leads to the entry
    await expect(page.get_by_role("dialog").locator("dd").first).to_be_visible()


@pytest.mark.deep
async def test_a_security_administrator_gives_a_new_password(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().places.accounts
    page = await open_page("desk")
    await at_home(page, whole, "security")
    await keyboard.go(page, words.desk().frame.areas.accounts)
    await keyboard.tab_to(page, page.get_by_role("searchbox"))
    await page.keyboard.type(UNUSED)
    await page.keyboard.press("Enter")
    await keyboard.press(page, page.get_by_role("link", name=UNUSED, exact=True))
    await expect(page.locator("h1")).to_be_focused()
    reset = page.get_by_role("button", name=say.reset)
    await expect(reset.first).to_be_visible()
    await keyboard.press(page, reset.first)
    await keyboard.leaves_and_comes_back(page, reset.first)
    await page.keyboard.press("Enter")
    await keyboard.press(page, page.get_by_role("button", name=say.resetDo, exact=True))
    await expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()


@pytest.mark.deep
async def test_a_system_administrator_looks_after_the_machine(
    open_page: OpenPage, whole: Whole
) -> None:
    page = await open_page("desk")
    await desk.with_factor(page, whole, "system")
    await page.locator("h1").focus()
    await keyboard.go(page, words.desk().frame.areas.system)
    await expect(page.get_by_role("table", name=words.desk().system.partners)).to_be_visible()


@pytest.mark.deep
async def test_a_performance_office_records_a_use(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().assessments
    page = await open_page("desk")
    await at_home(page, whole, "city-performance")
    await keyboard.go(page, words.desk().frame.areas.assessments)
    record = page.get_by_role("button", name=say.uses.record, exact=True)
    await keyboard.press(page, record)
    await keyboard.leaves_and_comes_back(page, record)
    await page.keyboard.press("Enter")
    await keyboard.tab_to(page, page.get_by_label(say.uses.reference))
    await page.keyboard.type("2026 年度绩效考核第 7 号")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").filter(has_text=say.uses.recorded)).to_be_visible()
