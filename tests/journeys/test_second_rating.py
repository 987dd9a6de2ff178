"""Under an invented set a citizen rates a service once more: both stay, one counts (7-11)."""

import asyncio

import pytest

from actions.figures import rollups
from actions.rating import defaults
from models import InboxMessage, OrderSource, Rating, WorkOrder
from tests.journeys.steps import colleague
from tests.journeys.test_rule_sets import MARCH, invented
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, LIN


async def under(house: House, **values: str) -> None:
    """A set that allows two, in force from MARCH on."""
    loader, second = await house.staff("city"), await colleague(house, "city")
    document = invented(ratings_per_service="2", default_days="7", **values)
    assert (await loader.post("/api/rule-sets", document=document)).status == 201
    assert (await second.post("/api/rule-sets/invented-2027/activate")).status == 200
    house.clock.now = MARCH


async def ended(house: House, number: int = 1, **who: object) -> str:
    body = {
        "project_number": f"AGAIN-{number}",
        "service_number": 1,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": house.town.staff["officer"].login,
        "ended_at": house.clock.now.isoformat(),
        "applicant": CHEN.party,
        **who,
    }
    return str((await house.take_in(body)).body["service_id"])


async def offered(house: House, phone: Caller) -> list[tuple[str | None, bool]]:
    own = (await phone.get(f"/api/windows/{house.town.code.token}/services")).body
    return [(one["rated_as"], one["may_rate_again"]) for one in own["services"]]


async def said(house: House) -> dict[str, int]:
    """What the figures of the month count, by grade."""
    await rollups.refresh(now=house.clock.now)
    city = await house.staff("city")
    query = {"group": "month", "first": "2027-03-01", "last": "2027-03-31"}
    [row] = (await city.get("/api/statistics", **query)).body["rows"]
    assert row["figures"]["opinions"] == sum(one["count"] for one in row["figures"]["grades"])
    return {one["grade"]: one["count"] for one in row["figures"]["grades"] if one["count"]}


@pytest.mark.req("7-1", "7-11")
async def test_64_at_once_make_two_and_one_counts(house: House) -> None:
    await under(house)
    service = await ended(house, agent=LIN.party)
    phone, other = await house.citizen(CHEN), await house.citizen(LIN)
    forms = [rating(service, "dissatisfied") for _ in range(64)]
    answers = await asyncio.gather(*(phone.post("/api/ratings", **form) for form in forms))
    assert sorted(one.status for one in answers) == [201] * 2 + [409] * 62
    rows = await Rating.all().order_by("ordinal")
    assert [(one.ordinal, one.opinion) for one in rows] == [(1, 1), (2, 2)]
    assert [one.superseded_by_id for one in rows] == [rows[1].id, None]
    # Both are poor: one order, and the second joined it.
    order = await WorkOrder.get()
    assert order.rating_id == rows[0].id
    assert (await OrderSource.get()).rating_id == rows[1].id
    for answer, form in zip(answers, forms, strict=True):
        if answer.status == 201:  # sent again, the same receipt comes back, with its case
            again = await phone.post("/api/ratings", **form)
            assert again.body == answer.body
            assert again.body["case"]["number"] == order.number
    assert await said(house) == {"dissatisfied": 1}
    refused = await other.post("/api/ratings", **rating(service, "satisfied"))
    assert (refused.status, refused.body["details"]) == (409, {})


@pytest.mark.req("7-11", "11-5", "14-4")
async def test_the_later_opinion_counts_and_both_can_be_read(house: House) -> None:
    old = await house.end_service(CHEN)
    await (await house.citizen(CHEN)).post("/api/ratings", **rating(old, "satisfied"))
    await under(house)
    phone = await house.citizen(CHEN)
    kept = await phone.post("/api/ratings", **rating(old, "dissatisfied"))
    assert kept.code == "already_rated"  # it ended under the first set
    service = await ended(house)
    assert await offered(house, phone) == [(None, False)]
    first = await phone.post("/api/ratings", **rating(service, "satisfied"))
    assert first.body["case"] is None
    assert await said(house) == {"satisfied": 1}
    assert await offered(house, phone) == [("satisfied", True)]
    house.clock.pass_(days=1)
    second = await phone.post(
        "/api/ratings", **rating(service, "dissatisfied", text="后来又说不行")
    )
    assert second.body["case"]["status"] == "opened"
    assert await said(house) == {"dissatisfied": 1}
    assert await offered(house, phone) == [("dissatisfied", False)]
    mine = (await phone.get("/api/my/ratings")).body["ratings"]
    assert [(one["grade"], one["counted"]) for one in mine[:2]] == [
        ("dissatisfied", True),
        ("satisfied", False),
    ]
    third = await phone.post("/api/ratings", **rating(service, "satisfied"))
    assert (third.status, third.code) == (409, "already_rated")
    assert third.body["details"]["receipt"]["number"] == second.body["number"]
    house.clock.pass_(days=7)
    await defaults.settle(now=house.clock.now)
    await rollups.refresh(now=house.clock.now)
    assert await Rating.filter(service_record_id=service).count() == 2  # and no default
    city = await house.staff("city")
    query = {"group": "month", "first": "2027-03-01", "last": "2027-03-31"}
    [row] = (await city.get("/api/statistics", **query)).body["rows"]
    assert row["figures"]["participation"]["numerator"] == 1


@pytest.mark.req("7-11", "11-5")
async def test_a_second_opinion_joins_the_open_order_and_not_a_closed_one(house: House) -> None:
    await under(house, counted_opinion='"first"')
    service, later = await ended(house), await ended(house, 2)
    phone = await house.citizen(CHEN)
    for one in (service, later):
        await phone.post("/api/ratings", **rating(one, "very_dissatisfied"))
    order, closed = await WorkOrder.all().order_by("opened_at", "number")
    if str((await order.rating).service_record_id) != service:
        order, closed = closed, order
    await WorkOrder.filter(id=closed.id).update(
        status="closed_by_bureau", closed_at=house.clock.now, due_at=None, due_what=None
    )
    joined = await phone.post("/api/ratings", **rating(service, "dissatisfied", text="还是不行"))
    assert joined.body["case"]["id"] == str(order.id)
    opened = await phone.post("/api/ratings", **rating(later, "dissatisfied"))
    assert opened.body["case"]["id"] not in (str(order.id), str(closed.id))
    case = (await phone.get(f"/api/my/cases/{order.id}")).body
    assert case["again"]["text"] == "还是不行"
    bureau = await house.staff("xiangqiao")
    [source] = (await bureau.get(f"/api/work-orders/{order.id}")).body["sources"]
    assert (source["source"], source["grade"], source["text"], source["number"]) == (
        "second_rating",
        "dissatisfied",
        "还是不行",
        "",
    )
    await house.deliver()
    assert await InboxMessage.filter(topic="work_order_joined", order_id=order.id).exists()
    # The first counts here; nothing is counted twice.
    assert await said(house) == {"very_dissatisfied": 2}
