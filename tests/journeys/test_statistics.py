"""From a figure down to its cases, within the own reach (Art. 12–14)."""

from typing import Any
from uuid import uuid4

import pytest

from actions.figures import rollups
from models import Bureau, Duty, Institution, Rating, Window
from rules.work_calendar import local_day
from tests.support.house import Answer, Caller, House, rating
from tests.support.town import CHEN, NOW


async def rated(house: House, *grades: str) -> Caller:
    phone = await house.citizen(CHEN)
    for grade in grades:
        service = await house.end_service(CHEN)
        answer = await phone.post("/api/ratings", **rating(service, grade, text=f"打{CHEN.phone}"))
        assert answer.status == 201, answer
    await rollups.refresh(now=house.clock.now)
    return phone


async def asked(caller: Caller, group: str, **conditions: object) -> Answer:
    day = str(local_day(NOW))
    query = {"group": group, "first": day, "last": day, **conditions}
    return await caller.get("/api/statistics", **query)


@pytest.mark.req("13-5", "2-3")
async def test_every_grouping_says_the_same(house: House) -> None:
    await rated(house, "very_satisfied", "satisfied", "dissatisfied")
    city = await house.staff("city")
    for group in (
        "region",
        "level",
        "kind",
        "institution",
        "channel",
        "day",
        "month",
        "hall",
        "window",
        "item",
    ):
        answer = await asked(city, group)
        assert answer.status == 200, (group, answer)
        total = answer.body["total"]
        assert total["opinions"] == 3, group
        assert total["average"] == {
            "value": 7.0,
            "numerator": 21,
            "denominator": 3,
            "formula": "Σ(等级分 × 评价数) ÷ 评价数",
        }
        assert sum(row["figures"]["opinions"] for row in answer.body["rows"]) == 3
    levels = (await asked(city, "level")).body["rows"]
    assert [row["key"] for row in levels] == ["city", "county", "town", "village"]
    assert [row["figures"]["opinions"] for row in levels] == [0, 3, 0, 0]


@pytest.mark.req("4-1", "4-6")
async def test_each_role_sees_its_own_reach(house: House) -> None:
    await rated(house, "satisfied")
    house.clock.pass_(days=1)
    assert (await asked(await house.staff("xiangqiao"), "institution")).body["total"][
        "opinions"
    ] == 1
    handler = await house.staff("handler")
    assert (await asked(handler, "item")).body["total"]["opinions"] == 1
    [county] = (await asked(handler, "region")).body["rows"]
    assert county["name"] != county["key"]  # who supervises an office is no secret to it
    assert (await asked(await house.staff("hall"), "window")).body["total"]["opinions"] == 1
    for who in ("raoping", "other_handler"):
        elsewhere = await asked(await house.staff(who), "institution")
        assert elsewhere.body["total"]["opinions"] == 0, who
        assert house.town.institution.name not in str(elsewhere.body)
    # Naming another's institution widens nothing.
    stolen = await asked(
        await house.staff("raoping"), "day", institution_id=str(house.town.institution.id)
    )
    assert stolen.body["total"]["opinions"] == 0
    for who, group in (("handler", "window"), ("hall", "institution")):
        refused = await asked(await house.staff(who), group)
        assert (refused.status, refused.code) == (422, "no_such_view")
    assert (await asked(await house.staff("officer"), "day")).status == 403


@pytest.mark.req("2-3", "13-5")
async def test_a_narrowed_table_has_only_rows_of_what_was_asked(house: House) -> None:
    """Opening a county shows its own institutions and halls, and none of the others, even empty."""
    await rated(house, "satisfied")
    city = await house.staff("city")
    for group in ("institution", "hall"):
        by_bureau = {}
        for region in (await asked(city, "region")).body["rows"]:
            rows = (await asked(city, group, bureau_id=region["key"])).body["rows"]
            by_bureau[region["key"]] = {row["key"] for row in rows}
        found = [key for keys in by_bureau.values() for key in keys]
        assert len(found) == len(set(found)), group
        assert set(found) == {row["key"] for row in (await asked(city, group)).body["rows"]}


