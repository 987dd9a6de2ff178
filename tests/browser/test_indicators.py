"""指标体系 at the desk: problems are named, a set is looked at, loaded, and waits for a second."""

from datetime import date

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole
from tests.support.indicators import invented


async def choose(page: Page, document: str) -> None:
    file = FilePayload(name="set.toml", mimeType="text/plain", buffer=document.encode())
    await page.locator("input[type=file]").set_input_files(file)


@pytest.mark.req("4-2")
async def test_a_set_is_loaded_and_waits_for_another_person(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().indicators
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await desk.go(page, words.desk().frame.areas.indicators)
    await expect(page.get_by_role("table", name=say.caption)).to_contain_text(say.statuses.in_force)
    await page.get_by_role("button", name=say.load).click()

    document = invented(date(2099, 3, 1))
    await choose(page, document.replace("weight = 30", "weight = 31"))
    problems = page.get_by_role("table", name=say.problemsCaption)
    await expect(problems).to_contain_text(say.kinds.weights_of_institution)
    await page.wait_for_timeout(axe.QUIET_MS)  # until the button has changed its colour
    assert await axe.violations(page) == []
    await choose(page, document)
    await expect(page.get_by_text(say.good)).to_be_visible()
    await expect(problems).to_have_count(0)
    await page.wait_for_timeout(axe.QUIET_MS)  # until the button has changed its colour
    assert await axe.violations(page) == []
    await page.get_by_role("button", name=say.keep).click()

    await expect(page).to_have_url(f"{whole.url}/console/rules/indicators/invented-2027")
    await expect(page.get_by_text(say.ownWaits)).to_be_visible()
    await expect(page.get_by_role("button", name=say.activate)).to_have_count(0)
    await expect(page.get_by_role("table", name=say.changesCaption)).to_contain_text("网上可办")
    assert await axe.violations(page) == []
    await page.get_by_role("button", name=say.discard).click()
    row = page.get_by_role("row").filter(has_text="invented-2027")
    await expect(row).to_contain_text(say.statuses.discarded)
