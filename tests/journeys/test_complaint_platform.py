"""Articles 7 and 11: what the provincial complaint platform tells, and what becomes of it."""

import csv
import io
import secrets
from datetime import timedelta
from typing import Any

import pytest

from actions.complaints import steps, take_in
from models import (
    ComplaintStep,
    ExchangeReceived,
    InboxMessage,
    OrderSource,
    Rating,
    ServiceRecord,
    WorkOrder,
)
from rules.exchange import told_moment
from tests.journeys.steps import poor_rating, until_fed_back
from tests.support.house import Answer, House, rating
from tests.support.town import CHEN

INTAKE = "/api/intake/complaints"
AREA = {
    "table": "area",
    "ours": "xiangqiao",
    "theirs": "445199000000",
    "reason": "省平台代码表第 3 页",
}


def row(house: House, kind: str, number: str, **fields: Any) -> dict[str, Any]:
    """A row as the platform words it: very dissatisfied by GB/T 39046, in Xiangqiao."""
    told = {
        "regionCode": "445199000000",
        "deptCode": "xq-hrss",
        "gradeScale": "GB/T 39046-2020",
        "satisfactionCode": "5",
        "assessTime": told_moment(house.clock.now),
    }
    return {"kind": kind, "number": number, "fields": told | fields}


async def tell(house: House, *rows: dict[str, Any]) -> Answer:
    return await house.take_in({"rows": list(rows)}, INTAKE, "complaints-1")


async def states(house: House, *rows: dict[str, Any]) -> list[tuple[str, str]]:
    answer = await tell(house, *rows)
    assert answer.status == 200, answer
    return [(one["state"], one["error"]) for one in answer.body["rows"]]


async def mapped(house: House) -> None:
    """The bureau has said which area the code is of."""
    city = await house.staff("city")
    assert (await city.post("/api/complaints/codes", **AREA)).status == 201


async def project(service_id: str) -> str:
    return (await ServiceRecord.get(id=service_id)).project_number


@pytest.mark.req("7-5", "7-7", "10-5", "11-1", "11-5")
async def test_ratings_and_orders_of_the_platform_are_taken_in(house: House) -> None:
    phone = await house.citizen(CHEN)
    first = await project(await house.end_service(CHEN))
    told = row(house, "rating", "PJ1", projectNo=first, writingEvaluation="电话 13900000000")

    # Nobody has said which area this code is: kept, named, and nothing guessed.
    held = (await tell(house, told)).body["rows"]
    assert [(one["state"], one["about"], one["code"]) for one in held] == [
        ("quarantined", "area", "445199000000")
    ]
    assert await WorkOrder.all().count() == 0
    await mapped(house)
    assert await take_in.take_waiting(deps=house.app.deps, now=house.clock.now) == 1
    made = await Rating.get()
    assert (made.grade, made.origin, made.channel, made.identity_basis) == (
        "very_dissatisfied",
        "partner",
        "complaint_platform",
        "partner_asserted",
    )
    assert "13900000000" not in made.text
    order = await WorkOrder.get(rating_id=made.id).select_related("bureau")
    assert order.bureau.level == "county"
    assert await OrderSource.filter(order_id=order.id, number="PJ1").count() == 1

    # The same again, its order, the order again: one rating, one case, two numbers of it.
    dispatched = row(house, "order", "ZX1", projectNo=first, evaluationNo="PJ1", title="态度差")
    answer = (await tell(house, told, dispatched)).body
    assert [(one["state"], one["order_number"]) for one in answer["rows"]] == [
        ("taken", order.number),
        ("known", order.number),
    ]
    assert await states(house, dispatched, told) == [("known", ""), ("taken", "")]
    assert (await Rating.all().count(), await WorkOrder.all().count()) == (1, 1)
    seen = (await (await house.staff("xiangqiao")).get(f"/api/work-orders/{order.id}")).body
    assert [(one["source"], one["number"], one["note"]) for one in seen["sources"]] == [
        ("complaint_platform", "PJ1", ""),
        ("complaint_platform", "ZX1", "态度差"),
    ]
    await house.deliver()
    assert await InboxMessage.filter(topic="work_order_joined", order_id=order.id).exists()

    # The order came before its rating, and by the other scale.
    second = await project(await house.end_service(CHEN))
    early = row(
        house, "order", "ZX2", projectNo=second, gradeScale="exchange", satisfactionCode="1"
    )
    late = row(house, "rating", "PJ2", projectNo=second, satisfaction="非常不满意")
    assert await states(house, early) == [("taken", "")]
    assert await states(house, late) == [("known", "")]
    assert (
        await OrderSource.filter(order__rating__service_record__project_number=second).count() == 2
    )

    # A case we have already, from our own channel: joined. A good opinion here: it stands.
    own = await WorkOrder.get(id=await poor_rating(house, phone)).select_related("rating")
    there = await project(str(own.rating.service_record_id))
    good = await house.end_service(CHEN)
    assert (await phone.post("/api/ratings", **rating(good, "satisfied"))).status == 201
    pleased = await project(good)
    assert await states(
        house,
        row(house, "order", "ZX3", projectNo=there),
        row(house, "rating", "PJ4", projectNo=pleased),
        row(house, "order", "ZX4", projectNo=pleased),
    ) == [("known", ""), ("refused", "already_rated"), ("taken", "")]
    assert await OrderSource.get(number="ZX3").values_list("order_id", flat=True) == own.id
    raised = await WorkOrder.get(sources__number="ZX4").select_related("rating")
    assert raised.rating.grade == "satisfied"  # one service, one rating; looked into all the same
    assert await WorkOrder.all().count() == 4

    # The same number for another service: somebody has to look.
    elsewhere = row(house, "order", "ZX5", projectNo=pleased)
    assert await states(house, elsewhere) == [("known", "")]
    await ExchangeReceived.filter(number="order:ZX5").delete()
    elsewhere["fields"]["projectNo"] = there
    assert await states(house, elsewhere) == [("quarantined", "contradiction")]


