"""Official interpretations in the phone itself: by word and by article."""

import pytest
from playwright.async_api import expect

from tests.browser import words
from tests.browser.conftest import OpenPage
from tests.browser.touch import press
from tests.browser.whole import Whole

QUESTION = "亲属代办的，由谁来评价？"
ANSWER = "办事人本人或到窗口的代办人都可以评价，每次服务评价一次。"


@pytest.mark.req("17-1")
async def test_a_citizen_finds_an_interpretation(open_page: OpenPage, whole: Whole) -> None:
    say = words.phone().interpretations
    publish(whole)
    page = await open_page()
    await page.goto(f"{whole.url}/m/pages/help/help")
    await press(page, words.phone().help.interpretations, "link")
    await expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    await page.get_by_role("textbox", name=say.word).fill("亲属")
    await press(page, say.find)
    await expect(page.get_by_text(say.count.replace("{count}", "1"))).to_be_visible()
    await expect(page.get_by_text(ANSWER)).to_be_visible()
    await page.get_by_role("button", name=say.article).click()
    await press(page, say.numbered.replace("{article}", "12"), "radio")
    await expect(page.get_by_text(say.noneHint)).to_be_visible()


def publish(whole: Whole) -> None:
    """Written by one of the city and published by another."""
    place = "/api/staff/interpretations"
    text = {"article": 7, "question": QUESTION, "answer": ANSWER}
    rows = whole.call("POST", place, whole.staff_token("city"), **text)["rows"]
    [made] = [one for one in rows if one["question"] == QUESTION]
    path = f"{place}/{made['id']}/publish"
    whole.call("POST", path, whole.staff_token("city-second"), version=made["version"])
