"""Article 10: a day of exchange with the provincial system, told from end to end."""

from datetime import timedelta

import pytest

from actions.exchange import reconcile
from actions.figures import figures
from actions.rating import defaults
from models import ExchangeItem, ExchangeReceived, Rating, ServiceRecord, WorkOrder
from rules.exchange import told_moment
from tests.journeys.exchange_steps import (
    AREA,
    REASON,
    fetch,
    kept,
    made_there,
    rated,
    states,
    tell,
    there_of,
)
from tests.journeys.steps import poor_rating, until_fed_back
from tests.support.both_ends import differing
from tests.support.house import House, rating
from tests.support.town import CHEN


@pytest.mark.req("10-1", "10-4", "10-5")
async def test_a_day_of_telling(house: House) -> None:
    city, phone = await house.staff("city"), await house.citizen(CHEN)
    before = set(kept(house))

    # Nobody has said which code the province has for this area: nothing leaves, nothing is guessed.
    first = await rated(house, phone, "very_satisfied", tags=["517"])
    await tell(house)
    assert set(kept(house)) == before
    held = (await city.get("/api/province/quarantine")).body["groups"]
    assert [(one["error"], one["about"], one["code"], one["count"]) for one in held] == [
        ("code_unknown", "area", "xiangqiao", 1)
    ]  # and the rating waits behind its service
    again = {name: held[0][name] for name in ("error", "about", "code")}
    assert (await city.post("/api/province/replay", **again)).status == 200
    await tell(house)
    assert set(kept(house)) == before  # still unknown, and put aside again
    assert (await city.post("/api/province/codes", **{**AREA, "table": "tree"})).code == (
        "exchange_table_unknown"
    )
    mapped = await city.post("/api/province/codes", **AREA)
    assert (mapped.status, mapped.body["groups"]) == (201, [])
    assert (await city.post("/api/province/codes", **AREA)).code == "exchange_pair_there"
    assert (await city.post("/api/province/replay", **again)).code == "nothing_held"
    await tell(house)
    [new] = set(kept(house)) - before
    there = kept(house)[new]
    assert there["service"]["areaCode"] == "445102000000"
    assert there["ratings"]["1"]["satisfaction"] == "5"
    assert there["ratings"]["1"]["evalDetail"] == "517"
    # Nobody's identity is among it (9-7 is another piece of work): no name, document or phone.
    for person in (CHEN.name, CHEN.document_number, CHEN.phone):
        assert person not in str(there)

    # Down for the day. Nothing is lost, nothing is tried again and again.
    house.sandbox.fault(province={"down": True})
    order = await poor_rating(house, phone)
    await rated(house, phone, "satisfied", text="电话 13900000000，谢谢")
    await until_fed_back(house, order)
    assert await tell(house) == 0
    seen = (await city.get("/api/province")).body
    assert (seen["connected"], seen["failures"]) == (True, 1)
    assert seen["error"]
    assert sum(one["waiting"] for one in seen["volumes"]) == 6
    assert await tell(house) == 0
    assert (await city.get("/api/province")).body["failures"] == 1  # it rests
    for fault in ({"junk": True}, {"fail": "busy"}, {"fail": "bad_signature"}):
        house.clock.pass_(hours=1)
        house.sandbox.fault(province=fault)
        assert await tell(house) == 0
    assert (await city.get("/api/province")).body["failures"] == 4
    assert (await city.get("/api/province")).body["error"] == "bad_signature"

    # Back again: everything, in its order, once.
    house.sandbox.fault(province={})
    house.clock.pass_(hours=1)
    await tell(house)
    assert await states(house) == {"sent"}
    arrived = {one: kept(house)[one] for one in set(kept(house)) - before}
    assert len(arrived) == 3
    [poor] = [one for one in arrived.values() if one["ratings"]["1"]["satisfaction"] == "2"]
    assert poor["versions"] == [1, 2, 3, 4]  # the service, its rating, what was set right, answered
    assert poor["ratings"]["1"]["answer"] == "已办理。"
    assert poor["ratings"]["1"]["answerStatus"] == "1"
    assert poor["ratings"]["1"]["writingEvaluation"]  # it says that no reason was given
    assert "13900000000" not in str(arrived)

    # The answer to a batch was lost on the way: it is sent again, and nothing is doubled.
    await ExchangeItem.all().update(state="sending", done_at=None, turn_at=house.clock.now)
    house.clock.pass_(minutes=1)
    await tell(house)
    assert await states(house) == {"sent"}
    assert {one: kept(house)[one] for one in arrived} == arrived

    # Excluded since: the same rating again, counted no longer.
    excluded = await Rating.get(service_record_id=first)
    await Rating.filter(id=excluded.id).update(excluded_at=house.clock.now)
    await figures.note_change(rating_id=excluded.id, why="excluded", now=house.clock.now)
    await tell(house)
    assert kept(house)[new]["ratings"]["1"]["effectivEvalua"] == "2"
    assert kept(house)[new]["versions"] == [1, 2, 3]

    # Nobody rated, and for days the job did not run: the default goes as the default it is.
    silent = await house.end_service(CHEN)
    house.clock.pass_(days=12)
    await defaults.settle(now=house.clock.now)
    house.clock.pass_(seconds=1)
    await tell(house)
    row = await Rating.get(service_record_id=silent).select_related("service_record")
    default = kept(house)[f"{row.service_record.project_number} 1"]["ratings"]["0"]
    assert (default["isdefault"], default["satisfaction"]) == ("1", "3")
    seen = (await (await house.staff("city")).get("/api/province")).body
    assert seen["answered_at"]
    assert seen["failures"] == sum(one["waiting"] for one in seen["volumes"]) == 0
    assert await tell(house) == 0