@pytest.mark.req("6-9", "7-5", "11-1", "11-2")
async def test_a_service_only_the_platform_knows_of(house: House) -> None:
    await mapped(house)
    at = house.clock.now - timedelta(days=3)
    told = row(house, "rating", "PJ1", projectNo="GD-77", assessTime=told_moment(at))
    fields = {"evaluationNo": "PJ9", "content": "没有人接电话"}
    assert await states(
        house,
        told,
        row(house, "order", "ZX1", projectNo="GD-77"),
        row(house, "order", "ZX9", **fields),
        row(house, "rating", "PJ9", assessTime=told_moment(at)),
    ) == [("taken", ""), ("known", ""), ("known", ""), ("taken", "")]
    services = await ServiceRecord.all().order_by("project_number")
    assert [(one.project_number, one.source) for one in services] == [
        ("TS-GD-77", "walk_in"),
        ("TS/PJ9", "walk_in"),
    ]
    orders = await WorkOrder.all().select_related("bureau", "rating")
    assert {one.bureau.level for one in orders} == {"county"}
    # The clock of dispatching begins when the city is told, not when somebody rated.
    assert {one.opened_at for one in orders} == {house.clock.now}
    assert all(one.rating.rated_at < one.opened_at for one in orders)
    # The other system tells of the case afterwards: nothing of it is in the way.
    place = {
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": "officer",
        "item_code": "11445102-0001",
    }
    ended = {"project_number": "GD-77", "service_number": 1, "applicant": CHEN.party, **place}
    answer = await house.take_in({**ended, "ended_at": house.clock.now.isoformat()})
    assert answer.status == 201, answer


