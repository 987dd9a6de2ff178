"""Rating on the phone: short, with a keyboard alone, and without losing what was begun."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import citizen, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

COUNT_TAPS = """() => {
  window.taps = 0
  addEventListener('click', (event) => { window.taps += event.isTrusted ? 1 : 0 }, true)
}"""
MOST_TAPS = 3
TAPS_FROM_SCAN = 3  # docs/performance.md names it
MOST_STOPS = 40
TEXT = "流程还可以再简单一些。"


@pytest.mark.req("7-1")
async def test_a_bare_grade_takes_three_taps_at_most(open_page: OpenPage, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    whole.end_service(person)  # two, so that one has to be chosen
    page = await open_page()
    await citizen.signed_in_at_window(page, whole, person)
    await expect(page.get_by_text(words.phone().services.asApplicant).first).to_be_visible()

    await page.evaluate(COUNT_TAPS)
    await citizen.choose_first_service(page)
    await citizen.grade(page, "very_satisfied")
    await citizen.submit(page)
    await citizen.thanked(page)
    assert 1 <= await page.evaluate("window.taps") <= MOST_TAPS

    # Scanned anew: from the code to the thanks. One service is left, so that none has to be chosen.
    await page.goto(whole.link)
    await page.evaluate(COUNT_TAPS)
    await press(page, words.phone().window.yes)
    await citizen.grade(page, "very_satisfied")
    await citizen.submit(page)
    await citizen.thanked(page)
    assert await page.evaluate("window.taps") == TAPS_FROM_SCAN


async def test_nothing_is_chosen_before_the_citizen_does(open_page: OpenPage, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await citizen.signed_in_at_window(page, whole, person)
    radios = page.get_by_role("radio")
    await expect(radios).to_have_count(5)
    assert await radios.evaluate_all("all => all.map((one) => one.ariaChecked)") == ["false"] * 5
    shown = await radios.evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert shown == [one["label"] for one in words.contract().grades]

    await citizen.submit(page)
    await expect(page.get_by_text(words.phone().rate.choose)).to_be_visible()


async def test_what_was_begun_survives_signing_in_again(open_page: OpenPage, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await citizen.signed_in_at_window(page, whole, person)
    await citizen.grade(page, "basically_satisfied")
    await page.get_by_role("textbox", name=words.phone().rate.text).fill(TEXT)
    await citizen.forget_session(page)
    await citizen.submit(page)

    await citizen.sign_in(page, person)
    chosen = page.get_by_role("radio", name=words.grade("basically_satisfied"), exact=True)
    await expect(chosen).to_be_checked()
    await expect(page.get_by_role("textbox", name=words.phone().rate.text)).to_have_value(TEXT)
    await citizen.submit(page)
    await citizen.thanked(page)


async def test_a_rating_with_the_keyboard_alone(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone()
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await page.goto(whole.link)
    await expect(page.get_by_role("button", name=say.window.yes)).to_be_visible()

    await reach(page, say.window.yes)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name=say.signIn.redirect)).to_be_visible()
    await reach(page, say.signIn.agree + say.signIn.notice)
    await page.keyboard.press("Space")
    await reach(page, say.signIn.redirect)
    await page.keyboard.press("Enter")
    await citizen.choose_person(page, person)

    await expect(page.get_by_role("radiogroup")).to_be_visible()
    await reach(page, words.grade("very_satisfied"))
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Space")
    satisfied = page.get_by_role("radio", name=words.grade("satisfied"), exact=True)
    await expect(satisfied).to_be_checked()
    await reach(page, words.first_tag("satisfied"))
    await page.keyboard.press("Space")
    await reach(page, say.rate.text)
    await page.keyboard.type(TEXT)
    await reach(page, say.rate.submit)
    await page.keyboard.press("Enter")
    await citizen.thanked(page)


async def reach(page: Page, name: str) -> None:
    """Tab until what is called `name` has the focus."""
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        if name in await page.evaluate(
            "[document.activeElement.ariaLabel, document.activeElement.textContent.trim()]"
        ):
            return
    raise AssertionError(f"{name} cannot be reached with the keyboard")
