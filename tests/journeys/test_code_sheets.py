"""All code sheets of a hall as one PDF, and codes for the windows that have none (8-1, 8-3)."""

import asyncio
import io
import re
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image

from actions.windows.code_sheets import Sheet, pictures
from models import AuditEntry, Duty, Window, WindowCode
from tests.support.house import House


async def windows_of_old(house: House) -> None:
    """Three that were opened before windows came with their codes."""
    for place in range(1, 4):
        await Window.create(
            id=uuid4(),
            hall_id=house.town.window.hall_id,
            institution=house.town.institution,
            number=f"B{place:02d}",
            name="综合窗口",
        )


def pages(pdf: bytes) -> int:
    assert pdf.startswith(b"%PDF-")
    return len(re.findall(rb"/Type ?/Page\b", pdf))


@pytest.mark.req("8-1", "8-3")
async def test_a_hall_issues_what_is_missing_and_prints_all_at_once(house: House) -> None:
    await windows_of_old(house)
    manager = await house.staff("hall")
    hall = house.town.window.hall_id
    sheets = f"/api/halls/{hall}/code-sheets.pdf"
    before = await manager.get(sheets)
    assert (before.status, pages(before.body)) == (200, 1)

    issued = await manager.post(f"/api/halls/{hall}/issue-codes")
    assert issued.status == 200, issued
    assert issued.body["hall"]["without_code"] == 0
    assert {one["code"]["status"] for one in issued.body["windows"]} == {"active"}
    assert await AuditEntry.filter(action="issue_code").count() == 3
    assert pages((await manager.get(sheets)).body) == 4


@pytest.mark.req("8-1")
async def test_two_who_issue_at_once_leave_one_code_each(house: House) -> None:
    await windows_of_old(house)
    callers = [await house.staff("hall"), await house.staff("xiangqiao")] * 2
    path = f"/api/halls/{house.town.window.hall_id}/issue-codes"
    answers = await asyncio.gather(*(one.post(path) for one in callers))
    assert {one.status for one in answers} == {200}
    active = await WindowCode.filter(active=1).values_list("window_id", flat=True)
    assert len(active) == len(set(active)) == 4
    assert await AuditEntry.filter(action="issue_code").count() == 3


@pytest.mark.req("4-6", "8-1")
async def test_a_hall_out_of_reach_or_without_codes_prints_nothing(house: House) -> None:
    hall = house.town.window.hall_id
    raoping = await house.staff("raoping")
    assert (await raoping.get(f"/api/halls/{hall}/code-sheets.pdf")).status == 404
    assert (await raoping.post(f"/api/halls/{hall}/issue-codes")).status == 404
    manager = await house.staff("hall")
    revoke = f"/api/window-codes/{house.town.window.id}/revoke"
    refused = await manager.post(revoke, reason="窗口装修")
    assert (refused.status, refused.code) == (409, "code_needed")  # somebody serves there
    await Duty.filter(window=house.town.window).delete()
    assert (await manager.post(revoke, reason="窗口装修")).status == 200
    answer = await manager.get(f"/api/halls/{hall}/code-sheets.pdf")
    assert (answer.status, answer.code) == (409, "no_codes")


@pytest.mark.req("8-3")
def test_every_page_carries_its_own_code() -> None:
    links = [f"https://haochaping.example/m/?w={place:020d}" for place in range(3)]
    sheets = [Sheet("大厅", "A1", "窗口", link, "1234 5678") for link in links]
    drawn = [Image.open(io.BytesIO(page)) for page in pictures(sheets)]
    read = [[code.text for code in zxingcpp.read_barcodes(page)] for page in drawn]
    assert read == [[link] for link in links]