@pytest.mark.req("10-3")
async def test_every_county_says_how_far_its_systems_are(house: House) -> None:
    city, own, other = [await house.staff(name) for name in ("city", "xiangqiao", "raoping")]
    today = (house.clock.now + timedelta(hours=8)).date().isoformat()
    progress = {
        "system": "湘桥区一窗受理系统",
        "status": "building",
        "since": today,
        "contact": "李示例 0768-0000000",
    }
    assert (await own.post("/api/connections", **progress)).status == 201
    assert (await own.post("/api/connections", **progress)).code == "connection_there"
    ahead = {**progress, "system": "另一个系统", "since": "2030-01-01"}
    assert (await own.post("/api/connections", **ahead)).code == "connection_day"

    listed = (await city.get("/api/connections")).body["bureaus"]
    assert [len(one["rows"]) for one in listed] == [0, 0, 1]  # who said nothing is there too
    [row] = listed[2]["rows"]
    path = f"/api/connections/{row['id']}"
    assert (row["status"], row["contact"], row["version"]) == ("building", progress["contact"], 1)
    assert len((await other.get("/api/connections")).body["bureaus"]) == 1
    assert (await other.post(path, **{**progress, "version": 1})).code == "not_found"
    connected = {**progress, "status": "connected", "version": 1}
    answer = await own.post(path, **connected)
    assert answer.body["bureaus"][0]["rows"][0]["status"] == "connected"
    assert (await city.post(path, **connected)).code == "stale"
    assert (await own.get("/api/province")).status == 403  # the exchange itself is the city's


