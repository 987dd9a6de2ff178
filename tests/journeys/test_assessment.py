"""Article 14: assessments use what was published, and officers see it first."""

import asyncio
import re

import pytest
from tortoise.transactions import in_transaction

from actions.figures import figures, rollups
from models import Rating
from tests.journeys.steps import DECEMBER, NOVEMBER, colleague, november
from tests.support.house import Caller, House

YEAR = {"first": "2026-10", "last": "2026-11"}


async def published(house: House, *grades: str) -> None:
    await november(house, *grades)
    compiler, publisher = await house.staff("xiangqiao"), await colleague(house, "xiangqiao")
    made = (await compiler.post("/api/bulletins", **NOVEMBER)).body["brief"]["id"]
    assert (await publisher.post(f"/api/bulletins/{made}/publish")).status == 200


@pytest.mark.req("14-1", "14-2", "14-3", "4-5")
async def test_assessed_by_what_was_published(house: House) -> None:
    await published(house, *["satisfied"] * 5, "dissatisfied")
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    seen = (await bureau.get("/api/assessments", **YEAR)).body
    assert seen["missing"] == ["2026-10"]
    [used] = seen["bulletins"]
    printed = (await bureau.get(f"/api/bulletins/{used['id']}")).body
    assert (used["hash"], used["version"]) == (printed["brief"]["hash"], 1)
    offices = {row["name"]: row for row in seen["institutions"]}
    assert offices["湘桥区社保局"]["average"]["value"] == 7.17
    [part] = offices["湘桥区社保局"]["parts"]  # the month as its bulletin has it
    row = next(one for one in printed["content"]["institutions"] if one["name"] == "湘桥区社保局")
    assert (part["period"], part["average"]) == ("2026-11", row["figures"]["average"])
    assert offices["湘桥区卫健局"]["opinions"] == 0  # a visible zero
    [officer] = seen["officers"]
    assert officer["name"] == house.town.staff["officer"].name
    assert (officer["opinions"], officer["average"]["value"]) == (6, 7.17)

    own = (await handler.get("/api/assessments", **YEAR)).body
    assert [row["name"] for row in own["institutions"]] == ["湘桥区社保局"]
    other = (await (await house.staff("other_handler")).get("/api/assessments", **YEAR)).body
    assert other["officers"] == []
    mine = (await (await house.staff("officer")).get("/api/officer/assessment")).body["months"]
    assert mine == [
        {"period": "2026-11", "opinions": 6, "average": officer["average"], "objection": None},
    ]
    raoping = (await (await house.staff("raoping")).get("/api/assessments", **YEAR)).body
    assert raoping["institutions"] == raoping["officers"] == []


@pytest.mark.req("14-5", "14-3")
async def test_small_batches_stay_closed_and_files_are_the_same_bytes(house: House) -> None:
    await published(house, *["satisfied"] * 4)
    bureau = await house.staff("xiangqiao")
    [officer] = (await bureau.get("/api/assessments", **YEAR)).body["officers"]
    assert (officer["opinions"], officer["average"]["value"], officer["grades"]) == (4, None, [])
    mine = (await (await house.staff("officer")).get("/api/officer/assessment")).body["months"]
    assert mine == [{"period": "2026-11", "opinions": 4, "average": None, "objection": None}]
    path = "/api/assessments/file"
    first = {form: (await bureau.get(path, form=form, **YEAR)).body for form in ("csv", "xlsx")}
    await asyncio.sleep(1.1)
    excluded = await Rating.all().first()
    assert excluded is not None
    async with in_transaction():
        await figures.exclude(rating_id=excluded.id, now=DECEMBER)
    await rollups.refresh(now=DECEMBER)
    for form, content in first.items():  # what is published stays what is assessed
        assert (await bureau.get(path, form=form, **YEAR)).body == content
    assert "签名 HMAC-SM3" in first["csv"].decode("utf-8-sig").splitlines()[-1]


