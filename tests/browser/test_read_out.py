"""What a screen reader says of the citizen's pages, in the order in which it says it."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import citizen, phone_tour, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

SPOKEN = ["zh-CN", *(pytest.param(one, marks=pytest.mark.deep) for one in words.LANGUAGES)]


@pytest.mark.parametrize("language", SPOKEN)
async def test_a_poor_rating_and_its_case_by_ear(
    open_page: OpenPage, whole: Whole, language: str
) -> None:
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    if language != "zh-CN":
        await phone_tour.in_language(page, whole, language)
    with words.speaking(language):
        say = words.phone()
        await citizen.signed_in_at_window(page, whole, person)
        await citizen.grade(page, "dissatisfied")
        await heard(
            page,
            f'heading "{say.rate.question}" [level=1]',
            f'radiogroup "{say.rate.grade}"',
            f'radio "{words.grade("very_satisfied")}"',
            f'radio "{words.grade("dissatisfied")}" [checked]',
            f'group "{say.rate.tags}"',
            f'button "{say.rate.moreTags}"',
            f'textbox "{say.rate.text}"',
            f'checkbox "{say.rate.anonymous}" [checked]',
            f'button "{say.rate.submit}"',
        )
        await citizen.submit(page)
        await citizen.thanked(page)
        await heard(
            page,
            f'heading "{say.thanks.title}" [level=1]',
            words.grade("dissatisfied"),
            say.thanks.receipt,
            say.thanks.case,
            say.thanks.number,
            "status",
            f'button "{say.thanks.see}"',
            f'button "{say.thanks.done}"',
        )
        await press(page, say.thanks.see)
        await expect(page.get_by_text(say.case.actions.open)).to_be_visible()
        await heard(
            page,
            f'heading "{say.case.statuses.opened}" [level=1]',
            f'heading "{say.case.next}" [level=2]',
            say.case.waiting.dispatch,
            f'heading "{say.case.steps}" [level=2]',
            f"listitem: {say.case.actions.open}",
            f'heading "{say.case.yours}" [level=2]',
        )


@pytest.mark.deep
@pytest.mark.parametrize("language", ["zh-CN", *words.LANGUAGES])
async def test_the_messages_by_ear(open_page: OpenPage, whole: Whole, language: str) -> None:
    page = await open_page()
    if language != "zh-CN":
        await phone_tour.in_language(page, whole, language)
    with words.speaking(language):
        say = words.phone()
        await page.goto(f"{whole.url}/m/pages/inbox/inbox")
        await citizen.sign_in(page, phone_tour.WITH_A_REPLY)
        await expect(page.get_by_text(say.thanks.see).first).to_be_visible()
        # What is new says so in a word, and leads to its case.
        await heard(page, f'heading "{say.inbox.title}" [level=1]', "link", say.thanks.see)
        # Another test may have read them.
        if await page.locator(".unread").count():
            await heard(page, "link", say.inbox.unread)


async def heard(page: Page, *parts: str) -> None:
    said = await page.get_by_role("main").filter(visible=True).aria_snapshot()
    place = 0
    for part in parts:
        place = said.find(part, place)
        assert place >= 0, f"{part} is not heard, or not there:\n{said}"