@pytest.mark.req("7-1", "7-3", "7-7", "10-2", "10-5", "11-5")
async def test_a_day_of_being_told(house: House) -> None:
    city, phone = await house.staff("city"), await house.citizen(CHEN)
    await fetch(house)  # what other tests left there
    await ExchangeReceived.all().delete()
    assert (await city.post("/api/province/codes", **AREA)).status == 201
    here = await rated(house, phone, "satisfied")
    await tell(house)
    await fetch(house)
    assert await came(house) == [("known", "")]  # our own, come back
    assert await Rating.all().count() == 1

    # Rated over there: the same table, the same constraint, an origin and a channel of its own.
    there = await house.end_service(CHEN)
    await made_there(house, there, "1", evalDetail="115", writingEvaluation="电话 13900000000")
    house.sandbox.settings(province_repeats=1)  # the last one of before comes once more
    await fetch(house)
    made = await Rating.get(service_record_id=there)
    assert (made.grade, made.origin, made.channel, made.identity_basis, made.tags) == (
        "very_dissatisfied",
        "partner",
        "yueshengshi",
        "partner_asserted",
        "115",
    )
    assert "13900000000" not in made.text
    assert await WorkOrder.filter(rating_id=made.id).count() == 1  # once, however often it is told
    again = await phone.post("/api/ratings", **rating(there, "satisfied"))
    assert again.code == "already_rated"
    await tell(house)  # the service goes out; the rating is theirs already
    kinds = await ExchangeItem.filter(service_record_id=there).values_list("kind", flat=True)
    assert kinds == ["service"]
    told = await ServiceRecord.get(id=there)
    assert kept(house)[f"{told.project_number} 1"]["service"]["serviceNumber"] == "1"

    # Rated here and there: ours stands, and what was told is noted.
    await made_there(house, here, "1")
    # Junk, a code nobody knows, a service nobody knows: put aside, each with its reason.
    strange, lost = await house.end_service(CHEN), await house.end_service(CHEN)
    await made_there(house, strange, "5", pf="9")
    await made_there(house, lost, "5", assessTime="gestern")
    await made_there(house, lost, "", serviceNumber="x")
    await made_there(house, lost, "4", projectNo="NOBODY")
    house.sandbox.fault(province={"junk": True})
    await fetch(house)
    house.sandbox.fault(province={})
    house.clock.pass_(hours=1)
    await fetch(house)
    assert sorted(await came(house)) == [
        ("known", ""),
        ("quarantined", "code_unknown"),
        ("quarantined", "field_missing"),
        ("quarantined", "service_not_here"),
        ("quarantined", "unreadable"),
        ("refused", "already_rated"),
        ("taken", ""),
    ]
    groups = (await city.get("/api/province/quarantine")).body["groups"]
    assert {one["direction"] for one in groups} == {"in"}
    [unknown] = [one for one in groups if one["error"] == "code_unknown"]
    assert (unknown["about"], unknown["code"], unknown["may_map"]) == ("channel", "9", True)
    pair = {"table": "channel", "ours": "kiosk", "theirs": "9", "reason": REASON}
    assert (await city.post("/api/province/codes", **pair)).status == 201
    await fetch(house)
    assert (await Rating.get(service_record_id=strange)).channel == "kiosk"

    # Made in time and told after the default was written: the default gives way (6-3).
    late, silent = await house.end_service(CHEN), await house.end_service(CHEN)
    at = told_moment(house.clock.now)
    house.clock.pass_(days=12)
    await defaults.settle(now=house.clock.now)
    await made_there(house, late, "2", assessTime=at)
    await fetch(house)
    default, opinion = await Rating.filter(service_record_id=late).order_by("ordinal")
    assert (default.superseded_by_id, opinion.late) == (opinion.id, False)
    seen = (await (await house.staff("city")).get("/api/province")).body["received"]
    assert (seen["taken"], seen["known"], seen["refused"], seen["quarantined"]) == (3, 1, 1, 3)
    # A default of ours comes back without a channel, as nobody chose one: it is known.
    await tell(house)
    await fetch(house)
    assert await ExchangeReceived.filter(service_record_id=silent, state="known").count() == 1

    # Rated there on the eighth day: kept beside the default here, and there as well. What becomes
    # of the opinion the default gave way to reaches that opinion, and no other.
    await made_there(house, silent, "5")
    order = await WorkOrder.get(rating_id=opinion.id)
    await until_fed_back(house, str(order.id))
    await fetch(house)
    await tell(house)
    both = [there_of(house, await ServiceRecord.get(id=one)) for one in (late, silent)]
    numbered = [
        {number: (held["satisfaction"], held.get("effectivEvalua")) for number, held in one.items()}
        for one in both
    ]
    assert numbered == [{"0": ("3", "2"), "1": ("2", None)}, {"0": ("3", "1"), "1": ("5", "2")}]
    assert [one["1"].get("answer") for one in both] == ["已办理。", None]
    assert await states(house) == {"sent"}
    held_back = await ServiceRecord.get(id=lost)  # rated there, nobody can read when
    assert await differing(kept(house)) == [f"{held_back.project_number} 1"]


