"""The six chapters of the regulation, each told as a story over real HTTP on both databases.

What a chapter demands in detail is proved beside the code it belongs to; here one can read how its
articles hang together for the people who live with them. Of chapter 4 the city's own half is told:
the exchange with the province is still planned.
"""

import hashlib
from uuid import uuid4

import httpx
import pytest

from actions.figures import rollups
from actions.rating import defaults
from models import AuditEntry, Institution, Invitation, Rating, WorkOrder
from tests.journeys.steps import (
    NOVEMBER,
    colleague,
    november,
    poor_rating,
    until_fed_back,
)
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, LIN

PAPER = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
WHY = {"reason": "评价针对的是系统停机，与窗口无关", "evidence": "停机公告与叫号记录"}


@pytest.mark.req("2-1", "3-1", "3-3", "3-5", "4-1", "4-3")
async def test_chapter_1_who_serves_who_invites_and_who_watches(house: House) -> None:
    """A village without a single service is on the table; nobody presses; the city may look on."""
    await a_village(house)
    phone = await house.citizen(CHEN)
    service = await house.end_service(CHEN)
    assert await Invitation.filter(service_record_id=service).count() == 1  # asked once
    unasked = await house.end_service(CHEN)  # and this one he leaves alone: nothing happens
    assert await Rating.filter(service_record_id=unasked).count() == 0

    made = await phone.post("/api/ratings", **rating(service, "very_satisfied"))
    path = f"/api/my/ratings/{made.body['rating_id']}/pressed"
    assert (await phone.post(path, text="窗口的人站着看我打分")).status == 200
    bureau, unit = await house.staff("xiangqiao"), await house.staff("handler")
    [clue] = (await bureau.get("/api/concerns")).body["rows"]
    assert clue["kind"] == "pressed"
    assert (await unit.get("/api/concerns")).status == 403  # not the unit that pressed

    order = await poor_rating(house, phone)
    house.clock.pass_(days=3)  # and the county has not passed it on
    city, elsewhere = await house.staff("city"), await house.staff("raoping")
    assert (await elsewhere.get(f"/api/work-orders/{order}")).status == 404
    assert await AuditEntry.filter(object_id=order, outcome="out_of_reach").exists()
    urged = await city.post(f"/api/work-orders/{order}/supervision", reason="请尽快转办", version=1)
    assert urged.status == 200, urged

    await rollups.refresh(now=house.clock.now)
    month = {"group": "institution", "first": "2026-11-23", "last": "2026-11-26"}
    bureau = await house.staff("xiangqiao")  # the session of three days ago is over
    rows = (await bureau.get("/api/statistics", **month)).body["rows"]
    assert {row["name"]: row["figures"]["opinions"] for row in rows}[
        "桥东街道某村"
    ] == 0  # a visible zero


async def a_village(house: House) -> None:
    own = house.town.institution
    await Institution.create(
        id=uuid4(),
        code="xq-village",
        name="桥东街道某村",
        level="village",
        kind="administrative",
        region_id=own.region_id,
        bureau_id=own.bureau_id,
    )


@pytest.mark.req("5-1", "5-2", "5-4", "6-1", "6-2", "6-3", "6-4", "6-5")
async def test_chapter_2_what_is_asked_and_what_silence_means(house: House) -> None:
    """Five grades, voluntary questions; after seven days silence is a default and no opinion."""
    phone = await house.citizen(CHEN)
    bare = await house.end_service(CHEN)
    form = (await phone.get("/api/evaluation-form", service_id=bare)).body
    asked = {one["target"] for one in form["dimensions"]}
    assert asked == {"institution", "hall"}, form  # of both, as Art. 5 has it
    assert (await phone.post("/api/ratings", **rating(bare, "basically_satisfied"))).status == 201
    foreign = await phone.post("/api/ratings", **rating(await house.end_service(CHEN), "six_stars"))
    assert foreign.code == "unknown_grade"

    silent = await house.end_service(CHEN)
    house.clock.pass_(days=7)
    assert await defaults.settle(now=house.clock.now) == 0  # day seven is not over
    house.clock.pass_(days=1)
    assert await defaults.settle(now=house.clock.now) == 2  # and the one with six stars
    written = await Rating.get(service_record_id=silent)
    assert (written.origin, written.grade) == ("default", "basically_satisfied")
    assert await WorkOrder.all().count() == 0

    phone = await house.citizen(CHEN)
    late = await phone.post("/api/ratings", **rating(silent, "dissatisfied"))
    assert late.status == 201, late
    assert await WorkOrder.all().count() == 1  # counted in no figure, and answered all the same
    await rollups.refresh(now=house.clock.now)
    bureau = await house.staff("xiangqiao")
    days = {"group": "day", "first": "2026-11-23", "last": "2026-12-01"}
    total = (await bureau.get("/api/statistics", **days)).body["total"]
    assert total["opinions"] == 1


