"""Every page: axe-core is content, nothing lies beyond the screen, fingers find their targets."""

from collections.abc import AsyncIterator, Callable

import pytest
from playwright.async_api import Page

from tests.browser import axe, look, tour
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

Tour = Callable[[Page, Whole], AsyncIterator[str]]
PHONES = [pytest.param(one, id=one.__name__) for one in tour.PHONE_TOURS]
DESKS = [pytest.param(one, id=one.__name__) for one in tour.DESK_TOURS]
TARGET, LARGE_TARGET = 44, 60
NARROW = {"width": 320, "height": 640}
ON_ITS_SIDE = {"width": 844, "height": 390}


@pytest.mark.parametrize("pages", [*PHONES])
async def test_phone_pages(open_page: OpenPage, whole: Whole, pages: Tour) -> None:
    page = await open_page()
    wrong = [one async for _ in pages(page, whole) for one in await judged(page, TARGET)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.deep
@pytest.mark.parametrize("pages", [*PHONES])
async def test_phone_pages_in_large_letters(open_page: OpenPage, whole: Whole, pages: Tour) -> None:
    page = await open_page()
    await tour.large_font(page, whole)
    wrong = [one async for _ in pages(page, whole) for one in await judged(page, LARGE_TARGET)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("pages", [*DESKS])
async def test_desk_pages(open_page: OpenPage, whole: Whole, pages: Tour) -> None:
    page = await open_page("desk")
    wrong = [one async for _ in pages(page, whole) for one in await judged(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.deep
@pytest.mark.parametrize("size", [NARROW, ON_ITS_SIDE], ids=["narrow", "on its side"])
@pytest.mark.parametrize("pages", [*PHONES, *DESKS])
async def test_nothing_lies_beyond_a_narrow_screen(
    open_page: OpenPage, whole: Whole, pages: Tour, size: dict[str, int]
) -> None:
    page = await open_page()
    await page.set_viewport_size(size)  # type: ignore[arg-type]
    if pages in tour.PHONE_TOURS:
        await tour.large_font(page, whole)
    wrong = [one async for _ in pages(page, whole) for one in await look.too_wide(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.deep
@pytest.mark.parametrize("pages", [*PHONES, *DESKS])
async def test_pages_in_the_dark(open_page: OpenPage, whole: Whole, pages: Tour) -> None:
    page = await open_page("phone" if pages in tour.PHONE_TOURS else "desk")
    await page.emulate_media(color_scheme="dark")
    wrong = [one async for _ in pages(page, whole) for one in await axe.violations(page)]
    assert not wrong, "\n".join(wrong)


async def judged(page: Page, least_target: int = 0) -> list[str]:
    return [
        *await axe.violations(page),
        *await look.too_wide(page),
        *await look.small_targets(page, least_target),
    ]