@pytest.mark.req("2-4", "13-5")
async def test_where_an_institution_stands_today_holds_all_the_way_down(house: House) -> None:
    """An institution that moved takes its figures along as of now, and only then."""
    await rated(house, "satisfied", "dissatisfied")
    office = house.town.institution
    before = office.bureau_id
    other = await Bureau.get(level="county", region__name="饶平县")
    await Institution.filter(id=office.id).update(bureau_id=other.id)
    city = await house.staff("city")
    for group in ("region", "institution", "day", "channel", "item"):
        for bureau, then, today in ((before, 2, 0), (other.id, 0, 2)):
            for as_of_now, expected in ((False, then), (True, today)):
                view = {"bureau_id": str(bureau), "as_of_now": str(as_of_now).lower()}
                total = (await asked(city, group, **view)).body["total"]
                assert total["opinions"] == expected, (group, view)
    county = await house.staff("raoping")
    for group in ("institution", "day", "item"):
        seen = (await asked(county, group, as_of_now="true")).body["total"]
        assert seen["opinions"] == 2, group
    narrowed = await asked(county, "day", as_of_now="true", channel="hotline")
    assert narrowed.body["total"]["opinions"] == 0


@pytest.mark.req("2-1", "14-4")
async def test_an_officer_who_moves_leaves_the_ratings_where_they_were(house: House) -> None:
    """The old window keeps its opinions, the new one begins, and both are the officer's."""
    await rated(house, "satisfied")
    before = house.town.window
    after = await Window.create(
        id=uuid4(),
        hall_id=before.hall_id,
        institution_id=before.institution_id,
        number="B07",
        name="社保专窗",
    )
    officer = house.town.staff["officer"].id
    await Duty.filter(officer_id=officer).update(window_id=after.id)
    house.clock.pass_(minutes=5)
    await rated(house, "satisfied", "dissatisfied")
    rows = (await asked(await house.staff("xiangqiao"), "window")).body["rows"]
    counted = {row["key"]: row["figures"]["opinions"] for row in rows}
    assert (counted[str(before.id)], counted[str(after.id)]) == (1, 2)
    house.clock.pass_(days=1)
    own = (await (await house.staff("officer")).get("/api/officer/scores")).body
    assert own["opinions"] == 3


@pytest.mark.req("9-4", "12-5")
async def test_down_to_the_cases_without_a_person(house: House) -> None:
    await rated(house, "satisfied", "dissatisfied")
    day = str(local_day(house.clock.now))
    bureau = await house.staff("xiangqiao")
    query = {"first": day, "last": day, "institution_id": str(house.town.institution.id)}
    page = (await bureau.get("/api/statistics/cases", **query)).body
    assert page["total"] == 2
    assert {row["grade"] for row in page["rows"]} == {"satisfied", "dissatisfied"}
    assert CHEN.phone not in str(page)
    assert CHEN.name not in str(page)
    [poor] = [row for row in page["rows"] if row["order_number"]]
    one = (await bureau.get("/api/statistics/cases", grade="dissatisfied", **query)).body
    assert [row["id"] for row in one["rows"]] == [poor["id"]]
    assert (await (await house.staff("raoping")).get("/api/statistics/cases", **query)).body[
        "total"
    ] == 0


async def hall_result(house: House) -> dict[str, Any]:
    """What is published of the hall of the rated window."""
    regions = (await house.nobody.get("/api/results/halls")).body["regions"]
    [found] = [
        hall
        for region in regions
        for hall in region["halls"]
        if hall["id"] == str(house.town.window.hall_id)
    ]
    return dict(found)


@pytest.mark.req("13-4")
async def test_the_public_sees_no_small_numbers(house: House) -> None:
    await rated(house, *["satisfied"] * 4)
    house.clock.pass_(days=1)
    results = (await house.nobody.get("/api/results")).body
    [row] = [one for one in results["rows"] if one["name"] == "湘桥区"]
    assert (row["opinions"], row["average"]["value"], row["grades"]) == (None, None, [])
    assert row["average"]["denominator"] == results["city"]["average"]["denominator"] == 0
    hall = await hall_result(house)
    assert (hall["opinions"], hall["walk_ins"], hall["services"]) == (None, None, 4)
    assert (hall["satisfaction"]["value"], hall["satisfaction"]["denominator"]) == (None, 0)
    await rated(house, "satisfied")
    house.clock.pass_(days=1)
    results = (await house.nobody.get("/api/results")).body
    [row] = [one for one in results["rows"] if one["name"] == "湘桥区"]
    assert (row["opinions"], row["average"]["value"]) == (5, 8.0)
    hall = await hall_result(house)
    assert (hall["opinions"], hall["average"]["value"], hall["defaults"]) == (5, 8.0, 0)
    assert await Rating.all().count() == 5
