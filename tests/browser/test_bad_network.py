"""The line is cut at each step: nothing is lost, nothing arrives twice, and one can see it."""

from contextlib import suppress

import pytest
from playwright.async_api import Page, TimeoutError, expect

from tests.browser import citizen, network, words
from tests.browser.conftest import OpenPage, OpenWechat
from tests.browser.touch import press
from tests.browser.whole import Whole
from tests.support.town import Person

TEXT = "网络断断续续，内容还在。"
REPLY = "已增开一个窗口，并核对了材料清单。"


async def at_the_form(page: Page, whole: Whole) -> Person:
    person = whole.person()
    whole.end_service(person)
    await citizen.signed_in_at_window(page, whole, person)
    await expect(page.get_by_role("radio").first).to_be_visible()
    return person


async def expect_waiting(page: Page) -> None:
    say = words.phone().unsent
    await expect(page.get_by_role("status").get_by_text(say.waiting)).to_be_visible()


async def expect_one_rating(page: Page, whole: Whole) -> None:
    await page.goto(f"{whole.url}/m/pages/mine/mine")
    await expect(page.get_by_text(words.phone().mine.receipt)).to_have_count(1)


async def send_now(page: Page) -> None:
    """Press it, unless the phone has come back by itself before (after 3, 10, 30 s)."""
    with suppress(TimeoutError):
        await page.get_by_role("link", name=words.phone().unsent.retry, exact=True).click(
            timeout=2000
        )


async def try_again(page: Page) -> None:
    await expect(page.get_by_role("alert")).to_contain_text(words.phone().problems.offline)
    await press(page, words.phone().app.retry)


