"""An invented rule set: loaded by one, activated by another; nothing of before changes."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest

from actions.figures import rollups
from actions.rating import defaults
from models import Rating, ServiceRecord
from rules.rule_set import FOLDER
from tests.journeys.steps import DECEMBER, NOVEMBER, colleague, november
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN

MARCH = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)


POINTS = (
    "{ very_satisfied = 100, satisfied = 50, basically_satisfied = 20, dissatisfied = 5, "
    "very_dissatisfied = 0 }"
)


def invented(**values: str) -> str:
    """Other days, other points, a late rating that replaces the default."""
    text = next(FOLDER.glob("chaozhou*.toml")).read_text(encoding="utf-8")
    text = text.replace("chaozhou-2019-trial", "invented-2027", 1)
    text = text.replace("effective_from = 2019-10-14", f"effective_from = {MARCH.date()}")
    changed = {"default_days": "5", "late_rating": '"replace_default"', "points": POINTS, **values}
    for name, value in changed.items():
        text, found = re.subn(
            rf"(\[values\.{name}\]\nvalue = ).*", lambda one, new=value: one[1] + new, text
        )
        assert found == 1, name
    return text


async def loaded_and_active(house: House) -> Caller:
    loader, second = await house.staff("city"), await colleague(house, "city")
    assert (await loader.post("/api/rule-sets", document=invented())).status == 201
    answer = await second.post("/api/rule-sets/invented-2027/activate")
    assert answer.status == 200, answer
    return second


@pytest.mark.req("1-1", "1-2")
async def test_two_people_put_a_set_in_force(house: House) -> None:
    loader, second = await house.staff("city"), await colleague(house, "city")
    made = await loader.post("/api/rule-sets", document=invented())
    assert [row["status"] for row in made.body["rows"]] == ["waiting", "in_force"]
    path = "/api/rule-sets/invented-2027"
    alone = await loader.post(f"{path}/activate")
    assert (alone.status, alone.code) == (403, "same_person")
    county = await house.staff("xiangqiao")
    assert (await county.post(f"{path}/activate")).status == 403
    answers = await asyncio.gather(*(second.post(f"{path}/activate") for _ in range(4)))
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    rows = (await county.get("/api/rule-sets")).body["rows"]
    assert [row["status"] for row in rows] == ["coming", "in_force"]
    assert all(value["source"] for row in rows for value in row["values"])


@pytest.mark.req("1-1")
@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("no toml = = ", "rule_set_refused"),
        ('[rule_set]\ncode = "x"', "rule_set_refused"),
        (invented(ratings_per_service="7"), "rule_set_refused"),
        (invented(default_days="-1"), "rule_set_refused"),
        (invented().replace("2027-03-01", "2026-11-23"), "rule_set_too_late"),
    ],
)
async def test_what_cannot_be_obeyed_is_refused(house: House, document: str, code: str) -> None:
    city = await house.staff("city")
    refused = await city.post("/api/rule-sets", document=document)
    assert refused.code == code, refused
    assert len((await city.get("/api/rule-sets")).body["rows"]) == 1


@pytest.mark.req("1-1")
async def test_two_sets_of_one_day_overlap(house: House) -> None:
    await loaded_and_active(house)
    city = await house.staff("city")
    other = invented().replace("invented-2027", "other-2027")
    for document in (other, invented()):
        refused = await city.post("/api/rule-sets", document=document)
        assert (refused.status, refused.code) == (409, "rule_set_overlaps")


@pytest.mark.req("1-2", "13-6")
async def test_the_preview_changes_nothing(house: House) -> None:
    await november(house, *["satisfied"] * 5)
    city = await house.staff("city")
    await city.post("/api/rule-sets", document=invented())
    seen = (await city.get("/api/rule-sets/invented-2027/preview", month="2026-11")).body
    assert {one["name"] for one in seen["values"]} == {"default_days", "late_rating", "points"}
    [row] = [one for one in seen["averages"] if one["name"] == "湘桥区"]
    assert (row["before"], row["after"], row["opinions"]) == (8.0, 50.0, 5)
    content = (await city.get("/api/bulletins/preview", **NOVEMBER)).body
    assert content["total"]["average"]["value"] == 8.0


@pytest.mark.req("1-2", "6-2", "6-3")
async def test_a_service_keeps_the_set_it_ended_under(house: House) -> None:
    await loaded_and_active(house)
    old = await house.end_service(CHEN)
    house.clock.now = MARCH
    new = await house.take_in(
        {
            "project_number": "NEW-1",
            "service_number": 1,
            "item_code": house.town.item.code,
            "hall_code": "xq-hall",
            "window_number": "A03",
            "officer_login": house.town.staff["officer"].login,
            "ended_at": MARCH.isoformat(),
            "applicant": CHEN.party,
        }
    )
    records = [await ServiceRecord.get(id=one) for one in (old, new.body["service_id"])]
    assert [one.rule_set for one in records] == ["chaozhou-2019-trial", "invented-2027"]
    assert records[1].default_due_at == datetime(2027, 3, 6, 16, 0, tzinfo=UTC)

    house.clock.now = MARCH + timedelta(days=7)
    await defaults.settle(now=house.clock.now)
    phone = await house.citizen(CHEN)
    late = [await phone.post("/api/ratings", **rating(str(one.id), "satisfied")) for one in records]
    assert [one.body["late"] for one in late] == [True, False]
    superseded = await Rating.filter(origin="default").order_by("rated_at")
    assert [one.superseded_by_id is not None for one in superseded] == [False, True]
    await rollups.refresh(now=house.clock.now)
    city = await house.staff("city")
    query = {"group": "month", "first": "2026-11-01", "last": "2027-03-31"}
    rows = (await city.get("/api/statistics", **query)).body["rows"]
    counted = {row["key"]: row["figures"] for row in rows}
    assert counted["2026-12"]["defaults"] == 1  # the old default stays, its late comment counts not
    assert counted["2027-03"]["defaults"] == 0  # the new one gave way
    assert counted["2027-03"]["average"]["value"] == 50.0  # in its own points
    assert DECEMBER < MARCH
