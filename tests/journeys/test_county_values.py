"""Article 16: a county sets its own values within bounds; its services alone end under them."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from models import CountyValuesRecord, Institution, ServiceRecord, WorkOrder
from rules.work_calendar import SHANGHAI
from tests.journeys.steps import colleague, poor_rating
from tests.support.house import Answer, Caller, House
from tests.support.town import CHEN, NOW

QUICKER = {"rectify_working_days": 5, "contact_working_days": 1}
DECEMBER = datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)
SET = "/api/county-values"


async def written(who: Caller, values: dict[str, Any], day: str = "2026-12-01") -> Answer:
    source = "湘府办〔2026〕12号"
    return await who.post(SET, values=values, effective_from=day, source=source)


async def accepted_order(house: House) -> WorkOrder:
    """A poor rating of a service that ends now, dispatched and accepted."""
    order = await poor_rating(house, await house.citizen(CHEN))
    path, institution = f"/api/work-orders/{order}", str(house.town.institution.id)
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    await bureau.post(f"{path}/dispatch", institution_id=institution, version=1)
    await handler.post(f"{path}/accept", version=2)
    return await WorkOrder.get(id=order).select_related("rating__service_record")


def clock(house: House, order: WorkOrder) -> tuple[str, int]:
    """What is due next, and in how many working days."""
    assert order.due_what
    assert order.due_at
    left = house.app.deps.calendar.working_days_left(house.clock.now, order.due_at)
    return order.due_what, left


@pytest.mark.req("16-3", "1-2")
async def test_a_county_is_quicker_than_the_city_and_nobody_else_is(house: House) -> None:
    before = await accepted_order(house)
    assert clock(house, before) == ("contact", 3)
    first, second = await house.staff("xiangqiao"), await colleague(house, "xiangqiao")
    assert (await written(first, QUICKER)).status == 201
    code = (await CountyValuesRecord.all().first()).code  # type: ignore[union-attr]
    path = f"{SET}/{code}"
    alone = await first.post(f"{path}/activate")
    assert (alone.status, alone.code) == (403, "same_person")
    for who in ("city", "raoping"):
        refused = await (await house.staff(who)).post(f"{path}/activate")
        assert refused.status in (403, 404), who
    answers = await asyncio.gather(*(second.post(f"{path}/activate") for _ in range(4)))
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    [row] = (await second.get(SET)).body["rows"]
    assert (row["status"], row["bureau_name"]) == ("coming", "湘桥区政务服务数据管理局")

    house.clock.now = DECEMBER
    after = await accepted_order(house)
    assert before.rating.service_record.rule_set == "chaozhou-2019-trial"
    assert after.rating.service_record.rule_set == f"chaozhou-2019-trial@{code}"
    assert clock(house, after) == ("contact", 1)
    elsewhere = await Institution.get(id=house.town.institution.id)
    raoping = house.town.staff["raoping"].bureau_id
    await Institution.filter(id=elsewhere.id).update(bureau_id=raoping)
    other = await ServiceRecord.get(id=await house.end_service(CHEN))
    assert other.rule_set == "chaozhou-2019-trial"
    rows = (await (await house.staff("city")).get(SET)).body["rows"]
    assert [one["status"] for one in rows] == ["in_force"]


@pytest.mark.req("16-3")
async def test_out_of_bounds_the_refusal_names_them(house: House) -> None:
    county = await house.staff("xiangqiao")
    slower = await written(county, {"rectify_working_days": 15})
    assert (slower.status, slower.code) == (422, "out_of_bounds")
    assert slower.body["details"] == {"name": "rectify_working_days", "least": 3, "most": 10}
    closed = await written(county, {"default_days": 3})
    assert closed.body["details"] == {"name": "default_days", "least": None, "most": None}
    today = (NOW + timedelta(hours=1)).date().isoformat()
    assert (await written(county, QUICKER, today)).code == "rule_set_too_late"
    room = (await county.get(SET)).body["room"]
    assert {"name": "rectify_working_days", "city": 10, "least": 3, "most": 10} in [
        {key: one[key] for key in ("name", "city", "least", "most")} for one in room
    ]


@pytest.mark.req("16-3")
async def test_one_beginning_a_day_and_what_is_put_aside_makes_room(house: House) -> None:
    county = await house.staff("xiangqiao")
    answers = await asyncio.gather(*(written(county, QUICKER) for _ in range(4)))
    assert sorted(one.status for one in answers) == [201, 409, 409, 409]
    code = (await CountyValuesRecord.all().first()).code  # type: ignore[union-attr]
    assert (await county.post(f"{SET}/{code}/discard")).status == 200
    assert (await county.post(f"{SET}/{code}/discard")).code == "not_allowed_now"
    assert (await written(county, {})).status == 201  # as the city has it
    rows = (await (await house.staff("handler")).get(SET)).body["rows"]
    assert sorted(one["status"] for one in rows) == ["discarded", "waiting"]
