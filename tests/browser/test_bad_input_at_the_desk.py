"""What goes wrong at the desk has a sentence and a way on, and nothing that was typed is lost."""

import re

from playwright.async_api import Page, Route, expect

from tests.browser import axe, desk, importing, reviewing, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

NOTE = "请核对当天的停机公告，两天内联系群众。"
POLICE = "潮州市公安局"
NOBODY = "00000000-0000-4000-8000-000000000000"


async def said(page: Page, sentence: str) -> None:
    await expect(page.get_by_role("alert").filter(has_text=sentence).first).to_be_visible()


async def refused_by_the_proxy(page: Page, what: str, status: int) -> None:
    """The next request to `what` is answered by something that is not ours."""

    async def refuse(route: Route) -> None:
        await route.fulfill(status=status, content_type="text/html", body="<h1>nginx</h1>")

    await page.route(what, refuse, times=1)


async def test_a_step_survives_proxy_session_and_another_tab(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk()
    act = say.orders.act
    number = reviewing.rated_poorly(whole)
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await desk.open_order(page, number)
    await page.get_by_role("combobox", name=act.institution).fill(POLICE)
    await page.get_by_role("option", name=POLICE).first.click()
    note = page.locator(desk.ACTION_TEXT)
    await note.fill(NOTE)
    submit = page.get_by_role("button", name=act.dispatch.submit, exact=True)

    await refused_by_the_proxy(page, "**/dispatch", 502)
    await submit.click()
    await said(page, say.problems.busy)

    await page.context.clear_cookies()  # the session is over
    await submit.click()
    again = page.get_by_role("dialog", name=say.signIn.again)
    await again.get_by_label(say.signIn.password, exact=True).fill(whole.password)
    await again.get_by_role("button", name=say.signIn.submit, exact=True).click()
    await expect(again).to_have_count(0)
    await expect(note).to_have_value(NOTE)
    whole.desk_cookies["city"] = await page.context.cookies()

    other = await page.context.new_page()  # the same person, a second tab
    await other.goto(page.url)
    await desk.dispatch(other, POLICE)
    await submit.dblclick()
    await said(page, act.stale)
    await expect(page.get_by_text(NOTE, exact=True)).to_be_visible()  # to be copied
    assert await axe.violations(page) == []


async def test_what_is_gone_too_large_or_not_ones_own_says_so(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk()
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await page.goto(f"{whole.url}/console/orders/{NOBODY}")
    await said(page, say.problems.not_found)
    await page.keyboard.press("Escape")
    await expect(page).to_have_url(re.compile(r"/console/orders/?$"))
    await expect(page.get_by_role("table")).to_be_visible()

    await page.goto(f"{whole.url}/console/audit")  # the auditors' alone
    await expect(page.get_by_role("heading", name=say.frame.closed.title)).to_be_visible()
    await page.get_by_role("link", name=say.frame.areas.today).first.click()

    await importing.open_page(page)
    await refused_by_the_proxy(page, "**/preview", 413)
    await importing.choose(page, "items", b"x")
    await said(page, words.contract().problems["too_large"])

    await page.context.clear_cookies()  # a page that is asked for after the session has ended
    await desk.go(page, say.frame.areas.orders)
    again = page.get_by_role("dialog", name=say.signIn.again)
    await again.get_by_label(say.signIn.password, exact=True).fill(whole.password)
    await again.get_by_role("button", name=say.signIn.submit, exact=True).click()
    await expect(page.get_by_role("table")).to_be_visible()  # and nobody has to ask for it again
    whole.desk_cookies["city"] = await page.context.cookies()
