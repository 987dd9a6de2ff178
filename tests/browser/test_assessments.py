"""What assessments use: found, narrowed, followed to its bulletin, and taken home as a file."""

import re
import time

import pytest
from playwright.async_api import expect

from tests.browser import desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

ALL_MONTHS = "first=2020-01&last=2039-12"  # whatever day it is
SECONDS = 30


@pytest.mark.req("14-1", "14-2", "14-5")
async def test_an_assessment_from_its_table_to_the_bulletin_and_the_file(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().assessments
    whole.wait_for_bulletin("饶平县")
    page = await open_page("desk")
    await desk.sign_in(page, whole, "raoping")
    await page.goto(f"{whole.url}/console/assessments?{ALL_MONTHS}")
    table = page.get_by_role("table", name=say.caption)
    await expect(table).to_be_visible()
    await expect(page.get_by_text(re.compile("没有发布通报的月份"))).to_be_visible()
    await page.get_by_role("link", name=say.of.officers, exact=True).click()
    await page.get_by_role("button", name=say.columns.average).click()
    await expect(page).to_have_url(re.compile("of=officers.*sort=-average"))
    await page.get_by_role("link", name=say.of.institutions, exact=True).click()
    async with page.expect_download() as saved:
        await page.get_by_role("button", name=re.compile("CSV")).click()
    assert (await saved.value).suggested_filename.endswith(".csv")
    await table.get_by_role("link").first.click()
    months = page.get_by_role("dialog").get_by_role("table")
    await months.get_by_role("link").first.click()
    await expect(page).to_have_url(re.compile("/console/bulletins/"))
    await expect(
        page.get_by_role("heading", name=words.desk().bulletins.body.chart)
    ).to_be_visible()


@pytest.mark.req("14-3", "4-5")
async def test_an_institution_answers_what_its_officer_objects_to(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().assessments
    whole.wait_for_bulletin("饶平县")
    wait_for_the_objection(whole)
    page = await open_page("desk")
    await desk.sign_in(page, whole, "handler-police")
    await page.goto(f"{whole.url}/console/assessments?{ALL_MONTHS}")
    objections = page.get_by_role("region", name=say.objections.title)
    await expect(objections).to_be_visible()
    await objections.get_by_role("button", name=say.objections.answerIt).click()
    send = objections.get_by_role("button", name=say.objections.send)
    await page.get_by_label(say.objections.answerLabel).fill("查值班表，当日确由同事顶岗。")
    await send.click()
    await expect(objections.get_by_role("alert")).to_have_text(say.objections.choose)
    await page.get_by_role("radio", name=say.objections.accept, exact=True).check()
    await send.click()
    await expect(objections.get_by_text(say.objections.states.accepted)).to_be_visible()
    await page.get_by_role("link", name=words.desk().efficiency.tab, exact=True).click()
    await expect(page.get_by_role("table", name=words.desk().efficiency.caption)).to_be_visible()


def wait_for_the_objection(whole: Whole) -> None:
    """The demo city's officer objects once all bulletins are out."""
    token = whole.staff_token("handler-police")
    give_up = time.monotonic() + SECONDS
    while time.monotonic() < give_up:
        if whole.call("GET", f"/api/assessments?{ALL_MONTHS}", token)["objections"]:
            return
        time.sleep(0.5)
    raise AssertionError("nobody objected")
