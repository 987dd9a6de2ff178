"""A copy of a complaint joins the order its service has, once (11-5)."""

import asyncio

import pytest

from models import Bureau, InboxMessage, OrderSource, ServiceRecord, WorkOrder
from tests.journeys.steps import poor_rating
from tests.support.house import House
from tests.support.town import CHEN


@pytest.mark.req("11-1", "11-5", "4-6")
async def test_a_copy_joins_the_order_of_its_service(house: House) -> None:
    phone = await house.citizen(CHEN)
    order, other = [await poor_rating(house, phone) for _ in range(2)]
    numbers = [
        (await ServiceRecord.get(ratings__work_order__id=one)).project_number
        for one in (order, other)
    ]
    copy = {"source": "hotline", "number": "12345-0001", "project_number": numbers[0]}
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    assert (await handler.post("/api/work-orders/sources", **copy)).status == 403
    forms = [bureau.post("/api/work-orders/sources", **copy, note="重复反映") for _ in range(16)]
    answers = await asyncio.gather(*forms)
    assert {(one.status, one.body["row"]["id"]) for one in answers} == {(200, order)}
    [source] = answers[0].body["sources"]
    assert (source["source"], source["number"], source["note"]) == (
        "hotline",
        "12345-0001",
        "重复反映",
    )
    assert await OrderSource.all().count() == 1
    assert await WorkOrder.all().count() == 2  # joined rather than doubled
    assert answers[0].body["row"]["status"] == "opened"

    elsewhere = await bureau.post(
        "/api/work-orders/sources", **{**copy, "project_number": numbers[1]}
    )
    assert (elsewhere.status, elsewhere.code) == (409, "source_taken")
    for form in ({"project_number": "NOBODYS"}, {"service_number": 2}):
        unknown = await bureau.post("/api/work-orders/sources", **{**copy, **form})
        assert (unknown.status, unknown.code) == (404, "no_order_of_service")
    city = (await Bureau.get(level="city")).id
    await WorkOrder.filter(id=other).update(bureau_id=city, area_id=city)
    await ServiceRecord.filter(project_number=numbers[1]).update(bureau_id=city)
    far = {**copy, "number": "far", "project_number": numbers[1]}
    out_of_reach = await bureau.post("/api/work-orders/sources", **far)
    assert out_of_reach.code == "no_order_of_service"
    forged = await bureau.post("/api/work-orders/sources", **{**copy, "source": "second_rating"})
    assert forged.code == "bad_request"
    await house.deliver()
    assert await InboxMessage.filter(topic="work_order_joined", order_id=order).exists()
