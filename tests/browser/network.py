"""A bad network: lines that are cut, and answers that are lost on the way back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, Route

API = "**/api/**"


@asynccontextmanager
async def cut(page: Page, what: str = API) -> AsyncIterator[None]:
    """Within, no request to `what` gets through."""
    await page.route(what, _abort)
    yield
    await page.unroute(what, _abort)


async def _abort(route: Route) -> None:
    await route.abort("internetdisconnected")


async def lose_answer(page: Page, what: str) -> None:
    """The next request to `what` arrives, but its answer does not."""

    async def lose(route: Route) -> None:
        await route.fetch()
        await route.abort("connectionreset")

    await page.route(what, lose, times=1)
