"""Articles 4 and 11: plans, more time, supervision, and orders raised by hand."""

import asyncio
import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest

from actions.exports import export_work
from actions.rating import defaults
from models import InboxMessage, Rating, WorkOrder
from tests.journeys.steps import poor_rating
from tests.rules.sets import chaozhou
from tests.support.house import Answer, Caller, House, rating
from tests.support.town import CHEN, LIN


async def step(caller: Caller, order: str, path: str, **form: Any) -> Answer:
    """A step on the order as it is now."""
    version = (await WorkOrder.get(id=order)).version
    return await caller.post(f"/api/work-orders/{order}/{path}", version=version, **form)


async def accepted(house: House) -> str:
    """An order the institution has accepted, on Monday 23 November 2026."""
    order = await poor_rating(house, await house.citizen(CHEN))
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    institution = str(house.town.institution.id)
    await step(bureau, order, "dispatch", institution_id=institution)
    answer = await step(handler, order, "accept")
    assert answer.status == 200, answer
    return order


@pytest.mark.req("11-9")
async def test_a_response_says_how_it_will_be_set_right(house: House) -> None:
    order = await accepted(house)
    handler = await house.staff("handler")
    form = {"text": "已联系群众。", "handling": "by_date"}
    for plan, until, code in (
        ("", "2026-12-01", "plan_incomplete"),
        ("增设一个窗口", None, "plan_incomplete"),
        ("增设一个窗口", "2026-12-08", "plan_too_late"),  # the tenth working day is the 7th
        ("增设一个窗口", "2026-11-22", "plan_too_late"),
    ):
        refused = await step(handler, order, "respond", **form, plan=plan, until=until)
        assert (refused.status, refused.code) == (422, code), refused
    answer = await step(handler, order, "respond", **form, plan="增设一个窗口", until="2026-12-07")
    assert answer.status == 200, answer
    [entry] = answer.body["entries"]
    assert (entry["handling"], entry["plan"], entry["plan_until"]) == (
        "by_date",
        "增设一个窗口",
        "2026-12-07",
    )
    phone = await house.citizen(CHEN)
    thread = (await phone.get(f"/api/my/cases/{order}")).body
    assert thread["entries"][0]["plan_until"] == "2026-12-07"  # the citizen sees the promise


@pytest.mark.req("11-9")
async def test_only_a_plan_by_a_date_keeps_a_plan(house: House) -> None:
    order = await accepted(house)
    handler = await house.staff("handler")
    form = {"text": "依法不能减免。", "handling": "explained", "plan": "无", "until": "2026-12-01"}
    answer = await step(handler, order, "respond", **form)
    [entry] = answer.body["entries"]
    assert (entry["handling"], entry["plan"], entry["plan_until"]) == ("explained", "", None)


@pytest.mark.req("11-10")
async def test_more_time_is_asked_for_approved_and_given_once(house: House) -> None:
    order = await accepted(house)
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    await step(handler, order, "respond", text="已联系群众。")
    assert (await WorkOrder.get(id=order)).due_at == chaozhou(2026, 12, 8)

    nothing = await step(bureau, order, "extension/decision", granted=True)
    assert (nothing.status, nothing.code) == (409, "not_allowed_now")
    asked = await step(handler, order, "extension", reason="设备需采购")
    assert asked.body["row"]["extension_asked"]
    assert "ask_extension" not in asked.body["actions"]
    twice = await step(handler, order, "extension", reason="设备需采购")
    assert twice.code == "not_allowed_now"
    [row] = (await bureau.get("/api/work-orders", extension="true")).body["rows"]
    assert row["id"] == order
    for caller, waits in ((handler, 1), (bureau, 1), (await house.staff("city"), 0)):
        own = (await caller.get("/api/work-orders", waiting="true")).body
        assert (own["waiting"], own["total"], len(own["rows"])) == (waits, waits, waits)

    silent = await step(bureau, order, "extension/decision", granted=False)
    assert (silent.status, silent.code) == (422, "reason_missing")
    granted = await step(bureau, order, "extension/decision", granted=True)
    assert not granted.body["row"]["extension_asked"]
    assert (await bureau.get("/api/work-orders")).body["waiting"] == 0
    assert (await WorkOrder.get(id=order)).due_at == chaozhou(2026, 12, 22)

    again = await step(handler, order, "extension", reason="还要更久")
    assert (again.status, again.code) == (409, "extension_refused")
    await house.deliver()
    topics = set(await InboxMessage.filter(order_id=order).values_list("topic", flat=True))
    assert {"extension_asked", "extension_granted"} <= topics


@pytest.mark.req("11-10")
async def test_too_late_is_too_late_and_a_refusal_moves_no_clock(house: House) -> None:
    order = await accepted(house)
    before = (await WorkOrder.get(id=order)).due_at
    assert before is not None
    handler, bureau = await house.staff("handler"), await house.staff("xiangqiao")
    await step(handler, order, "extension", reason="人手不够")
    await step(bureau, order, "extension/decision", granted=False, reason="请按期办理")
    assert (await WorkOrder.get(id=order)).due_at == before
    house.clock.now = before
    late = await step(await house.staff("handler"), order, "extension", reason="人手不够")
    assert (late.status, late.code) == (409, "extension_refused")


@pytest.mark.req("11-10")
async def test_an_undecided_request_ends_with_the_feedback(house: House) -> None:
    order = await accepted(house)
    handler = await house.staff("handler")
    await step(handler, order, "extension", reason="人手不够")
    for path in ("respond", "rectify", "feed-back"):
        assert (await step(handler, order, path, text="已办理。")).status == 200
    assert (await WorkOrder.get(id=order)).extension_asked_at is None


