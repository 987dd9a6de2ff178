"""A child shows digits, a guardian types them in and agrees; what was written is sent then."""

from playwright.async_api import expect

from tests.browser import axe, citizen, words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

GUARDIAN = "/m/pages/guardian/guardian"


async def test_a_guardian_agrees_and_the_child_rates(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone().guardian
    child, guardian = await open_page(), await open_page()
    young, parent = whole.person("20150505"), whole.person()
    whole.end_service(young)
    await citizen.signed_in_at_window(child, whole, young)
    await citizen.rate_poorly(child, "等了很久")
    await expect(child.get_by_role("alert")).to_be_in_viewport()  # though the form is long
    await press(child, words.phone().rate.guardian, "link")
    await expect(child.get_by_text(say.needed)).to_be_visible()
    await press(child, say.showCode)
    code = await child.locator(".code").inner_text()
    assert await axe.violations(child) == []

    await guardian.goto(whole.url + GUARDIAN)
    await citizen.sign_in(guardian, parent)
    await guardian.get_by_role("textbox", name=say.code).fill(code)
    await press(guardian, say.next)
    await expect(guardian.get_by_text(young.name[0] + "**")).to_be_visible()
    await press(guardian, say.agree)
    await expect(guardian.get_by_text(say.mustBe)).to_be_visible()
    await press(guardian, say.iAm, "checkbox")
    assert await axe.violations(guardian) == []
    await press(guardian, say.agree)
    await expect(guardian.get_by_text(say.done)).to_be_visible()
    await expect(guardian.get_by_text(say.wards)).to_be_visible()

    # Back at the form, with what was written; the memory of the session is over.
    await child.wait_for_timeout(5_500)
    await child.go_back()
    await citizen.submit(child)
    await citizen.thanked(child)
