"""An invented indicator set: loaded by one, activated by another; what was before stays."""

import asyncio
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from actions.figures import rollups
from models import IndicatorDay, ServiceRecord
from queries.figures.bulletin_content import encoded
from queries.figures.tally import Tally, figures_of
from tests.journeys.steps import colleague
from tests.support.house import Caller, House, rating
from tests.support.indicators import invented
from tests.support.town import CHEN

MARCH = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
APRIL = datetime(2027, 4, 1, 2, 0, tzinfo=UTC)
SETS = "/api/indicator-sets"
PATH = f"{SETS}/invented-2027"


async def put_in_force(house: House, document: str = "") -> Caller:
    loader, second = await house.staff("city"), await colleague(house, "city")
    made = await loader.post(SETS, document=document or invented())
    assert made.status == 201, made
    answer = await second.post(f"{PATH}/activate")
    assert answer.status == 200, answer
    return second


async def ended(house: House, number: str) -> str:
    """A service at the window, told of by the queue machine."""
    answer = await house.take_in(
        {
            "project_number": number,
            "service_number": 1,
            "item_code": house.town.item.code,
            "hall_code": "xq-hall",
            "window_number": "A03",
            "officer_login": house.town.staff["officer"].login,
            "ended_at": house.clock.now.isoformat(),
            "applicant": CHEN.party,
        }
    )
    assert answer.status == 201, answer
    return str(answer.body["service_id"])


@pytest.mark.req("4-2")
async def test_two_people_put_a_set_in_force(house: House) -> None:
    loader, second = await house.staff("city"), await colleague(house, "city")
    county = await house.staff("xiangqiao")
    seen = (await loader.post(f"{SETS}/preview", document=invented())).body
    assert {one["code"]: (one["before"] is None, one["after"] is None) for one in seen["changes"]}[
        "process"
    ] == (False, False)
    assert (seen["weighted"], len(seen["items"]), len(seen["changes"])) == (True, 7, 14)
    assert len((await county.get(SETS)).body["rows"]) == 1  # nothing was stored

    assert (await county.post(SETS, document=invented())).status == 403
    made = await loader.post(SETS, document=invented())
    assert [row["status"] for row in made.body["rows"]] == ["waiting", "in_force"]
    assert (await county.get(f"{PATH}/preview")).body == seen
    alone = await loader.post(f"{PATH}/activate")
    assert (alone.status, alone.code) == (403, "same_person")
    answers = await asyncio.gather(*(second.post(f"{PATH}/activate") for _ in range(4)))
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    rows = (await county.get(SETS)).body["rows"]
    assert [(row["status"], row["weighted"]) for row in rows] == [
        ("coming", True),
        ("in_force", False),
    ]
    assert (await second.post(f"{PATH}/discard")).code == "not_allowed_now"
    assert (await second.post(f"{SETS}/nobody/activate")).status == 404


@pytest.mark.req("4-2")
async def test_what_cannot_be_obeyed_is_refused_with_every_problem(house: House) -> None:
    city = await house.staff("city")
    broken = invented().replace("weight = 30", "weight = 31").replace("[indicator_set]", "[set]")
    for path in (SETS, f"{SETS}/preview"):
        refused = await city.post(path, document=broken)
        assert (refused.status, refused.code) == (422, "indicator_set_refused")
        problems = [(one["where"], one["kind"]) for one in refused.body["details"]["problems"]]
        assert problems[0] == ("set", "unknown_field")
        assert ("indicator_set.code", "missing") in problems
    late = await city.post(SETS, document=invented(house.clock.now.date()))
    assert late.code == "indicator_set_too_late"
    assert (await city.post(SETS, document=invented())).status == 201
    other = invented().replace("invented-2027", "other-2027")
    answers = await asyncio.gather(*(city.post(SETS, document=other) for _ in range(2)))
    assert {one.code for one in answers} == {"indicator_set_overlaps"}
    assert (await city.post(f"{PATH}/discard")).status == 200
    assert (await city.post(SETS, document=other)).status == 201  # the day is free again
    await (await colleague(house, "city")).post(f"{SETS}/other-2027/activate")
    house.clock.now = MARCH
    rows = (await (await house.staff("city")).get(SETS)).body["rows"]
    assert sorted(row["status"] for row in rows) == ["discarded", "in_force", "past"]


