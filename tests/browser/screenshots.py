"""Pictures of every page, to be looked at: `make screenshots`.

A folder for each way of looking below screenshots/: H5 and WeChat on a phone (390x844) in standard
and large letters, H5 in the other languages; the console on a desk (1366x768) and on a tablet
(768x1024).
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from tests.browser import desk_tour, phone_tour, wechat_phone, wechat_tour, words
from tests.browser.browsers import DESK, PHONE, TABLET, launch, picture_of
from tests.browser.whole import Whole
from tests.support.processes import ROOT

FOLDER = ROOT / "screenshots"


async def look_around(browser: Browser, whole: Whole, folder: Path) -> None:
    for pages in phone_tour.TOURS:
        for mode in ("standard", "large"):
            page = await _page(browser, PHONE)
            if mode == "large":
                await phone_tour.large_font(page, whole)
            await take(pages(page, whole), page, folder / f"phone-{mode}")
        for language in words.LANGUAGES:
            page = await _page(browser, PHONE)
            await phone_tour.in_language(page, whole, language)
            with words.speaking(language):
                await take(pages(page, whole), page, folder / f"phone-{language}")
    for size, name in ((DESK, "desk"), (TABLET, "tablet")):
        for pages in desk_tour.TOURS:
            page = await _page(browser, size)
            await take(pages(page, whole), page, folder / name)
    await in_wechat(browser, whole, folder)


async def take(names: AsyncIterator[str], page: Page, folder: Path) -> None:
    """A picture at each stop."""
    async for name in names:
        await picture_of(page, folder / f"{name}.png")


async def in_wechat(browser: Browser, whole: Whole, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as built:
        package = wechat_phone.build(Path(built) / "pages")
        for mode, font in (("standard", 16), ("large", wechat_tour.LARGE_LETTERS)):
            for pages in wechat_tour.TOURS:
                page = await _page(browser, PHONE)
                await wechat_phone.install(page.context, package)
                phone = wechat_phone.WechatPhone(page, whole, whole.person(), font)
                await take(pages(phone), page, folder / f"wechat-{mode}")


async def _page(browser: Browser, size: dict[str, Any]) -> Page:
    return await (await browser.new_context(**size, locale="zh-CN")).new_page()


async def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory() as data:
        whole = Whole(Path(data), {})
        try:
            async with async_playwright() as playwright:
                await look_around(await launch(playwright), whole, FOLDER)
        finally:
            whole.stop()


if __name__ == "__main__":
    asyncio.run(main())
