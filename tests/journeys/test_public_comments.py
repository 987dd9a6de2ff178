"""Article 13: comments and replies in public where a rule set says so, each read before (13-7)."""

import asyncio
from datetime import timedelta

import pytest

from actions.figures import rollups
from actions.rating import watch
from models import AuditEntry, Concern, Rating
from tests.journeys.steps import colleague, until_fed_back
from tests.journeys.test_rule_sets import MARCH, invented
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN

DESK = "/api/comments"
PUBLIC = "/api/results/comments"
POOR = "找张三三号窗口办理，电话13800000000没人接，等了两个小时。"


async def publishing(house: House) -> None:
    """The second set, in force from its first day on."""
    loader, second = await house.staff("city"), await colleague(house, "city")
    document = invented(comments_published="true")
    assert (await loader.post("/api/rule-sets", document=document)).status == 201
    assert (await second.post("/api/rule-sets/invented-2027/activate")).status == 200
    house.clock.now = MARCH
    await house.app.deps.reference.reload()


async def said(house: House, phone: Caller, number: int, grade: str, text: str) -> str:
    """An opinion in words on a service of its own, a minute later; the rating's id."""
    house.clock.pass_(minutes=1)
    ended = await house.take_in(
        {
            "project_number": f"NEW-{number}",
            "service_number": 1,
            "item_code": house.town.item.code,
            "hall_code": "xq-hall",
            "window_number": "A03",
            "officer_login": "officer",
            "ended_at": house.clock.now.isoformat(),
            "applicant": CHEN.party,
        }
    )
    service = ended.body["service_id"]
    own = (await phone.get("/api/my/services")).body["services"]
    assert [one["comments_published"] for one in own if one["id"] == service] == [True]
    made = await phone.post("/api/ratings", **rating(service, grade, text=text))
    assert made.status == 201, made
    return str((await Rating.get(service_record_id=service)).id)


@pytest.mark.req("13-7", "4-1")
async def test_the_first_set_publishes_none(house: House) -> None:
    phone = await house.citizen(CHEN)
    service = await house.end_service(CHEN)
    await phone.post("/api/ratings", **rating(service, "satisfied", text="很快"))
    made = await Rating.get(service_record_id=service)
    bureau = await house.staff("xiangqiao")
    assert (await bureau.get(DESK)).body == {"publishes": False, "total": 0, "rows": []}
    form = {"version": 0, "text": "很快"}
    refused = await bureau.post(f"{DESK}/{made.id}/release", **form)
    assert (refused.status, refused.code) == (409, "comments_closed")
    assert not (await house.nobody.get(PUBLIC)).body["publishes"]
    assert not (await house.nobody.get("/api/results")).body["comments"]

    await publishing(house)  # what was written under the first set stays unpublished
    bureau = await house.staff("xiangqiao")
    assert (await bureau.get(DESK)).body == {"publishes": True, "total": 0, "rows": []}
    assert (await bureau.post(f"{DESK}/{made.id}/release", **form)).status == 404


@pytest.mark.req("13-7", "13-4", "9-4", "12-5", "11-11")
async def test_what_an_editor_released_is_read_by_everybody(house: House) -> None:
    await publishing(house)
    phone = await house.citizen(CHEN)
    poor = await said(house, phone, 1, "dissatisfied", POOR)
    good = await said(house, phone, 2, "satisfied", "办得很快。")
    sealed = await said(house, phone, 3, "dissatisfied", "窗口人员向我索要红包，收了钱才办。")
    await watch.look(deps=house.app.deps, now=house.clock.now)
    assert await Concern.filter(rating_id=sealed).exists()
    order = (await Rating.get(id=poor).select_related("work_order")).work_order.id
    bureau, raoping = await house.staff("xiangqiao"), await house.staff("raoping")
    waiting = (await bureau.get(DESK)).body
    assert [one["rating_id"] for one in waiting["rows"]] == [good]  # the poor one has no answer
    await until_fed_back(house, str(order))
    waiting = (await bureau.get(DESK)).body["rows"]
    assert [one["rating_id"] for one in waiting] == [poor, good]
    assert "13800000000" not in str(waiting)
    assert (await raoping.get(DESK)).body["rows"] == []

    shown = {"text": waiting[0]["text"].replace("张三", "***"), "reply": waiting[0]["reply"]}
    path = f"{DESK}/{poor}"
    assert (await raoping.post(f"{path}/release", version=0, **shown)).status == 404
    reworded = await bureau.post(f"{path}/release", version=0, text="很好", reply=shown["reply"])
    assert (reworded.status, reworded.code) == (422, "comment_reworded")
    at_once = [bureau.post(f"{path}/release", version=0, **shown) for _ in range(4)]
    answers = sorted(one.status for one in await asyncio.gather(*at_once))
    assert answers == [200, 409, 409, 409]
    assert (await bureau.post(f"{DESK}/{good}/release", version=0, text="办得很快。")).status == 200

    await rollups.refresh(now=house.clock.now)
    seen = (await house.nobody.get(PUBLIC, month="2027-03")).body
    assert (seen["publishes"], seen["rows"]) == (True, [])  # fewer opinions than may be shown
    for number in range(4, 7):
        await said(house, phone, number, "satisfied", "")
    await rollups.refresh(now=house.clock.now + timedelta(minutes=1))
    seen = (await house.nobody.get(PUBLIC, month="2027-03")).body
    told = {one["text"]: one["reply"] for one in seen["rows"]}
    assert told == {shown["text"]: "已办理。", "办得很快。": ""}
    assert [one["name"] for one in seen["institutions"]] == ["湘桥区社保局"]
    for secret in ("张三", "13800000000", CHEN.name, poor, "2027-03-01"):
        assert secret not in str(seen), secret
    assert (await house.nobody.get(PUBLIC, month="2027-02")).body["rows"] == []

    withheld = await bureau.post(f"{DESK}/{good}/withhold", version=1, reason="内容与服务无关")
    assert withheld.status == 200, withheld
    [row] = (await bureau.get(DESK, state="withheld")).body["rows"]
    assert (row["version"], row["reason"]) == (2, "内容与服务无关")
    await Rating.filter(id=poor).update(excluded_at=house.clock.now)  # an excluded one never
    assert (await house.nobody.get(PUBLIC, month="2027-03")).body["rows"] == []
    assert (await bureau.get(DESK, state="published")).body["rows"] == []
    trail = await AuditEntry.filter(object_kind="rating", outcome="done").values_list("action")
    assert {"release_comment", "withhold_comment"} <= {action for (action,) in trail}
