"""Clocks as the desk sees them: midnight, closed orders, reopened orders (Art. 11; 11-13)."""

from datetime import datetime, timedelta

import pytest

from actions import cases
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
