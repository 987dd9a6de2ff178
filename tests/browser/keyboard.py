"""A hand that has no mouse: Tab, Enter, Space and arrows, and an eye on where the focus is."""

from playwright.async_api import Locator, Page, expect

from tests.browser import words

MOST = 80  # more presses than any page has stops
TURNS = 8  # more than most dialogs have
HAS_FOCUS = "one => one === document.activeElement || one.contains(document.activeElement)"
# Whether one sees where one is: a ring around the element, or around the label it stands in.
SEEN = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return ''
  const ringed = (it) => {
    const style = it && getComputedStyle(it)
    const outlined = style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
    return outlined || (style && style.boxShadow !== 'none')
  }
  const frame = one.closest('label, .box, .el-input__wrapper, .el-select__wrapper')
  const around = [one, frame, one.nextElementSibling]
  const box = one.getBoundingClientRect()
  const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
  const shown = inSight && around.some(ringed)
  return shown ? '' : `${one.outerHTML.slice(0, 120)} has the focus and nobody sees it`
}"""


async def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Tab on until `target` has the focus; every stop on the way is seen."""
    for _ in range(MOST):
        await page.keyboard.press(key)
        unseen = await page.evaluate(SEEN)
        assert not unseen, unseen
        if await target.count() == 1 and await target.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"no way to {target} by keyboard")


async def press(page: Page, target: Locator, key: str = "Enter") -> None:
    await tab_to(page, target)
    await page.keyboard.press(key)


async def stands_at(page: Page, heading: str) -> None:
    """The title of the page one has come to has the focus, so that it is read out."""
    title = page.get_by_role("heading", name=heading, exact=True, level=1)
    await expect(title).to_be_focused()


async def go(page: Page, area: str) -> None:
    """By the navigation, backwards from where one stands; its group is unfolded on the way."""
    frame = words.desk().frame
    navigation = page.get_by_role("navigation", name=frame.navigation)
    entry = page.get_by_role("link", include_hidden=True).filter(has_text=area)
    link = navigation.locator(entry)
    await expect(link).to_have_count(1)
    if not await link.is_visible():
        fold = navigation.locator(".group").filter(has=entry).get_by_role("button")
        await tab_to(page, fold, "Shift+Tab")
        await page.keyboard.press("Enter")
        await expect(link).to_be_visible()
        await tab_to(page, link)
    else:
        await tab_to(page, link, "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(link).to_have_attribute("aria-current", "page")
    await expect(page.locator("h1")).to_be_focused()


async def leaves_and_comes_back(page: Page, opener: Locator) -> None:
    """What lies over the page holds the focus; Escape closes it and leads back to its opener."""
    over = page.get_by_role("dialog")
    await expect(over).to_be_visible()
    for _ in range(TURNS):
        await page.keyboard.press("Tab")
        assert await over.evaluate(HAS_FOCUS), "the focus has left for what lies behind"
    await page.keyboard.press("Escape")
    await expect(over).to_have_count(0)
    await expect(opener).to_be_focused()
