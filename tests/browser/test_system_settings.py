"""What is set in the phone, the pages follow: the size of letters, no motion, two colours."""

import pytest
from playwright.async_api import async_playwright, expect

from tests.browser import words
from tests.browser.browsers import PHONE, launch
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

TWICE_AS_LARGE = "--blink-settings=defaultFontSize=32"
SOLID = "one => getComputedStyle(one).backgroundColor"


@pytest.mark.deep
async def test_large_letters_of_the_system_are_taken_over(whole: Whole) -> None:
    async with async_playwright() as playwright:
        browser = await launch(playwright, TWICE_AS_LARGE)
        page = await (await browser.new_context(**PHONE, locale="zh-CN")).new_page()
        await page.goto(whole.link)
        # The way back to standard letters is offered, and holds.
        await press(page, words.phone().app.standard)
        await page.reload()
        await expect(page.get_by_role("button", name=words.phone().app.large)).to_be_visible()
        await browser.close()


@pytest.mark.deep
async def test_nothing_moves_where_no_motion_is_wanted(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await page.emulate_media(reduced_motion="reduce")
    await page.goto(f"{whole.url}/m/pages/halls/halls")
    await page.get_by_role("button", name=words.phone().halls.month).click()
    await page.wait_for_timeout(100)
    assert await page.evaluate("document.getAnimations().length") == 0


@pytest.mark.deep
async def test_the_usual_button_stands_out_in_the_colours_of_the_system(
    open_page: OpenPage, whole: Whole
) -> None:
    page = await open_page()
    await page.emulate_media(forced_colors="active")
    await page.goto(whole.link)
    say = words.phone().window
    usual, other = (page.get_by_role("button", name=one, exact=True) for one in (say.yes, say.no))
    await expect(usual).to_be_visible()
    assert await usual.evaluate(SOLID) != await other.evaluate(SOLID)
