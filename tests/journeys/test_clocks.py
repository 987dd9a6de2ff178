"""Clocks as the desk sees them: midnight, closed orders, reopened orders (Art. 11; 11-13)."""

from datetime import datetime, timedelta

import pytest

from actions.orders import cases
from models import WorkOrder
from tests.journeys.steps import poor_rating, until_fed_back
from tests.rules.sets import chaozhou
from tests.support.house import House
from tests.support.town import CHEN

MOMENT = timedelta(microseconds=1)


async def overdue(house: House, at: datetime) -> list[str]:
    """The orders in the bureau's list of late ones; every other count must say the same."""
    house.clock.now = at
    bureau = await house.staff("city")
    page = (await bureau.get("/api/work-orders")).body
    late = (await bureau.get("/api/work-orders", overdue="true")).body
    ids = [row["id"] for row in late["rows"]]
    assert ids == [row["id"] for row in page["rows"] if row["overdue"]]
    assert ids == [
        row["id"] for row in page["rows"] if row["due"] and row["due"]["working_days_left"] < 0
    ]
    assert page["overdue"] == late["total"] == len(ids)
    return ids


@pytest.mark.req("11-2", "11-13")
async def test_an_order_is_late_when_the_last_day_is_over(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    due = chaozhou(2026, 11, 25)  # rated on Monday the 23rd: 24:00 of Tuesday
    assert (await WorkOrder.get(id=order)).due_at == due
    assert await overdue(house, due - MOMENT) == []
    assert await overdue(house, due) == [order]


@pytest.mark.req("11-8", "11-13")
async def test_a_closed_order_is_never_late_and_a_reopened_one_starts_anew(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    version = await until_fed_back(house, order)
    path = f"/api/my/cases/{order}"
    answer = await phone.post(f"{path}/answer", answer="solved", version=version)
    assert answer.status == 200, answer
    assert await overdue(house, house.clock.now + timedelta(days=20)) == []

    phone = await house.citizen(CHEN)
    answer = await phone.post(
        f"{path}/answer", answer="not_solved", text="仍未解决", version=version + 1
    )
    assert answer.status == 200, answer
    reopened = await WorkOrder.get(id=order)
    # Sunday the 13th is not counted, nor is any of the twenty days before it.
    assert (reopened.due_what, reopened.due_at) == ("dispatch", chaozhou(2026, 12, 15))
    assert await overdue(house, house.clock.now) == []
    assert await overdue(house, chaozhou(2026, 12, 15)) == [order]


@pytest.mark.req("11-8", "11-13")
async def test_a_citizen_who_has_not_answered_makes_no_office_late(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    await until_fed_back(house, order)
    await cases.note_delivered(order_id=order, deps=house.app.deps, now=house.clock.now)
    over = (await WorkOrder.get(id=order)).due_at
    assert over is not None
    house.clock.now = over + timedelta(hours=1)  # nobody has closed it by silence yet
    bureau = await house.staff("city")
    assert (await bureau.get("/api/work-orders", overdue="true")).body["rows"] == []


@pytest.mark.req("11-13", "12-9")
async def test_the_days_of_an_appeal_are_given_back_to_every_later_step(house: House) -> None:
    """Dispatched on Monday 23 November 2026; the appeal is open from then to 7 December."""
    order, path = await appealed(house)
    house.clock.now = chaozhou(2026, 12, 7, 10)
    handler = await house.staff("handler")
    declined = await handler.post(f"{path}/decline", reason="核实后不予支持", version=1)
    assert declined.status == 200, declined
    # One day to accept was left, the ten working days in between do not count.
    assert (await WorkOrder.get(id=order)).due_at == chaozhou(2026, 12, 9)
    for action, form, due in (
        ("accept", {}, chaozhou(2026, 12, 11)),  # contact: three days
        ("respond", {"text": "已与群众联系。"}, chaozhou(2026, 12, 22)),  # rectification: ten
    ):
        version = (await WorkOrder.get(id=order)).version
        answer = await handler.post(f"/api/work-orders/{order}/{action}", version=version, **form)
        assert answer.status == 200, answer
        assert (await WorkOrder.get(id=order)).due_at == due, action
    assert await overdue(house, chaozhou(2026, 12, 22) - MOMENT) == []


@pytest.mark.req("11-13", "12-9")
async def test_a_step_taken_during_an_appeal_starts_no_clock_before_it_is_over(
    house: House,
) -> None:
    order, path = await appealed(house)
    handler = await house.staff("handler")
    answer = await handler.post(f"/api/work-orders/{order}/accept", version=2)
    assert (answer.status, answer.body["row"]["due"]) == (200, None)
    house.clock.now = chaozhou(2026, 11, 25, 10)
    handler = await house.staff("handler")
    await handler.post(f"{path}/decline", reason="核实后不予支持", version=1)
    kept = await WorkOrder.get(id=order)
    # Three days from the dispatch on Monday; Tuesday and Wednesday do not count.
    assert (kept.due_what, kept.due_at) == ("contact", chaozhou(2026, 12, 1))


@pytest.mark.req("12-6", "11-13")
async def test_an_appeal_is_too_late_at_24_00(house: House) -> None:
    _, rating_id = await told_of(house)
    house.clock.now = chaozhou(2026, 12, 8)  # 24:00 of the tenth working day
    officer = await house.staff("officer")
    form = {"rating_id": rating_id, "reason": "与窗口无关", "evidence": "停机公告"}
    late = await officer.post("/api/officer/appeals", **form)
    assert (late.status, late.code) == (409, "appeal_too_late")
    house.clock.now -= MOMENT
    officer = await house.staff("officer")
    assert (await officer.post("/api/officer/appeals", **form)).status == 201


async def told_of(house: House) -> tuple[str, str]:
    """A poor rating whose order was dispatched, so that the officer knows: order and rating."""
    order = await poor_rating(house, await house.citizen(CHEN))
    bureau = await house.staff("xiangqiao")
    institution = str(house.town.institution.id)
    await bureau.post(f"/api/work-orders/{order}/dispatch", institution_id=institution, version=1)
    return order, str((await WorkOrder.get(id=order)).rating_id)


async def appealed(house: House) -> tuple[str, str]:
    order, rating_id = await told_of(house)
    officer = await house.staff("officer")
    answer = await officer.post(
        "/api/officer/appeals", rating_id=rating_id, reason="与窗口无关", evidence="停机公告"
    )
    assert answer.status == 201, answer
    return order, f"/api/appeals/{answer.body['row']['id']}"
