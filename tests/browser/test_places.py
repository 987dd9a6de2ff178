"""A bureau renames, moves and closes at the desk; the history stands beside it."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

REASON = "机构改革方案"


async def open_institutions(page: Page, whole: Whole) -> None:
    await desk.sign_in(page, whole, "fengquanhu")
    await desk.go(page, words.desk().frame.areas.places)
    await expect(page.get_by_role("table")).to_be_visible()


async def confirm(page: Page, act: str) -> None:
    """Give the reason and confirm the form that is open."""
    say = words.desk().places
    form = page.get_by_role("dialog")
    await form.get_by_label(say.reason, exact=True).fill(REASON)
    await form.get_by_role("button", name=getattr(say.acts, act).submit, exact=True).click()
    done = page.get_by_role("status").filter(has_text=getattr(say.acts, act).done)
    await expect(done).to_be_visible()


async def open_first_hall(page: Page) -> None:
    say = words.desk().places
    await page.get_by_role("link", name=say.hallsTab).click()
    await page.get_by_role("table", name=say.hallsCaption).get_by_role("link").first.click()
    await expect(page.get_by_role("heading", name=say.windowsTitle)).to_be_visible()


@pytest.mark.req("2-4")
async def test_an_institution_is_added_renamed_and_closed(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().places
    page = await open_page("desk")
    await open_institutions(page, whole)
    await page.get_by_role("button", name=say.addInstitution).click()
    form = page.get_by_role("dialog")
    await form.get_by_role("button", name=say.acts.openInstitution.submit, exact=True).click()
    await expect(form.get_by_label(say.code, exact=True)).to_be_focused()
    assert await axe.violations(page) == []
    await form.get_by_label(say.code, exact=True).fill("fqh-test")
    await form.get_by_label(say.name, exact=True).fill("高新区试点服务站")
    await form.get_by_label(say.level, exact=True).select_option("county")
    await form.get_by_label(say.kind, exact=True).select_option("party_body")
    await form.get_by_label(say.region, exact=True).select_option(index=1)
    await confirm(page, "openInstitution")

    await page.get_by_role("button", name=say.acts.renameInstitution.name, exact=True).click()
    await form.get_by_label(say.name, exact=True).fill("高新区便民服务站")
    await confirm(page, "renameInstitution")
    await expect(page.get_by_role("heading", name="高新区便民服务站")).to_be_visible()
    renamed = page.get_by_role("row").filter(has_text=say.whats.renamed)
    await expect(renamed).to_contain_text("高新区试点服务站")
    assert await axe.violations(page) == []

    await page.get_by_role("button", name=say.acts.closeInstitution.name, exact=True).click()
    await confirm(page, "closeInstitution")
    await expect(
        page.get_by_role("button", name=say.acts.reopenInstitution.name, exact=True)
    ).to_be_visible()


@pytest.mark.req("8-3", "7-8")
async def test_a_closed_window_tells_those_who_scan_it(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().places
    page = await open_page("desk")
    await open_institutions(page, whole)
    await open_first_hall(page)
    await put_on_the_map(page)
    number = await a_short_number(page)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader")).first
    await row.get_by_role("button", name=re.compile(say.acts.closeWindow.name)).click()
    await page.wait_for_timeout(axe.QUIET_MS)  # until the dialog has faded in
    assert await axe.violations(page) == []
    await confirm(page, "closeWindow")

    phone = await open_page()
    lost = words.phone().window
    await phone.goto(f"{whole.url}/m/")
    await phone.get_by_role("textbox", name=lost.enter).fill(number)
    await phone.get_by_text(lost.open, exact=True).click()
    gone = words.contract().problems["window_gone"]
    await expect(phone.get_by_role("alert")).to_contain_text(gone)
    await expect(phone.get_by_role("button", name=lost.yes)).to_have_count(0)
    await phone.get_by_role("button", name=lost.others).click()
    await expect(phone).to_have_url(re.compile("sign-in|services"))


async def put_on_the_map(page: Page) -> None:
    """As a map copies it, after a slip of the hand that is told beside the field."""
    say = words.desk().places
    await page.get_by_role("button", name=say.acts.locateHall.name, exact=True).click()
    field = page.get_by_label(say.position, exact=False).and_(page.get_by_role("textbox"))
    await field.fill("116.6322")
    await page.get_by_role("button", name=say.acts.locateHall.submit, exact=True).click()
    await expect(page.get_by_text(say.positionWrong)).to_be_visible()
    await field.fill("116.6322, 23.6672")
    await confirm(page, "locateHall")
    await expect(page.get_by_role("definition").filter(has_text="23.66720")).to_be_visible()


async def a_short_number(page: Page) -> str:
    """The short number of the hall's first window, from the page of its codes."""
    say = words.desk().places
    await page.get_by_role("link", name=say.codesOfHall, exact=True).click()
    number = await page.locator(".short").first.inner_text()
    await page.go_back()
    await expect(page.get_by_role("heading", name=say.windowsTitle)).to_be_visible()
    return number
