"""Article 6: “after the service” is its end, a call's end, or each rating point of a case (6-7)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from actions.rating import defaults
from models import Rating, ServiceRecord
from tests.support.house import House, rating
from tests.support.town import CHEN
from tests.support.workbooks import take_in

CALLS = "/api/intake/calls"


async def declare(house: House, points: str) -> None:
    item = house.town.item
    await take_in(
        await house.staff("xiangqiao"),
        "items",
        {"事项": [("xq-hrss", item.code, item.name, points)]},
    )


def reached(house: House, number: int, point: str) -> dict[str, Any]:
    return {
        "project_number": "445102-2026-000077",
        "service_number": number,
        "point": point,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": "officer",
        "ended_at": house.clock.now.isoformat(),
        "applicant": CHEN.party,
    }


@pytest.mark.req("6-7", "7-2")
async def test_each_point_of_a_case_is_rated_by_itself(house: House) -> None:
    await declare(house, "受理、办结")
    missing, unknown = [await house.take_in(reached(house, 1, one)) for one in ("", "送达")]
    assert (missing.status, missing.code) == (422, "point_missing")
    assert (unknown.status, unknown.code) == (422, "point_unknown")
    assert unknown.body["details"]["points"] == ["受理", "办结"]

    told = [reached(house, number, "受理") for number in (1, 2, 3)]
    answers = await asyncio.gather(*(house.take_in(one) for one in told))
    assert [one.status for one in answers] == [201] * 3
    [accepted] = {one.body["service_id"] for one in answers}  # once, whatever number it came under
    record = await ServiceRecord.get(id=accepted)
    elsewhere = await house.take_in(reached(house, record.service_number, "办结"))
    assert (elsewhere.status, elsewhere.code) == (409, "point_elsewhere")

    house.clock.pass_(days=3)
    last = await house.take_in(reached(house, 9, "办结"))
    assert last.status == 201, last
    assert (await house.take_in(reached(house, 9, "办结"))).body == last.body
    phone = await house.citizen(CHEN)
    own = (await phone.get("/api/my/services")).body["services"]
    assert [(one["id"], one["point"]) for one in own] == [
        (last.body["service_id"], "办结"),
        (accepted, "受理"),
    ]
    done = await ServiceRecord.get(id=last.body["service_id"])
    assert done.default_due_at is not None
    assert record.default_due_at is not None
    assert done.default_due_at - record.default_due_at == timedelta(days=3)

    made = await phone.post("/api/ratings", **rating(accepted, "dissatisfied"))
    assert made.status == 201, made
    order = f"/api/work-orders/{made.body['case']['id']}"
    seen = (await (await house.staff("xiangqiao")).get(order)).body
    assert seen["rating"]["point"] == "受理"  # whoever mends it knows which stage was poor
    again = await phone.post("/api/ratings", **rating(accepted, "very_satisfied"))
    assert (again.status, again.code) == (409, "already_rated")
    house.clock.now = done.default_due_at + timedelta(minutes=1)
    await defaults.settle(now=house.clock.now)
    origins = dict(await Rating.all().values_list("service_record_id", "origin"))
    assert origins == {record.id: "citizen", done.id: "default"}


@pytest.mark.req("6-7", "6-9")
async def test_the_end_of_a_call_is_the_end_of_the_service(house: House) -> None:
    call = {
        "call_number": "12345-20261123-0001",
        "item_code": house.town.item.code,
        "ended_at": house.clock.now.isoformat(),
        "caller": CHEN.party,
    }
    nobody = {**call, "call_number": "12345-20261123-0002", "caller": None}
    first, second = [await house.take_in(call, CALLS) for _ in range(2)]
    assert first.status == 201, first
    assert (first.body, first.body["link"]) == (second.body, "")
    assert (await house.take_in(nobody, CALLS)).status == 201
    early = {**call, "call_number": "3", "ended_at": "2027-01-01T00:00:00+08:00"}
    assert (await house.take_in(early, CALLS)).code == "in_the_future"

    phone = await house.citizen(CHEN)
    [own] = (await phone.get("/api/my/services")).body["services"]
    assert (own["id"], own["window"]) == (first.body["service_id"], None)
    poor = await phone.post("/api/ratings", **rating(own["id"], "dissatisfied"))
    assert poor.status == 201, poor
    bureau = await house.staff("xiangqiao")
    [row] = (await bureau.get("/api/work-orders")).body["rows"]
    assert (await bureau.get(f"/api/work-orders/{row['id']}")).status == 200

    house.clock.pass_(days=8)
    await defaults.settle(now=house.clock.now)
    [settled] = await Rating.filter(origin="default").select_related("service_record")
    assert settled.service_record.source == "call"
    assert settled.service_record.applicant_index is None
