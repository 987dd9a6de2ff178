"""Clues: raised once, read at their desk alone, handed on with a receipt (Art. 3, 11, 15)."""

import re
from datetime import timedelta
from uuid import UUID

import pytest

from actions.rating import watch
from models import AuditEntry, CitizenSession, Concern, InboxMessage, Rating, Referral
from tests.journeys.steps import colleague
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, LIN

WHY = "已向当事窗口核实"


async def rated(house: House, phone: Caller, grade: str = "satisfied", **form: object) -> str:
    service = await house.end_service(CHEN)
    answer = await phone.post("/api/ratings", **rating(service, grade, **form))
    assert answer.status == 201, answer
    return str(answer.body["rating_id"])


async def looked(house: House) -> int:
    return await watch.look(deps=house.app.deps, now=house.clock.now)


async def reader_of(house: House, desk: str) -> Caller:
    """A colleague at the county bureau who is named for a desk."""
    reader, head = await colleague(house, "xiangqiao"), await house.staff("xiangqiao")
    own = house.town.staff["xiangqiao-second"]
    keys = house.app.deps.keys
    own.phone_sealed = keys.seal("19900001009", own, "phone_sealed", own.id)
    await own.save()
    staff_id = str(own.id)
    answer = await head.post("/api/concerns/desks", desk=desk, staff_id=staff_id, reads=True)
    assert [one["staff_id"] for one in answer.body["members"]] == [staff_id], answer
    return reader


@pytest.mark.req("3-5", "9-4")
async def test_being_pressed_is_told_to_the_bureau_alone(house: House) -> None:
    phone, stranger = await house.citizen(CHEN), await house.citizen(LIN)
    rating_id = await rated(house, phone)
    path = f"/api/my/ratings/{rating_id}/pressed"
    assert (await stranger.post(path)).status == 404
    for text in (f"窗口的人让我打五星，我是{CHEN.name}", "再说一次"):
        assert (await phone.post(path, text=text)).status == 200
    await house.deliver()
    told = await InboxMessage.filter(topic="concern_raised").values_list("staff_id", flat=True)
    assert told == [house.town.staff["xiangqiao"].id]

    bureau = await house.staff("xiangqiao")
    [row] = (await bureau.get("/api/concerns")).body["rows"]
    assert (row["kind"], row["institution_name"]) == ("pressed", house.town.institution.name)
    opened = (await bureau.get(f"/api/concerns/{row['id']}")).body
    assert opened["said"] == f"窗口的人让我打五星，我是{CHEN.name}"  # what was said first
    stored = (await Concern.get()).said_sealed
    assert stored
    assert CHEN.name.encode() not in stored
    assert await AuditEntry.filter(action="read_concern", object_id=row["number"]).count() == 1
    for name in ("handler", "officer", "hall", "raoping"):
        caller = await house.staff(name)
        answer = await caller.get("/api/concerns")
        assert answer.status == 403 or answer.body["rows"] == [], name
        assert (await caller.get(f"/api/concerns/{row['id']}")).status in (403, 404)
    assert (await Rating.get()).grade == "satisfied"  # the rating stays what it was


@pytest.mark.req("3-7")
async def test_what_looks_arranged_is_flagged_once_and_deletes_nothing(house: House) -> None:
    phone = await house.citizen(CHEN)
    for _ in range(12):
        await rated(house, phone)
        house.clock.pass_(seconds=20)
    await CitizenSession.all().update(account_id=None)  # a browser has no account of WeChat
    raised = await looked(house)
    kinds = set(await Concern.all().values_list("kind", flat=True))
    assert {"burst", "even", "one_address", "one_account"} <= kinds
    assert raised == await Concern.all().count() == len(kinds)
    assert await looked(house) == 0
    assert await Rating.all().count() == 12
    [burst] = await Concern.filter(kind="burst")
    assert (burst.ratings, burst.window_id) == (12, house.town.window.id)
    assert burst.rating_id is None  # nobody in particular

    bureau = await house.staff("xiangqiao")
    form = {"step": "dismiss", "reason": "集中办理社保卡，经核实属实", "version": 1}
    path = f"/api/concerns/{burst.id}/decision"
    answer = await bureau.post(path, **form)
    assert answer.body["concern"]["row"]["state"] == "dismissed"
    assert answer.body["concern"]["reason"] == form["reason"]
    again = await bureau.post(path, **form)
    assert (again.status, again.code) == (409, "stale")