@pytest.mark.req("4-3")
async def test_a_slow_office_is_pressed_and_has_to_answer(house: House) -> None:
    order = await accepted(house)
    city, county = await house.staff("city"), await house.staff("xiangqiao")
    early = await step(city, order, "supervision", reason="请说明进展")
    assert (early.status, early.code) == (409, "not_near_its_clock")

    house.clock.now = chaozhou(2026, 11, 27, 10)  # a day after the contact was due
    city, county = await house.staff("city"), await house.staff("xiangqiao")
    handler = await house.staff("handler")
    pressed = await step(city, order, "supervision", reason="请说明进展")
    assert pressed.status == 200, pressed
    assert pressed.body["row"]["supervision"] is not None
    due = (await WorkOrder.get(id=order)).supervision_due_at
    assert due == chaozhou(2026, 12, 2)  # 24:00 of Tuesday
    assert (await step(county, order, "supervision", reason="再次督办")).code == "not_allowed_now"
    [row] = (await county.get("/api/work-orders", supervised="true")).body["rows"]
    assert row["id"] == order

    for path in ("respond", "rectify"):  # the work goes on
        assert (await step(handler, order, path, text="已办理。")).status == 200
    held = await step(handler, order, "feed-back", text="已办理。")
    assert (held.status, held.code) == (409, "supervision_unanswered")
    answered = await step(handler, order, "supervision/answer", text="窗口停电，今日已恢复")
    assert answered.body["row"]["supervision"] is None
    assert (await step(handler, order, "feed-back", text="已办理。")).status == 200

    await house.deliver()
    topics = set(await InboxMessage.filter(order_id=order).values_list("topic", flat=True))
    assert {"supervised", "supervision_answered"} <= topics
    job = (await city.post("/api/exports/work-orders")).body["id"]
    await export_work.work(deps=house.app.deps, now=house.clock.now)
    sheet = (await city.get(f"/api/exports/{job}/file")).body.decode("utf-8-sig")
    [line] = list(csv.DictReader(io.StringIO(sheet)))
    assert line["督办次数"] == "1"
    assert (line["督办要求"], line["督办答复"]) == ("请说明进展", "窗口停电，今日已恢复")


@pytest.mark.req("4-3")
async def test_a_county_that_does_not_dispatch_answers_to_the_city(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    house.clock.pass_(days=4)
    city, county = await house.staff("city"), await house.staff("xiangqiao")
    own = await step(county, order, "supervision", reason="请尽快转办")
    assert (own.status, own.code) == (409, "not_allowed_now")  # nobody presses the own turn
    assert (await step(city, order, "supervision", reason="请尽快转办")).status == 200
    institution = str(house.town.institution.id)
    held = await step(county, order, "dispatch", institution_id=institution)
    assert held.code == "supervision_unanswered"
    assert (await step(county, order, "supervision/answer", text="今日转办")).status == 200
    assert (await step(county, order, "dispatch", institution_id=institution)).status == 200


@pytest.mark.req("11-14")
async def test_an_order_is_raised_by_hand_once(house: House) -> None:
    """A grade that is not poor opens none, whatever its text says; two at once raise one."""
    phone = await house.citizen(LIN)
    service = await house.end_service(LIN)
    await phone.post("/api/ratings", **rating(service, "basically_satisfied", text="让我跑了三趟"))
    opinion = await Rating.get(service_record_id=service)
    assert await WorkOrder.all().count() == 0
    path = f"/api/statistics/ratings/{opinion.id}/work-order"
    city, county = await house.staff("city"), await house.staff("xiangqiao")
    answers = await asyncio.gather(
        *(one.post(path, reason="文字反映多次跑动") for one in (city, county, city, county))
    )
    assert {one.status for one in answers} == {200}
    assert len({one.body["row"]["id"] for one in answers}) == 1
    order = await WorkOrder.get(rating_id=opinion.id)
    assert order.due_at == chaozhou(2026, 11, 25)
    [first] = (await county.get(f"/api/work-orders/{order.id}")).body["steps"]
    assert (first["action"], first["note"]) == ("open", "文字反映多次跑动")


@pytest.mark.req("11-14", "4-1")
async def test_nobody_raises_an_order_on_a_default_or_out_of_reach(house: House) -> None:
    service = await house.end_service(LIN)
    house.clock.pass_(days=9)
    await defaults.settle(now=house.clock.now)
    default = await Rating.get(service_record_id=service)
    path = f"/api/statistics/ratings/{default.id}/work-order"
    city, other = await house.staff("city"), await house.staff("raoping")
    assert (await city.post(path, reason="文字反映问题")).code == "not_allowed_now"
    assert (await other.post(path, reason="文字反映问题")).code == "not_found"


@pytest.mark.req("4-3")
async def test_the_list_narrows_by_what_is_asked(house: House) -> None:
    order = await accepted(house)
    city = await house.staff("city")
    today, institution = date(2026, 11, 23), str(house.town.institution.id)
    for query, found in (
        ({"grade": "dissatisfied"}, True),
        ({"grade": "very_dissatisfied"}, False),
        ({"institution_id": institution, "first": str(today), "last": str(today)}, True),
        ({"last": str(today - timedelta(days=1))}, False),
        ({"first": str(today + timedelta(days=1))}, False),
        ({"supervised": "true"}, False),
    ):
        rows = (await city.get("/api/work-orders", **query)).body["rows"]
        assert [row["id"] for row in rows] == ([order] if found else []), query
