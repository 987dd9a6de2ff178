"""Without a mouse, and by ear: whole journeys by keyboard, and what a screen reader says."""

import pytest
from playwright.async_api import Page, expect

from rules.grades import GRADES
from tests.browser import citizen, desk, keyboard, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

TEXT = "等了一个多小时。"
WINDOW = "潮州市政务服务中心 A01"


async def dissatisfied_citizen(page: Page, whole: Whole) -> str:
    """A poor rating that waits for its dispatch; the number of its order."""
    person = whole.person()
    whole.end_service(person)
    await citizen.signed_in_at_window(page, whole, person)
    await citizen.rate_poorly(page, TEXT)
    await citizen.thanked(page)
    return await citizen.beside(page, words.phone().thanks.number)


async def test_a_citizen_rates_by_keyboard(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone()
    person = whole.person()
    whole.end_service(person)
    page = await open_page("desk")
    button, box = page.get_by_role("button"), page.get_by_role("checkbox")
    await page.goto(whole.link)
    await expect(page.get_by_role("button", name=say.window.yes, exact=True)).to_be_visible()
    await keyboard.press(page, page.get_by_role("button", name=say.window.yes, exact=True))
    await keyboard.stands_at(page, say.signIn.title)
    await keyboard.press(page, page.get_by_role("checkbox").first, "Space")
    await keyboard.press(page, page.get_by_role("button", name=say.signIn.redirect, exact=True))

    await page.wait_for_url("**/identity/authorize**")
    await page.locator(f'input[name=person][value="{person.key}"]').focus()
    await page.keyboard.press("Space")
    await page.keyboard.press("Enter")
    await keyboard.stands_at(page, say.rate.question)

    grades = page.get_by_role("radio")
    await keyboard.tab_to(page, grades.first)
    for _ in range(3):
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Space")
    await expect(grades.nth(3)).to_be_checked()
    await keyboard.press(page, box.filter(has_text=words.first_tag("dissatisfied")), "Space")
    await keyboard.tab_to(page, page.get_by_role("textbox", name=say.rate.text))
    await page.keyboard.type(TEXT)
    await keyboard.press(page, button.filter(has_text=say.rate.submit))
    await keyboard.stands_at(page, say.thanks.title)


async def test_an_order_is_found_and_dispatched_by_keyboard(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk()
    number = await dissatisfied_citizen(await open_page(), whole)
    page = await open_page("desk")
    await page.goto(f"{whole.url}/console/")
    await keyboard.tab_to(page, page.get_by_label(say.signIn.login, exact=True))
    await page.keyboard.type("city")
    await keyboard.tab_to(page, page.get_by_label(say.signIn.password, exact=True))
    await page.keyboard.type(whole.password)
    await page.keyboard.press("Enter")
    await keyboard.stands_at(page, say.today.title)

    await page.reload()
    await expect(page.get_by_role("heading", name=say.today.title, level=1)).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name=say.frame.skip)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#main")).to_be_focused()
    areas = page.get_by_role("navigation", name=say.frame.navigation)
    orders = areas.get_by_role("link", name=say.frame.areas.orders)
    await keyboard.tab_to(page, orders, "Shift+Tab")
    await page.keyboard.press("Enter")
    await keyboard.stands_at(page, say.orders.title)

    await keyboard.tab_to(page, page.get_by_role("searchbox"))
    await page.keyboard.type(number)
    await page.keyboard.press("Enter")
    row = page.get_by_role("row", name=number).get_by_role("link")
    await expect(row).to_be_visible()
    await keyboard.press(page, row)
    drawer = page.get_by_role("dialog")
    await expect(page.get_by_role("heading", name=number)).to_be_visible()
    assert await drawer.evaluate(keyboard.HAS_FOCUS)
    act = say.orders.act.dispatch
    office = page.get_by_role("combobox", name=say.orders.act.institution)
    await keyboard.tab_to(page, office)
    name = "潮州市公安局"
    await page.keyboard.type(name)
    await expect(page.get_by_role("option", name=name).first).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await keyboard.press(page, page.get_by_role("button", name=act.submit, exact=True))
    await expect(page.get_by_role("status").filter(has_text=act.done)).to_be_visible()
    assert await drawer.evaluate(keyboard.HAS_FOCUS)  # still within: nothing is hidden behind
    await page.keyboard.press("Escape")
    await expect(drawer).to_have_count(0)
    await expect(row).to_be_focused()  # one goes on where one was
    await accepted_by_the_handler(await open_page("desk"), whole, number)


async def accepted_by_the_handler(page: Page, whole: Whole, number: str) -> None:
    """The other half of the errand, by keyboard too."""
    say = words.desk().orders
    await desk.sign_in(page, whole, "handler-police")
    await page.locator("h1").focus()
    await keyboard.go(page, words.desk().frame.areas.orders)
    await keyboard.tab_to(page, page.get_by_role("searchbox"))
    await page.keyboard.type(number)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("row", name=number)).to_be_visible()
    await keyboard.press(page, page.get_by_role("row", name=number).get_by_role("link"))
    await expect(page.get_by_role("heading", name=number)).to_be_visible()
    await keyboard.press(page, page.get_by_role("button", name=say.act.accept.submit, exact=True))
    await expect(page.get_by_role("status").filter(has_text=say.act.accept.done)).to_be_visible()


async def test_the_results_by_keyboard(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().bulletins.open
    whole.wait_for_bulletin("饶平县")
    page = await open_page("desk")
    await page.goto(f"{whole.url}/results/")
    await expect(page.get_by_role("table").first).to_be_visible()
    await keyboard.press(page, page.get_by_role("link", name=say.bulletins))
    await expect(page.get_by_role("table")).to_be_visible()
    last = page.get_by_role("table").get_by_role("link").last
    await keyboard.press(page, last)
    await expect(page.locator("code").first).to_be_visible()


@pytest.mark.req("7-1")
async def test_what_a_screen_reader_says_of_the_rating_page(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.phone()
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await citizen.signed_in_at_window(page, whole, person)
    await expect(page.get_by_role("radio").first).to_be_visible()
    await page.get_by_role("button", name=say.rate.submit).click()
    await expect(page.get_by_role("alert")).to_have_text(say.rate.choose)
    await citizen.grade(page, "very_dissatisfied")
    await expect(page.get_by_role("alert")).to_have_count(0)
    said = await page.get_by_role("main").filter(visible=True).aria_snapshot()
    place = 0
    for part in (
        f'heading "{say.rate.question}"',
        WINDOW,
        f'radiogroup "{say.rate.grade}"',
        *(f'radio "{words.grade(code)}"' for code in GRADES),
        f'group "{say.rate.tags}"',
        f'checkbox "{words.first_tag("very_dissatisfied")}"',
        f'textbox "{say.rate.text}"',
        f'button "{say.rate.pictures}"',
        f'checkbox "{say.rate.anonymous}" [checked]',
        f'button "{say.rate.submit}"',
    ):
        place = said.find(part, place)
        assert place >= 0, f"{part} is not heard, or not there:\n{said}"
    await citizen.submit(page)
    await keyboard.stands_at(page, say.thanks.title)  # success is told by the title
