"""Article 4: what became of the orders of some months, unit by unit, with the supervisions."""

import pytest

from models import WorkOrder
from tests.journeys.steps import poor_rating
from tests.support.house import House
from tests.support.town import CHEN

MONTHS = {"first": "2026-11", "last": "2026-11"}


@pytest.mark.req("4-3", "4-5", "4-6")
async def test_what_a_bureau_hands_to_who_looks_into_offices(house: House) -> None:
    phone = await house.citizen(CHEN)
    bureau = await house.staff("xiangqiao")
    office = str(house.town.institution.id)
    ids = [await poor_rating(house, phone), await poor_rating(house, phone)]
    path = f"/api/work-orders/{ids[0]}"
    await bureau.post(f"{path}/dispatch", institution_id=office, version=1)
    house.clock.pass_(days=7)
    handler, bureau = await house.staff("handler"), await house.staff("xiangqiao")
    version = (await WorkOrder.get(id=ids[0])).version
    pressed = await bureau.post(
        f"{path}/supervision", reason="逾期未接收，请说明。", version=version
    )
    assert pressed.status == 200, pressed
    answered = await handler.post(
        f"{path}/supervision/answer", text="已安排专人接收。", version=version + 1
    )
    assert answered.status == 200, answered

    seen = (await bureau.get("/api/efficiency", **MONTHS)).body
    [row] = seen["rows"]
    assert row["id"] == office
    assert (row["orders"], row["overdue"], row["supervised"]) == (2, 1, 1)
    assert (row["supervision_answered"], row["supervision_in_time"]) == (1, 1)
    made = [(row[one]["numerator"], row[one]["denominator"]) for one in ("dispatch", "contact")]
    assert made == [(1, 2), (0, 1)]  # one never dispatched, and one never contacted
    assert seen["total"]["orders"] == 2
    behind = await bureau.get("/api/efficiency/orders", institution_id=office, **MONTHS)
    marks = {one["id"]: one["marks"] for one in behind.body["rows"]}
    assert marks == {ids[0]: ["contact_late", "supervised"], ids[1]: ["dispatch_late"]}
    [supervision] = (await bureau.get("/api/supervisions", **MONTHS)).body["rows"]
    assert (supervision["answer"], supervision["in_time"]) == ("已安排专人接收。", True)

    own = (await handler.get("/api/efficiency", **MONTHS)).body
    assert own["total"]["orders"] == 1  # what was sent to it
    other = await house.staff("raoping")
    assert (await other.get("/api/efficiency", **MONTHS)).body["rows"] == []
    assert (await other.get("/api/supervisions", **MONTHS)).body["rows"] == []
    for what in ("efficiency", "supervisions"):
        file = f"/api/{what}/file"
        files = [(await bureau.get(file, form="csv", **MONTHS)).body for _ in range(2)]
        assert files[0] == files[1]
        assert "签名 HMAC-SM3" in files[0].decode("utf-8-sig").splitlines()[-1]
        assert (await bureau.get(file, form="xlsx", **MONTHS)).body.startswith(b"PK")