@pytest.mark.req("7-1", "7-8", "8-1", "9-1", "9-4")
async def test_chapter_3_where_one_rates_and_under_which_name(house: House) -> None:
    """The code on the window, a real name behind the rating, and nobody else who learns it."""
    coverage = (await (await house.staff("xiangqiao")).get("/api/coverage")).body
    assert coverage["areas"][0]["count"]["without_code"] == 0
    token = house.town.code.token
    assert (await house.nobody.get(f"/api/windows/{token}")).body["window"]["number"] == "A03"
    service = await house.end_service(CHEN)
    form = rating(service, "dissatisfied", text="没有说明要带什么材料")
    unverified = await house.wechat(CHEN)
    assert (await unverified.post("/api/ratings", **form)).code == "real_name_needed"
    stranger = await house.citizen(LIN)
    assert (await stranger.post("/api/ratings", **form)).status == 404
    phone = await house.citizen(CHEN)
    receipt = await phone.post("/api/ratings", **form)
    again = await phone.post("/api/ratings", **{**form, "key": "0" * 24})
    assert (receipt.status, again.status, again.code) == (201, 409, "already_rated")

    order = f"/api/work-orders/{receipt.body['case']['id']}"
    for who in ("xiangqiao", "city"):
        seen = str((await (await house.staff(who)).get(order)).body)
        assert "没有说明要带什么材料" in seen
        for secret in (CHEN.name, CHEN.document_number, CHEN.phone):
            assert secret not in seen, who


async def test_chapter_4_the_citys_systems_tell_of_ended_services(house: House) -> None:
    """A queue machine reports by signed request; told twice is once, and unsigned is nothing."""
    ended = {
        "project_number": "445102-2026-000001",
        "service_number": 1,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": house.town.staff["officer"].login,
        "ended_at": house.clock.now.isoformat(),
        "applicant": CHEN.party,
    }
    unsigned: httpx.Response = await house.app.client.post("/api/intake/services", json=ended)
    assert unsigned.status_code == 401
    first, second = await house.take_in(ended), await house.take_in(ended)
    assert first.body["service_id"] == second.body["service_id"]
    phone = await house.citizen(CHEN)
    own = (await phone.get(f"/api/windows/{house.town.code.token}/services")).body["services"]
    assert [one["id"] for one in own] == [first.body["service_id"]]


@pytest.mark.req("11-3", "11-7", "12-1", "12-5", "13-1", "13-6", "14-1", "14-5", "15-1")
async def test_chapter_5_what_a_rating_changes(house: House) -> None:
    """Put right, appealed, published, corrected, assessed; and who is blamed is for people."""
    phone = await house.citizen(CHEN)
    solved = await poor_rating(house, phone)
    version = await until_fed_back(house, solved)
    answer = await phone.post(f"/api/my/cases/{solved}/answer", answer="solved", version=version)
    assert answer.body["status"] == "solved"
    mistaken, appeal = await an_appeal(house, phone)

    await november(house, *["satisfied"] * 5)
    first = await published(house)
    assert first["content"]["total"]["opinions"] == 7
    await decided(house, appeal)
    assert (await WorkOrder.get(id=mistaken)).status == "closed_invalid"
    await rollups.refresh(now=house.clock.now)
    assessed = await assessment(house)
    assert assessed["opinions"] == 7  # what was published is what is assessed
    second = await published(house, note="一条评价经复核不予采纳")
    assert second["content"]["total"]["opinions"] == 6
    assert second["brief"]["version"] == 2
    old = (await house.nobody.get(f"/api/results/bulletins/{first['brief']['id']}")).body
    assert old["content"]["total"]["opinions"] == 7  # still to be read
    assert (await assessment(house))["opinions"] == 6
    blamed = (await (await house.staff("xiangqiao")).get("/api/accountability")).body["rows"]
    assert blamed == []  # one month suggests nobody