@pytest.mark.req("7-5", "10-5", "11-1")
async def test_half_of_a_batch_is_bad(house: House) -> None:
    await mapped(house)
    numbers = [await project(await house.end_service(CHEN)) for _ in range(3)]
    ahead = {"assessTime": told_moment(house.clock.now + timedelta(minutes=9))}
    far = {"assessTime": told_moment(house.clock.now + timedelta(minutes=11))}
    answer = await tell(
        house,
        row(house, "rating", "A", projectNo=numbers[0], **ahead),
        {"kind": "rating", "number": "", "fields": {}},
        row(house, "rating", "B", projectNo=numbers[1], gradeScale="ours"),
        {"kind": "praise", "number": "C", "fields": {}},
        row(house, "rating", "D", projectNo=numbers[1], deptCode="91445100NOBODY"),
        row(house, "rating", "E", projectNo=numbers[1], deptCode="xq-health"),
        row(house, "rating", "F", projectNo=numbers[1], **far),
        row(house, "rating", "G", projectNo=numbers[1], satisfaction="非常满意"),
        row(house, "rating", "H", projectNo=numbers[2], satisfactionCode=2),
        row(house, "rating", "A", projectNo=numbers[2]),
        {"number": 7},
        {"kind": [], "number": {}, "fields": 1},
        {"kind": "rating", "number": "I", "fields": {"satisfactionCode": 10**20}},
    )
    assert [(one["state"], one["error"], one["about"]) for one in answer.body["rows"]] == [
        ("taken", "", ""),
        ("unreadable", "unreadable", ""),
        ("quarantined", "code_unknown", "grade_scale"),
        ("unreadable", "unreadable", ""),
        ("quarantined", "code_unknown", "institution"),
        ("quarantined", "contradiction", "deptCode"),
        ("quarantined", "unreadable", "assessTime"),
        ("quarantined", "contradiction", "satisfaction"),
        ("taken", "", ""),
        ("taken", "", ""),  # the first row of a number counts
        *[("unreadable", "unreadable", "")] * 3,
    ]
    counts = [answer.body[name] for name in ("taken", "quarantined", "unreadable")]
    assert counts == [3, 5, 5]
    assert all(one["message"] for one in answer.body["rows"] if one["error"])
    grades = sorted(await Rating.all().values_list("grade", flat=True))
    assert grades == ["satisfied", "very_dissatisfied"]

    # Set right at its source and told again, or mapped here: taken, once.
    right = row(house, "rating", "B", projectNo=numbers[1], gradeScale="exchange")
    assert await states(house, right, right) == [("taken", ""), ("taken", "")]
    city = await house.staff("city")
    groups = (await city.get("/api/complaints/quarantine")).body["groups"]
    assert {(one["error"], one["about"], one["may_map"]) for one in groups} == {
        ("code_unknown", "institution", True),
        ("contradiction", "deptCode", False),
        ("contradiction", "satisfaction", False),
        ("unreadable", "assessTime", False),
    }
    pair = {
        "table": "institution",
        "ours": "xq-hrss",
        "theirs": "91445100NOBODY",
        "reason": "省平台机构表",
    }
    assert (await city.post("/api/complaints/codes", **pair)).status == 201
    assert (await city.post("/api/province/codes", **{**pair, "table": "tree"})).status == 422
    await take_in.take_waiting(deps=house.app.deps, now=house.clock.now)
    assert (await ExchangeReceived.get(number="rating:D")).state == "refused"
    again = {"error": "contradiction", "about": "satisfaction", "code": ""}
    assert (await city.post("/api/complaints/replay", **again)).status == 200
    assert (await city.post("/api/province/replay", **again)).code == "nothing_held"
    await take_in.take_waiting(deps=house.app.deps, now=house.clock.now)
    assert (await ExchangeReceived.get(number="rating:G")).error == "contradiction"
    assert (await city.get("/api/province/quarantine")).body["groups"] == []
    assert (await (await house.staff("xiangqiao")).get("/api/complaints/quarantine")).status == 403
    # Codes and numbers longer than any are nobody's.
    assert await states(
        house,
        row(house, "rating", "L", deptCode="9" * 400),
        row(house, "rating", "M", regionCode="9" * 400),
        row(house, "verdict", "N", orderNo="9" * 400, verdict="1"),
    ) == [("quarantined", "code_unknown")] * 2 + [("quarantined", "unreadable")]


@pytest.mark.req("3-3", "7-5")
async def test_only_the_platform_itself_is_heard(house: House) -> None:
    good = {"rows": [row(house, "rating", "PJ1")]}
    assert (await house.take_in(good, INTAKE, "queue-1")).code == "out_of_scope"
    assert (await house.nobody.post(INTAKE, **good)).status == 401
    for minutes, status in ((11, 401), (-11, 401), (9, 200), (-9, 200)):
        now = house.clock.now
        house.clock.now = now + timedelta(minutes=minutes)
        body = b'{"rows": [{}]}'
        headers = house.signed(body, INTAKE, "complaints-1") | {"content-type": "application/json"}
        house.clock.now = now
        sent = await house.app.client.post(INTAKE, content=body, headers=headers)
        assert sent.status_code == status
    wrong = {**headers, "x-signature": "0" * 64}
    assert (await house.app.client.post(INTAKE, content=body, headers=wrong)).status_code == 401
    assert await ExchangeReceived.all().count() == 0


