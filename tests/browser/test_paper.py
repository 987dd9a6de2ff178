"""At the desk: sheets are printed, and two people type one in without seeing each other's."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

POOR = "不满意"


async def open_papers(page: Page, whole: Whole, login: str) -> None:
    await desk.sign_in(page, whole, login)
    [hall, *_] = [
        one["id"]
        for one in whole.call("GET", "/api/halls", whole.staff_token("hall"))["halls"]
        if one["parent_name"] is None
    ]
    await page.goto(f"{whole.url}/console/halls/{hall}/paper")
    await expect(page.get_by_role("heading", name=words.desk().paper.title)).to_be_visible()
    await expect(page.get_by_role("table")).to_be_visible()


async def type_in(page: Page, project: str) -> None:
    """Fill in the form that is open; its number is there already."""
    say, form = words.desk().paper, page.get_by_role("dialog")
    await form.get_by_label(say.project, exact=True).fill(project)
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    await form.get_by_label(say.day, exact=True).fill(today)
    await form.get_by_label(POOR, exact=True).check()
    await form.get_by_label("214").check()
    await form.get_by_role("button", name=say.typeDo, exact=True).click()


@pytest.mark.req("7-12")
async def test_two_people_type_a_sheet_in(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().paper
    project = whole.end_service(whole.person())["project_number"]
    page = await open_page("desk")
    await open_papers(page, whole, "hall")
    await page.get_by_role("button", name=say.print, exact=True).click()
    form = page.get_by_role("dialog")
    await form.get_by_label(say.printCount, exact=True).fill("1")
    async with page.expect_download() as printing:
        await form.get_by_role("button", name=say.printDo, exact=True).click()
    assert (await printing.value).suggested_filename.endswith(".pdf")
    await expect(form).to_have_count(0)
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)  # the list has the new sheet
    row = page.get_by_role("row").nth(1)  # printed last
    number = (await row.get_by_role("rowheader").locator("span").first.inner_text()).strip()
    await row.get_by_role("button", name=say.typeIn, exact=False).first.click()
    await form.get_by_role("button", name=say.typeDo, exact=True).click()
    await expect(form.get_by_label(say.project, exact=True)).to_be_focused()  # nothing was sent
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await type_in(page, project)
    await expect(page.get_by_role("status").filter(has_text=say.became.first)).to_be_visible()
    own = page.get_by_role("row").filter(has_text=number)
    await expect(own).to_contain_text(say.own)
    await expect(own.get_by_role("button")).to_have_count(0)

    second = await open_page("desk")
    await open_papers(second, whole, "city-second")
    await second.get_by_role("navigation", name=say.filter).get_by_text(say.states.first).click()
    blank = second.get_by_role("row").filter(has_text=say.states.blank)
    await expect(blank).to_have_count(0)  # the filter is in force, and the list will not change
    waiting = second.get_by_role("row").filter(has_text=number)
    await waiting.get_by_role("button").click()
    await expect(second.get_by_label(say.project, exact=True)).to_have_value("")
    await type_in(second, project)
    await expect(second.get_by_role("status").filter(has_text=say.became.done)).to_be_visible()
    await expect(second.get_by_role("row").filter(has_text=number)).to_have_count(0)
