"""Chromium, and pages that are watched while a test uses them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    expect,
)

from tests.support.processes import program

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
TABLET: dict[str, Any] = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
PATIENCE_MS = 45_000  # a page that never comes fails all the same; a busy machine does not
expect.set_options(timeout=PATIENCE_MS)


async def launch(playwright: Playwright, *more: str) -> Browser:
    return await playwright.chromium.launch(
        executable_path=program("chromium"), args=[*ARGUMENTS, *more], headless=True
    )


@dataclass
class Visit:
    """A browser of somebody; `complaints` is what no test may leave behind."""

    context: BrowserContext
    home: str
    others: frozenset[str] = frozenset()
    is_web: bool = True  # and not WeChat, which brings the pages itself
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.complaints.append(f"{error.error}"))

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        ours = {urlsplit(self.home).netloc, *self.others}
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc not in ours:
            self.complaints.append(f"request to a foreign host: {request.url}")

    def _response(self, response: Response) -> None:
        document = response.request.resource_type == "document"
        if self.is_web and document and response.url.startswith(self.home) and response.ok:
            policy = response.headers.get("content-security-policy", "")
            if "default-src 'self'" not in policy:
                self.complaints.append(f"no content security policy: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)


async def picture_of(page: Page, place: Path) -> None:
    """The whole page, however long."""
    place.parent.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=place, full_page=True)
