"""A system without an interface tells of its services by file: no row is lost, none is doubled."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from actions.exchange.push import list_new
from actions.figures import rollups
from actions.service_imports import uploads
from actions.service_imports.work import work
from models import (
    AuditEntry,
    ExchangeItem,
    Invitation,
    ServiceDay,
    ServiceImport,
    ServiceImportRow,
    ServiceRecord,
)
from rules.service_imports import KEPT, MOST_BYTES, UNDO_TIME
from rules.work_calendar import SHANGHAI
from tests.journeys.test_batch_intake import ended
from tests.support.house import Answer, Caller, House, rating
from tests.support.town import CHEN, LIN

HEAD = "办件编号,事项编码,大厅编码,窗口号,工作人员账号,办结时间,申请人证件号码,申请人姓名或名称"


def line(house: House, number: int, **other: str) -> list[str]:
    person = CHEN if number % 2 else LIN
    at = house.clock.now.astimezone(SHANGHAI) - timedelta(hours=2)
    told = {
        "project": f"445102-2026-{number:06d}",
        "item": house.town.item.code,
        "hall": "xq-hall",
        "window": "A03",
        "officer": "officer",
        "ended": f"{at:%Y-%m-%d %H:%M}",
        "document": person.document_number,
        "name": person.name,
    }
    return list({**told, **other}.values())


def file(*lines: list[str]) -> bytes:
    return "\n".join([HEAD, *(",".join(one) for one in lines)]).encode("gb18030")


async def upload(caller: Caller, content: bytes) -> str:
    answer = await caller.upload("/api/service-imports", content)
    assert answer.status == 201, answer
    return str(answer.body["id"])


async def work_through(house: House) -> None:
    while await work(deps=house.app.deps, now=house.clock.now):
        pass


async def looked_at(house: House, caller: Caller, content: bytes) -> Answer:
    """Upload, and the bad rows once all of them are judged."""
    made = await upload(caller, content)
    await work_through(house)
    return await caller.get(f"/api/service-imports/{made}")


def counts(body: dict[str, Any]) -> tuple[int, ...]:
    return tuple(body[name] for name in ("rows_total", "good", "known", "bad", "taken"))


@pytest.mark.req("10-1", "3-1", "6-7", "9-2")
async def test_bad_rows_are_named_mended_and_uploaded_again(house: House) -> None:
    handler = await house.staff("handler")
    await house.take_in(ended(house, 5))
    good = [line(house, number) for number in range(1, 4)]
    bad = {
        "hall_unknown": line(house, 11, hall="nowhere"),
        "window_unknown": line(house, 12, window="Z9"),
        "item_unknown": line(house, 13, item="nothing"),
        "not_an_officer_there": line(house, 14, officer="nobody"),
        "in_the_future": line(house, 15, ended="2027-01-01 09:00"),
        "bad_party": line(house, 16, document="445102199001011230"),
        "duplicate": line(house, 1),
    }
    seen = await looked_at(house, handler, file(*good, *bad.values(), line(house, 5)))
    told = seen.body["file"]
    assert (told["state"], counts(told)) == ("ready", (11, 3, 1, 7, 0))
    rows = {row["problems"][0]["code"]: row for row in seen.body["rows"]}
    assert rows.keys() == bad.keys()
    assert [row["number"] for row in seen.body["rows"]] == list(range(5, 12))
    assert rows["hall_unknown"]["problems"][0]["column"] == "大厅编码"
    assert "第 2 行" in rows["duplicate"]["problems"][0]["sentence"]
    assert CHEN.name not in str(seen.body)
    assert await ServiceRecord.all().count() == 1  # nothing is taken in by looking

    path = f"/api/service-imports/{told['id']}"
    given = (await handler.get(f"{path}/bad-rows", form="csv")).body.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(given)))
    assert [one["原行号"] for one in lines] == [str(number) for number in range(5, 12)]
    assert lines[0]["申请人姓名或名称*"] in (CHEN.name, LIN.name)
    assert "没有这个大厅" in lines[0]["问题和改法"]
    book = load_workbook(io.BytesIO((await handler.get(f"{path}/bad-rows")).body))
    assert book.active is not None
    assert book.active.max_row == 8

    assert (await handler.post(f"{path}/confirm")).body["state"] == "applying"
    await work_through(house)
    done = (await handler.get(path, outcome="taken")).body
    assert (done["file"]["state"], counts(done["file"])) == ("applied", (11, 0, 1, 7, 3))
    assert await ServiceRecord.all().count() == await Invitation.all().count() == 4
    assert (await handler.post(f"{path}/confirm")).code == "not_allowed_now"
    kept = ServiceImportRow.filter(file_id=told["id"]).exclude(outcome="bad")
    assert not await kept.filter(cells_sealed__not_isnull=True).exists()

    lines[0]["大厅编码*"] = "xq-hall"
    out = io.StringIO()
    mended = csv.DictWriter(out, lines[0].keys())
    mended.writeheader()
    mended.writerows(lines[:1])
    again = await looked_at(house, handler, out.getvalue().encode())
    assert counts(again.body["file"]) == (1, 1, 0, 0, 0)
    citizen = await house.citizen(CHEN)  # whose service it is finds it
    services = (await citizen.get("/api/my/services")).body["services"]
    assert len(services) == 3  # numbers 1, 3 and the one told of by wire
    names = {"upload_service_import", "confirm_service_import", "download_bad_services"}
    noted = await AuditEntry.filter(object_kind="service_import").values_list("action", flat=True)
    assert set(map(str, noted)) == names


@pytest.mark.req("10-1", "4-6", "9-6")
async def test_each_office_tells_of_its_own_and_sees_its_own(house: House) -> None:
    content = file(line(house, 1))
    for name, code in (
        ("handler", ""),
        ("hall", ""),
        ("xiangqiao", ""),
        ("city", ""),
        ("other_handler", "out_of_reach"),
        ("raoping", "out_of_reach"),
    ):
        seen = await looked_at(house, await house.staff(name), content)
        found = [one["code"] for row in seen.body["rows"] for one in row["problems"]]
        assert found == ([code] if code else []), name
    handler, hall = await house.staff("handler"), await house.staff("hall")
    own = (await handler.get("/api/service-imports")).body
    assert (own["total"], own["rows"][0]["own"]) == (1, True)
    path = f"/api/service-imports/{own['rows'][0]['id']}"
    for call in (hall.get(path), hall.post(f"{path}/confirm"), hall.get(f"{path}/bad-rows")):
        assert (await call).code == "not_found"
    too_large = await handler.upload("/api/service-imports", b"x" * (MOST_BYTES + 1))
    assert too_large.code == "too_large"
    broken = await looked_at(house, handler, b"\x00")
    assert (broken.body["file"]["state"], broken.body["file"]["error"]) == (
        "refused",
        "import_unreadable",
    )
    template = await handler.get("/api/service-imports/template", form="csv")
    assert "办件编号" in template.body.decode("utf-8-sig")
    assert (await (await house.staff("officer")).get("/api/service-imports")).status == 403

    house.clock.now += KEPT + timedelta(minutes=1)
    assert await uploads.sweep(now=house.clock.now) == 6
    assert not await ServiceImportRow.exists()
    assert not await ServiceImport.filter(content_sealed__not_isnull=True).exists()


@pytest.mark.req("10-1", "12-5")
async def test_an_import_is_taken_back_until_somebody_has_rated(house: House) -> None:
    handler = await house.staff("handler")
    yesterday = house.clock.now - timedelta(days=1)
    await rollups.refresh(now=house.clock.now)
    late = {"ended": f"{yesterday:%Y-%m-%d} 09:30"}
    first = await looked_at(house, handler, file(*(line(house, n, **late) for n in range(300))))
    path = f"/api/service-imports/{first.body['file']['id']}"
    await handler.post(f"{path}/confirm")
    await work_through(house)
    await rollups.refresh(now=house.clock.now)
    assert [day.ended for day in await ServiceDay.filter(day=yesterday.date())] == [300]
    assert await list_new(now=house.clock.now + timedelta(minutes=30)) is not None
    assert not await ExchangeItem.exists()  # the province hears of it when it stands

    undone = await handler.post(f"{path}/undo")
    assert undone.body["state"] == "undone", undone
    await rollups.refresh(now=house.clock.now)
    assert not await ServiceRecord.exists()
    assert not await ServiceDay.filter(day=yesterday.date()).exists()

    second = await looked_at(house, handler, file(line(house, 1), line(house, 2)))
    path = f"/api/service-imports/{second.body['file']['id']}"
    await handler.post(f"{path}/confirm")
    await work_through(house)
    record = await ServiceRecord.get(project_number="445102-2026-000001")
    citizen = await house.citizen(CHEN)
    rated = await citizen.post("/api/ratings", **rating(str(record.id), "satisfied"))
    assert rated.status == 201, rated
    assert (await handler.post(f"{path}/undo")).code == "service_import_used"
    assert await ServiceRecord.all().count() == 2
    house.clock.now += UNDO_TIME
    assert (await handler.post(f"{path}/undo")).code == "service_import_undo_over"
