"""Provisional clocks when the holidays of their year are loaded (Art. 11; 11-13)."""

import asyncio
from datetime import date

import pytest

from actions.orders import clocks
from models import CalendarDay, WorkOrder
from tests.journeys.steps import poor_rating
from tests.rules.sets import chaozhou
from tests.support.house import House
from tests.support.town import CHEN

FREE = [date(2027, 1, 1)]
WORKED = [date(2027, 1, 2), date(2027, 1, 3)]  # a weekend, as a notice may have it


async def reckon_again(house: House) -> int:
    return await clocks.reckon_again(deps=house.app.deps, now=house.clock.now)


async def load_2027(house: House, *, free: list[date], worked: list[date]) -> int:
    """An invented notice arrives in the table, and the job loop comes round."""
    await CalendarDay.bulk_create(
        CalendarDay(day=day, working=day in worked, name="元旦", source="测试通知")
        for day in free + worked
    )
    await house.app.deps.reference.reload()
    return await reckon_again(house)


async def dispatched_at_the_years_end(house: House) -> WorkOrder:
    """Rated on Wednesday 30 December 2026: dispatch by the 31st, acceptance in no known year."""
    house.clock.now = chaozhou(2026, 12, 30, 9)
    order = await poor_rating(house, await house.citizen(CHEN))
    kept = await WorkOrder.get(id=order)
    assert (kept.due_at, kept.due_provisional) == (chaozhou(2027, 1, 1), False)
    house.clock.now = chaozhou(2026, 12, 31, 9)
    bureau = await house.staff("xiangqiao")
    answer = await bureau.post(
        f"/api/work-orders/{order}/dispatch",
        institution_id=str(house.town.institution.id),
        version=1,
    )
    assert answer.status == 200, answer
    assert answer.body["row"]["due"]["provisional"] is True
    return await WorkOrder.get(id=order)


@pytest.mark.req("11-13")
async def test_the_clock_moves_on_with_the_holiday_and_is_certain_then(house: House) -> None:
    order = await dispatched_at_the_years_end(house)
    assert order.due_at == chaozhou(2027, 1, 2)  # weekends alone: Friday, 1 January
    assert await reckon_again(house) == 0  # nothing new is known
    assert await load_2027(house, free=FREE, worked=[]) == 1
    kept = await WorkOrder.get(id=order.id)
    assert (kept.due_at, kept.due_provisional) == (chaozhou(2027, 1, 5), False)
    assert kept.version == order.version  # a form that is open on a desk stays good
    assert await reckon_again(house) == 0


@pytest.mark.req("11-13")
async def test_a_promised_day_is_never_taken_back(house: House) -> None:
    order = await dispatched_at_the_years_end(house)
    handler = await house.staff("handler")
    answer = await handler.post(f"/api/work-orders/{order.id}/accept", version=2)
    assert answer.status == 200, answer
    accepted = await WorkOrder.get(id=order.id)
    # Contact within three days of the dispatch: Friday, Monday, Tuesday.
    assert (accepted.due_at, accepted.due_provisional) == (chaozhou(2027, 1, 6), True)
    # With a weekend worked it would have been Sunday; the date people were told stays.
    assert await load_2027(house, free=[], worked=WORKED) == 1
    kept = await WorkOrder.get(id=order.id)
    assert (kept.due_at, kept.due_provisional) == (chaozhou(2027, 1, 6), False)


@pytest.mark.req("11-6", "11-13")
async def test_a_returned_order_counts_from_its_return(house: House) -> None:
    order = await dispatched_at_the_years_end(house)
    house.clock.now = chaozhou(2027, 1, 4, 9)
    handler = await house.staff("handler")
    answer = await handler.post(
        f"/api/work-orders/{order.id}/return", reason="不属于本单位职责", version=2
    )
    assert answer.status == 200, answer
    assert (await WorkOrder.get(id=order.id)).due_at == chaozhou(2027, 1, 6)
    assert await load_2027(house, free=[*FREE, date(2027, 1, 5)], worked=[]) == 1
    assert (await WorkOrder.get(id=order.id)).due_at == chaozhou(2027, 1, 7)


@pytest.mark.req("11-13")
async def test_a_step_taken_meanwhile_wins(house: House) -> None:
    order = await dispatched_at_the_years_end(house)
    handler = await house.staff("handler")
    await CalendarDay.create(day=FREE[0], working=False, name="元旦", source="测试通知")
    await house.app.deps.reference.reload()
    _, answer, _ = await asyncio.gather(
        reckon_again(house),
        handler.post(f"/api/work-orders/{order.id}/accept", version=2),
        reckon_again(house),
    )
    assert answer.status == 200, answer
    kept = await WorkOrder.get(id=order.id)
    assert (kept.due_what, kept.due_at) == ("contact", chaozhou(2027, 1, 7))
    assert not kept.due_provisional
