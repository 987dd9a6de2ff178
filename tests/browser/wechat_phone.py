"""A phone with WeChat: the built mini-program, executed by the harness."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx
from playwright.async_api import BrowserContext, Page, Route

from tests.browser import words
from tests.browser.builds import HARNESS, MINI_PROGRAM, node, require
from tests.browser.touch import WECHAT, press
from tests.browser.whole import Whole
from tests.support.town import Person

READY = "window.wechat?.ready || window.wechat?.errors.length"


def build(folder: Path) -> Path:
    """The harness's page of the mini-program `make` has built."""
    require(HARNESS, MINI_PROGRAM)
    built = node(HARNESS / "build.mjs", MINI_PROGRAM, folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


class WechatPhone:
    """`wechat.page` is looked at and touched; the rest is what WeChat knows."""

    def __init__(self, page: Page, whole: Whole, person: Person, font: int = 16) -> None:
        self.page = page
        self.whole = whole
        self.person = person
        self.font = font

    async def open(self, entry: str) -> None:
        """Enter at a page, as `pages/x/x?query`; what this phone keeps is still there."""
        await self.page.goto("about:blank")
        settings = f"person={self.person.key}&font={self.font}"
        await self.page.goto(f"{self.whole.url}{WECHAT}index.html?{settings}#{entry}")
        await self.page.wait_for_function(READY)

    async def scan(self, link: str = "") -> None:
        """WeChat's scanner on the window's code, or on another link of ours."""
        await self.open(f"pages/window/window?q={quote(link or self.whole.link, safe='')}")

    async def knows(self, name: str) -> Any:
        return await self.page.evaluate(f"window.wechat.{name}")

    async def calls(self, name: str) -> list[Any]:
        """How a function of wx was called, oldest first."""
        found: list[Any] = await self.page.evaluate("name => window.wechat.callsOf(name)", name)
        return found

    async def answer(self, question: str, answer: Any) -> None:
        """What the person says when WeChat asks."""
        await self.page.evaluate("([q, a]) => { window.wechat.answers[q] = a }", [question, answer])

    async def verify_by_jump(self) -> None:
        """From the sign-in page to the other mini-program and back."""
        say = words.phone().signIn
        await press(self.page, say.agree + say.notice, "checkbox")
        await press(self.page, say.jump)
        await self.page.wait_for_function("wechat.callsOf('navigateToMiniProgram').length")
        await self.come_back(self.person)

    async def come_back(self, person: Person) -> None:
        """From the mini-program that was jumped to, verified as `person`."""
        [asked] = await self.calls("navigateToMiniProgram")
        state = parse_qs(urlsplit(asked["path"]).query)["state"][0]
        ticket = self._tell("/identity/jump", person=person.key, state=state)
        await self.page.evaluate("data => window.wechat.returnFromMiniProgram(data)", ticket)

    async def consents_reach_wechat(self) -> None:
        """What was accepted in the tap is counted where messages are sent."""
        for templates in await self.calls("requestSubscribeMessage"):
            for one in templates:
                openid = f"openid-{self.person.key}"
                self._tell("/_control/consent", openid=openid, template_id=one)

    async def complaints(self) -> list[str]:
        """Broken rules of WeChat, missing functions, errors."""
        return [
            f"{kind}: {one}"
            for kind in ("broken", "unknown", "errors")
            for one in await self.knows(kind)
        ]

    async def forgive(self) -> None:
        """Forget complaints that were provoked."""
        await self.page.evaluate("['broken', 'unknown', 'errors'].forEach((k) => wechat[k] = [])")

    def _tell(self, path: str, **body: str) -> dict[str, Any]:
        answer = httpx.post(self.whole.sandbox + path, json=body, timeout=10)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told


async def install(context: BrowserContext, pages: Path) -> None:
    """Answer requests for the harness's page from `pages`.

    It seems to lie beside the API, so that no rule of browsers about origins comes between.
    """

    async def give(route: Route) -> None:
        name = urlsplit(route.request.url).path.removeprefix(WECHAT)
        await route.fulfill(path=pages / name)

    await context.route(f"**{WECHAT}**", give)
