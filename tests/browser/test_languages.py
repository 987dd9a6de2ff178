"""Chaozhou has visitors from everywhere: the phone speaks three languages."""

import re

from playwright.async_api import Browser, Page, expect

from tests.browser import citizen, phone_tour, words
from tests.browser.browsers import PHONE
from tests.browser.conftest import OpenPage, OpenWechat
from tests.browser.touch import press
from tests.browser.whole import Whole

CHINESE = re.compile(r"[\u3000-\u9fff]")


async def language_of(page: Page) -> str:
    return str(await page.evaluate("document.documentElement.lang"))


async def test_a_rating_in_english(open_page: OpenPage, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await phone_tour.in_language(page, whole, "en")
    assert not CHINESE.search(await page.get_by_role("main").inner_text())
    with words.speaking("en"):
        await citizen.signed_in_at_window(page, whole, person)
        await citizen.rate_poorly(page, "I had to queue twice.")
        await citizen.thanked(page)
        await press(page, words.phone().thanks.see)
        await expect(page.get_by_text(words.phone().case.actions.open)).to_be_visible()
        await expect(page.get_by_text(words.grade("dissatisfied"))).to_be_visible()
        await page.reload()  # the choice is kept
        await expect(page.get_by_text(words.phone().case.actions.open)).to_be_visible()
    assert await language_of(page) == "en"


async def test_changing_the_language_keeps_what_was_begun(
    open_page: OpenPage, whole: Whole
) -> None:
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await citizen.signed_in_at_window(page, whole, person)
    await citizen.grade(page, "satisfied")
    await press(page, phone_tour.LANGUAGE_NAMES["zh-Hant"])
    with words.speaking("zh-Hant"):
        title = words.phone().rate.question
        await expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        await expect(page).to_have_title(title)
        chosen = page.get_by_role("radio", name=words.grade("satisfied"), exact=True)
        await expect(chosen).to_be_checked()
    await press(page, phone_tour.LANGUAGE_NAMES["zh-CN"])
    await expect(page.get_by_role("heading", name=words.phone().rate.question)).to_be_visible()


async def test_a_foreign_phone_is_spoken_to_in_english(browser: Browser, whole: Whole) -> None:
    context = await browser.new_context(**PHONE, locale="th-TH")
    page = await context.new_page()
    await page.goto(whole.link)
    with words.speaking("en"):
        await expect(page.get_by_role("button", name=words.phone().window.yes)).to_be_visible()
    await context.close()


async def test_wechat_speaks_them_too(open_wechat: OpenWechat, whole: Whole) -> None:
    phone = await open_wechat(whole.person())
    await phone.scan()
    await press(phone.page, phone_tour.LANGUAGE_NAMES["en"])
    with words.speaking("en"):
        title = words.phone().window.title
        await expect(phone.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
