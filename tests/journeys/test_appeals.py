"""Article 12: an officer appeals, the unit endorses, the bureau decides, and figures follow."""

import asyncio
import hashlib
import io
from uuid import uuid4

import pytest
from PIL import Image

from actions.figures import rollups
from models import AuditEntry, Bulletin, Bureau, InboxMessage, Institution, Rating, WorkOrder
from rules.evidence import MOST_BYTES
from tests.journeys.steps import colleague, poor_rating
from tests.rules.sets import chaozhou
from tests.support.house import Answer, Caller, House, rating
from tests.support.town import CHEN

PLAIN = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
WHY = {"reason": "评价针对的是系统停机，与窗口无关", "evidence": "停机公告与叫号记录"}


async def told(house: House, phone: Caller) -> tuple[str, str]:
    """A poor rating whose order was dispatched, so that the officer knows: order and rating."""
    order = await poor_rating(house, phone)
    bureau = await house.staff("xiangqiao")
    institution = str(house.town.institution.id)
    await bureau.post(f"/api/work-orders/{order}/dispatch", institution_id=institution, version=1)
    officer = await house.staff("officer")
    [known] = (await officer.get("/api/officer/scores")).body["poor_ratings"]
    return order, known["rating_id"]


async def lodged(house: House) -> tuple[Caller, str, Answer]:
    """The citizen's phone, the order, and the appeal as the officer sees it."""
    phone = await house.citizen(CHEN)
    order, rating = await told(house, phone)
    officer = await house.staff("officer")
    answer = await officer.post("/api/officer/appeals", rating_id=rating, **WHY)
    assert answer.status == 201, answer
    return phone, order, answer


async def endorsed(house: House) -> tuple[Caller, str, str]:
    phone, order, answer = await lodged(house)
    path = f"/api/appeals/{answer.body['row']['id']}"
    unit = await house.staff("handler")
    done = await unit.post(f"{path}/endorse", reason="情况属实，支持申诉", version=1)
    assert done.body["row"]["status"] == "under_review", done
    return phone, order, path


@pytest.mark.req("12-1", "12-4", "12-5", "12-6", "12-8", "12-9", "12-10", "4-4", "11-13")
async def test_a_mistaken_rating_leaves_the_figures(house: House) -> None:
    phone, order, path = await endorsed(house)
    thread = (await phone.get(f"/api/my/cases/{order}")).body
    assert (thread["paused"], thread["due"]) == (True, None)
    assert thread["review"]["status"] == "under_review"
    assert WHY["reason"] not in str(thread)  # what the officer wrote is not the citizen's
    reviewer = await colleague(house, "xiangqiao")
    bare = await reviewer.post(
        f"{path}/decide", action="find_mistaken", reason="核实无误", evidence="    ", version=2
    )
    assert (bare.status, bare.code) == (422, "evidence_missing")
    await published_month(house)
    form = {"action": "find_mistaken", "reason": "评价对象有误", "evidence": "监控与日志"}
    answers = await asyncio.gather(
        *(reviewer.post(f"{path}/decide", version=2, **form) for _ in range(4))
    )
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    assert (await WorkOrder.get(id=order)).status == "closed_invalid"
    rating = await Rating.all().first()
    assert rating is not None
    assert rating.excluded_at is not None  # and still there, for the auditor
    await rollups.refresh(now=house.clock.now)
    counted = (
        await reviewer.get("/api/statistics", group="day", first="2026-11-23", last="2026-11-23")
    ).body["total"]
    assert counted["opinions"] == 0
    await house.deliver()
    said = (await phone.get("/api/my/inbox")).body["messages"]
    [review] = [one for one in said if one["topic"] == "review_decided"]
    assert "不予采纳" in review["body"]
    assert "12345" in review["body"]  # how to object
    officer = house.town.staff["officer"].id
    assert await InboxMessage.filter(staff_id=officer, topic="appeal_decided").exists()
    told = (await reviewer.get("/api/staff/inbox")).body["messages"]
    about = {one["appeal_id"] for one in told if one["topic"].startswith("appeal_")}
    assert about == {path.rsplit("/", 1)[1]}  # the message leads to the appeal itself
    auditor = await house.staff("auditor")
    seen = (await auditor.get(path)).body
    assert [step["action"] for step in seen["steps"]] == ["lodge", "endorse", "find_mistaken"]
    assert seen["steps"][2]["reason"] == "评价对象有误"
    [month] = (await reviewer.get(path)).body["touched"]
    assert (month["period"], month["own"], month["corrected"]) == ("2026-11", True, False)
    await look_back(house, phone, order, auditor)
    house.clock.now = chaozhou(2027, 1, 15)  # long after its clock: no order was ever due
    await rollups.refresh(now=house.clock.now)
    month = {"group": "month", "first": "2026-11-23", "last": "2027-01-14"}
    total = (await (await house.staff("city")).get("/api/statistics", **month)).body["total"]
    assert (total["orders_due"], total["rectification"]["denominator"]) == (0, 0)


