"""From a figure down to its cases at the desk; every view in the address, every role its own."""

import csv
import re
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from rules.work_calendar import SHANGHAI
from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

# Months that are over: what other tests rate meanwhile is of today.
LAST = datetime.now(SHANGHAI).date().replace(day=1) - timedelta(days=1)
FIRST = (LAST.replace(day=1) - timedelta(days=1)).replace(day=1)
TWO_MONTHS = f"?by={{group}}&first={FIRST}&last={LAST}"


async def open_statistics(page: Page, whole: Whole, login: str, group: str = "region") -> None:
    await desk.sign_in(page, whole, login)
    await desk.go(page, words.desk().frame.areas.statistics)
    await page.goto(f"{whole.url}/console/statistics{TWO_MONTHS.format(group=group)}")
    await expect(table(page)).to_be_visible()


def table(page: Page) -> Locator:
    return page.get_by_role("table", name=words.desk().statistics.caption)


def rows(page: Page) -> Locator:
    return table(page).get_by_role("row").filter(has=page.get_by_role("rowheader"))


async def opinions(row: Locator) -> int:
    """How many opinions a row tells of."""
    cell = row.locator(f"td[data-label={words.desk().figures.opinions}]")
    return int((await cell.inner_text()).replace(",", ""))


async def go_down(page: Page) -> int:
    """Open the first row that has a deeper look; its opinions."""
    row = rows(page).nth(1)
    said = await opinions(row)
    before = page.url
    await row.get_by_role("rowheader").get_by_role("link").click()
    await expect(page).not_to_have_url(before)
    await expect(rows(page).first).to_be_visible()
    return said


async def total_is(page: Page, said: int) -> None:
    cell = rows(page).first.locator(f"td[data-label={words.desk().figures.opinions}]")
    await expect(cell).to_have_text(f"{said:,}")


