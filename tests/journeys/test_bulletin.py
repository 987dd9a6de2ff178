"""Article 13 and 15: a month is compiled, published by another, corrected by a later version."""

import asyncio
import hashlib
import io
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook
from tortoise.transactions import in_transaction

from actions.figures import figures, rollups
from models import AccountabilityCase, AuditEntry, Bulletin, OrderRound, Rating, WorkOrder
from queries.figures.bulletin_content import OfficerCounts, encoded
from tests.journeys.steps import DECEMBER, NOVEMBER, colleague, november
from tests.support.house import House

RULES = "chaozhou-2019-trial"


@pytest.mark.req("13-1", "13-3", "13-4", "13-5", "C-1", "C-2")
async def test_compiled_by_one_published_by_another(house: House) -> None:
    await november(house, *["satisfied"] * 5, "dissatisfied")
    compiler, publisher = await house.staff("city"), await colleague(house, "city")
    seen = (await compiler.get("/api/bulletins/preview", **NOVEMBER)).body
    months = {one["period"]: one for one in (await compiler.get("/api/bulletins")).body["periods"]}
    assert (months["2026-11"]["state"], months["2026-11"]["compiled"]) == ("ready", False)
    sent = {"recipients": "省政务服务数据管理局", "copied_to": "市纪委监委、市委组织部"}
    made = await compiler.post("/api/bulletins", **sent, **NOVEMBER)
    assert made.status == 201, made
    content, brief = made.body["content"], made.body["brief"]
    assert content == seen
    assert {row["name"] for row in content["counties"]} == {"湘桥区", "饶平县"}  # all of them
    assert content["total"]["average"]["value"] == 7.17
    assert (brief["version"], brief["actions"]) == (1, ["discard"])
    assert {key: brief[key] for key in sent} == sent
    assert made.body["publishers"] == ["二号人员"]  # whom the compiler has to ask
    assert (await house.nobody.get("/api/results/bulletins")).body["rows"] == []

    path = f"/api/bulletins/{brief['id']}"
    own = await compiler.post(f"{path}/publish")
    assert (own.status, own.code) == (403, "same_person")
    done = await asyncio.gather(*(publisher.post(f"{path}/publish") for _ in range(5)))
    assert sorted(one.status for one in done) == [200, 409, 409, 409, 409]
    [public] = (await house.nobody.get("/api/results/bulletins")).body["rows"]
    assert (public["region"], public["version"], public["hash"]) == ("潮州市", 1, brief["hash"])
    shown = (await house.nobody.get(f"/api/results/bulletins/{public['id']}")).body["content"]
    raoping = next(row for row in shown["counties"] if row["name"] == "饶平县")
    assert raoping["figures"]["opinions"] == 0
    assert house.town.staff["officer"].name not in str(shown)  # no officer's name (13-4)
    trail = await AuditEntry.filter(object_id=brief["id"]).order_by("at")
    assert {one.action for one in trail} == {"compile_bulletin", "publish_bulletin"}


@pytest.mark.req("13-2", "4-1")
async def test_a_county_issues_its_own_and_reads_no_other(house: House) -> None:
    await november(house, *["satisfied"] * 5)
    xiangqiao, raoping = await house.staff("xiangqiao"), await house.staff("raoping")
    made = (await xiangqiao.post("/api/bulletins", **NOVEMBER)).body
    assert made["content"]["counties"] == []
    names = [row["name"] for row in made["content"]["institutions"]]
    assert sorted(names) == ["湘桥区卫健局", "湘桥区社保局"]
    for refused in (
        await raoping.get(f"/api/bulletins/{made['brief']['id']}"),
        await raoping.post(f"/api/bulletins/{made['brief']['id']}/publish"),
    ):
        assert refused.status == 404
    assert (await raoping.get("/api/bulletins")).body["rows"] == []
    assert len((await (await house.staff("city")).get("/api/bulletins")).body["rows"]) == 1