async def published_month(house: House) -> None:
    """The month of the rating is published before the decision."""
    second = house.town.staff["xiangqiao-second"]
    await Bulletin.create(
        id=uuid4(),
        bureau_id=second.bureau_id,
        period="2026-11",
        version=1,
        status="published",
        rule_set="chaozhou-2019-trial",
        cut_off=house.clock.now,
        content="{}",
        public="{}",
        annex="[]",
        hash="",
        compiled_by_id=second.id,
        compiled_at=house.clock.now,
    )
    house.clock.pass_(minutes=1)


async def look_back(house: House, phone: Caller, order: str, auditor: Caller) -> None:
    """The rates with their numbers, down to the appeals and their reasons; the citizen's page."""
    figures = (await auditor.get("/api/appeals/figures", first="2026-11-23")).body
    [unit], [reviewer] = figures["units"], figures["reviewers"]
    assert (unit["name"], unit["decided"], unit["mistaken"]) == ("湘桥区社保局", 1, 1)
    assert unit["excluded"]["value"] == figures["total"]["excluded"]["value"] == 100.0
    assert (await auditor.get("/api/appeals/figures", last="2026-11-22")).body["units"] == []
    query = {"reviewer_id": reviewer["id"], "unit_id": unit["id"], "excluded": "true"}
    behind = (await auditor.get("/api/appeals", **query)).body
    assert (behind["total"], behind["units"]) == (1, [{"id": unit["id"], "name": "湘桥区社保局"}])
    assert behind["rows"][0]["reason"] == "评价对象有误"
    assert (await auditor.get("/api/appeals", reviewed="true")).body["total"] == 1
    sheet = (await auditor.get("/api/appeals/file", **query)).body.decode("utf-8-sig")
    assert "误评，不予采纳" in sheet
    assert "评价对象有误" in sheet
    thread = (await phone.get(f"/api/my/cases/{order}")).body
    assert thread["status"] == "closed_invalid"
    assert thread["steps"][-1]["note"] == "评价对象有误"  # why, in the bureau's words
    review = thread["review"]
    assert (review["status"], review["reason"]) == ("mistaken", "评价对象有误")
    assert ("湘桥区" in review["bureau_name"], "潮州市" in review["above_name"]) == (True, True)