async def test_each_step_on_the_way_can_be_tried_again(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone()
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    async with network.cut(page):
        await page.goto(whole.link)
        await expect(page.get_by_role("alert")).to_be_visible()
    await try_again(page)
    async with network.cut(page, "**/assets/*help*"):  # the page itself cannot be fetched
        await press(page, say.window.help, "link")
        await expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(
            say.problems.offline
        )
    await press(page, say.app.retry)
    await expect(page.get_by_role("heading", name=say.help.title)).to_be_visible()
    await page.goto(whole.link)
    await press(page, say.window.yes)
    async with network.cut(page):
        await press(page, say.signIn.agree + say.signIn.notice, "checkbox")
        await press(page, say.signIn.redirect)
        await expect(page.get_by_role("alert")).to_contain_text(say.problems.offline)
    await press(page, say.signIn.redirect)

    async with network.cut(page):
        await citizen.choose_at_provider(page, person)
        await expect(page.get_by_role("alert")).to_be_visible()
    async with network.cut(page, "**/services"):
        await try_again(page)
        await expect(page.get_by_role("heading", name=say.services.title)).to_be_visible()
        await expect(page.get_by_role("alert")).to_be_visible()
    await try_again(page)
    await expect(page.get_by_role("radiogroup")).to_be_visible()


@pytest.mark.req("7-1")
async def test_a_rating_waits_for_the_network_and_goes_out_by_itself(
    open_page: OpenPage, whole: Whole
) -> None:
    page = await open_page()
    await at_the_form(page, whole)
    await citizen.grade(page, "satisfied")
    await page.context.set_offline(True)
    await citizen.submit(page)
    await expect_waiting(page)
    await page.context.set_offline(False)
    await citizen.thanked(page)
    await expect_one_rating(page, whole)


async def test_a_lost_answer_makes_no_second_rating(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await at_the_form(page, whole)
    await network.lose_answer(page, "**/api/ratings")
    await citizen.rate_poorly(page, TEXT)
    await citizen.thanked(page)  # sent again by itself
    assert await citizen.beside(page, words.phone().thanks.number)
    await expect_one_rating(page, whole)


async def test_one_may_leave_while_it_waits(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone().unsent
    page = await open_page()
    await at_the_form(page, whole)
    async with network.cut(page):
        await citizen.rate_poorly(page, TEXT)
        await expect_waiting(page)
        await page.goto(f"{whole.url}/m/pages/help/help")
        await expect_waiting(page)
    await send_now(page)
    await expect(page.get_by_text(say.sent)).to_be_visible()
    await press(page, say.read, "link")
    await citizen.thanked(page)
    await expect_one_rating(page, whole)


async def test_it_is_not_sent_without_its_writer(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone().unsent
    page = await open_page()
    person = await at_the_form(page, whole)
    async with network.cut(page):
        await citizen.rate_poorly(page, TEXT)
        await expect_waiting(page)
        await citizen.forget_session(page)
    await send_now(page)
    await press(page, say.signIn, "link")
    await citizen.sign_in(page, person)
    await expect(page.get_by_role("textbox", name=words.phone().rate.text)).to_have_value(TEXT)
    await citizen.submit(page)
    await citizen.thanked(page)

    other = whole.person()
    assert other.name != person.name
    await forget_and_sign_in(page, whole, other)
    await expect(page.get_by_text(words.phone().mine.none)).to_be_visible()


async def test_what_is_refused_meanwhile_is_said_and_kept(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.phone().unsent
    page = await open_page()
    person = await at_the_form(page, whole)
    async with network.cut(page):
        await citizen.rate_poorly(page, TEXT)
        await expect_waiting(page)
        await rate_elsewhere(await open_page(), whole, person)
        await page.goto(f"{whole.url}/m/pages/help/help")
    await send_now(page)
    refused = words.contract().problems["already_rated"]
    await expect(page.get_by_role("status")).to_contain_text(refused)
    await press(page, say.open, "link")
    await expect(page.get_by_role("textbox", name=words.phone().rate.text)).to_have_value(TEXT)
    await expect(page.get_by_role("alert")).to_contain_text(refused)
    await page.goto(f"{whole.url}/m/pages/help/help")
    await press(page, say.drop, "link")
    await expect(page.get_by_role("status")).to_have_count(0)


async def rate_elsewhere(page: Page, whole: Whole, person: Person) -> None:
    await citizen.signed_in_at_window(page, whole, person)
    await citizen.grade(page, "satisfied")
    await citizen.submit(page)
    await citizen.thanked(page)


async def test_what_one_wrote_is_not_shown_to_the_next(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await at_the_form(page, whole)
    async with network.cut(page):
        await citizen.rate_poorly(page, TEXT)
        await expect_waiting(page)
        await citizen.forget_session(page)
        await page.goto(f"{whole.url}/m/pages/help/help")
    await forget_and_sign_in(page, whole, Person("li", "李演示", "", ""))
    await expect(page.get_by_text(words.phone().mine.receipt).first).to_be_visible()
    await expect(page.get_by_role("status")).to_have_count(0)


async def forget_and_sign_in(page: Page, whole: Whole, person: Person) -> None:
    await citizen.forget_session(page)
    await page.goto(f"{whole.url}/m/pages/mine/mine")
    await citizen.sign_in(page, person)


async def test_pictures_wait_too(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await at_the_form(page, whole)
    await citizen.grade(page, "dissatisfied")
    async with network.cut(page):
        await citizen.choose_picture(page)
        await citizen.submit(page)
        await expect_waiting(page)
        await page.reload()
        await expect_waiting(page)
    async with page.expect_response("**/api/my/pictures") as uploaded:
        await send_now(page)
    kept = (await (await uploaded.value).json())["id"]
    await citizen.thanked(page)
    token = await page.evaluate("localStorage.getItem('token')")
    [rating] = whole.call("GET", "/api/my/ratings", token)["ratings"]
    assert rating["pictures"] == [kept]


async def answered_case(page: Page, whole: Whole) -> None:
    """On the page of a case whose reply is there, with an answer chosen and its text written."""
    say = words.phone()
    await at_the_form(page, whole)
    await citizen.rate_poorly(page, TEXT)
    whole.reply(await citizen.beside(page, say.thanks.number), REPLY)
    await press(page, say.thanks.see)
    await press(page, say.case.partly, "radio")
    await page.get_by_role("textbox", name=say.case.say).fill(TEXT)


async def expect_solved(page: Page) -> None:
    label = words.phone().case.statuses.solved
    await expect(page.get_by_role("heading", name=label, exact=True)).to_be_visible()


async def test_an_answer_waits_for_the_network(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone().case
    page = await open_page()
    await answered_case(page, whole)
    await page.reload()  # what was begun is there again
    await expect(page.get_by_role("textbox", name=say.say)).to_have_value(TEXT)
    await page.context.set_offline(True)
    await press(page, say.send)
    await expect_waiting(page)
    await page.context.set_offline(False)
    await expect_solved(page)


async def test_an_answer_that_arrived_unnoticed_is_known(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page()
    await answered_case(page, whole)
    await network.lose_answer(page, "**/answer")
    await press(page, words.phone().case.send)
    await expect_solved(page)
    await expect(page.get_by_text(words.phone().case.thanks)).to_be_visible()


async def test_a_rating_waits_in_wechat(open_wechat: OpenWechat, whole: Whole) -> None:
    person = whole.person()
    whole.end_service(person)
    phone = await open_wechat(person)
    await phone.scan()
    await press(phone.page, words.phone().window.yes)
    await phone.verify_by_jump()
    await citizen.grade(phone.page, "very_dissatisfied")
    await press(phone.page, words.phone().rate.pictures)
    await expect(phone.page.get_by_text("×").first).to_be_visible()
    await phone.page.context.set_offline(True)
    await citizen.submit(phone.page)
    await expect_waiting(phone.page)
    await phone.page.context.set_offline(False)
    await citizen.thanked(phone.page)
