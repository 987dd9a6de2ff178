"""Articles 7 and 9: a terminal many use, opened by a phone or a slip, and left without a trace."""

import asyncio
from datetime import timedelta

import pytest

from models import AuditEntry, Hall, Kiosk, KioskSession, Rating, Voucher, WorkOrder
from rules.kiosks import STILL_THERE, WRONG_SLIPS, WRONG_SLIPS_SPAN, is_slip_code
from tests.support.house import Caller, House, rating
from tests.support.kiosk import kiosk_of, slip_of, token_of
from tests.support.town import CHEN, LIN

NO_SLIP = "000000000000"  # of the right form


@pytest.mark.req("7-1", "7-4", "9-1", "9-4")
async def test_a_phone_opens_the_kiosk_for_its_owner_alone(house: House) -> None:
    kiosk, other = await kiosk_of(house), await kiosk_of(house, "二号终端")
    mine, more = await house.end_service(CHEN), await house.end_service(CHEN)
    foreign = await house.end_service(LIN)
    scan = await kiosk.scan()
    link = {"link": token_of(scan["link"])}
    assert scan["link"].startswith(f"{house.app.url}/m/?k=")
    assert (await kiosk.look(scan["session"])).body["state"] == "waiting"

    visitor = await house.wechat(CHEN)
    shown = await visitor.post("/api/kiosk/scans/opened", **link)
    assert shown.body == {
        "kiosk_name": "一号终端",
        "hall_name": "湘桥区政务服务大厅",
        "match": scan["match"],
    }
    seen = (await kiosk.look(scan["session"])).body
    assert (seen["state"], seen["services"]) == ("scanned", [])
    early = await kiosk.rate(scan["session"], mine, "satisfied")
    assert (early.status, early.code) == (410, "kiosk_session_over")
    assert (await visitor.post("/api/kiosk/scans/confirmed", **link)).code == "real_name_needed"

    chen, lin = await house.citizen(CHEN), await house.citizen(LIN)
    both = [one.post("/api/kiosk/scans/confirmed", **link) for one in (chen, chen, chen)]
    answers = sorted([one.status for one in await asyncio.gather(*both)])
    assert answers == [200, 410, 410]  # the link works once
    assert (await lin.post("/api/kiosk/scans/confirmed", **link)).code == "kiosk_scan_over"

    session = scan["session"]
    visit = (await kiosk.look(session)).body
    assert (visit["state"], visit["name"]) == ("open", "陈**")
    assert {one["id"] for one in visit["services"]} == {mine, more}
    [dimension, *_] = visit["services"][0]["dimensions"]
    for refused in (await other.look(session), await other.rate(session, mine, "satisfied")):
        assert (refused.status, refused.code) == (410, "kiosk_session_over")
    assert (await kiosk.rate(session, foreign, "satisfied")).code == "service_unknown"

    form = {"key": "k" * 24, "tags": ["214"], "dimensions": {dimension["code"]: 2}}
    first = await kiosk.rate(session, mine, "dissatisfied", **form)
    again = await kiosk.rate(session, mine, "dissatisfied", **form)
    assert (first.status, first.body) == (201, again.body)
    twice = await kiosk.rate(session, mine, "satisfied")
    assert (twice.code, twice.body["details"]) == ("already_rated", {})
    stored = await Rating.get(service_record_id=mine)
    assert (stored.origin, stored.channel) == ("citizen", "kiosk")
    assert (stored.identity_basis, str(stored.device_id)) == ("self_verified", kiosk.id)
    assert stored.receipt_number == first.body["receipt_number"]
    assert await WorkOrder.filter(rating_id=stored.id).count() == 1
    [known] = (await chen.get("/api/my/ratings")).body["ratings"]
    assert known["id"] == str(stored.id)  # on the own phone as well
    assert [one["id"] for one in (await kiosk.look(session)).body["services"]] == [more]

    assert (await kiosk.http.post("/api/kiosk/end")).status == 200
    assert (await kiosk.look(session)).code == "kiosk_session_over"
    assert (await kiosk.rate(session, more, "satisfied")).code == "kiosk_session_over"
    assert await KioskSession.all().count() == 0