async def came(house: House) -> list[tuple[str, str]]:
    return [(one.state, one.error) for one in await ExchangeReceived.all()]


@pytest.mark.req("10-2", "10-6")
async def test_a_day_is_reconciled_to_zero_differences(house: House) -> None:
    path = "/api/province/reconciliation"
    house.sandbox.http.post("/province/_lose", json={})  # what other tests left there
    house.clock.pass_(days=3)
    city, phone = await house.staff("city"), await house.citizen(CHEN)
    await fetch(house)
    assert (await city.post("/api/province/codes", **AREA)).status == 201
    lost, other, kept_so = [await rated(house, phone, "satisfied") for _ in range(3)]
    there = await house.end_service(CHEN)
    await tell(house)
    await made_there(house, there, "5")
    numbers = {one: (await ServiceRecord.get(id=one)).project_number for one in (lost, other)}
    house.sandbox.http.post("/province/_lose", json={"service": f"{numbers[lost]} 1"})
    await Rating.filter(service_record_id=other).update(grade="dissatisfied")
    await Rating.filter(service_record_id=kept_so).update(grade="very_satisfied")
    day = (house.clock.now + timedelta(hours=8)).date().isoformat()
    for wrong in (day, "0001-01-01", "9999-12-31"):
        assert (await city.post(path, day=wrong)).code == "reconcile_day"

    house.clock.pass_(days=1)
    city = await house.staff("city")
    await reconcile.reconcile_yesterday(deps=house.app.deps, now=house.clock.now)
    assert (await city.get(path)).body["days"] == []  # not while something is on its way
    await tell(house)
    await reconcile.reconcile_yesterday(deps=house.app.deps, now=house.clock.now)
    seen = (await city.get(path)).body
    assert (seen["days"][0]["day"], seen["days"][0]["ours"], seen["days"][0]["open"]) == (day, 3, 4)
    lines = {one["project_number"]: one for one in seen["lines"]}
    assert sorted(one["what"] for one in lines.values()) == [
        "differs",
        "differs",
        "missing_here",
        "missing_there",
    ]
    mine = lines[numbers[other]]
    assert (mine["ours"], mine["theirs"]) == ("dissatisfied", "satisfied")

    left = next(one for one in lines.values() if one["what"] == "differs" and one is not mine)
    answer = f"/api/province/differences/{left['id']}"
    why = {"reason": "省局已知，下月更正"}
    assert (await city.post(f"{answer}/acknowledge", **why)).status == 200
    assert (await city.post(f"{answer}/acknowledge", **why)).code == "not_found"
    for one in lines.values():
        if one is not left:
            mended = await city.post(f"/api/province/differences/{one['id']}/mend")
            assert mended.status == 200, mended
    await tell(house)
    await fetch(house)
    after = (await city.post(path, day=day)).body
    assert (after["days"][0]["ours"], after["days"][0]["theirs"]) == (4, 4)
    assert {one["state"] for one in after["lines"]} == {"settled", "acknowledged"}
    assert (await Rating.get(service_record_id=there)).origin == "partner"
    house.sandbox.fault(province={"down": True})
    assert (await city.post(path, day=day)).code == "province_unavailable"
