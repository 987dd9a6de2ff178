"""Who stands before an officer is not told by any number that moves, nor by any minute."""

from typing import Any

import pytest

from actions.figures import rollups
from rules.work_calendar import local_day
from tests.journeys.steps import poor_rating, until_fed_back
from tests.support.house import House
from tests.support.town import CHEN

HOUSE = ("officer", "handler", "hall")


async def seen(house: House) -> dict[str, Any]:
    """Everything somebody of the house, or anybody, can look at again and again."""
    day = str(local_day(house.clock.now))
    found: dict[str, Any] = {}
    for who, group in (("handler", "day"), ("hall", "window")):
        query = {"group": group, "first": day, "last": day}
        caller = await house.staff(who)
        figures = (await caller.get("/api/statistics", **query)).body
        assert figures["without_today"]
        found[who] = {name: figures[name] for name in ("rows", "total")}
    tags = {"first": day, "last": day}
    found["tags"] = (await (await house.staff("handler")).get("/api/statistics/tags", **tags)).body
    found["officer"] = (await (await house.staff("officer")).get("/api/officer/scores")).body
    found["orders"] = (await (await house.staff("handler")).get("/api/work-orders")).body
    for name in ("results", "results/halls", "results?month=2026-11"):
        found[name] = (await house.nobody.get(f"/api/{name}")).body
        found[name].pop("counted_at")
    return found


@pytest.mark.req("3-6", "9-4", "13-4")
async def test_nobody_of_the_house_learns_what_was_said_just_now(house: House) -> None:
    service_of_before = await poor_rating(house, await house.citizen(CHEN))
    house.clock.pass_(days=1)
    await house.end_service(CHEN)
    await rollups.refresh(now=house.clock.now)
    phone, before = await house.citizen(CHEN), await seen(house)
    house.clock.pass_(minutes=7)
    order = await poor_rating(house, phone, tags=["213"])
    await rollups.refresh(now=house.clock.now)
    await house.deliver()
    after = await seen(house)
    for rows in (before, after):  # the service itself was ended before their eyes
        rows["officer"].pop("services")
    assert after == before
    assert after["officer"]["opinions"] == 1  # yesterday is told
    # The bureau sees it at once: it has to do something.
    day = str(local_day(house.clock.now))
    query = {"group": "window", "first": day, "last": "2026-11-30"}  # a month is asked for whole
    told = (await (await house.staff("xiangqiao")).get("/api/statistics", **query)).body
    assert (told["total"]["opinions"], told["without_today"]) == (1, False)
    await no_minute(house, order)
    assert order != service_of_before


async def no_minute(house: House, order: str) -> None:
    """Of a case that was passed on, the house learns the day; so does a hall of its windows."""
    moment = house.clock.now.isoformat()[:16]
    bureau, path = await house.staff("xiangqiao"), f"/api/work-orders/{order}"
    assert moment in str((await bureau.get(path)).body)
    house.clock.pass_(hours=2)
    institution = str(house.town.institution.id)
    await bureau.post(f"{path}/dispatch", institution_id=institution, version=1)
    handler, hall = await house.staff("handler"), await house.staff("hall")
    months = {"first": "2026-11", "last": "2026-11", "institution_id": institution}
    answers = (
        await handler.get(path),
        await handler.get("/api/work-orders"),
        await handler.get("/api/efficiency/orders", **months),
        await hall.get(f"/api/halls/{house.town.window.hall_id}/windows"),
    )
    for answer in answers:
        assert answer.status == 200, answer
        assert moment not in str(answer.body)
        assert moment[:10] in str(answer.body) or "opened_at" in str(answer.body)
    [window, *_] = [one for one in answers[3].body["windows"] if one["last_rated_on"]]
    assert window["last_rated_on"] == str(local_day(house.clock.now))


@pytest.mark.req("9-4", "11-8")
async def test_when_a_citizen_answered_is_told_to_the_house_by_its_day(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    version = await until_fed_back(house, order)
    house.clock.pass_(minutes=7)
    said = {"answer": "partly", "text": "比上次快了些。", "version": version}
    assert (await phone.post(f"/api/my/cases/{order}/answer", **said)).status == 200
    moment = house.clock.now.isoformat()[:16]
    for who, known in (("handler", False), ("xiangqiao", True)):
        steps = (await (await house.staff(who)).get(f"/api/work-orders/{order}")).body["steps"]
        [step] = [one for one in steps if one["action"] == "confirm"]
        assert (step["at"].startswith(moment), who) == (known, who)
        assert (step["answer"], step["note"]) == ("partly", "比上次快了些。")
