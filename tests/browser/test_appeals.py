"""Appeals at the desk: a unit endorses, a bureau names who reviews, the colleague decides."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from server.demo.accounts import accounts
from tests.browser import desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

REASON = "监控显示当时窗口在岗，情况属实"
EVIDENCE = "窗口监控录像与叫号记录"


def login_of(office: str, ending: str = "") -> str:
    """The login of an office, or that of its second person."""
    return next(
        one.login
        for one in accounts()
        if one.where == office and one.role != "officer" and one.login.endswith(ending)
    )


def appeal(whole: Whole, **query: Any) -> dict[str, Any]:
    whole.wait_for_appeals()
    rows = whole.call(
        "GET",
        "/api/appeals?" + "&".join(f"{name}={value}" for name, value in query.items()),
        whole.staff_token("city"),
    )["rows"]
    return dict(rows[0])


async def take(page: Page, action: str, text: str) -> None:
    """Write, read what it will do, and do it."""
    say = words.desk().appeals.act
    step = getattr(say, action)
    await page.get_by_label(step.label, exact=True).fill(text)
    await page.get_by_role("button", name=say.next).click()
    await expect(page.get_by_text(say.check)).to_be_visible()
    await page.get_by_role("button", name=step.submit, exact=True).click()
    await expect(page.get_by_role("status").filter(has_text=step.done)).to_be_visible()


@pytest.mark.req("12-1", "12-4", "12-7", "12-9")
async def test_from_the_unit_to_the_decision(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().appeals
    found = appeal(whole, status="lodged")
    page = await open_page("desk")
    await desk.sign_in(page, whole, login_of(found["unit_name"]))
    await desk.go(page, words.desk().frame.areas.appeals)
    await page.get_by_role("link", name=re.compile(say.waiting)).click()
    await expect(page).to_have_url(re.compile("waiting=1"))
    await page.locator(f"[data-case='{found['id']}']").click()
    await take(page, "endorse", REASON)
    await expect(page.get_by_text(say.act.nothing.under_review)).to_be_visible()
    address = page.url.split("?")[0]

    bureau = found["bureau_name"]
    page = await open_page("desk")
    await desk.sign_in(page, whole, login_of(bureau))
    await page.goto(address)
    await expect(page.get_by_text(say.barred.dispatched)).to_be_visible()
    refused = page.get_by_role("radio", name=re.compile(say.act.refused.dispatched))
    await expect(refused).to_be_disabled()
    await (
        page.get_by_role("group", name=say.act.reviewer)
        .get_by_role("radio", disabled=False)
        .check()
    )
    await page.get_by_role("button", name=say.act.assign.submit, exact=True).click()
    await expect(page.get_by_role("status").filter(has_text=say.act.assign.done)).to_be_visible()

    page = await open_page("desk")
    await desk.sign_in(page, whole, login_of(bureau, "-second"))
    await page.goto(address)
    await page.get_by_role("button", name=say.bundle.read, exact=True).click()
    await expect(page.get_by_role("table", name=say.bundle.pattern)).to_be_visible()
    await decide(page)


async def decide(page: Page) -> None:
    """Not without reason and evidence, not without being told what it does; a draft is kept."""
    say = words.desk().appeals.act
    await page.get_by_role("radio", name=re.compile(say.decide.outcomes.find_mistaken)).check()
    await page.get_by_role("button", name=say.next).click()
    await expect(page.get_by_label(say.decide.label, exact=True)).to_be_focused()
    await page.get_by_label(say.decide.label, exact=True).fill(REASON)
    await page.get_by_label(say.decide.evidence, exact=True).fill(EVIDENCE)
    await page.reload()
    await expect(page.get_by_label(say.decide.evidence, exact=True)).to_have_value(EVIDENCE)
    await page.get_by_role("button", name=say.next).click()
    await expect(page.get_by_text(say.decide.excluded[0])).to_be_visible()
    await page.get_by_role("button", name=re.compile("^决定")).click()
    await expect(page.get_by_role("status").filter(has_text=say.decide.done)).to_be_visible()
    title = words.desk().appeals.steps
    await expect(page.get_by_text(title.names.find_mistaken, exact=True)).to_be_visible()


@pytest.mark.req("12-5")
async def test_an_auditor_reads_why_ratings_were_left_out(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().appeals
    found = appeal(whole, excluded="true", sort="lodged")
    page = await open_page("desk")
    await desk.sign_in(page, whole, "audit")
    await page.goto(f"{whole.url}/console/appeals?excluded=1")
    row = page.get_by_role("row").filter(has=page.locator(f"[data-case='{found['id']}']"))
    await expect(row).to_contain_text(found["reason"])
    async with page.expect_download() as saved:
        await page.get_by_role("button", name=say.download).click()
    assert (await saved.value).suggested_filename == say.fileName


@pytest.mark.req("12-10")
async def test_rates_of_exclusion_lead_to_their_cases(open_page: OpenPage, whole: Whole) -> None:
    say = words.desk().appeals
    found = appeal(whole, status="malicious")
    page = await open_page("desk")
    await desk.sign_in(page, whole, "audit")
    await desk.go(page, words.desk().frame.areas.appeals)
    await page.get_by_role("link", name=say.tabFigures).click()
    row = page.get_by_role("table", name=say.rates.units).get_by_role("row")
    row = row.filter(has_text=found["unit_name"])
    await expect(row).to_contain_text("÷")
    await page.get_by_text(say.rates.behind).click()
    numbers = page.get_by_role("region", name=say.rates.behind)
    await expect(numbers.get_by_role("rowheader", name=found["unit_name"])).to_be_visible()
    async with page.expect_download() as saved:
        await page.get_by_role("button", name=say.rates.download).click()
    sheet = (await (await saved.value).path()).read_text("utf-8-sig")
    assert f"{say.rates.unit},{found['unit_name']}," in sheet
    await row.get_by_role("link", name=re.compile(say.rates.malicious)).click()
    await expect(page.locator(f"[data-case='{found['id']}']")).to_be_visible()
    await expect(page).to_have_url(re.compile("unit=.*first="))
