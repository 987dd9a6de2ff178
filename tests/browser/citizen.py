"""What a citizen does in the browser of a phone."""

from playwright.async_api import Page, expect

from tests.browser import words
from tests.browser.touch import press
from tests.browser.whole import Whole
from tests.support.town import Person


async def arrive(page: Page, whole: Whole) -> None:
    """Scan the window's code and confirm that this is the window."""
    await page.goto(whole.link)
    await press(page, words.phone().window.yes)


async def sign_in(page: Page, person: Person) -> None:
    """By way of the identity provider, from the sign-in page back to the product."""
    say = words.phone().signIn
    await press(page, say.agree + say.notice, "checkbox")
    await press(page, say.redirect)
    await choose_person(page, person)


async def choose_person(page: Page, person: Person) -> None:
    """At the identity provider, and back."""
    await choose_at_provider(page, person)
    await page.wait_for_url(_signed_in)


async def choose_at_provider(page: Page, person: Person) -> None:
    await page.wait_for_url("**/identity/authorize**")
    await page.locator(f'input[name=person][value="{person.key}"]').check()
    await page.locator("button[type=submit]").click()


def _signed_in(url: str) -> bool:
    """Back at the product, and past the page that exchanges the code for a session."""
    return "/m/pages/" in url and "/sign-in/" not in url


async def forget_session(page: Page) -> None:
    """As if it had ended meanwhile."""
    await page.evaluate("localStorage.removeItem('token')")


async def choose_first_service(page: Page) -> None:
    own = page.get_by_role("button").filter(has_text=words.phone().services.asApplicant)
    await own.first.click()


async def grade(page: Page, code: str) -> None:
    await press(page, words.grade(code), "radio")


async def submit(page: Page) -> None:
    await press(page, words.phone().rate.submit)


async def rate_poorly(page: Page, text: str) -> None:
    """不满意, one reason, and a sentence."""
    await grade(page, "dissatisfied")
    await press(page, words.first_tag("dissatisfied"), "checkbox")
    await page.get_by_role("textbox", name=words.phone().rate.text).fill(text)
    await submit(page)


async def thanked(page: Page) -> None:
    await expect(page.get_by_role("heading", name=words.phone().thanks.title)).to_be_visible()


async def beside(page: Page, label: str) -> str:
    """The text that stands beside a label in the same line."""
    line = page.locator(".line", has_text=label).filter(visible=True)
    return (await line.inner_text()).removeprefix(label).strip()


async def signed_in_at_window(page: Page, whole: Whole, person: Person) -> None:
    await arrive(page, whole)
    await sign_in(page, person)


async def choose_picture(page: Page) -> None:
    say = words.phone().rate
    async with page.expect_file_chooser() as chooser:
        await press(page, say.pictures)
    picture = await page.screenshot(type="jpeg")
    files = [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture}]
    await (await chooser.value).set_files(files)  # type: ignore[arg-type]
    await expect(page.get_by_role("button", name=say.remove)).to_have_count(1)