@pytest.mark.req("14-3", "14-5", "4-6")
async def test_an_officer_objects_before_a_month_is_used(house: House) -> None:
    await published(house, *["satisfied"] * 5)
    officer, handler = await house.staff("officer"), await house.staff("handler")
    bureau, stranger = await house.staff("xiangqiao"), await house.staff("other_handler")
    path = "/api/officer/assessment/objections"
    words = {"period": "2026-11", "kind": "not_mine", "reason": "那天我在培训，不在窗口。"}
    nothing = await officer.post(path, **{**words, "period": "2026-10"})
    assert nothing.code == "not_found"
    made = await officer.post(path, **words)
    assert made.status == 201
    [month] = made.body["months"]
    objection = month["objection"]
    assert (objection["state"], objection["actions"]) == ("open", ["withdraw"])
    assert (await officer.post(path, **words)).code == "not_allowed_now"  # once per version
    await house.deliver()
    told = (await handler.get("/api/staff/inbox")).body["messages"][0]
    assert told["topic"] == "objection_raised"
    assert re.search(r"对\d{4}年\d{1,2}月的考核结果", told["body"])

    async def seen(caller: Caller) -> list[tuple[str, list[str]]]:
        rows = (await caller.get("/api/assessments", **YEAR)).body["objections"]
        return [(row["state"], row["actions"]) for row in rows]

    assert await seen(bureau) == [("open", [])]
    assert await seen(handler) == [("open", ["accept", "decline"])]
    assert await seen(stranger) == []
    csv = (await bureau.get("/api/assessments/file", form="csv", **YEAR)).body.decode()
    assert "未答复 1 件" in csv
    assert words["reason"] not in csv

    answer = f"/api/assessments/objections/{objection['id']}/answer"
    said = {"accepted": True, "answer": "核对值班表，属实。"}
    assert (await stranger.post(answer, **said)).code == "not_found"
    assert (await handler.post(answer, **said)).status == 200
    withdraw = f"{path}/{objection['id']}/withdraw"
    assert (await officer.post(withdraw)).code == "not_allowed_now"
    assert await seen(bureau) == [("accepted", [])]
    csv = (await bureau.get("/api/assessments/file", form="csv", **YEAR)).body.decode()
    assert "未答复 0 件" in csv
    assert "成立，待更正" in csv
    await house.deliver()
    told = (await officer.get("/api/staff/inbox")).body["messages"][0]
    assert (told["topic"], "属实" in told["body"]) == ("objection_answered", True)
    corrected = (await bureau.post("/api/bulletins", **NOVEMBER, note="更正归属")).body["brief"]
    second = await house.staff("xiangqiao-second")
    assert (await second.post(f"/api/bulletins/{corrected['id']}/publish")).status == 200
    assert await seen(bureau) == []  # the corrected month can be objected to again
    assert (await officer.post(path, **words)).status == 201


@pytest.mark.req("14-1", "14-2", "4-5", "4-6")
async def test_the_performance_office_records_what_went_into_the_assessment(house: House) -> None:
    await published(house, *["satisfied"] * 5)
    office, bureau = await house.staff("performance"), await house.staff("xiangqiao")
    seen = (await office.get("/api/assessments", **YEAR)).body
    assert seen == (await bureau.get("/api/assessments", **YEAR)).body
    asked = {"basis": seen["basis"], "reference": "潮绩〔2026〕3 号", **YEAR}
    path = "/api/assessments/uses"

    reports = [(await one.get("/api/efficiency", **YEAR)).body for one in (office, bureau)]
    counts = [{**one, "until": ""} for one in reports]
    assert counts[0] == counts[1]
    county = (await office.get("/api/assessments/file", form="csv", **YEAR)).body.decode()
    assert seen["basis"] in county

    no_year = await office.post(path, **{**asked, "first": "2025-12"})
    assert no_year.code == "not_one_year"
    elsewhere = await (await house.staff("city_performance")).post(path, **asked)
    assert elsewhere.code == "nothing_published"
    other = await office.post(path, **{**asked, "basis": "0" * 64})
    assert other.code == "stale"
    assert (await office.post(path, **{**asked, "reference": "    "})).code == "reason_missing"
    both = await asyncio.gather(office.post(path, **asked), office.post(path, **asked))
    assert {one.status for one in both} <= {201, 409}
    rows = (await office.get(path)).body["rows"]
    assert len(rows) == sum(one.status == 201 for one in both)
    assert [row["standing"] for row in rows] == [True, False][: len(rows)]
    assert rows[0]["corrected"] is False
    told = (await (await house.staff("handler")).get(path)).body["rows"]
    assert told == rows

    shown = (await office.get("/api/bulletins")).body
    assert (shown["periods"], [row["actions"] for row in shown["rows"]]) == ([], [[]])
    draft = (await bureau.post("/api/bulletins", **NOVEMBER, note="更正归属")).body["brief"]["id"]
    assert (await office.get(f"/api/bulletins/{draft}")).code == "not_found"
    second = await house.staff("xiangqiao-second")
    assert (await second.post(f"/api/bulletins/{draft}/publish")).status == 200
    uses = (await office.get(path)).body
    assert (uses["rows"][0]["corrected"], uses["owed"]) == (True, [])
    for hidden in ("/api/work-orders", "/api/supervisions", "/api/statistics", "/api/exports"):
        assert (await office.get(hidden)).code == "forbidden"
