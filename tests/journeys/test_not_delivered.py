"""When a feedback counts as delivered, and how a case ends if it never was (11-3, 11-8)."""

from datetime import timedelta

import pytest

from actions.notices import delivery_reports
from actions.orders import cases
from models import Delivery, WorkOrder
from tests.journeys.steps import poor_rating, until_fed_back
from tests.support.house import House
from tests.support.town import CHEN


@pytest.mark.req("11-7", "11-8")
@pytest.mark.parametrize(("report", "delivered"), [("delivered", True), ("failed", False)])
async def test_an_sms_is_delivered_when_the_gateway_says_so(
    house: House, report: str, delivered: bool
) -> None:
    house.sandbox.fault(settings={"sms_reports": report})
    order = await poor_rating(house, await house.citizen(CHEN))
    await until_fed_back(house, order)
    await house.deliver()
    assert (await WorkOrder.get(id=order)).delivered_at is None  # handed over, no more
    await delivery_reports.collect(deps=house.app.deps, now=house.clock.now)
    kept = await WorkOrder.get(id=order)
    assert (kept.delivered_at is not None) is delivered
    outcomes = await Delivery.filter(channel="sms", message__topic="feedback").values_list(
        "outcome", flat=True
    )
    assert outcomes == ["delivered" if delivered else "undelivered"]
    house.clock.pass_(days=8)
    closed = await cases.close_silent(deps=house.app.deps, now=house.clock.now)
    assert closed == int(delivered)


@pytest.mark.req("11-3", "11-8")
async def test_nobody_reached_two_calls_then_the_bureau_decides(house: House) -> None:
    house.sandbox.fault(settings={"sms_reports": "none"})
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    version = await until_fed_back(house, order)
    path = f"/api/work-orders/{order}"
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    close = {"reason": "两次致电均无人接听，反馈已寄出"}

    for caller in (handler, bureau):  # twice on the first day
        answer = await caller.post(f"{path}/calls", reached=False, version=version)
        assert answer.status == 200, answer
        version += 1
        refused = await bureau.post(f"{path}/close", version=version, **close)
        assert (refused.status, refused.code) == (409, "calls_missing")

    house.clock.pass_(days=1)
    bureau = await house.staff("xiangqiao")
    await bureau.post(f"{path}/calls", reached=False, note="仍无人接听", version=version)
    handler = await house.staff("handler")
    listed = (await handler.get("/api/work-orders/follow-ups", waiting=True)).body
    [one] = listed["rows"]
    assert (one["days_called"], one["days_needed"], one["called_today"]) == (2, 2, True)
    assert [call["reached"] for call in one["calls"]] == [False] * 3
    assert {call["name"] for call in one["calls"]} == {
        house.town.staff["xiangqiao"].name,
        house.town.staff["handler"].name,
    }
    assert (listed["waiting"], listed["rate"]["numerator"], listed["rate"]["denominator"]) == (
        1,
        0,
        1,
    )
    answer = await bureau.post(f"{path}/close", version=version + 1, **close)
    assert answer.body["row"]["status"] == "closed_by_bureau", answer
    thread = (await phone.get(f"/api/my/cases/{order}")).body
    assert [one["action"] for one in thread["steps"]].count("call_missed") == 3
    assert "仍无人接听" not in str(thread)  # what offices write to each other


@pytest.mark.req("11-13")
async def test_a_call_moves_no_clock(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    await until_fed_back(house, order)
    await cases.note_delivered(order_id=order, deps=house.app.deps, now=house.clock.now)
    before = await WorkOrder.get(id=order)
    house.clock.now += timedelta(hours=3)
    handler = await house.staff("handler")
    answer = await handler.post(
        f"/api/work-orders/{order}/calls", reached=True, version=before.version
    )
    assert answer.status == 200, answer
    assert (await WorkOrder.get(id=order)).due_at == before.due_at
    made = (await handler.get("/api/work-orders/follow-ups")).body
    [one] = made["rows"]
    assert (one["waiting"], one["calls"][0]["reached"]) == (False, True)
    assert made["rate"]["value"] == 100.0
