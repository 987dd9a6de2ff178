"""Long lists: asked for, made behind the scenes, fetched in parts, gone after a week (4-3)."""

import asyncio
import csv
import hashlib
import io
from datetime import timedelta
from typing import Any

import httpx
import pytest

from actions.exports import export_work, exports
from actions.trail import audit
from models import AuditEntry, ExportJob, Staff
from rules.actors import System
from tests.journeys.steps import poor_rating
from tests.support.house import Caller, House
from tests.support.town import CHEN, NOW

DAY = {"first": "2026-11-23", "last": "2026-11-23"}


async def turn(house: House) -> int:
    """What the job loop's worker does, in very small pieces."""
    return await export_work.work(deps=house.app.deps, now=house.clock.now, rows=2, pieces=2)


async def worked(house: House) -> int:
    """All there is to do; how many turns that were."""
    turns = 0
    while await turn(house):
        turns += 1
    return turns


async def state(caller: Caller, job: str) -> dict[str, Any]:
    rows = (await caller.get("/api/exports")).body["rows"]
    return next(row for row in rows if row["id"] == job)


async def read(caller: Caller, job: str) -> list[dict[str, str]]:
    answer = await caller.get(f"/api/exports/{job}/file")
    assert answer.status == 200, answer
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))


async def part(house: House, caller: Caller, job: str, **headers: str) -> httpx.Response:
    token = {"authorization": f"Bearer {caller.token}"}
    return await house.app.client.get(f"/api/exports/{job}/file", headers={**token, **headers})


@pytest.mark.req("4-3", "4-6")
async def test_orders_and_ratings_are_exported_and_fetched(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN), text=f"电话{CHEN.phone}")
    house.clock.pass_(minutes=5)
    city, handler = await house.staff("city"), await house.staff("handler")
    asked = await city.post("/api/exports/work-orders", status="opened")
    assert (asked.status, asked.body["status"], asked.body["title"]) == (201, "waiting", "待转办")
    job = asked.body["id"]
    early = await city.get(f"/api/exports/{job}/file")
    assert (early.status, early.code) == (409, "export_not_ready")

    # Asked twice, at once and again, it is the same job; another question is another.
    twice = [city.post("/api/exports/work-orders", status="opened") for _ in range(4)]
    assert {one.body["id"] for one in await asyncio.gather(*twice)} == {job}
    cases = await city.post("/api/exports/cases", **DAY, grade="dissatisfied")
    assert cases.body["title"] == "2026-11-23至2026-11-23，不满意"

    await worked(house)
    done = await state(city, job)
    assert (done["status"], done["rows_done"], done["rows_total"]) == ("done", 1, 1)
    assert (await city.post("/api/exports/work-orders", status="opened")).body["id"] == job
    [line] = await read(city, job)
    assert (line["状态"], line["评价等级"]) == ("待转办", "不满意")
    [rating] = await read(city, cases.body["id"])
    assert CHEN.phone not in rating["评价内容"]
    assert rating["工单编号"] == line["工单编号"]

    # A download that was cut off goes on; of another file it starts again.
    whole = await part(house, city, job)
    etag = whole.headers["etag"]
    assert hashlib.sha256(whole.content).hexdigest() == etag.strip('"') == done["sha256"]
    rest = await part(house, city, job, range="bytes=10-", **{"if-range": etag})
    assert (rest.status_code, rest.content) == (206, whole.content[10:])
    assert rest.headers["content-range"] == f"bytes 10-{done['size'] - 1}/{done['size']}"
    other = await part(house, city, job, range="bytes=10-", **{"if-range": '"another"'})
    assert (other.status_code, other.content) == (200, whole.content)
    assert (await part(house, city, job, range=f"bytes={done['size']}-")).status_code == 416

    # Nobody else's, whatever their rank; each reaching and each fetching is on record.
    for name in ("xiangqiao", "handler", "auditor"):
        stranger = await house.staff(name)
        assert (await stranger.get(f"/api/exports/{job}/file")).code == "not_found"
        assert (await stranger.get("/api/exports")).body["rows"] == []
    assert await AuditEntry.filter(action="fetch_export", outcome="done").count() == 6
    assert await AuditEntry.filter(action="download_export", outcome="out_of_reach").count() == 3
    assert (await handler.post("/api/exports/cases", **DAY)).code == "forbidden"

    await house.deliver()
    [*_, told] = (await city.get("/api/staff/inbox")).body["messages"]
    assert {told["topic"], told["title"]} <= {"export_done", "导出已完成", "work_order_opened"}
    assert order


@pytest.mark.req("4-3", "4-6")
async def test_turns_checkpoints_cancelling_and_the_end_of_a_file(house: House) -> None:
    auditor, deps = await house.staff("auditor"), house.app.deps
    for number in range(11):
        at = NOW + timedelta(seconds=number // 2)  # two of a second: the id tells them apart
        await audit.record(by=System(), action="counted", outcome="done", now=at, object_id=number)
    house.clock.pass_(minutes=11)
    job = (await auditor.post("/api/exports/audit", action="counted")).body["id"]
    assert await turn(house) == 1
    half = await state(auditor, job)
    assert (half["status"], half["rows_done"], half["rows_total"]) == ("running", 4, 11)

    # A killed writer leaves more than it counted; what comes later is in no file.
    await deps.gateways.exports.append(ExportJob(id=job).id, at=half["size"], content=b"torn")
    late = house.clock.now + timedelta(minutes=1)
    await audit.record(by=System(), action="counted", outcome="done", now=late, object_id=11)
    await worked(house)
    lines = await read(auditor, job)
    assert sorted(int(line["对象编号"]) for line in lines) == list(range(11))

    house.clock.pass_(minutes=11)
    again = (await auditor.post(f"/api/exports/{job}/again")).body["id"]
    assert again != job
    await turn(house)
    off = await auditor.post(f"/api/exports/{again}/cancel")
    assert (off.status, off.body["status"]) == (200, "cancelled")
    assert (await auditor.post(f"/api/exports/{again}/cancel")).code == "not_allowed_now"
    assert await worked(house) == 0
    assert not list((house.app.settings.data_dir / "exports").glob(f"{again.replace('-', '')}*"))

    # Rights that are gone: nothing more is written, nothing is handed out.
    third = (await auditor.post(f"/api/exports/{job}/again")).body["id"]
    member = await Staff.get(login=house.town.staff["auditor"].login)
    await Staff.filter(id=member.id).update(
        role="city_bureau", bureau_id=house.town.institution.bureau_id
    )
    await worked(house)
    assert (await ExportJob.get(id=third)).error == "rights"
    await Staff.filter(id=member.id).update(role="auditor", bureau_id=None)
    await house.deliver()
    told = (await auditor.get("/api/staff/inbox")).body["messages"]
    assert {one["title"] for one in told} == {"导出没有完成", "导出已完成"}  # at one moment

    assert await exports.sweep(deps=deps, now=house.clock.now) == 0
    house.clock.pass_(days=7)
    auditor = await house.staff("auditor")
    assert await exports.sweep(deps=deps, now=house.clock.now) == 1
    assert (await state(auditor, job))["status"] == "expired"
    assert (await auditor.get(f"/api/exports/{job}/file")).code == "export_not_ready"
    assert not list((house.app.settings.data_dir / "exports").iterdir())
