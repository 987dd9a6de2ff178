"""Article 8: which windows have no code, and which nobody rates."""

from uuid import uuid4

import pytest

from actions.figures import rollups
from models import RatingDevice, Window, WindowCode
from tests.support.device import paired
from tests.support.house import House, rating
from tests.support.town import CHEN
from tests.support.workbooks import preview, take_in


def counts(windows: int, without_code: int, silent: int) -> dict[str, int]:
    return {"windows": windows, "without_code": without_code, "silent": silent}


@pytest.mark.req("8-1", "8-2", "8-4", "4-1")
async def test_uncovered_and_silent_windows_by_area(house: House) -> None:
    bare = await Window.create(
        id=uuid4(),
        hall_id=house.town.window.hall_id,
        institution=house.town.institution,
        number="A04",
        name="没有码的窗口",
    )
    county = await house.staff("xiangqiao")
    seen = (await county.get("/api/coverage")).body
    [area] = seen["areas"]
    assert (area["region_name"], area["count"]) == ("湘桥区", counts(2, 1, 1))
    by_id = {one["window_id"]: one for one in seen["windows"]}
    assert by_id[str(bare.id)]["short_number"] is None
    assert by_id[str(house.town.window.id)]["last_rated"] is None
    await paired(house, window_id=bare.id)  # a device does for a window what a code does
    seen = (await county.get("/api/coverage")).body
    assert seen["areas"][0]["count"] == counts(2, 0, 2)
    await RatingDevice.all().update(active=None, revoked_at=house.clock.now)

    phone = await house.citizen(CHEN)
    service = await house.end_service(CHEN)
    await phone.post("/api/ratings", **rating(service, "satisfied"))
    await rollups.refresh(now=house.clock.now)
    seen = (await county.get("/api/coverage")).body
    assert [one["window_id"] for one in seen["windows"]] == [str(bare.id)]

    house.clock.pass_(days=31)
    city = await house.staff("city")
    everywhere = (await city.get("/api/coverage")).body
    areas = {one["region_name"]: one for one in everywhere["areas"]}
    assert areas["饶平县"]["count"] == counts(0, 0, 0)  # a visible zero
    assert areas["湘桥区"]["count"]["silent"] == 1
    [silent] = [one for one in everywhere["windows"] if one["short_number"]]
    assert silent["last_rated"] == "2026-11-23"
    longer = (await city.get("/api/coverage", silent_days=60)).body
    assert [one["short_number"] for one in longer["windows"]] == [None]
    table = (await city.get("/api/coverage/file")).body.decode("utf-8-sig")
    assert "A04" in table
    assert (await (await house.staff("raoping")).get("/api/coverage")).body["windows"] == []

    region, hall = areas["湘桥区"]["region_id"], str(house.town.window.hall_id)
    within = (await city.get("/api/coverage", region_id=region, show="without_code")).body
    assert [(one["hall_id"], one["count"]) for one in within["halls"]] == [(hall, counts(2, 1, 1))]
    assert [one["number"] for one in within["windows"]] == ["A04"]
    every = {"show": "all", "sort": "last_rated", "hall_id": hall}
    assert [
        one["last_rated"] for one in (await city.get("/api/coverage", **every)).body["windows"]
    ] == [
        None,
        "2026-11-23",
    ]
    above = (await city.get("/api/coverage", level="town")).body
    assert (above["total"], above["windows"], above["halls"]) == (0, [], [])
    part = (await city.get("/api/coverage/file", show="silent")).body.decode("utf-8-sig")
    assert "久无评价" in part
    assert "A04" not in part


@pytest.mark.req("8-1")
async def test_no_window_opens_or_is_rostered_without_a_code(house: House) -> None:
    bureau = await house.staff("xiangqiao")
    hall, office = house.town.window.hall_id, house.town.institution.id
    opened = await bureau.post(
        "/api/staff/windows",
        hall_id=str(hall),
        institution_id=str(office),
        number="A05",
        name="新窗口",
        effective_on="2026-11-23",
        reason="业务量增加",
        version=0,
    )
    assert opened.status == 201, opened
    window = await Window.get(hall_id=hall, number="A05")
    code = await WindowCode.get(window_id=window.id, active=1)
    assert (await house.nobody.get(f"/api/windows/{code.token}")).status == 200
    await take_in(bureau, "windows", {"窗口": [("xq-hall", "A06", "导入的窗口", "xq-hrss")]})
    assert (await bureau.get("/api/coverage", show="without_code")).body["total"] == 0

    revoked = await bureau.post(f"/api/window-codes/{window.id}/revoke", reason="暂不开放")
    assert revoked.status == 200, revoked
    roster = {"排班": [("2027-03-01", "xq-hall", "A05", "officer", "09:00", "12:00")]}
    refused = await preview(bureau, "rosters", roster)
    assert [(one["row"], one["code"]) for one in refused.body["problems"]] == [
        (3, "window_without_code")
    ]
    await bureau.post(f"/api/halls/{hall}/issue-codes")
    await take_in(bureau, "rosters", roster)
    kept = await bureau.post(f"/api/window-codes/{window.id}/revoke", reason="暂不开放")
    assert (kept.status, kept.code) == (409, "code_needed")

    path = f"/api/staff/windows/{window.id}"
    day = {"effective_on": "2026-11-23", "reason": "装修"}
    assert (await bureau.post(f"{path}/close", **day, version=1)).status == 200
    await WindowCode.filter(window_id=window.id).update(active=None, revoked_at=house.clock.now)
    assert (await bureau.post(f"{path}/reopen", **day, version=2)).status == 200
    assert await WindowCode.filter(window_id=window.id, active=1).exists()
