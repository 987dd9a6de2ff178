"""A copy of a complaint joins the order its service has, once (11-5)."""

import asyncio

import pytest

from models import Bureau, InboxMessage, OrderSource, ServiceRecord, WorkOrder
from tests.journeys.steps import poor_rating
from tests.support.hotline import call
from tests.support.house import House
from tests.support.town import CHEN


@pytest.mark.req("9-4", "11-5")
async def test_bureaus_alone_choose_orders_by_the_way_their_ratings_came(house: House) -> None:
    phone = await house.citizen(CHEN)
    first, second = [await poor_rating(house, phone) for _ in range(2)]
    await call(house, "C1", keys=["5"], caller_phone="13800000009")
    third = str((await WorkOrder.get(rating__channel="hotline")).id)
    services = ServiceRecord.filter(ratings__work_order__id=second)
    await ServiceRecord.filter(id=(await services.get()).id).update(source="yueshengshi")
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    list_of = "/api/work-orders"
    wanted = {
        ("channel", "window_code"): [first],
        ("channel", "yueshengshi"): [second],
        ("channel", "hotline"): [third],
        ("basis", "phone_number"): [third],
        ("basis", "none"): [],
    }
    for (name, value), orders in wanted.items():
        rows = (await bureau.get(list_of, **{name: value})).body["rows"]
        assert [one["id"] for one in rows] == orders, value
        assert (await handler.get(list_of, **{name: value})).code == "forbidden"
    assert (await handler.post("/api/exports/work-orders", channel="hotline")).code == "forbidden"
    seen = (await bureau.get(f"{list_of}/{second}")).body["rating"]
    assert (seen["channel"], seen["basis"]) == ("yueshengshi", "self_verified")
    await bureau.post(f"{list_of}/{second}/dispatch", version=1, **to_own(house))
    hidden = (await handler.get(f"{list_of}/{second}")).body["rating"]
    assert (hidden["channel"], hidden["basis"]) == ("", "")


def to_own(house: House) -> dict[str, str]:
    return {"institution_id": str(house.town.institution.id)}


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