@pytest.mark.req("12-4", "12-7", "9-4")
async def test_evidence_is_shared_and_the_evaluator_is_not(house: House) -> None:
    _, _, path = await endorsed(house)
    officer, unit = await house.staff("officer"), await house.staff("handler")
    first, second = await house.staff("xiangqiao"), await colleague(house, "xiangqiao")
    put = await officer.upload(f"{path}/files", picture())
    assert put.status == 201, put
    assert (await unit.upload(f"{path}/files", PLAIN)).status == 201
    wrong = await unit.upload(f"{path}/files", b"<html></html>")
    assert (wrong.status, wrong.code) == (422, "evidence_type")
    largest = await unit.upload(f"{path}/files", bytes(MOST_BYTES))
    assert largest.code == "evidence_type"  # it arrived, and was looked at
    assert (await unit.upload(f"{path}/files", bytes(MOST_BYTES + 1))).code == "too_large"
    files = (await second.get(path)).body["files"]
    assert [(one["kind"], one["actor"], one["number"]) for one in files] == [
        ("picture", "officer", 1),
        ("pdf", "unit", 2),
    ]
    kept = await second.get(f"{path}/files/{files[1]['id']}")
    assert hashlib.sha256(kept.body).hexdigest() == files[1]["sha256"]
    for who in ("raoping", "other_handler", "other_officer"):
        elsewhere = await house.staff(who)
        assert (await elsewhere.get(f"{path}/files/{files[0]['id']}")).status == 404, who
        assert (await elsewhere.upload(f"{path}/files", PLAIN)).status == 404, who
    onlooker = await (await house.staff("auditor")).upload(f"{path}/files", PLAIN)
    assert (onlooker.status, onlooker.code) == (403, "not_yours")

    colleagues = (await first.get(f"{path}/reviewers")).body["rows"]
    named = {one["name"]: one["staff_id"] for one in colleagues}
    refused = {one["name"]: one["refused"] for one in colleagues}
    assert refused == {"职员1": "dispatched", "二号人员": None}
    barred = (await first.get(path)).body
    assert (barred["barred"], barred["actions"]) == ("dispatched", ["assign"])
    self_named = await first.post(f"{path}/assign", reviewer_id=named["职员1"], version=2)
    assert (self_named.status, self_named.code) == (403, "not_independent")
    await first.post(f"{path}/assign", reviewer_id=named["二号人员"], version=2)
    assert (await first.get("/api/appeals", waiting="true")).body["total"] == 0
    assert (await second.get("/api/appeals")).body["waiting"] == 1
    third = await colleague(house, "xiangqiao", "三号人员")
    assert (await third.get(path)).body["barred"] == "another"
    other = await third.post(f"{path}/decide", action="uphold", version=3, **WHY)
    assert (other.status, other.code) == (403, "another_reviews")
    spoken = {"text": "已电话联系，对方确认当日到过窗口", "version": 3}
    assert (await second.post(f"{path}/contact", **spoken)).status == 200
    bundle = (await second.get(f"{path}/bundle")).body
    assert [one["officer_name"] for one in bundle["moment"]["roster"] if one["here"]] == ["职员5"]
    assert bundle["pattern"]["evaluator"] == {"opinions": 0, "poor": 0}
    assert [step["action"] for step in bundle["steps"]] == ["open", "dispatch"]
    assert CHEN.name not in str(bundle)
    for caller in (officer, unit):
        assert (await caller.get(f"{path}/bundle")).status == 403
        assert "contact" not in [one["action"] for one in (await caller.get(path)).body["steps"]]
    done = await second.post(f"{path}/decide", action="uphold", version=4, **WHY)
    assert done.body["row"]["status"] == "upheld", done
    late = await officer.upload(f"{path}/files", PLAIN)
    assert (late.status, late.code) == (409, "not_allowed_now")
    looks = await AuditEntry.filter(action__in=["read_appeal_file", "read_appeal_bundle"]).count()
    assert looks == 2


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


