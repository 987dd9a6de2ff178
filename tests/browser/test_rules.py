"""规则 at the desk: rule sets, interpretations and filings, and who needs whom for them."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole
from tests.rules.sets import SHIPPED

FAR = "2099-03-01"


async def open_tab(page: Page, name: str) -> None:
    say = words.desk().rules
    await desk.go(page, words.desk().frame.areas.rules)
    tabs = page.get_by_role("navigation", name=say.tabs)
    await tabs.get_by_role("link", name=name, exact=True).click()
    await expect(tabs.locator("[aria-current=page]")).to_have_text(name)


async def no_violation(page: Page) -> None:
    await page.wait_for_timeout(axe.QUIET_MS)  # until the buttons have changed their colour
    assert await axe.violations(page) == []


@pytest.mark.req("1-1", "1-2")
async def test_a_rule_set_is_read_tried_and_put_aside(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().rules.sets
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await open_tab(page, words.desk().rules.tabSets)
    await page.get_by_text(say.load, exact=True).click()
    shipped = SHIPPED.read_text(encoding="utf-8")
    title = "另一套规则"
    other = shipped.replace("chaozhou-2019-trial", "invented-2099", 1)
    other = other.replace("2019-10-14", FAR, 1).replace("value = 7", "value = 5", 1)
    own_title = next(line for line in shipped.splitlines() if line.startswith("title"))
    other = other.replace(own_title, f'title = "{title}"', 1)

    await page.get_by_label(say.document).fill(other.replace("value = 5", "value = 'five'", 1))
    await page.get_by_role("button", name=say.loadDo, exact=True).click()
    await expect(page.get_by_role("alert")).to_contain_text("default_days")
    await no_violation(page)
    await page.get_by_label(say.document).fill(other)  # nothing typed was lost until then
    await page.get_by_role("button", name=say.loadDo, exact=True).click()
    card = page.get_by_role("region", name=title)
    await expect(card).to_contain_text(say.status.waiting)
    await card.get_by_role("button", name=say.preview).click()
    changed = card.get_by_role("table", name=say.changes)
    await expect(changed).to_contain_text(words.desk().rules.values.default_days)
    await no_violation(page)
    await card.get_by_role("button", name=say.activate).click()
    await expect(page.get_by_role("alert")).to_be_visible()  # by somebody else
    await card.get_by_role("button", name=say.discard).click()
    await expect(card).to_contain_text(say.status.discarded)


@pytest.mark.req("17-1")
async def test_what_one_wrote_another_publishes_and_everybody_finds(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().rules.interpretations
    question, answer = "周末办结的，七天从哪天算起？", "从办结的次日起算，周末照算。"
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await open_tab(page, words.desk().rules.tabInterpretations)
    await page.get_by_role("button", name=say.write, exact=True).click()
    await page.get_by_role("region", name=say.write).get_by_label(say.article).select_option("6")
    await page.get_by_label(say.question, exact=True).fill(question)
    await page.get_by_label(say.answer, exact=True).fill(answer)
    await page.get_by_role("button", name=say.save).click()
    card = page.get_by_role("article", name=question)
    await expect(card).to_contain_text(say.states.draft)
    await expect(card.get_by_role("button", name=say.publish)).to_have_count(0)

    second = await open_page("desk")
    await desk.sign_in(second, whole, "city-second")
    await open_tab(second, words.desk().rules.tabInterpretations)
    card = second.get_by_role("article", name=question)
    await card.get_by_role("button", name=say.publish).click()
    await expect(card).to_contain_text(say.states.published)
    await no_violation(second)
    await page.goto(f"{whole.url}/results/?page=interpretations&word=周末")
    await expect(page.get_by_text(answer)).to_be_visible()


@pytest.mark.req("16-1", "16-2", "16-3")
async def test_a_county_files_its_paper_and_keeps_within_bounds(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().rules
    page = await open_page("desk")
    await desk.sign_in(page, whole, "raoping")
    await open_tab(page, say.tabCounties)
    limit = say.values.rectify_working_days
    await page.get_by_label(limit, exact=True).fill("999")
    await page.get_by_label(say.counties.source).fill("饶平县配套制度")
    soon = datetime.now(UTC).date() + timedelta(9)
    await page.get_by_label(getattr(say.counties, "from")).fill(str(soon))
    await page.get_by_role("button", name=say.counties.writeDo).click()
    await expect(page.get_by_role("alert")).to_contain_text(limit)
    await expect(page.get_by_label(limit, exact=True)).to_have_value("999")

    await open_tab(page, say.tabFilings)
    paper = FilePayload(name="复核.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7\n%%EOF\n")
    await page.locator("input[data-paper=review_procedure]").set_input_files(paper)
    await page.get_by_label(say.filings.name).fill("饶平县复核机制")
    await page.get_by_label(getattr(say.filings, "from")).fill(FAR)
    await page.get_by_role("button", name=say.filings.file, exact=True).click()
    await expect(page.get_by_role("main")).to_contain_text(say.filings.states.filed)
    await no_violation(page)

    city = await open_page("desk")
    await desk.sign_in(city, whole, "city")
    await open_tab(city, say.tabFilings)
    county = city.get_by_role("region").filter(has_text="饶平县复核机制")
    await county.get_by_role("button", name=say.filings.giveBack, exact=True).click()
    await county.get_by_label(say.filings.reason).fill("缺少复核时限")
    await no_violation(city)
    await county.get_by_role("button", name=say.filings.giveBack, exact=True).click()
    await expect(county).to_contain_text("缺少复核时限")
