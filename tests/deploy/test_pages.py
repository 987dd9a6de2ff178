"""The built pages, served by nginx under its policy, in a real browser."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.support.app import RunningApp
from tests.support.nginx import Nginx
from tests.support.processes import ROOT, program

BUILT = {
    "m": ROOT / "miniprogram" / "dist" / "build" / "h5",
    "console": ROOT / "web" / "dist" / "console",
    "device": ROOT / "web" / "dist" / "device",
    "kiosk": ROOT / "web" / "dist" / "kiosk",
    "results": ROOT / "web" / "dist" / "results",
    "docs": ROOT / "web" / "dist" / "docs",
}


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=program("chromium"), args=["--no-sandbox"]
        )
        yield chromium
        await chromium.close()


@pytest.fixture
async def site(
    sqlite_url: str,
    start_app: Callable[..., Awaitable[RunningApp]],
    start_nginx: Callable[..., Nginx],
) -> str:
    app = await start_app(database_url=sqlite_url)
    nginx = start_nginx([app.settings.port])
    for room, built in BUILT.items():
        (nginx.pages / room).symlink_to(built)
    return nginx.url


@pytest.mark.parametrize("room", BUILT)
async def test_a_page_stands_under_the_policy(site: str, browser: Browser, room: str) -> None:
    page = await browser.new_page()
    complaints: list[str] = []
    foreign: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            complaints.append(said.text) if "Content Security Policy" in said.text else None
        ),
    )
    page.on(
        "request",
        lambda asked: foreign.append(asked.url) if not asked.url.startswith(site) else None,
    )
    await page.goto(f"{site}/{room}/", wait_until="networkidle")
    assert await page.locator("#app > *").count() > 0
    assert not complaints
    assert [url for url in foreign if not url.startswith("data:")] == []