@pytest.mark.req("13-3")
async def test_a_month_that_runs_cannot_be_compiled(house: House) -> None:
    city = await house.staff("city")
    running = await city.post("/api/bulletins", **NOVEMBER)
    assert (running.status, running.code) == (409, "period_open")
    house.clock.now = DECEMBER  # over, and not counted yet
    city = await house.staff("city")
    assert (await city.post("/api/bulletins", **NOVEMBER)).code == "period_open"


@pytest.mark.req("13-6", "12-5", "12-6")
async def test_a_correction_is_another_version_with_a_note(house: House) -> None:
    await november(house, *["satisfied"] * 5, "very_dissatisfied")
    compiler, publisher = await house.staff("city"), await colleague(house, "city")
    first = (await compiler.post("/api/bulletins", **NOVEMBER)).body
    await publisher.post(f"/api/bulletins/{first['brief']['id']}/publish")
    excluded = await Rating.get(grade="very_dissatisfied")
    async with in_transaction():
        await figures.exclude(rating_id=excluded.id, now=DECEMBER)
    await rollups.refresh(now=DECEMBER)

    same = (await house.nobody.get(f"/api/results/bulletins/{first['brief']['id']}")).body
    assert same["content"]["total"]["opinions"] == 6  # published figures never change silently
    silent = await compiler.post("/api/bulletins", **NOVEMBER)
    assert (silent.status, silent.code) == (422, "note_missing")
    second = (await compiler.post("/api/bulletins", note="一条评价经复核不予采纳", **NOVEMBER)).body
    await publisher.post(f"/api/bulletins/{second['brief']['id']}/publish")
    rows = (await house.nobody.get("/api/results/bulletins")).body["rows"]
    assert [(row["version"], row["newest"]) for row in rows] == [(2, True), (1, False)]
    assert rows[0]["note"] == "一条评价经复核不予采纳"
    newest = (await house.nobody.get(f"/api/results/bulletins/{rows[0]['id']}")).body
    assert newest["content"]["total"]["opinions"] == 5


@pytest.mark.req("14-5", "13-1", "13-4", "13-5")
async def test_the_same_file_is_the_same_bytes(house: House) -> None:
    await november(house, *["satisfied"] * 5)
    city = await house.staff("city")
    made = (await city.post("/api/bulletins", **NOVEMBER)).body
    path = f"/api/bulletins/{made['brief']['id']}/file"
    files = {}
    for form in ("pdf", "xlsx", "csv", "json"):
        files[form] = (await city.get(path, form=form)).body
    await asyncio.sleep(1.1)  # files that know the time would differ by now
    for form, content in files.items():
        assert (await city.get(path, form=form)).body == content, form
    await open_data(house, made["brief"]["id"])
    assert files["pdf"].startswith(b"%PDF-")
    book = load_workbook(io.BytesIO(files["xlsx"]))
    assert [cell.value for cell in book.worksheets[0][2]][1:4] == ["湘桥区", "8.00", "100.00%"]
    assert files["csv"].decode("utf-8-sig").splitlines()[1].startswith("各县（区）,,湘桥区,5,")


async def open_data(house: House, bulletin: str) -> None:
    """Everybody gets the files with their checksums, and is told what each column means."""
    assert (await house.nobody.get(f"/api/results/bulletins/{bulletin}/data")).status == 404
    await (await colleague(house, "city")).post(f"/api/bulletins/{bulletin}/publish")
    data = (await house.nobody.get(f"/api/results/bulletins/{bulletin}/data")).body
    files = {}
    for told in data["files"]:
        path = f"/api/results/bulletins/{bulletin}/file?form={told['form']}"
        made = files[told["form"]] = (await house.app.client.get(path)).content
        assert told["sha256"] == hashlib.sha256(made).hexdigest(), told["form"]
    head = files["csv"].decode("utf-8-sig").splitlines()[0].split(",")
    assert head == [one["name"] for one in data["columns"]]
    book = (await house.nobody.get("/api/results/dictionary")).body.decode("utf-8-sig")
    assert all(name in book for name in head)