@pytest.mark.req("4-2", "5-1", "5-2", "5-4")
async def test_a_form_asks_what_the_set_at_the_end_of_the_service_asks(house: House) -> None:
    await put_in_force(house)
    old = await house.end_service(CHEN)
    form = "/api/evaluation-form"
    now = (await house.nobody.get(form)).body
    assert (now["indicator_set"], len(now["dimensions"])) == ("regulation-2019", 8)
    house.clock.now = MARCH
    new = await ended(house, "NEW-1")
    asked = [(await house.nobody.get(form, service_id=one)).body for one in (old, new)]
    assert asked[0] == now
    assert asked[1] == (await house.nobody.get(form)).body
    assert [one["label"] for one in asked[1]["dimensions"]] == ["办事流程", "网上可办", "标识引导"]

    phone = await house.citizen(CHEN)
    for service, foreign in ((old, "online"), (new, "ease")):
        form_ = rating(service, "dissatisfied", dimensions={foreign: 3})
        assert (await phone.post("/api/ratings", **form_)).code == "unknown_dimension"
    scores = {"process": 2, "signs": 5}
    first = rating(old, "satisfied", dimensions={"process": 4})
    assert (await phone.post("/api/ratings", **first)).status == 201
    made = await phone.post("/api/ratings", **rating(new, "dissatisfied", dimensions=scores))
    assert made.status == 201, made
    mine = (await phone.get("/api/my/ratings")).body["ratings"]
    told = [[(one["label"], one["score"]) for one in row["dimensions"]] for row in mine]
    assert sorted(told) == [[("办事流程", 2), ("标识引导", 5)], [("办事流程设置", 4)]]
    order = made.body["case"]["id"]
    seen = (await (await house.staff("xiangqiao")).get(f"/api/work-orders/{order}")).body
    assert seen["rating"]["dimensions"][1] == {"code": "signs", "label": "标识引导", "score": 5}


@pytest.mark.req("4-2", "1-2")
async def test_scores_are_counted_under_their_own_set(house: House) -> None:
    await put_in_force(house)
    phone = await house.citizen(CHEN)
    before = await house.end_service(CHEN)
    await phone.post("/api/ratings", **rating(before, "satisfied", dimensions={"process": 4}))
    house.clock.now = MARCH
    phone = await house.citizen(CHEN)
    for number, score in (("NEW-1", 5), ("NEW-2", 2)):
        scores = {"process": score, "signs": 3}
        service = await ended(house, number)
        await phone.post("/api/ratings", **rating(service, "satisfied", dimensions=scores))
    await rollups.refresh(now=MARCH)
    rows = await IndicatorDay.all().order_by("day", "item")
    assert [(one.indicator_set, one.item, one.answers, one.total) for one in rows] == [
        ("regulation-2019", "process", 1, 4),
        ("invented-2027", "process", 2, 7),
        ("invented-2027", "signs", 2, 6),
    ]
    assert {one.hall_id for one in rows} == {house.town.window.hall_id}
    assert await ServiceRecord.all().count() == 3


@pytest.mark.req("4-2", "13-4", "13-5")
async def test_the_index_stands_where_the_set_weighs(house: House) -> None:
    february = {"first": "2027-02-01", "last": "2027-02-28"}
    march = {"first": "2027-03-01", "last": "2027-03-31"}
    await put_in_force(house)
    house.clock.now = MARCH
    phone = await house.citizen(CHEN)
    for number in range(5):
        scores = {"process": 4, "signs": 3}
        service = await ended(house, f"NEW-{number}")
        await phone.post("/api/ratings", **rating(service, "satisfied", dimensions=scores))
    house.clock.now = APRIL
    await rollups.refresh(now=APRIL)

    # process 30 × 80, points 25.5 × 80, content 14.5 × 100, taking part 10 × 100; nothing online
    expected = {"value": 86.13, "numerator": 6890.0, "denominator": 80.0}
    bureau = await house.staff("xiangqiao")
    for group in ("institution", "region", "level"):
        seen = (await bureau.get("/api/statistics", group=group, **march)).body
        told = seen["total"]["composite"]
        assert {name: told[name] for name in expected} == expected, group
        assert told["formula"].startswith("Σ（权重")
    halls = (await bureau.get("/api/statistics", group="hall", **march)).body
    [hall] = [one["figures"] for one in halls["rows"] if one["figures"]["opinions"]]
    assert hall["composite"]["value"] == 68.0  # (60 × 60 + 40 × 80) ÷ 100
    for group, days in (("item", march), ("day", march), ("institution", february)):
        other = (await bureau.get("/api/statistics", group=group, **days)).body
        assert "composite" not in other["total"], group

    results = (await house.nobody.get("/api/results", month="2027-03")).body
    by_name = {one["name"]: one for one in results["rows"]}
    assert by_name["湘桥区"]["composite"]["value"] == expected["value"]
    assert by_name["饶平县"]["composite"]["value"] is None
    assert "composite" not in (await house.nobody.get("/api/results", month="2027-02")).body["city"]

    city = await house.staff("city")
    made = (await city.post("/api/bulletins", period="2027-03")).body
    assert made["content"]["indicator_set"] == "省统一指标体系（虚构）"
    assert made["content"]["total"]["composite"]["value"] == expected["value"]
    path = f"/api/bulletins/{made['brief']['id']}/file"
    lines = (await city.get(path, form="csv")).body.decode("utf-8-sig").splitlines()
    assert lines[0].endswith("综合指数,综合指数分子,综合指数分母")
    assert any(line.endswith("86.13,6890.00,80.00") for line in lines)
    assert (await city.get(path, form="pdf")).body.startswith(b"%PDF-")
    book = load_workbook(io.BytesIO((await city.get(path, form="xlsx")).body))
    assert book["各县（区）"].cell(1, 9).value == "综合指数"
    unweighed = figures_of(Tally(), house.app.deps.rule_sets.named)
    assert "composite" not in encoded(unweighed)  # so that older bulletins keep their bytes
