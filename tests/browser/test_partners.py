"""接入伙伴 at the desk: entered, its key shown once and changed, suspended (10-1)."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import axe, desk, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole


@pytest.mark.req("10-1")
async def test_a_partner_is_entered_and_its_key_shown_once(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk()
    page = await open_page("desk")
    await desk.sign_in(page, whole, "city")
    await desk.go(page, say.frame.areas.partners)
    await expect(page.get_by_role("row").nth(1)).to_be_visible()
    assert await axe.violations(page) == []
    say = say.partners
    await page.get_by_role("button", name=say.add).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name=say.save).click()
    await expect(dialog.get_by_text(say.fill).first).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await dialog.get_by_label(say.name, exact=True).fill("不动产登记系统")
    await dialog.get_by_label(say.contact, exact=True).fill("登记中心")
    await dialog.get_by_label(say.networks, exact=True).fill("10.1.0.0/16\n大厅")
    await dialog.get_by_role("button", name=say.save).click()
    await expect(dialog.get_by_role("alert")).to_contain_text("2")  # the line
    await dialog.get_by_label(say.networks, exact=True).fill("10.1.0.0/16")
    await dialog.get_by_role("button", name=say.save).click()
    await expect(dialog.get_by_text(say.once)).to_be_visible()
    secret = await dialog.locator("code").nth(1).inner_text()
    assert len(secret) > 40
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []
    await dialog.get_by_role("button", name=words.desk().common.close).click()
    await expect(page.get_by_role("heading", name="不动产登记系统")).to_be_visible()
    await expect(page.get_by_role("cell", name=say.states.valid, exact=True)).to_be_visible()
    assert secret not in await page.content()

    await page.get_by_role("button", name=say.rotate).click()
    await dialog.get_by_label(say.overlap).fill("3")
    await dialog.get_by_role("button", name=say.rotateDo).click()
    await expect(dialog.get_by_text(say.once)).to_be_visible()
    await dialog.get_by_role("button", name=words.desk().common.close).click()
    await expect(page.get_by_role("cell", name=say.states.expires_soon, exact=True)).to_be_visible()
    await told_by_itself(page, whole)
    await page.get_by_role("button", name=say.suspend, exact=True).click()
    await dialog.get_by_label(say.reason).fill("联调结束前先停")
    await dialog.get_by_role("button", name=say.suspendDo).click()
    await expect(page.get_by_role("button", name=say.resume, exact=True)).to_be_visible()
    await page.wait_for_timeout(axe.QUIET_MS)
    assert await axe.violations(page) == []


async def told_by_itself(page: Page, whole: Whole) -> None:
    """Its webhook: entered, its secret given to the stand-in, tried, and sent again."""
    say, dialog = words.desk().webhooks, page.get_by_role("dialog")
    await page.get_by_role("button", name=say.set).click()
    address = dialog.get_by_role("textbox", name=say.address)
    await address.fill("https://10.0.0.1/notices")
    await dialog.get_by_role("button", name=say.save).click()
    await expect(dialog.get_by_role("alert")).to_be_visible()
    await address.fill(f"{whole.sandbox}/partner/notices")
    await dialog.get_by_role("button", name=say.save).click()
    secret = await dialog.locator("code").inner_text()
    whole.call("POST", f"{whole.sandbox}/partner/_secret", secret=secret)
    await dialog.get_by_role("button", name=words.desk().common.close).click()
    part = page.get_by_role("region", name=say.title, exact=True)
    await part.get_by_role("button", name=say.ping).click()
    sent = part.get_by_role("cell", name=say.states.sent, exact=True)
    await expect(part.get_by_role("row").nth(1)).to_be_visible()
    for _ in range(10):
        if await sent.count():
            break
        await page.wait_for_timeout(1_000)
        await page.reload()
        await expect(part.get_by_role("row").nth(1)).to_be_visible()
    async with page.expect_response(lambda answer: answer.url.endswith("/replay")) as told:
        await part.get_by_role("row").get_by_role("button").click()
    assert (await (await told.value).json())["replayed"] == 1
    assert secret not in await page.content()