def annex(last: UUID) -> str:
    """Ten officers with enough opinions to be ranked, `last` behind all others."""
    good = {"very_satisfied": 30}
    rows = [OfficerCounts(uuid4(), uuid4(), {RULES: good}) for _ in range(9)]
    return encoded([*rows, OfficerCounts(last, uuid4(), {RULES: {"dissatisfied": 30}})])


@pytest.mark.req("15-1", "15-2", "15-5")
async def test_the_tail_is_suggested_and_people_decide(house: House) -> None:
    """Three published months in which the same institution stood last, and an overdue order."""
    await november(house, "dissatisfied", *["satisfied"] * 4)
    compiler, publisher = await house.staff("xiangqiao"), await colleague(house, "xiangqiao")
    order = await WorkOrder.get()
    office = str(house.town.institution.id)
    await compiler.post(f"/api/work-orders/{order.id}/dispatch", institution_id=office, version=1)
    await OrderRound.filter(order_id=order.id).update(due_at=datetime(2026, 11, 27, 16, tzinfo=UTC))
    made = (await compiler.post("/api/bulletins", **NOVEMBER)).body
    in_tail = Bulletin.filter(id=made["brief"]["id"])
    content = (await in_tail.get()).content.replace('"in_tail":false', '"in_tail":true')
    await in_tail.update(content=content, annex=annex(house.town.staff["officer"].id))
    row = await in_tail.get()
    for period in ("2026-09", "2026-10"):
        earlier = {name: getattr(row, name) for name in row._meta.db_fields}
        await Bulletin.create(**{**earlier, "id": uuid4(), "period": period, "status": "published"})
    await publisher.post(f"/api/bulletins/{row.id}/publish")

    listed = (await publisher.get("/api/accountability")).body["rows"]
    by_name = {one["subject_name"]: one for one in listed}
    assert by_name["湘桥区社保局"]["suggestion"] == "candidate"  # its order is overdue
    assert by_name["湘桥区卫健局"]["suggestion"] == "talk"
    office_case = by_name["湘桥区社保局"]
    assert [one["period"] for one in office_case["places"]] == ["2026-09", "2026-10", "2026-11"]
    assert all(one["in_tail"] for one in office_case["places"])
    assert [office_case[how] for how in ("overdue", "reopened", "refused")] == [1, 0, 0]
    behind = (await publisher.get(f"/api/accountability/{office_case['id']}/orders")).body["rows"]
    assert [(one["id"], one["failures"]) for one in behind] == [(str(order.id), ["overdue"])]
    assert by_name[house.town.staff["officer"].name]["suggestion"] == "candidate"  # Art. 15
    assert len(listed) == 3
    assert {one["decision"] for one in listed} == {None}  # nothing follows by itself

    earlier = '{"periods": ["2026-11"], "ranks": [3], "overdue": 2, "reopened": 0}'
    elsewhere = by_name["湘桥区卫健局"]["id"]  # as it was written down before places were
    await AccountabilityCase.filter(id=elsewhere).update(grounds=earlier)
    again = (await publisher.get("/api/accountability")).body["rows"]
    assert {one["overdue"] for one in again if one["id"] == elsewhere} == {2}

    path = f"/api/accountability/{by_name['湘桥区社保局']['id']}/decide"
    bare = await publisher.post(path, decision="referred", reason="连续三期靠后")
    assert (bare.status, bare.code) == (422, "reason_missing")
    form = {"decision": "referred", "reason": "连续三期靠后且整改超期", "impact": "群众多次上门"}
    answers = await asyncio.gather(*(publisher.post(path, **form) for _ in range(3)))
    assert sorted(one.status for one in answers) == [200, 409, 409]
    decided = await AccountabilityCase.get(decision="referred")
    assert decided.decided_by_id == house.town.staff["xiangqiao-second"].id
    assert (await (await house.staff("raoping")).get("/api/accountability")).body["rows"] == []
