from tests.browser.test_rating import *
from tests.browser.touch import press
async def test_a_case_that_was_opened_from_a_message_is_there_after_signing_in(
    open_page: OpenPage, whole: Whole
) -> None:
    person = whole.person()
    whole.end_service(person)
    page = await open_page()
    await citizen.signed_in_at_window(page, whole, person)
    await citizen.rate_poorly(page, TEXT)
    await press(page, words.phone().thanks.see)
    await expect(page.get_by_text(TEXT)).to_be_visible()
    address = page.url

    other = await open_page()
    await other.goto(address)
    await citizen.sign_in(other, person)
    await expect(other.get_by_text(TEXT)).to_be_visible()