@pytest.mark.req("7-4", "9-1")
async def test_no_session_outlives_its_person(house: House) -> None:
    kiosk, chen = await kiosk_of(house), await house.citizen(CHEN)
    service = await house.end_service(CHEN)
    silent = await kiosk.scanned_by(chen)
    house.clock.pass_(seconds=STILL_THERE.total_seconds() - 1)
    assert (await kiosk.look(silent)).status == 200  # somebody stands there still
    house.clock.pass_(seconds=STILL_THERE.total_seconds())
    assert (await kiosk.rate(silent, service, "satisfied")).code == "kiosk_session_over"

    left = await kiosk.scanned_by(chen)
    await kiosk.scan()  # the next one
    assert (await kiosk.look(left)).code == "kiosk_session_over"
    with_phone = await kiosk.scanned_by(chen)
    assert (await chen.post("/api/sign-out")).status == 200
    assert (await kiosk.look(with_phone)).code == "kiosk_session_over"

    old = await kiosk.scan()
    house.clock.pass_(minutes=3)
    chen = await house.citizen(CHEN)
    late = {"link": token_of(old["link"])}
    assert (await chen.post("/api/kiosk/scans/opened", **late)).code == "kiosk_scan_over"
    assert (await chen.post("/api/kiosk/scans/confirmed", **late)).code == "kiosk_scan_over"
    scans = [kiosk.http.post("/api/kiosk/scans") for _ in range(4)]
    statuses = {one.status for one in await asyncio.gather(*scans)}
    assert statuses <= {201, 410}
    assert await KioskSession.all().count() == 1
    assert await Rating.all().count() == 0


@pytest.mark.req("7-1", "7-4", "7-12")
async def test_a_slip_opens_its_one_service_once(house: House) -> None:
    kiosk, other = await kiosk_of(house), await kiosk_of(house, "二号终端")
    service, code = await slip_of(house, CHEN, "P1")
    assert (service, code) == await slip_of(house, CHEN, "P1")  # told again, the same slip
    voucher = await Voucher.get()
    assert is_slip_code(code)
    assert code not in (voucher.code_index, str(voucher.id))

    opened = (await kiosk.type_slip(code)).body
    [shown] = opened["visit"]["services"]
    assert (shown["id"], opened["visit"]["name"]) == (service, "")
    foreign = await house.end_service(CHEN)  # the same person's, on no slip
    assert (await kiosk.rate(opened["session"], foreign, "satisfied")).code == "service_unknown"

    second = (await other.type_slip(code)).body  # the same slip at two kiosks
    answers = await asyncio.gather(
        kiosk.rate(opened["session"], service, "very_dissatisfied"),
        other.rate(second["session"], service, "very_satisfied"),
        kiosk.rate(opened["session"], service, "satisfied"),
    )
    assert sorted(one.status for one in answers) == [201, 409, 409]
    stored = await Rating.get()
    assert (stored.origin, stored.channel) == ("device", "kiosk")
    assert (stored.identity_basis, stored.evaluator_id) == ("case_applicant", None)
    assert stored.service_token == voucher.code_index
    used = await kiosk.type_slip(code)
    assert (used.status, used.code, used.body["details"]) == (409, "already_rated", {})
    phone = await house.citizen(CHEN)
    late = await phone.post("/api/ratings", **rating(service, "satisfied"))
    assert late.code == "already_rated"

    _, old = await slip_of(house, CHEN, "P2")
    house.clock.pass_(days=8)
    assert (await kiosk.type_slip(old)).code == "slip_over"  # with the days of Art. 6
    nobody = await house.nobody.post("/api/kiosk/slips", code=old)
    officer = await (await house.staff("officer")).post("/api/kiosk/slips", code=old)
    assert (nobody.status, officer.status) == (401, 401)


@pytest.mark.req("7-12")
async def test_guesses_run_out_at_one_kiosk_and_not_in_the_hall(house: House) -> None:
    kiosk, other = await kiosk_of(house), await kiosk_of(house, "二号终端")
    _, code = await slip_of(house, CHEN, "P1")
    for _ in range(WRONG_SLIPS + 1):
        assert (await kiosk.type_slip("123456789012")).code == "slip_unknown"  # a typing mistake
        assert (await kiosk.type_slip(code)).status == 201
    guesses = [kiosk.type_slip(NO_SLIP) for _ in range(WRONG_SLIPS + 4)]
    codes = [one.code for one in await asyncio.gather(*guesses)]
    assert codes.count("slip_unknown") == WRONG_SLIPS
    assert codes.count("slips_rest") == 4
    assert (await kiosk.type_slip(code)).code == "slips_rest"
    assert (await kiosk.http.post("/api/kiosk/scans")).status == 201  # the phone's way stays
    assert (await other.type_slip(code)).status == 201
    house.clock.pass_(seconds=WRONG_SLIPS_SPAN.total_seconds())
    assert (await kiosk.type_slip(code)).status == 201


