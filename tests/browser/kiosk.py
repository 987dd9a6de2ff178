"""A self-service terminal in a hall, its screen, and the phone that opens it."""

import re
from typing import Any

from playwright.async_api import Page, expect

from tests.browser import rating_device, words
from tests.browser.whole import Whole
from tests.support.kiosk import read

PORTRAIT = {"width": 1080, "height": 1920}
TOKENS = re.compile(r"M(\d+) (\d+)h1v1h-1z")


def hall_id(whole: Whole) -> str:
    """The hall of the window that never closes."""
    return str(rating_device.window(whole)["hall"]["id"])


def pairing_code(whole: Whole) -> str:
    """Made by the bureau over HTTP."""
    place = f"/api/halls/{hall_id(whole)}/kiosks"
    made = whole.call("POST", place, whole.staff_token("city"), name="测试终端")
    return str(made["code"])


def stop(whole: Whole) -> None:
    """Revoke every kiosk of the hall."""
    bureau, place = whole.staff_token("city"), f"/api/halls/{hall_id(whole)}/kiosks"
    for one in whole.call("GET", place, bureau)["kiosks"]:
        whole.call("POST", f"/api/kiosks/{one['id']}/revoke", bureau, reason="测试结束")


def offered(whole: Whole) -> str:
    """The link on the screen of a kiosk nobody looks at."""
    paired = whole.call("POST", "/api/kiosk/pair", code=pairing_code(whole))
    return read(whole.call("POST", "/api/kiosk/scans", str(paired["token"]))["rows"])


async def type_digits(page: Page, digits: str) -> None:
    """On the terminal's own keys."""
    for digit in digits:
        await page.get_by_role("button", name=digit, exact=True).click()


async def pair(page: Page, whole: Whole, code: str) -> None:
    say = words.desk().kiosk
    await page.goto(f"{whole.url}/kiosk/")
    await expect(page.get_by_role("heading", name=say.pair.title)).to_be_visible()
    await type_digits(page, code)
    await page.get_by_role("button", name=say.pair.submit, exact=True).click()
    await expect(page.get_by_role("heading", name=say.start.title)).to_be_visible()


async def link_on(page: Page) -> str:
    """What a phone reads from the screen, square by square."""
    code = page.locator("svg.code")
    await expect(code).to_be_visible()
    side = int(str(await code.get_attribute("viewBox")).split()[2])
    drawn = [["0"] * side for _ in range(side)]
    for x, y in TOKENS.findall(str(await code.locator("path").get_attribute("d"))):
        drawn[int(y)][int(x)] = "1"
    return read(["".join(row) for row in drawn])


async def remembers(page: Page) -> dict[str, Any]:
    """What is left of a person anywhere a browser keeps things, but the terminal's own token."""
    kept: dict[str, Any] = await page.evaluate(
        """() => ({
          local: Object.keys(localStorage), session: Object.keys(sessionStorage),
          cookies: document.cookie, address: location.pathname + location.search + location.hash,
        })"""
    )
    return kept


NOTHING = {
    "local": ["haochaping-kiosk-token"],
    "session": [],
    "cookies": "",
    "address": "/kiosk/",
}
