"""Articles 11 to 13: what became of the orders that were due, in figures."""

from typing import Any

import pytest

from actions.figures import rollups
from models import OrderRound, WorkOrder
from tests.journeys.steps import poor_rating, until_fed_back
from tests.rules.sets import chaozhou
from tests.support.house import Caller, House
from tests.support.town import CHEN

RATES = ("rectification", "on_time", "contact")


async def rates(
    house: House, city: Caller, day: str, group: str = "institution"
) -> tuple[Any, ...]:
    """Orders due on a day, then numerator and denominator of each rate."""
    await rollups.refresh(now=house.clock.now)
    total = (await city.get("/api/statistics", group=group, first=day, last=day)).body["total"]
    shown = [(total[name]["numerator"], total[name]["denominator"]) for name in RATES]
    return (total["orders_due"], *shown)


async def step(caller: Caller, order: str, path: str, **form: Any) -> None:
    version = (await WorkOrder.get(id=order)).version
    answer = await caller.post(f"/api/work-orders/{order}/{path}", version=version, **form)
    assert answer.status == 200, answer


async def says(house: House, order: str, answer: str) -> None:
    version = (await WorkOrder.get(id=order)).version
    phone = await house.citizen(CHEN)
    said = await phone.post(f"/api/my/cases/{order}/answer", answer=answer, version=version)
    assert said.status == 200, said


@pytest.mark.req("13-5", "11-3", "11-8")
async def test_what_became_of_the_orders_due(house: House) -> None:
    """One solved in time, one only contacted, one not even accepted; then it was not solved."""
    phone = await house.citizen(CHEN)
    solved, contacted, untouched = [await poor_rating(house, phone) for _ in range(3)]
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    for order in (contacted, untouched):
        await step(bureau, order, "dispatch", institution_id=str(house.town.institution.id))
    await step(handler, contacted, "accept")
    await step(handler, contacted, "respond", text="已电话联系。")
    await until_fed_back(house, solved)
    await says(house, solved, "solved")

    house.clock.now = chaozhou(2026, 12, 7, 23)  # the tenth working day is not over
    city = await house.staff("city")
    assert await rates(house, city, "2026-12-07") == (0, (0, 0), (0, 0), (0, 0))
    house.clock.now = chaozhou(2026, 12, 8, 0, 1)
    for group in ("institution", "region", "hall", "window", "item", "channel", "month"):
        assert await rates(house, city, "2026-12-07", group) == (3, (1, 3), (1, 1), (2, 3)), group
    assert await rates(house, city, "2026-12-08") == (0, (0, 0), (0, 0), (0, 0))

    await says(house, solved, "not_solved")  # so it was not, and a second round begins
    assert await rates(house, city, "2026-12-07") == (3, (0, 3), (0, 0), (2, 3))
    house.clock.now = chaozhou(2026, 12, 9, 9)
    city = await house.staff("city")
    await step(city, solved, "dispatch", institution_id=str(house.town.institution.id))
    second = await OrderRound.get(order_id=solved, round=2)
    assert second.due_at == chaozhou(2026, 12, 24)  # ten working days from its own start
    house.clock.now = chaozhou(2026, 12, 25, 9)
    city = await house.staff("city")
    handler = await house.staff("handler")
    await step(handler, solved, "accept")
    for path in ("respond", "rectify", "feed-back"):
        await step(handler, solved, path, text="已办理。")
    await says(house, solved, "solved")
    assert await rates(house, city, "2026-12-23") == (1, (1, 1), (0, 1), (1, 1))  # a day late
    assert await rates(house, city, "2026-12-07") == (3, (0, 3), (0, 0), (2, 3))


@pytest.mark.req("13-5")
async def test_services_of_windows_and_items_have_their_participation(house: House) -> None:
    phone = await house.citizen(CHEN)
    await poor_rating(house, phone)
    await house.end_service(CHEN)  # nobody rates this one
    house.clock.now = chaozhou(2026, 12, 2, 9)
    await rollups.refresh(now=house.clock.now)
    period = {"first": "2026-11-23", "last": "2026-12-01"}
    for who, groups in (("hall", ("hall", "window")), ("handler", ("institution", "item"))):
        caller = await house.staff(who)
        for group in groups:
            total = (await caller.get("/api/statistics", group=group, **period)).body["total"]
            share = total["participation"]
            assert (total["services"], share["numerator"], share["denominator"]) == (2, 1, 2), group


@pytest.mark.req("11-10", "13-5")
async def test_more_time_moves_the_day_an_order_is_due(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    await step(bureau, order, "dispatch", institution_id=str(house.town.institution.id))
    await step(handler, order, "accept")
    await step(handler, order, "extension", reason="设备需采购")
    await step(bureau, order, "extension/decision", granted=True)
    assert (await OrderRound.get(order_id=order)).due_at == chaozhou(2026, 12, 22)
    house.clock.now = chaozhou(2026, 12, 22, 9)
    city = await house.staff("city")
    assert (await rates(house, city, "2026-12-07"))[0] == 0
    assert (await rates(house, city, "2026-12-21"))[0] == 1
