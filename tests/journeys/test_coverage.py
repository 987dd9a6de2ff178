"""Article 8: which windows have no code, and which nobody rates."""

from uuid import uuid4

import pytest

from actions import rollups
from models import Window
from tests.support.house import House, rating
from tests.support.town import CHEN


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
    assert (area["region_name"], area["windows"]) == ("湘桥区", 2)
    assert (area["without_code"], area["silent"]) == (1, 1)
    by_id = {one["window_id"]: one for one in seen["windows"]}
    assert not by_id[str(bare.id)]["has_code"]
    assert by_id[str(house.town.window.id)]["last_rated"] is None

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
    assert areas["饶平县"]["windows"] == 0  # a visible zero
    assert areas["湘桥区"]["silent"] == 1
    [silent] = [one for one in everywhere["windows"] if one["has_code"]]
    assert silent["last_rated"] == "2026-11-23"
    longer = (await city.get("/api/coverage", silent_days=60)).body
    assert [one["has_code"] for one in longer["windows"]] == [False]
    table = (await city.get("/api/coverage/file")).body.decode("utf-8-sig")
    assert "A04" in table
    assert (await (await house.staff("raoping")).get("/api/coverage")).body["windows"] == []
