"""Pressing things by what they are called."""

from playwright.async_api import Locator, Page

WECHAT = "/__wechat/"  # in the address of pages the harness shows


async def press(page: Page, label: str, role: str = "button") -> None:
    """Press what is called `label`, and nothing that is merely called alike."""
    await touch(page.get_by_role(role, name=label, exact=True))  # type: ignore[arg-type]


async def touch(target: Locator) -> None:
    """Press it where a finger would.

    Playwright first makes sure that nothing lies above. In WeChat a component's element is inline
    around the block within, and Chromium names it first although the block is what gets the tap;
    so there the check is left out, and the target brought to where nothing can lie above it.
    """
    in_wechat = WECHAT in target.page.url
    if in_wechat:
        await target.evaluate("element => element.scrollIntoView({ block: 'center' })")
    await target.click(force=in_wechat)
