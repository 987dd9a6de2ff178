"""Ratings made on the portals come in under their channel, in the words agreed (7-3, 10-5)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from actions.rating import defaults
from models import ExchangeReceived, Partner, Rating, ServiceRecord, WorkOrder
from tests.support.house import Answer, House, rating
from tests.support.town import CHEN

ONE, BATCH = "/api/intake/ratings", "/api/intake/ratings/batch"
SERVICES = "/api/intake/services/batch"


async def services(house: House, count: int) -> None:
    at = (house.clock.now - timedelta(hours=3)).isoformat()
    rows = [
        {
            "project_number": f"GD-{number}",
            "service_number": 1,
            "item_code": house.town.item.code,
            "hall_code": "xq-hall",
            "window_number": "A03",
            "officer_login": "officer",
            "ended_at": at,
            "applicant": CHEN.party,
        }
        for number in range(count)
    ]
    answer = await house.take_in({"rows": rows}, SERVICES)
    assert answer.body["taken"] == count, answer


def made(house: House, number: int, grade: str, **other: Any) -> dict[str, Any]:
    return {
        "number": f"PJ-{number}",
        "project_number": f"GD-{number}",
        "service_number": 1,
        "platform": "yueshengshi",
        "grade": grade,
        "rated_at": (house.clock.now - timedelta(hours=1)).isoformat(),
        **other,
    }


async def counts_by(house: House, scale: str) -> None:
    await Partner.filter(name="取号机").update(scope="ratings,services", grade_scale=scale)


async def send(house: House, *rows: Any) -> Answer:
    return await house.take_in({"rows": list(rows)}, BATCH)


@pytest.mark.req("6-1", "7-3", "10-5")
async def test_a_grade_means_what_the_scale_of_its_partner_says(house: House) -> None:
    await services(house, 4)
    await counts_by(house, "")
    assert (await send(house, made(house, 0, "1"))).code == "grade_scale_missing"
    await counts_by(house, "gbt-39046")  # 1 is the best
    first = await house.take_in(made(house, 0, "1", text="电话 19900000001 打不通"), ONE)
    assert (first.status, first.body["known"]) == (201, False), first
    await counts_by(house, "exchange")  # 1 is the worst
    answer = await send(
        house,
        made(house, 1, "1", tags=["115"]),
        made(house, 2, "6"),
        made(house, 2, "非常满意"),
        made(house, 3, "5", tags=["115"]),
        made(house, 8, "5"),
        {**made(house, 3, "5"), "platform": "window_code"},
        {**made(house, 3, "5"), "rated_at": (house.clock.now + timedelta(hours=1)).isoformat()},
        {**made(house, 3, "5"), "rated_at": (house.clock.now - timedelta(days=1)).isoformat()},
        {**made(house, 3, "5"), "number": "PJ-1"},
    )
    assert (answer.body["taken"], answer.body["refused"]) == (1, 8), answer
    codes = [one["code"] for one in answer.body["rows"]]
    assert codes == [
        "",
        "grade_code_unknown",
        "grade_code_unknown",
        "tag_of_another_grade",
        "service_unknown",
        "bad_request",
        "in_the_future",
        "before_the_service",
        "number_elsewhere",
    ]
    stored = {one.partner_message: one for one in await Rating.all()}
    assert {number: (one.grade, one.channel, one.origin) for number, one in stored.items()} == {
        "PJ-0": ("very_satisfied", "yueshengshi", "partner"),
        "PJ-1": ("very_dissatisfied", "yueshengshi", "partner"),
    }
    assert stored["PJ-0"].identity_basis == "partner_asserted"
    assert "19900000001" not in stored["PJ-0"].text
    order = await WorkOrder.get()
    assert order.rating_id == stored["PJ-1"].id  # a poor one is looked into (11-5)
    assert await ExchangeReceived.filter(told_sealed__isnull=False).count() == 0


@pytest.mark.req("7-1", "7-7")
async def test_one_service_has_one_opinion_whichever_way_it_comes(house: House) -> None:
    await services(house, 40)
    await counts_by(house, "exchange")
    rows = [made(house, number, "4") for number in range(40)]
    answers = await asyncio.gather(
        send(house, *rows),
        send(house, *reversed(rows)),
        *(house.take_in(one, ONE) for one in rows[:5]),
    )
    assert {one.status for one in answers} <= {200, 201}, answers
    assert await Rating.all().count() == 40
    again = await send(house, *rows)
    assert (again.body["taken"], again.body["known"]) == (0, 40)
    other = await send(house, *({**one, "grade": "1"} for one in rows[:2]))
    assert {one["code"] for one in other.body["rows"]} == {"already_rated"}

    phone = await house.citizen(CHEN)
    service = await ServiceRecord.get(project_number="GD-0")
    mine = await phone.post("/api/ratings", **rating(str(service.id), "satisfied"))
    assert (mine.status, mine.code) == (409, "already_rated")
    house.clock.pass_(days=9)
    await defaults.settle(now=house.clock.now)
    assert await Rating.all().count() == 40
