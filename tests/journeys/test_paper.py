"""Article 7: a rating on paper is typed in by two people and marked as such (7-12)."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from actions.channels import paper_ratings
from actions.rating import defaults
from models import AuditEntry, PaperEntry, PaperSlip, Rating, ServiceRecord, Staff, WorkOrder
from rules.work_calendar import local_day
from tests.support.house import Answer, Caller, House, rating
from tests.support.town import CHEN, HASH


async def written(house: House, **more: Any) -> dict[str, Any]:
    """What stands on a sheet about a service that has just ended."""
    service = await ServiceRecord.get(id=await house.end_service(CHEN))
    today = local_day(house.clock.now).isoformat()
    sheet = {"project_number": service.project_number, "written_on": today, **more}
    return {"grade": "satisfied", **sheet}


async def sheets(house: House, count: int) -> list[str]:
    manager = await house.staff("hall")
    window = str(house.town.window.id)
    printed = await manager.post("/api/paper-slips", window_id=window, count=count)
    assert printed.status == 201, printed
    drawn = await manager.get(f"/api/paper-slips/{printed.body['batch']}/sheets.pdf")
    assert drawn.body.startswith(b"%PDF")
    slips = PaperSlip.filter(batch=printed.body["batch"])
    return [str(one) for one in await slips.values_list("number", flat=True)]


async def typed(caller: Caller, number: str, sheet: dict[str, Any]) -> str:
    """The state of the sheet after it, or the code of the refusal."""
    return said(await caller.post("/api/paper-entries", number=number, **sheet))


def said(answer: Answer) -> str:
    return str(answer.body.get("state") or answer.code)


@pytest.mark.req("7-1", "7-12", "9-1", "3-3")
async def test_two_people_read_a_sheet_alike(house: House) -> None:
    place = f"/api/halls/{house.town.window.hall_id}/paper-slips"
    hall, county, city = [await house.staff(one) for one in ("hall", "xiangqiao", "city")]
    one, two, three, four, five = await sheets(house, 5)
    poor = await written(house, grade="dissatisfied", tags=["214", "209"])
    assert await typed(hall, one, poor) == "first"
    assert await typed(hall, one, poor) == "paper_same_person"
    [row] = (await county.get(place, state="first")).body["rows"]
    assert (row["own"], row["readings"]) == (False, [])  # the second person reads for himself
    assert [by["clerk_name"] for by in row["typed"]] == [house.town.staff["hall"].name]
    second = {**poor, "tags": ["209", "214"]}  # in another order
    at_once = await asyncio.gather(*(typed(by, one, second) for by in (county, city)))
    assert sorted(at_once)[0] == "done"
    assert set(at_once) - {"done"} <= {"stale", "paper_over", "paper_rated"}
    stored = await Rating.get()
    assert (stored.origin, stored.channel, stored.grade) == ("paper", "paper", "dissatisfied")
    assert (stored.identity_basis, stored.evaluator_id) == ("proxy_entered", None)
    assert stored.tags == "209,214"
    assert stored.first_clerk_id == house.town.staff["hall"].id != stored.second_clerk_id
    assert await WorkOrder.filter(rating_id=stored.id).count() == 1
    phone = await house.citizen(CHEN)
    twice = await phone.post("/api/ratings", **rating(str(stored.service_record_id), "satisfied"))
    assert twice.code == "already_rated"
    assert await typed(city, one, poor) == "paper_over"
    assert await typed(city, two, poor) == "paper_rated"  # one service, one sheet

    # Read differently: a third person decides, and neither of the two.
    good = await written(house)
    assert await typed(hall, two, good) == "first"
    assert await typed(county, two, {**good, "grade": "very_satisfied"}) == "differs"
    assert await typed(city, two, good) == "paper_over"
    [row] = (await city.get(place, state="differs")).body["rows"]
    assert [one["grade"] for one in row["readings"]] == ["satisfied", "very_satisfied"]
    [own] = (await hall.get(place, state="differs")).body["rows"]
    assert own["readings"] == []
    decide = f"/api/paper-slips/{row['id']}/decide"
    assert said(await county.post(decide, turn=2)) == "paper_same_person"
    assert said(await county.post(decide, turn=0, reason="看不清")) == "paper_same_person"
    assert said(await city.post(decide, turn=2)) == "done"
    chosen = await Rating.get(paper_slip__number=two)
    assert chosen.grade == "very_satisfied"
    assert chosen.first_clerk_id == house.town.staff["xiangqiao"].id
    assert chosen.second_clerk_id == house.town.staff["city"].id

    again = await written(house)
    await typed(hall, three, again)
    assert await typed(county, three, {**again, "grade": "dissatisfied"}) == "differs"
    aside = f"/api/paper-slips/{(await PaperSlip.get(number=three)).id}/decide"
    assert said(await city.post(aside, turn=0, reason=" ")) == "reason_missing"
    assert said(await city.post(aside, turn=0, reason="等级处有两个勾")) == "set_aside"
    counts = (await hall.get(place)).body["counts"]
    assert (counts["done"], counts["set_aside"], counts["blank"]) == (2, 1, 2)
    done = set(await AuditEntry.filter(object_kind="paper_slip").values_list("action", flat=True))
    assert {"print_paper_slips", "type_in_paper", "set_paper_aside"} == done

    # Cut off between the second person and the rating: a job comes back to it.
    left = await written(house)
    service = await ServiceRecord.get(project_number=left["project_number"])
    slip = PaperSlip.filter(number=four)
    for turn, name in ((1, "hall"), (2, "city")):
        await PaperEntry.create(
            id=uuid4(),
            slip_id=(await slip.get()).id,
            turn=turn,
            clerk_id=house.town.staff[name].id,
            person=name,
            service_number=1,
            at=house.clock.now,
            **left,
        )
    await slip.update(state="agreed", service_record_id=service.id)
    house.clock.pass_(minutes=2)
    assert await paper_ratings.finish_left(deps=house.app.deps, now=house.clock.now) == 1
    assert (await slip.get()).state == "done"

    # In time by the day on the sheet, however long it lay in the box: the default gives way.
    late = await written(house)
    house.clock.pass_(days=9)
    await defaults.settle(now=house.clock.now)
    hall, county = await house.staff("hall"), await house.staff("xiangqiao")
    assert await typed(hall, five, late) == "first"
    assert await typed(county, five, late) == "done"
    service = await ServiceRecord.get(project_number=late["project_number"])
    ordinals = await Rating.filter(service_record_id=service.id).values("origin", "late")
    assert {"origin": "paper", "late": False} in ordinals
    assert await Rating.filter(origin="default", superseded_by_id__isnull=False).count() == 1


@pytest.mark.req("7-12", "3-3", "4-6")
async def test_who_may_not_type_what_in(house: House) -> None:
    number, other = await sheets(house, 2)
    hall, raoping = await house.staff("hall"), await house.staff("raoping")
    sheet = await written(house)
    yesterday = (local_day(house.clock.now) - timedelta(days=1)).isoformat()
    tried = {
        "paper_unknown": (f"{number[:9]}{(int(number[9]) + 1) % 10}", sheet),
        "paper_service": (number, {**sheet, "project_number": "none"}),
        "paper_day": (number, {**sheet, "written_on": yesterday}),
        "tag_of_another_grade": (number, {**sheet, "tags": ["214"]}),
        "unknown_grade": (number, {**sheet, "grade": "good"}),
    }
    for code, (which, wrong) in tried.items():
        assert await typed(hall, which, wrong) == code
    assert await typed(raoping, number, sheet) == "paper_unknown"
    place = f"/api/halls/{house.town.window.hall_id}/paper-slips"
    assert (await raoping.get(place)).status == 404
    window = str(house.town.window.id)
    assert (await raoping.post("/api/paper-slips", window_id=window, count=1)).status == 404
    for role in ("officer", "handler"):
        assert (await (await house.staff(role)).post("/api/paper-entries")).status == 403

    # Second accounts: of the officer who was rated, and of the one who typed it in first.
    for login, like in (("hall-2", "officer"), ("hall-3", "hall")):
        house.town.staff[login] = await Staff.create(
            id=uuid4(),
            login=login,
            password_hash=HASH,
            name=login,
            role="hall_manager",
            hall_id=house.town.window.hall_id,
            document_index=house.town.staff[like].document_index,
        )
    assert await typed(await house.staff("hall-2"), number, sheet) == "paper_own_house"
    assert await typed(hall, number, sheet) == "first"
    assert await typed(await house.staff("hall-3"), number, sheet) == "paper_same_person"
    # Rated on the phone meanwhile: the sheet does not count twice.
    service = await ServiceRecord.get(project_number=sheet["project_number"])
    phone = await house.citizen(CHEN)
    assert (await phone.post("/api/ratings", **rating(str(service.id), "satisfied"))).status == 201
    assert await typed(await house.staff("xiangqiao"), number, sheet) == "paper_rated"
    assert await typed(hall, other, sheet) == "paper_rated"
    assert await Rating.all().count() == 1