@pytest.mark.req("7-4", "4-6")
async def test_a_kiosk_is_paired_once_and_revoked_at_once(house: House) -> None:
    manager, hall = await house.staff("hall"), house.town.window.hall_id
    place = f"/api/halls/{hall}/kiosks"
    made = (await manager.post(place, name="大堂终端")).body
    row = f"/api/kiosks/{made['kiosk_id']}"
    code = (await manager.post(f"{row}/pairing-code")).body["code"]
    for wrong in (made["code"], "00000000"):
        assert (await house.nobody.post("/api/kiosk/pair", code=wrong)).code == "pairing_code_wrong"
    # A window's device is not paired by it, and the other way round.
    assert (await house.nobody.post("/api/device/pair", code=code)).code == "pairing_code_wrong"
    answer = await house.nobody.post("/api/kiosk/pair", code=code)
    kiosk = Caller(house.app.client, answer.body["token"])
    assert (await house.nobody.post("/api/kiosk/pair", code=code)).code == "pairing_code_wrong"
    assert (await manager.post(f"{row}/pairing-code")).status == 404
    assert (await kiosk.get("/api/device/state")).status == 401

    stranger = await house.staff("raoping")
    assert (await stranger.get(place)).status == 404
    assert (await stranger.post(place, name="不该")).status == 404
    assert (await stranger.post(f"{row}/revoke", reason="不该")).status == 404
    [listed] = (await manager.post(f"{row}/rename", name="东门终端")).body["kiosks"]
    assert (listed["name"], listed["status"]) == ("东门终端", "paired")
    assert (await kiosk.get("/api/kiosk/state")).body["name"] == "东门终端"

    session = (await kiosk.post("/api/kiosk/scans")).body["session"]
    gone = (await manager.post(f"{row}/revoke", reason="终端坏了")).body
    assert (gone["kiosks"], gone["history"][0]["reason"]) == ([], "终端坏了")
    assert await KioskSession.all().count() == 0
    assert (await kiosk.post("/api/kiosk/session", session=session)).status == 401
    assert (await kiosk.get("/api/kiosk/state")).status == 401
    done = await AuditEntry.filter(object_kind="kiosk").values_list("action", flat=True)
    assert {"add_kiosk", "renew_kiosk_code", "pair_kiosk", "rename_kiosk", "revoke_kiosk"} == set(
        done
    )
    late = (await manager.post(place, name="又一台")).body["code"]
    house.clock.pass_(minutes=10)
    assert (await house.nobody.post("/api/kiosk/pair", code=late)).code == "pairing_code_wrong"
    row_of = await Kiosk.get(id=made["kiosk_id"])
    assert answer.body["token"] not in (row_of.token_hash, row_of.code_index)
    assert row_of.revoked_at == house.clock.now - timedelta(minutes=10)


@pytest.mark.req("7-4")
async def test_in_a_closed_hall_nobody_begins_and_who_had_begun_may_finish(house: House) -> None:
    kiosk, chen = await kiosk_of(house), await house.citizen(CHEN)
    service = await house.end_service(CHEN)
    _, code = await slip_of(house, CHEN, "P1")
    session = await kiosk.scanned_by(chen)
    hall = Hall.filter(id=house.town.window.hall_id)
    await hall.update(closed_at=house.clock.now)
    assert (await kiosk.http.get("/api/kiosk/state")).body["closed"]
    for refused in (await kiosk.http.post("/api/kiosk/scans"), await kiosk.type_slip(code)):
        assert (refused.status, refused.code) == (410, "kiosk_hall_closed")
    assert (await kiosk.rate(session, service, "satisfied")).status == 201
    await hall.update(closed_at=None)  # opened again, nobody has to pair anything
    assert not (await kiosk.http.get("/api/kiosk/state")).body["closed"]
    waiting = token_of((await kiosk.scan())["link"])
    await hall.update(closed_at=house.clock.now)
    late = await chen.post("/api/kiosk/scans/confirmed", link=waiting)
    assert late.code == "kiosk_scan_over"
