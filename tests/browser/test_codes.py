"""Codes that open nothing: unknown, revoked, junk. A helpful page, and never a rating."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import desk, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

UNKNOWN = "ZZZZZZZZZZZZZZZZZZZZ"
JUNK = ["", "?w=<script>", "?w=../../api/me", "?w=123", "?q=%25%25"]


async def expect_help(page: Page) -> None:
    say = words.phone().window
    await expect(page.get_by_text(say.lostHint)).to_be_visible()
    await expect(page.get_by_role("textbox", name=say.enter)).to_be_visible()
    await expect(page.get_by_role("button", name=say.yes)).to_have_count(0)


async def open_short_number(page: Page, whole: Whole, number: str) -> None:
    say = words.phone().window
    await page.goto(f"{whole.url}/m/")
    await page.get_by_role("textbox", name=say.enter).fill(number)
    await press(page, say.open)


async def test_an_unknown_code_shows_how_to_go_on(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await page.goto(f"{whole.url}/m/?w={UNKNOWN}")
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect_help(page)


@pytest.mark.parametrize("query", JUNK)
async def test_junk_shows_how_to_go_on(open_page: OpenPage, whole: Whole, query: str) -> None:
    page = await open_page()
    await page.goto(f"{whole.url}/m/{query}")
    await expect_help(page)


async def test_the_short_number_opens_the_window(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await open_short_number(page, whole, whole.short_number)
    await expect(page.get_by_role("heading", name=words.phone().window.title)).to_be_visible()


@pytest.mark.req("7-8", "7-9")
async def test_a_code_that_was_replaced_says_so(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page("desk")
    await desk.sign_in(page, whole, "raoping")
    old = await desk.replace_a_code(page, "二维码牌破损")

    phone = await open_page()
    await open_short_number(phone, whole, old)
    revoked = words.contract().problems["code_revoked"]
    await expect(phone.get_by_role("alert")).to_contain_text(revoked)
    await expect_help(phone)


@pytest.mark.req("8-3")
async def test_all_sheets_of_a_hall_are_one_file(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk()
    page = await open_page("desk")
    await desk.sign_in(page, whole, "raoping")
    await desk.go(page, say.frame.areas.halls)
    await page.get_by_role("table").get_by_role("link").first.click()
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name=say.codes.printAll).click()
    saved = await downloading.value
    assert saved.suggested_filename.endswith(".pdf")
    assert await saved.failure() is None
