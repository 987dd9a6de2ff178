"""What can be seen to be wrong with a page without looking."""

from playwright.async_api import Page

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOWER = "document.documentElement.scrollHeight - document.documentElement.clientHeight"
SMALL = """(least) => [...document.querySelectorAll(
  'button, [role=button], [role=link], [role=radio], [role=checkbox], input, textarea, select')]
  .filter((one) => one.checkVisibility() && !one.closest('[aria-hidden=true]'))
  .map((one) => [one.getBoundingClientRect(), one])
  .filter(([box]) => box.width && (box.height < least || box.width < least))
  .map(([box, one]) => `${one.ariaLabel || one.textContent.trim() || one.tagName} ` +
    `${Math.round(box.width)}x${Math.round(box.height)}`)"""


async def too_wide(page: Page) -> list[str]:
    """Whether one has to move the page sideways to read it."""
    beyond = await page.evaluate(WIDER)
    return [f"{page.url}: {beyond} px wider than the screen"] if beyond > 0 else []


async def below_the_screen(page: Page) -> list[str]:
    """Whether one has to scroll where nobody knows that one could: on a terminal or a tablet."""
    below = await page.evaluate(LOWER)
    return [f"{page.url}: {below} px lower than the screen"] if below > 0 else []


async def small_targets(page: Page, least: int) -> list[str]:
    """What a finger has to press and is smaller than `least` pixels either way."""
    return [f"{page.url}: {one}" for one in await page.evaluate(SMALL, least)]
