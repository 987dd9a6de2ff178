"""Every page: axe-core is content, nothing lies beyond the screen, fingers find their targets."""

from collections.abc import AsyncIterator, Callable

import pytest
from playwright.async_api import Page

from tests.browser import axe, desk_tour, look, phone_tour, wechat_tour, words
from tests.browser.conftest import OpenPage, OpenWechat
from tests.browser.wechat_phone import WechatPhone
from tests.browser.whole import Whole

Tour = Callable[[Page, Whole], AsyncIterator[str]]
WechatTour = Callable[[WechatPhone], AsyncIterator[str]]
PHONES = [pytest.param(one, id=one.__name__) for one in phone_tour.TOURS]
WECHATS = [pytest.param(one, id=one.__name__) for one in wechat_tour.TOURS]
DESKS = [pytest.param(one, id=one.__name__) for one in desk_tour.TOURS]
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
    await phone_tour.large_font(page, whole)
    wrong = [one async for _ in pages(page, whole) for one in await judged(page, LARGE_TARGET)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("pages", [*WECHATS])
async def test_wechat_pages(open_wechat: OpenWechat, whole: Whole, pages: WechatTour) -> None:
    phone = await open_wechat(whole.person())
    wrong = [one async for _ in pages(phone) for one in await judged(phone.page, TARGET)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.deep
@pytest.mark.parametrize("language", ["zh-Hant", "en"])
@pytest.mark.parametrize("pages", [*PHONES])
async def test_phone_pages_in_other_languages(
    open_page: OpenPage, whole: Whole, pages: Tour, language: str
) -> None:
    page = await open_page()
    await phone_tour.in_language(page, whole, language)
    with words.speaking(language):
        wrong = [one async for _ in pages(page, whole) for one in await judged(page, TARGET)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.deep
@pytest.mark.parametrize("pages", [*WECHATS])
async def test_wechat_pages_in_large_letters(
    open_wechat: OpenWechat, whole: Whole, pages: WechatTour
) -> None:
    phone = await open_wechat(whole.person())
    phone.font = wechat_tour.LARGE_LETTERS
    wrong = [one async for _ in pages(phone) for one in await judged(phone.page, LARGE_TARGET)]
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
    if pages in phone_tour.TOURS:
        await phone_tour.large_font(page, whole)
    wrong = [one async for _ in pages(page, whole) for one in await look.too_wide(page)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.deep
@pytest.mark.parametrize("pages", [*PHONES, *DESKS])
async def test_pages_in_the_dark(open_page: OpenPage, whole: Whole, pages: Tour) -> None:
    page = await open_page("phone" if pages in phone_tour.TOURS else "desk")
    await page.emulate_media(color_scheme="dark")
    wrong = [one async for _ in pages(page, whole) for one in await axe.violations(page)]
    assert not wrong, "\n".join(wrong)


async def judged(page: Page, least_target: int = 0) -> list[str]:
    return [
        *await axe.violations(page),
        *await look.too_wide(page),
        *await look.small_targets(page, least_target),
    ]
