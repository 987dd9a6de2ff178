"""A hand that has no mouse: Tab, Enter, Space and arrows, and an eye on where the focus is."""

from playwright.async_api import Locator, Page, expect

MOST = 80  # more presses than any page has stops
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