@pytest.mark.req("14-3", "3-6", "12-5")
async def test_how_the_own_score_came_about(house: House) -> None:
    """Whole batches, what each rating weighs; an exclusion tells no other grade."""
    phone = await house.citizen(CHEN)
    _, rating_id = await told(house, phone)
    for grade in ("satisfied",) * 4 + ("very_satisfied",):
        house.clock.pass_(minutes=1)  # a batch is of the oldest
        service = await house.end_service(CHEN)
        await phone.post("/api/ratings", **rating(service, grade))
    house.clock.pass_(days=1)
    officer = await house.staff("officer")
    scores = (await officer.get("/api/officer/scores")).body
    assert (scores["opinions"], scores["counted"], scores["average"]["value"]) == (6, 5, 7.0)
    assert scores["weights"] == [
        {"grade": "satisfied", "points": 8, "count": 4},
        {"grade": "dissatisfied", "points": 3, "count": 1},
    ]
    assert (len(scores["trend"]), scores["trend"][-1]["average"]) == (12, 7.0)
    [poor] = scores["poor_ratings"]
    assert (poor["may_appeal"], poor["appeal"]) == (True, None)
    await Rating.filter(id=rating_id).update(excluded_at=house.clock.now)
    after = (await officer.get("/api/officer/scores")).body
    assert (after["opinions"], after["counted"], after["excluded"]) == (5, 4, 1)
    assert after["average"]["value"] == 8.0  # the sixth is still not told


@pytest.mark.req("12-9", "11-13")
async def test_upheld_and_the_clock_goes_on_with_what_was_left(house: House) -> None:
    phone = await house.citizen(CHEN)
    order, rating = await told(house, phone)
    handler, officer = await house.staff("handler"), await house.staff("officer")
    await handler.post(f"/api/work-orders/{order}/accept", version=2)
    before = (await phone.get(f"/api/my/cases/{order}")).body["due"]
    appeal = await officer.post("/api/officer/appeals", rating_id=rating, **WHY)
    path = f"/api/appeals/{appeal.body['row']['id']}"
    assert (await WorkOrder.get(id=order)).due_at is None
    house.clock.pass_(days=14)
    handler = await house.staff("handler")
    late = await handler.post(f"{path}/endorse", reason="迟到的支持意见", version=1)
    assert late.status == 200
    reviewer = await colleague(house, "xiangqiao")
    done = await reviewer.post(f"{path}/decide", action="uphold", version=2, **WHY)
    assert done.body["row"]["status"] == "upheld", done
    after = (await (await house.citizen(CHEN)).get(f"/api/my/cases/{order}")).body
    assert not after["paused"]
    assert after["due"]["working_days_left"] == before["working_days_left"]
    assert (await Rating.all().first()).excluded_at is None  # type: ignore[union-attr]


@pytest.mark.req("12-1")
async def test_directly_only_when_the_unit_does_nothing(house: House) -> None:
    _, _, answer = await lodged(house)
    path = f"/api/appeals/{answer.body['row']['id']}"
    officer = await house.staff("officer")
    early = await officer.post(f"{path}/file-directly", version=1)
    assert (early.status, early.code) == (409, "unit_has_time")
    assert (await officer.get(path)).body["actions"] == ["withdraw"]
    house.clock.pass_(days=5)
    officer = await house.staff("officer")
    assert (await officer.get(path)).body["actions"] == ["file_directly", "withdraw"]
    row = (await officer.get("/api/appeals", sort="lodged")).body["rows"][0]
    assert (row["overdue"], row["due"]["what"]) == (True, "endorse")
    done = await officer.post(f"{path}/file-directly", version=1)
    assert done.body["row"]["status"] == "under_review"
    await house.deliver()
    bureau = house.town.staff["xiangqiao"].id
    assert await InboxMessage.filter(staff_id=bureau, topic="appeal_to_review").exists()