async def an_appeal(house: House, phone: Caller) -> tuple[str, str]:
    """A poor rating, its order dispatched, the officer's appeal endorsed: order and appeal."""
    order = await poor_rating(house, phone)
    bureau = await house.staff("xiangqiao")
    institution = str(house.town.institution.id)
    await bureau.post(f"/api/work-orders/{order}/dispatch", institution_id=institution, version=1)
    rating_id = str((await WorkOrder.get(id=order)).rating_id)
    made = await (await house.staff("officer")).post(
        "/api/officer/appeals", rating_id=rating_id, **WHY
    )
    assert made.status == 201, made
    appeal = f"/api/appeals/{made.body['row']['id']}"
    unit = await house.staff("handler")
    assert (await unit.post(f"{appeal}/endorse", reason="情况属实", version=1)).status == 200
    return order, appeal


async def decided(house: House, appeal: str) -> None:
    reviewer = await colleague(house, "xiangqiao", "复核人")
    form = {"action": "find_mistaken", "reason": "评价对象有误", "evidence": "停机日志"}
    done = await reviewer.post(f"{appeal}/decide", version=2, **form)
    assert done.status == 200, done


async def published(house: House, **note: str) -> dict[str, dict[str, object]]:
    compiler = await house.staff("xiangqiao")
    if "xiangqiao-second" not in house.town.staff:
        await colleague(house, "xiangqiao")
    publisher = await house.staff("xiangqiao-second")
    made = await compiler.post("/api/bulletins", **NOVEMBER, **note)
    assert made.status == 201, made
    done = await publisher.post(f"/api/bulletins/{made.body['brief']['id']}/publish")
    assert done.status == 200, done
    return dict(made.body)


async def assessment(house: House) -> dict[str, object]:
    """The institution's own row."""
    unit = await house.staff("handler")
    year = {"first": "2026-11", "last": "2026-11"}
    [row] = (await unit.get("/api/assessments", **year)).body["institutions"]
    return dict(row)


@pytest.mark.req("16-1", "16-2", "17-1", "17-2")
async def test_chapter_6_own_rules_on_record_and_questions_answered(house: House) -> None:
    """A county files its rules, the city puts them on record and says what the text means."""
    county, city = await house.staff("xiangqiao"), await house.staff("city")
    drafted = (await county.upload("/api/filings/supporting_rules", PAPER)).body["rows"][0]
    [version] = drafted["papers"][0]["versions"]
    assert version["hash"] == hashlib.sha256(PAPER).hexdigest()
    path = f"/api/filings/{version['id']}"
    form = {"title": "湘桥区“好差评”配套制度", "effective_from": "2026-12-01"}
    assert (await county.post(f"{path}/file", **form)).status == 200
    assert (await city.post(f"{path}/accept")).status == 200

    asked = {"article": 6, "question": "七日从哪天算起？", "answer": "从办结次日起算。"}
    [draft] = (await city.post("/api/staff/interpretations", **asked)).body["rows"]
    second = await colleague(house, "city")
    path = f"/api/staff/interpretations/{draft['id']}/publish"
    assert (await second.post(path, version=1)).status == 200
    [found] = (await house.nobody.get("/api/interpretations", word="七日")).body["rows"]
    assert found["answer"] == asked["answer"]
    in_force = (await city.get("/api/rule-sets")).body["rows"][0]
    assert in_force["effective_from"] == "2019-10-14"  # and runs on, whatever its end
