"""Article 14: assessments use what was published, and officers see it first."""

import asyncio

import pytest

from actions import figures, rollups
from models import Rating
from tests.journeys.steps import DECEMBER, NOVEMBER, colleague, november
from tests.support.house import House

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
        {"period": "2026-11", "opinions": 6, "average": officer["average"]},
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
    assert mine == [{"period": "2026-11", "opinions": 4, "average": None}]
    path = "/api/assessments/file"
    first = {form: (await bureau.get(path, form=form, **YEAR)).body for form in ("csv", "xlsx")}
    await asyncio.sleep(1.1)
    excluded = await Rating.all().first()
    assert excluded is not None
    await Rating.filter(id=excluded.id).update(excluded_at=DECEMBER)
    await figures.note_change(rating_id=excluded.id, why="excluded", now=DECEMBER)
    await rollups.refresh(now=DECEMBER)
    for form, content in first.items():  # what is published stays what is assessed
        assert (await bureau.get(path, form=form, **YEAR)).body == content
    assert "签名 HMAC-SM3" in first["csv"].decode("utf-8-sig").splitlines()[-1]