@pytest.mark.req("12-5", "13-5")
async def test_from_the_region_to_the_rating(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().statistics
    page = await open_page("desk")
    await open_statistics(page, whole, "city")
    await total_is(page, await go_down(page))  # a region is the sum of its institutions
    await total_is(page, await go_down(page))  # an institution that of its items
    mailed = page.url
    trail = page.get_by_role("navigation", name=say.trail)
    institution = await trail.locator("[aria-current]").inner_text()

    await rows(page).nth(1).get_by_role("link", name=re.compile(say.cases)).click()
    drawer = page.get_by_role("dialog")
    await expect(drawer.locator("li").first).to_contain_text(institution)
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await page.keyboard.press("Escape")
    await expect(drawer).to_have_count(0)
    await trail.get_by_role("link").first.click()
    await expect(trail).to_have_count(0)

    await page.goto(mailed)  # who gets it by mail has not seen the names on the way
    await expect(trail.locator("[aria-current]")).to_have_text(institution)
    assert await axe.violations(page) == []


@pytest.mark.req("12-5")
async def test_a_poor_rating_leads_to_its_order(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().statistics
    page = await open_page("desk")
    await open_statistics(page, whole, "city", "institution")
    await rows(page).first.get_by_role("link", name=re.compile(say.cases)).click()
    drawer = page.get_by_role("dialog")
    await drawer.get_by_label(say.behind.grade).select_option("very_dissatisfied")
    worst = words.grade("very_dissatisfied")
    await expect(drawer.locator("li").filter(has_not_text=worst)).to_have_count(0)
    order = drawer.locator("li").first.get_by_role("link")
    number = (await order.inner_text()).split()[-1]
    await order.click()
    await expect(page.get_by_role("heading", name=number)).to_be_visible()


async def test_a_month_opens_its_days_and_the_line_has_a_gap(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().statistics
    page = await open_page("desk")
    await open_statistics(page, whole, "chaoan", "month")
    await expect(rows(page)).to_have_count(3)
    await total_is(page, await go_down(page))
    await expect(page.get_by_label(say.group, exact=True)).to_have_value("day")
    await expect(page.get_by_role("img", name=re.compile(say.groups.day)).first).to_be_visible()


async def test_what_is_on_the_screen_is_in_the_file(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk()
    page = await open_page("desk")
    await open_statistics(page, whole, "city", "level")
    heading = table(page).get_by_role("columnheader", name=say.figures.opinions)
    await heading.get_by_role("button").click()
    await expect(heading).to_have_attribute("aria-sort", "descending")
    async with page.expect_download() as downloading:
        await page.get_by_role("button", name=say.statistics.download).click()
    saved = _text(await (await downloading.value).path())
    head, *lines = list(csv.reader(StringIO(saved)))
    place = head.index(say.figures.opinions)
    shown = [await opinions(row) for row in (await rows(page).all())[1:]]
    assert shown == sorted(shown, reverse=True)
    assert [int(line[place]) for line in lines] == [*shown, sum(shown)]


def _text(saved: Path) -> str:
    return saved.read_text(encoding="utf-8-sig")


async def test_a_view_is_kept_on_the_machine(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().statistics
    page = await open_page("desk")
    await open_statistics(page, whole, "city", "kind")
    await page.get_by_text(say.saved.title, exact=True).click()
    await page.get_by_label(say.saved.save).fill("按类别")
    await page.get_by_role("button", name=say.saved.keep, exact=True).click()
    await expect(page.get_by_role("status").filter(has_text=say.saved.kept)).to_be_visible()
    assert await axe.violations(page) == []
    await page.goto(f"{whole.url}/console/statistics")
    await page.get_by_text(say.saved.title, exact=True).click()
    await page.get_by_role("link", name="按类别").click()
    await expect(page.get_by_label(say.group, exact=True)).to_have_value("kind")
    await expect(page.get_by_label(say.first, exact=True)).to_have_value(str(FIRST))


async def test_a_wrong_period_and_an_empty_one_lead_on(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().statistics
    page = await open_page("desk")
    await open_statistics(page, whole, "city")
    await page.get_by_label(say.last, exact=True).fill(str(FIRST - timedelta(days=1)))
    await page.get_by_role("button", name=say.show, exact=True).click()
    await expect(page.get_by_role("alert")).to_have_text(say.wrongPeriod)
    await page.get_by_label(say.first, exact=True).fill("2024-01-01")
    await page.get_by_label(say.last, exact=True).fill("2024-01-31")
    await page.get_by_role("button", name=say.show, exact=True).click()
    await expect(page.get_by_text(say.emptyTotal)).to_be_visible()
    assert await axe.violations(page) == []
    await page.get_by_role("link", name=say.widen).click()
    await expect(page.get_by_text(say.emptyTotal)).to_have_count(0)


async def test_with_the_keyboard_alone(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().statistics
    page = await open_page("desk")
    await open_statistics(page, whole, "city")
    await page.keyboard.press("j")  # the total
    await page.keyboard.press("j")
    name = await page.evaluate("document.activeElement.textContent.trim()")
    await page.keyboard.press("Enter")
    trail = page.get_by_role("navigation", name=say.trail)
    await expect(trail.locator("[aria-current]")).to_have_text(name)


@pytest.mark.req("4-1", "4-6")
@pytest.mark.parametrize("login", ["city", "chaoan", "handler-police", "hall"])
async def test_every_grouping_a_role_is_offered(
    open_page: OpenPage, whole: Whole, login: str
) -> None:
    """What the page offers is what the server answers this role."""
    say = words.desk().statistics
    page = await open_page("desk")
    await desk.sign_in(page, whole, login)
    await desk.go(page, words.desk().frame.areas.statistics)
    choice = page.get_by_label(say.group, exact=True)
    await expect(choice).to_be_visible()
    offered = await choice.locator("option").evaluate_all("all => all.map((one) => one.value)")
    assert len(offered) >= 2
    await page.goto(f"{whole.url}/console/statistics{TWO_MONTHS.format(group=offered[0])}")
    await expect(choice).to_have_value(offered[0])
    for group in offered[1:]:
        asked = re.compile(rf"/api/statistics\?.*group={group}\b")
        async with page.expect_response(asked) as answering:
            await choice.select_option(group)
        assert (await answering.value).status == 200, (login, group)
        await expect(page).to_have_url(re.compile(rf"by={group}"))
        await expect(page.locator(".failed")).to_have_count(0)
    cases = page.get_by_role("link", name=re.compile(say.cases))
    assert (await cases.count() > 0) == (login in ("city", "chaoan"))
