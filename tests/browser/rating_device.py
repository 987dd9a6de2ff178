"""A tablet at the window that never closes, and the line it hangs on."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page, WebSocketRoute, expect

from tests.browser import network, words
from tests.browser.whole import Whole

SOCKET = re.compile(r".*/api/device/socket$")
SECONDS = 45
TAPS = "localStorage.getItem('haochaping-device-taps')"


def window(whole: Whole) -> dict[str, Any]:
    """Where the officer of the demo is on duty."""
    found: dict[str, Any] = whole.call("GET", "/api/officer/duty", whole.staff_token("officer"))
    return dict(found["window"])


def pairing_code(whole: Whole) -> str:
    """Made by the bureau over HTTP."""
    place = f"/api/rating-devices/{window(whole)['id']}/pairing-code"
    made = whole.call("POST", place, whole.staff_token("city"), name="测试平板")
    return str(made["code"])


def stop(whole: Whole) -> None:
    """Revoke the device of the window, so that later tests are asked by the code."""
    bureau, at = whole.staff_token("city"), window(whole)
    listed = whole.call("GET", f"/api/halls/{at['hall']['id']}/rating-devices", bureau)
    [there] = [one["device"] for one in listed["windows"] if one["window_id"] == at["id"]]
    if there:
        whole.call("POST", f"/api/rating-devices/{there['id']}/revoke", bureau, reason="测试结束")


async def pair(page: Page, whole: Whole, code: str) -> None:
    """Type the code on the tablet's own keys."""
    say = words.desk().device
    await page.goto(f"{whole.url}/device/")
    await expect(page.get_by_role("heading", name=say.pair.title)).to_be_visible()
    for digit in code:
        await page.get_by_role("button", name=digit, exact=True).click()
    await page.get_by_role("button", name=say.pair.submit, exact=True).click()
    await expect(page.get_by_text(say.idle.ready)).to_be_visible()


async def tap(page: Page, grade: str) -> None:
    await page.get_by_role("button", name=words.grade(grade), exact=True).click()


async def kept(page: Page) -> str:
    """What the tablet has not got rid of yet, as it stands in its store."""
    return str(await page.evaluate(TAPS))


async def delivered(page: Page) -> None:
    """Until nothing waits any more."""
    give_up = time.monotonic() + SECONDS
    while await kept(page) != "[]":
        assert time.monotonic() < give_up, "what was tapped did not arrive"
        await page.wait_for_timeout(100)


@dataclass
class Line:
    """The tablet's line: every socket of it, and whether new ones come through."""

    there: bool = True
    sockets: list[WebSocketRoute] = field(default_factory=list)

    async def connect(self, socket: WebSocketRoute) -> None:
        if self.there:
            socket.connect_to_server()
            self.sockets.append(socket)
        else:
            await socket.close()

    @asynccontextmanager
    async def cut(self, page: Page) -> AsyncIterator[None]:
        """Within, neither socket nor request gets through."""
        self.there = False
        async with network.cut(page):
            for socket in self.sockets:
                await socket.close()
            self.sockets.clear()
            yield
        self.there = True


async def on_a_line(page: Page) -> Line:
    """To be called before the page is opened."""
    line = Line()
    await page.route_web_socket(SOCKET, line.connect)
    return line