async def filed(house: House, kind: str, **fields: Any) -> str:
    """A row the stand-in knows the number of, told to the city; the number."""
    number = f"{kind[0].upper()}{secrets.token_hex(6)}"
    told = row(house, kind, number, **fields)
    house.sandbox.http.post("/complaints/_file", json={"rows": [told]})
    assert (await tell(house, told)).body["quarantined"] == 0
    return number


async def back(house: House) -> int:
    """What the job loop does: list the new steps, send what is due; how much was dealt with."""
    while await steps.list_new(now=house.clock.now):
        pass
    sent = 0
    while count := await steps.push_due(deps=house.app.deps, now=house.clock.now):
        sent += count
    return sent


def kept(house: House, number: str) -> dict[str, Any]:
    """What the platform was told under a number of its own, by the place of the step."""
    found: dict[str, Any] = house.sandbox.http.get("/complaints/_kept").json()[number]["steps"]
    return found


def codes(house: House, number: str) -> list[str]:
    told = kept(house, number)
    return [told[place]["stepCode"] for place in sorted(told, key=int)]


@pytest.mark.req("11-3", "11-4", "11-8")
async def test_every_step_goes_back_in_its_order_once(house: House) -> None:
    await mapped(house)
    city = await house.staff("city")
    known = await project(await house.end_service(CHEN))
    order = await filed(house, "order", projectNo=known, title="等候太久")
    rating_of_it = await filed(house, "rating", projectNo=known)
    case = await WorkOrder.get(sources__number=order)
    assert await back(house) == 0  # nothing has been done yet

    # Sent to the wrong institution and returned, while the platform is down for the day.
    house.sandbox.fault(complaints={"down": True})
    path, bureau = f"/api/work-orders/{case.id}", await house.staff("xiangqiao")
    other = str(house.town.other_institution.id)
    await bureau.post(f"{path}/dispatch", institution_id=other, version=1, note="内部意见")
    wrong = await house.staff("other_handler")
    reason = "不是本单位的事项，请联系 13900000000"
    assert (await wrong.post(f"{path}/return", reason=reason, version=2)).status == 200
    await until_fed_back(house, str(case.id))
    assert await back(house) == 0
    for fault in ({"junk": True}, {"fail": "bad_signature"}, {"delay": 0.1, "down": True}):
        house.clock.pass_(hours=1)
        house.sandbox.fault(complaints=fault)
        assert await back(house) == 0
    assert await back(house) == 0  # it rests
    seen = (await city.get("/api/complaints")).body
    assert (seen["connected"], seen["failures"], seen["steps"]["waiting"]) == (True, 4, 14)
    assert codes(house, order) == []
    assert (await WorkOrder.get(id=case.id)).delivered_at is None

    # Back again: everything in its order, under both numbers the platform has.
    house.sandbox.fault(complaints={})
    house.clock.pass_(hours=1)
    assert await back(house) == 14
    for number in (order, rating_of_it):
        assert codes(house, number) == ["10", "21", "10", "20", "30", "40", "50"]
    told = kept(house, order)
    assert (told["3"]["handleOrg"], told["8"]["handleResult"]) == ("湘桥区卫健局", "已办理。")
    assert "orderNo" in told["2"]
    assert kept(house, rating_of_it)["2"]["evaluationNo"] == rating_of_it
    assert "内部意见" not in str(told)  # what the bureau wrote to the institution
    assert "13900000000" not in str(told)
    # Nobody here knows who complained: what the platform has is delivered.
    assert (await WorkOrder.get(id=case.id)).delivered_at is not None

    # The answer to a batch was lost on the way: sent again, known there by its place.
    await ComplaintStep.all().update(state="sending", done_at=None, turn_at=house.clock.now)
    assert await back(house) == 14
    assert kept(house, order) == told

    # Who complained answers there: not solved, then in part. A verdict about nothing is held.
    half = {"orderNo": order, "verdict": "3", "content": "还没有收到"}
    await filed(house, "verdict", **half)
    again = await WorkOrder.get(id=case.id).select_related("bureau")
    assert (again.status, again.round, again.bureau.level) == ("reopened", 2, "city")
    await until_fed_back(house, str(case.id))
    await filed(house, "verdict", **{**half, "verdict": "2"})
    assert (await WorkOrder.get(id=case.id)).status == "solved"
    for number, error in (("NOBODYS", "order_not_here"), (order, "not_now")):
        about = row(house, "verdict", f"V{secrets.token_hex(4)}", orderNo=number, verdict="1")
        assert await states(house, about) == [("quarantined", error)]
    await back(house)
    assert codes(house, order)[-7:] == ["61", "10", "20", "30", "40", "50", "60"]
    last = kept(house, order)[max(kept(house, order), key=int)]
    assert (last["verdict"], last["isClosed"]) == ("2", "1")

    # Joined to a case of ours that is under way: every step so far, and its evaluator has the word.
    phone = await house.citizen(CHEN)
    own = await poor_rating(house, phone)
    await until_fed_back(house, own)
    there = (await ServiceRecord.get(ratings__work_order__id=own)).project_number
    copy = await filed(house, "order", projectNo=there)
    await back(house)
    assert codes(house, copy) == ["10", "20", "30", "40", "50"]
    assert (await WorkOrder.get(id=own)).delivered_at is None
    told = row(house, "verdict", f"V{copy}", orderNo=copy, verdict="1")
    assert await states(house, told) == [("refused", "answered_here")]

    # A number the platform does not know: that step is put aside, and nothing else waits.
    strange = row(house, "order", f"X{copy}", projectNo=there)
    await tell(house, strange)
    await back(house)
    city = await house.staff("city")
    groups = (await city.get("/api/complaints/quarantine")).body["groups"]
    assert ("out", "unknown_number") in {(one["direction"], one["error"]) for one in groups}
    house.sandbox.http.post("/complaints/_file", json={"rows": [strange]})
    held = {"error": "unknown_number", "about": "orderNo", "code": f"X{copy}"}
    assert (await city.post("/api/complaints/replay", **held)).status == 200
    await back(house)
    assert codes(house, f"X{copy}") == ["10", "20", "30", "40", "50"]


