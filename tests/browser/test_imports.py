"""A bureau fills its tables at the desk: template, preview, apply, undo."""

import pytest
from playwright.async_api import expect

from tests.browser import axe, desk, importing, words
from tests.browser.conftest import OpenPage
from tests.browser.whole import Whole

BUREAU = "凤泉湖高新区政务服务管理机构"
ZONE = ("fengquanhu", BUREAU)
GOOD: importing.Rows = {
    "机构": [("fqh-new", "高新区新设服务中心", "县（区）级", "行政机关", "否", *ZONE, None)]
}
BAD: importing.Rows = {
    "机构": [
        ("fqh-bad", "=1+1", "县（区）级", "行政机关", "否", *ZONE, None),
        ("fqh-worse", "高新区某中心", "县级", "行政机关", "否", "nowhere", BUREAU, None),
    ]
}


@pytest.mark.req("2-1")
async def test_a_template_is_filled_in_applied_and_undone(
    open_page: OpenPage, whole: Whole
) -> None:
    say = words.desk().imports
    page = await open_page("desk")
    await desk.sign_in(page, whole, "fengquanhu")
    await importing.open_page(page)

    await importing.upload(page, "tree", BAD)
    panel = importing.preview(page)
    problems = panel.get_by_role("table", name=say.problemsCaption).get_by_role("row")
    await expect(problems).to_have_count(3)
    await expect(problems.nth(1)).to_contain_text("不能填公式")
    await expect(problems.nth(2)).to_contain_text("请从这几个中选一个")
    await expect(panel.get_by_role("button", name=say.apply)).to_have_count(0)
    assert await axe.violations(page) == []

    await importing.upload(page, "tree", GOOD)
    change = panel.get_by_role("table", name=say.changesCaption).get_by_role("row").nth(1)
    await expect(change).to_contain_text("高新区新设服务中心")
    assert await axe.violations(page) == []
    await importing.apply(page, "tree")
    history = page.get_by_role("table", name=say.historyCaption)
    await expect(history.get_by_role("row").nth(1)).to_contain_text(say.states.applied)

    await importing.undo(page)
    await expect(page.get_by_role("status").filter(has_text=say.undone)).to_be_visible()
    await expect(history.get_by_role("row").nth(1)).to_contain_text(say.states.undone)


async def test_a_file_that_is_no_template_is_a_sentence(open_page: OpenPage, whole: Whole) -> None:
    page = await open_page("desk")
    await desk.sign_in(page, whole, "fengquanhu")
    await importing.open_page(page)
    await importing.choose(page, "halls", b"not a workbook")
    alert = page.get_by_role("alert")
    await expect(alert).to_contain_text(words.contract().problems["import_unreadable"])
