"""What goes wrong on the way says so in a sentence, offers a way on, and loses nothing typed."""

from uuid import uuid4

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser import citizen, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

TEXT = "材料交了两遍，没有人说明原因。"


async def told(page: Page, sentence: str) -> None:
    await expect(page.get_by_role("alert")).to_have_text(sentence)


async def once(page: Page, address: str, status: int) -> None:
    """The next answer is nginx's own, or a server's in trouble."""

    async def refuse(route: Route) -> None:
        await route.fulfill(status=status, body="<html></html>", content_type="text/html")

    await page.route(address, refuse, times=1)


async def expect_text(page: Page) -> None:
    await expect(page.get_by_role("textbox", name=words.phone().rate.text)).to_have_value(TEXT)


async def foreign_links(page: Page, whole: Whole) -> None:
    say = words.phone()
    await page.goto(f"{whole.url}/m/pages/case/case?id={uuid4()}")
    await citizen.sign_in(page, whole.person())
    await told(page, say.problems.not_yours)
    await press(page, say.window.mine, "link")
    await expect(page.get_by_text(say.mine.none)).to_be_visible()
    await page.goto(f"{whole.url}/m/?v=AAAAAAAAAAAAAAAAAAAA")
    await told(page, words.contract().problems["voucher_unknown"])
    await press(page, say.voucher.own)
    await expect(page.get_by_text(say.services.noneAnywhere)).to_be_visible()
    await citizen.forget_session(page)


@pytest.mark.req("7-1", "7-8", "9-1")
async def test_each_has_a_sentence_and_a_way_on(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone()
    page = await open_page()
    await foreign_links(page, whole)

    person = whole.person()
    for _ in range(2):
        whole.end_service(person)
    await once(page, "**/api/windows/*", 502)
    await page.goto(whole.link)
    await told(page, say.problems.busy)
    await press(page, say.app.retry)
    await press(page, say.window.yes)
    await citizen.sign_in(page, person)
    services = page.get_by_role("heading", name=say.services.title, exact=True)
    await page.get_by_role("button").filter(has_text=say.services.asApplicant).first.dblclick()
    await citizen.grade(page, "dissatisfied")
    await page.get_by_role("textbox", name=say.rate.text).fill(TEXT)
    await page.go_back()  # once, however often it was tapped
    await expect(services).to_be_visible()
    await citizen.choose_first_service(page)
    await expect_text(page)
    form = page.url

    await citizen.forget_session(page)
    await citizen.submit(page)
    await expect(page.get_by_text(say.signIn.kept)).to_be_visible()
    await citizen.sign_in(page, person)
    await expect_text(page)

    async with page.expect_file_chooser() as chooser:
        await press(page, say.rate.pictures)
    shot = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": await page.screenshot()}
    await (await chooser.value).set_files([shot])  # type: ignore[list-item]
    remove = page.get_by_role("button", name=say.rate.remove)
    await expect(remove).to_have_count(1)
    await once(page, "**/api/my/pictures", 413)
    await citizen.submit(page)
    await told(page, say.problems.picture_too_large)
    await expect_text(page)
    await remove.click()
    await press(page, say.rate.remove, "link")  # asked first
    await expect(remove).to_have_count(0)

    other = await page.context.new_page()
    await other.goto(form)  # in a second tab, with all that was written
    await expect_text(other)
    await once(page, "**/api/ratings", 500)
    await page.get_by_role("button", name=say.rate.submit).dblclick()
    await expect(page.get_by_text(say.unsent.busy)).to_be_visible()
    await press(page, say.unsent.retry, "link")
    await citizen.thanked(page)
    await citizen.submit(other)  # the same form: the same rating, not a second one
    await citizen.thanked(other)

    await page.goto(form)  # begun anew, it is refused
    await citizen.grade(page, "satisfied")
    await citizen.submit(page)
    await told(page, words.contract().problems["already_rated"])
    await press(page, say.window.mine, "link")
    await expect(page.get_by_text(say.mine.receipt)).to_have_count(1)