@pytest.mark.req("7-5", "11-1", "11-4")
async def test_the_same_by_file(house: House) -> None:
    await mapped(house)
    city = await house.staff("city")
    known = await project(await house.end_service(CHEN))
    number = f"O{secrets.token_hex(6)}"
    told = row(house, "order", number, projectNo=known, content="=等候,太久")
    house.sandbox.http.post("/complaints/_file", json={"rows": [told]})
    names = list(told["fields"])
    lines = [["kind", "number", *names], ["order", number, *told["fields"].values()]]
    lines += [["praise", "X"], ["rating", f"R{number}", "445100000001"]]
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    for content in (text.getvalue().encode("gb18030"), text.getvalue().encode("utf-8-sig")):
        answer = await city.upload("/api/complaints/file", content)
        assert [(one["state"], one["row"]) for one in answer.body["rows"]] == [
            ("taken", 1),
            ("unreadable", 2),
            ("quarantined", 3),
        ]
    assert (await OrderSource.get(number=number)).note == "=等候,太久"
    for wrong in (b"\xff\xfe\x00", b"", b"name;number\n1;2\n", b"kind,number\n" * 1_002):
        refused = await city.upload("/api/complaints/file", wrong)
        assert refused.code == "complaint_file_unreadable"

    await until_fed_back(house, str((await WorkOrder.get(sources__number=number)).id))
    while await steps.list_new(now=house.clock.now):
        pass
    exported = [await city.get("/api/complaints/steps") for _ in range(2)]
    assert exported[0].body == exported[1].body  # writing it changes nothing
    rows = list(csv.DictReader(io.StringIO(exported[0].body.decode("utf-8-sig"))))
    assert [one["stepCode"] for one in rows] == ["10", "20", "30", "40", "50"]
    assert {one["number"] for one in rows} == {number}
    said = [["kind", "number", "place", "code"]]
    said += [["receipt", number, one["place"], "ok"] for one in rows[:4]]
    said += [["receipt", number, "99", "ok"], ["receipt", number, rows[4]["place"], "bad_field"]]
    text = io.StringIO()
    csv.writer(text).writerows(said)
    answer = await city.upload("/api/complaints/file", text.getvalue().encode())
    states_of = [one["state"] for one in answer.body["rows"]]
    assert states_of == ["taken"] * 4 + ["unreadable", "quarantined"]
    again = await city.upload("/api/complaints/file", text.getvalue().encode())
    assert [one["state"] for one in again.body["rows"]][:4] == ["known"] * 4
    left = (await city.get("/api/complaints/steps")).body.decode("utf-8-sig")
    assert len(left.splitlines()) == 1
