"""The public results for visitors from elsewhere: everything of ours in their language."""

from playwright.async_api import Page, expect

from tests.browser import words
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

# Chinese that is not said to be Chinese, so that it would be read out with foreign sounds.
UNTOLD = """() => {
  const told = (one) => one.closest('[lang]').lang.startsWith('zh')
  const found = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const one = walk.currentNode
    if (/[\\u3000-\\u9fff]|undefined/.test(one.data) && !told(one.parentElement)
        && !one.parentElement.closest('script, noscript, svg')) found.push(one.data.trim())
  }
  return found
}"""


async def in_english(page: Page) -> None:
    await page.wait_for_load_state("networkidle")
    for details in await page.locator("details").all():
        await details.evaluate("one => (one.open = true)")
    assert await page.evaluate(UNTOLD) == []


async def test_the_results_in_english(open_page: OpenPage, whole: Whole) -> None:
    whole.wait_for_bulletin("饶平县")
    page = await open_page("desk")
    await page.goto(f"{whole.url}/results/")
    await page.get_by_role("button", name="English", exact=True).click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Chaozhou City")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("?lang=en")  # a link that is mailed is read in the same language
    await in_english(page)
    assert await violations(page) == []
    await page.get_by_role("link", name="Bulletins and data").click()  # and it is kept
    await expect(page.get_by_role("link", name="Bulletin of").first).to_be_visible()
    await in_english(page)
    await page.get_by_role("link", name="Bulletin of").last.click()
    await expect(page.get_by_role("heading", name="Open data")).to_be_visible()
    await expect(page.locator("code").first).to_be_visible()
    await in_english(page)
    for asked in ("interpretations", "comments"):
        await page.goto(f"{whole.url}/results/?page={asked}")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await in_english(page)


async def test_the_results_in_traditional_chinese(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await page.goto(f"{whole.url}/results/?lang=zh-Hant")
    await expect(page.get_by_role("heading", name="各縣（區）")).to_be_visible()
    await expect(page.get_by_role("rowheader", name="饒平縣")).to_be_visible()
    await page.get_by_role("button", name="简体", exact=True).click()
    heading = words.desk().results.counties
    await expect(page.get_by_role("heading", name=heading)).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