@pytest.mark.req("3-7", "9-2")
async def test_of_an_address_only_a_blind_index_is_kept(house: House) -> None:
    await house.citizen(CHEN)
    [index] = set(await CitizenSession.all().values_list("address_index", flat=True))
    assert re.fullmatch("[0-9a-f]{16}", index or "")


@pytest.mark.req("11-11", "15-3", "15-4")
async def test_a_clue_of_discipline_is_read_by_name_and_handed_on(house: House) -> None:
    reader = await reader_of(house, "discipline")
    phone = await house.citizen(CHEN)
    await rated(house, phone, "dissatisfied", text=f"有人收红包，我的电话{CHEN.phone}")
    assert await looked(house) == 1
    head = await house.staff("xiangqiao")
    for other in (head, await house.staff("city"), await house.staff("auditor")):
        answer = await other.get("/api/concerns")
        assert answer.status == 403 or answer.body["rows"] == []
    desks = (await head.get("/api/concerns")).body["desks"]
    assert {one["desk"]: (one["waiting"], one["members"]) for one in desks} == {
        "discipline": (1, 1),
        "care": (0, 0),
    }
    [row] = (await reader.get("/api/concerns")).body["rows"]
    path = f"/api/concerns/{row['id']}"
    view = (await reader.get(path)).body["concern"]
    assert "红包" in view["text"]
    assert CHEN.phone not in view["text"]

    note = "评价反映收受红包，请依规核查"
    answer = await reader.post(f"{path}/referral", body="区纪委监委派驻组", note=note, version=1)
    assert answer.body["concern"]["row"]["state"] == "referred", answer
    await reader.post(f"{path}/receipt", number="JW-2026-0117")
    answer = await reader.post(f"{path}/result", text="已立案调查")
    referral = answer.body["referral"]
    assert (referral["body"], referral["note"]) == ("区纪委监委派驻组", note)
    assert (referral["receipt_number"], referral["result"]) == ("JW-2026-0117", "已立案调查")
    twice = await reader.post(f"{path}/receipt", number="JW-2026-0118")
    assert (twice.status, twice.code) == (409, "not_allowed_now")
    stored = await Referral.get()
    assert note.encode() not in stored.note_sealed
    assert stored.staff_id == house.town.staff["xiangqiao-second"].id
    assert (await head.get(path)).status == 404


@pytest.mark.req("11-11")
async def test_danger_rings_at_the_care_desk_in_the_night(house: House) -> None:
    await reader_of(house, "care")
    phone = await house.citizen(CHEN)
    house.clock.pass_(hours=12)  # 22:30
    await rated(house, phone, "very_dissatisfied", text="再办不成我就不想活了")
    await looked(house)
    await house.deliver()
    assert len([one for one in house.sandbox.sent() if "线索" in str(one)]) == 1
    assert "不想活" not in str(house.sandbox.sent())


@pytest.mark.req("15-4")
async def test_nobody_names_themselves_and_a_released_reader_reads_no_more(house: House) -> None:
    reader, head = await reader_of(house, "care"), await house.staff("xiangqiao")
    own = str(house.town.staff["xiangqiao"].id)
    answer = await head.post("/api/concerns/desks", desk="care", staff_id=own, reads=True)
    assert (answer.status, answer.code) == (403, "same_person")
    elsewhere = str(house.town.staff["raoping"].id)
    answer = await head.post("/api/concerns/desks", desk="care", staff_id=elsewhere, reads=True)
    assert answer.status == 404
    await rated(house, await house.citizen(CHEN), "dissatisfied", text="要炸了这里")
    await looked(house)
    assert len((await reader.get("/api/concerns")).body["rows"]) == 1
    staff_id = str(house.town.staff["xiangqiao-second"].id)
    await head.post("/api/concerns/desks", desk="care", staff_id=staff_id, reads=False)
    assert (await reader.get("/api/concerns")).body["rows"] == []


@pytest.mark.req("11-11", "3-7")
async def test_a_rating_that_was_committed_late_is_still_looked_at(house: House) -> None:
    phone = await house.citizen(CHEN)
    await looked(house)
    rating_id = await rated(house, phone, text="听说要给好处费")
    earlier = house.clock.now - timedelta(minutes=2)
    await Rating.filter(id=UUID(rating_id)).update(rated_at=earlier)
    house.clock.pass_(seconds=20)
    assert await looked(house) == 1