@pytest.mark.req("12-6")
async def test_once_in_time_and_only_what_one_was_told_of(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    officer = await house.staff("officer")
    hidden = str((await Rating.all().first()).id)  # type: ignore[union-attr]
    untold = await officer.post("/api/officer/appeals", rating_id=hidden, **WHY)
    assert untold.status == 404
    bureau = await house.staff("xiangqiao")
    institution = str(house.town.institution.id)
    await bureau.post(f"/api/work-orders/{order}/dispatch", institution_id=institution, version=1)
    other = await house.staff("other_officer")
    assert (await other.post("/api/officer/appeals", rating_id=hidden, **WHY)).status == 404
    answers = await asyncio.gather(
        *(officer.post("/api/officer/appeals", rating_id=hidden, **WHY) for _ in range(4))
    )
    assert sorted(one.status for one in answers) == [201, 409, 409, 409]
    assert {one.code for one in answers if one.status == 409} == {"already_appealed"}


@pytest.mark.req("12-6")
async def test_too_late(house: House) -> None:
    _, rating = await told(house, await house.citizen(CHEN))
    house.clock.pass_(days=16)
    officer = await house.staff("officer")
    late = await officer.post("/api/officer/appeals", rating_id=rating, **WHY)
    assert (late.status, late.code) == (409, "appeal_too_late")


@pytest.mark.req("12-7", "9-4")
async def test_the_reviewer_is_independent_and_learns_no_name(house: House) -> None:
    _, _, path = await endorsed(house)
    dispatcher = await house.staff("xiangqiao")
    refused = await dispatcher.post(f"{path}/decide", action="uphold", version=2, **WHY)
    assert (refused.status, refused.code) == (403, "not_independent")
    for who in ("city", "raoping"):  # the right level, the right area
        elsewhere = await (await house.staff(who)).post(
            f"{path}/decide", action="uphold", version=2, **WHY
        )
        assert elsewhere.status == 404, who
    for who in ("xiangqiao", "handler", "officer", "auditor"):
        said = str((await (await house.staff(who)).get(path)).body)
        assert CHEN.name not in said
        assert CHEN.phone not in said
    reviewer = await colleague(house, "xiangqiao")
    house.town.staff["xiangqiao-second"].document_index = house.town.staff["officer"].document_index
    await house.town.staff["xiangqiao-second"].save()
    same = await reviewer.post(f"{path}/decide", action="uphold", version=2, **WHY)
    assert (same.status, same.code) == (403, "not_independent")


@pytest.mark.req("12-2", "12-11", "4-7")
async def test_who_files_and_who_reviews(house: House) -> None:
    """A village's officer files through the town; a bureau's own window goes to its reviewer."""
    town = await Institution.create(
        id=uuid4(),
        code="xq-town",
        name="桥东街道办事处",
        level="town",
        kind="administrative",
        region_id=house.town.institution.region_id,
        bureau_id=house.town.institution.bureau_id,
    )
    own = house.town.institution
    await Institution.filter(id=own.id).update(level="village", parent_id=town.id)
    _, _, answer = await lodged(house)
    assert answer.body["row"]["unit_name"] == "桥东街道办事处"
    assert answer.body["row"]["bureau_name"] == "湘桥区政务服务数据管理局"

    await Institution.filter(id=own.id).update(level="county", parent_id=None)
    await Bureau.filter(id=own.bureau_id).update(own_institution_id=own.id)
    _, rating = await told_again(house)
    officer = await house.staff("officer")
    second = await officer.post("/api/officer/appeals", rating_id=rating, **WHY)
    assert second.body["row"]["bureau_name"] == "潮州市政务服务数据管理局"


async def told_again(house: House) -> tuple[str, str]:
    """A second poor rating the officer is told of."""
    order = await poor_rating(house, await house.citizen(CHEN))
    bureau = await house.staff("xiangqiao")
    institution = str(house.town.institution.id)
    await bureau.post(f"/api/work-orders/{order}/dispatch", institution_id=institution, version=1)
    rating_id = (await WorkOrder.get(id=order)).rating_id
    return order, str(rating_id)


@pytest.mark.req("12-1")
async def test_declined_or_withdrawn_and_the_clock_goes_on(house: House) -> None:
    phone, order, answer = await lodged(house)
    path = f"/api/appeals/{answer.body['row']['id']}"
    unit = await house.staff("handler")
    declined = await unit.post(f"{path}/decline", reason="核实后不予支持", version=1)
    assert declined.body["row"]["status"] == "declined"
    thread = (await phone.get(f"/api/my/cases/{order}")).body
    assert not thread["paused"]
    assert thread["due"]["what"] == "accept"
    officer = await house.staff("officer")
    over = await officer.post(f"{path}/withdraw", version=2)
    assert (over.status, over.code) == (409, "not_allowed_now")
