"""Accessibility, judged by axe-core."""

from functools import cache
from typing import Any

from playwright.async_api import Page

from tests.browser.builds import HARNESS, require

RUN = "axe.run({ resultTypes: ['violations'] })"
QUIET_MS = 300  # until what changes colour or fades in has done so


@cache
def _source() -> str:
    require(HARNESS)
    return (HARNESS / "node_modules/axe-core/axe.min.js").read_text()


async def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now, one line each."""
    if await page.evaluate("typeof axe") == "undefined":
        await page.evaluate(_source())
    found = await page.evaluate(RUN)
    return [_line(page.url, one) for one in found["violations"]]


def _line(url: str, violation: dict[str, Any]) -> str:
    places = " | ".join(node["html"][:120] for node in violation["nodes"][:3])
    return f"{url}: {violation['id']} ({violation['impact']}): {places}"
