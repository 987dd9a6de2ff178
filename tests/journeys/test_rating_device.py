"""Articles 3, 7, 8: the window ends a service, its device asks, and only a tap there answers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from actions.figures import rollups
from models import AuditEntry, Rating, RatingDevice, RollupDay, WorkOrder
from rules.work_calendar import local_day
from tests.support.device import DeviceInHand, paired, tap
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, some_id

NOT_PAIRED = 4401


async def asked(house: House, device: DeviceInHand) -> dict[str, Any]:
    """The officer ends a service; what the device is asked to show."""
    await house.end_service(CHEN)
    question = (await device.http.get("/api/device/state")).body["question"]
    assert isinstance(question, dict)
    return question


@pytest.mark.req("3-1", "3-6", "7-1", "7-4", "8-1", "8-4")
async def test_a_tap_at_the_device_is_the_one_rating_of_the_service(house: House) -> None:
    device = await paired(house)
    officer = await house.staff("officer")
    async with device.socket() as talk:
        idle = await talk.state()
        assert idle["window"]["number"] == "A03"
        assert idle["question"] is None

        service = await house.end_service(CHEN)
        question = (await talk.state())["question"]  # told, not asked for
        assert question["service_id"] == service
        assert question["item_name"] == house.town.item.name
        assert 0 < question["seconds_left"] <= 60
        place = f"/api/officer/services/{service}/asked"
        assert (await officer.get(place)).body == {"state": "asked"}

        first = tap(question, "dissatisfied", tags=["214"])
        assert (await device.http.post("/api/device/ratings", **first)).status == 201
        assert (await device.http.post("/api/device/ratings", **first)).status == 201
        again = await device.tap(question, "very_satisfied")
        assert (again.status, again.code) == (409, "already_rated")
        assert again.body["details"] == {}  # whose rating that is, a device is not told
        assert (await talk.beat())["question"] is None
    assert (await officer.get(place)).body == {"state": "done"}  # and nothing else

    stored = await Rating.get(service_record_id=service)
    assert (stored.origin, stored.channel) == ("device", "device")
    assert (stored.identity_basis, stored.evaluator_id) == ("case_applicant", None)
    assert (stored.grade, stored.tags, stored.opinion) == ("dissatisfied", "214", 1)
    assert await WorkOrder.filter(rating_id=stored.id).count() == 1  # a poor one opens its order
    phone = await house.citizen(CHEN)
    late = await phone.post("/api/ratings", **rating(service, "satisfied"))
    assert (late.status, late.code) == (409, "already_rated")
    assert "receipt" not in late.body["details"]


@pytest.mark.req("3-3")
async def test_nobody_rates_without_the_token_of_a_question_at_this_window(house: House) -> None:
    device = await paired(house)
    question = await asked(house, device)
    forged = {**question, "token": "0" * 64}
    assert (await device.tap(forged, "very_satisfied")).code == "service_unknown"
    other = await house.end_service(CHEN)
    answer = await device.tap({**question, "service_id": other}, "very_satisfied")
    assert answer.code == "service_unknown"
    for name in ("officer", "hall", "city"):  # no officer's session is a device
        staff = await house.staff(name)
        said = await staff.post("/api/device/ratings", **tap(question, "very_satisfied"))
        assert (said.status, said.code) == (401, "sign_in_needed")
    row = await RatingDevice.get(window_id=house.town.window.id)
    assert device.token not in (row.token_hash, row.code_index)
    assert await Rating.all().count() == 0


@pytest.mark.req("3-2", "6-8", "7-4")
async def test_what_was_tapped_without_network_counts_on_its_day_and_once(house: House) -> None:
    device = await paired(house)
    question = await asked(house, device)
    tapped = house.clock.now + timedelta(seconds=12)
    house.clock.pass_(days=2)
    await rollups.refresh(now=house.clock.now)
    ago = (house.clock.now - tapped).total_seconds()
    kept = tap(question, "satisfied", seconds_ago=ago)
    for _ in range(2):
        assert (await device.http.post("/api/device/ratings", **kept)).status == 201
    stored = await Rating.get()
    assert stored.rated_at == tapped
    before = await RollupDay.get(day=local_day(tapped))
    house.clock.pass_(minutes=1)
    await rollups.refresh(now=house.clock.now)
    counted = await RollupDay.get(day=local_day(tapped))
    assert counted.counted_at > before.counted_at  # its day was counted before it came


@pytest.mark.req("3-2")
async def test_a_question_is_put_away_and_that_is_no_rating(house: House) -> None:
    device = await paired(house)
    service = await house.end_service(CHEN)
    newer = await house.end_service(CHEN)  # the next one: the first person has left
    state = (await device.http.get("/api/device/state")).body
    assert state["question"]["service_id"] == newer
    house.clock.pass_(seconds=60)
    assert (await device.http.get("/api/device/state")).body["question"] is None
    officer = await house.staff("officer")
    assert (await officer.get(f"/api/officer/services/{newer}/asked")).body == {"state": "done"}
    assert (await officer.get(f"/api/officer/services/{some_id()}/asked")).status == 404
    assert await Rating.all().count() == 0
    phone = await house.citizen(CHEN)  # the citizen's week goes on, on the phone
    assert (await phone.post("/api/ratings", **rating(service, "satisfied"))).status == 201

    house.clock.pass_(minutes=5)  # a device nobody has heard of is not counted on
    silent = await house.end_service(CHEN)
    assert (await officer.get(f"/api/officer/services/{silent}/asked")).body == {"state": "none"}


@pytest.mark.req("8-1", "8-4", "4-6")
async def test_codes_pair_once_and_revoked_devices_are_refused(house: House) -> None:
    manager, window = await house.staff("hall"), house.town.window.id
    place = f"/api/rating-devices/{window}/pairing-code"
    first = (await manager.post(place, name="旧平板")).body["code"]
    code = (await manager.post(place, name="新平板")).body["code"]
    for wrong in (first, "00000000"):
        assert (await house.nobody.post("/api/device/pair", code=wrong)).code == (
            "pairing_code_wrong"
        )
    answer = await house.nobody.post("/api/device/pair", code=code)
    device = DeviceInHand(house.app.url, Caller(house.app.client, answer.body["token"]))
    assert (await house.nobody.post("/api/device/pair", code=code)).code == "pairing_code_wrong"
    assert (await manager.post(place, name="又一台")).code == "device_there"

    listed = (await manager.get(f"/api/halls/{house.town.window.hall_id}/rating-devices")).body
    row = listed["windows"][0]["device"]
    assert (row["name"], row["status"]) == ("新平板", "paired")
    stranger = await house.staff("raoping")
    assert (
        await stranger.post(f"/api/rating-devices/{row['id']}/revoke", reason="不该")
    ).status == (404)
    renamed = await manager.post(f"/api/rating-devices/{row['id']}/rename", name="前台平板")
    assert renamed.body["windows"][0]["device"]["name"] == "前台平板"

    question = await asked(house, device)
    async with device.socket() as talk:
        await talk.state()
        stop = f"/api/rating-devices/{row['id']}/revoke"
        seen = (await manager.post(stop, reason="平板坏了")).body["windows"][0]
        assert seen["device"] is None
        assert (seen["history"][0]["status"], seen["history"][0]["reason"]) == (
            "revoked",
            "平板坏了",
        )
        assert await talk.closed() == NOT_PAIRED  # at once, not with the next beat
    assert (await device.tap(question, "satisfied")).status == 401
    async with device.socket() as talk:
        assert await talk.closed() == NOT_PAIRED
    assert await Rating.all().count() == 0
    done = await AuditEntry.filter(object_kind="rating_device").values_list("action", flat=True)
    assert set(done) == {"pair_device", "rename_device", "revoke_device"}

    late = (await manager.post(place, name="新的一台")).body["code"]
    house.clock.pass_(minutes=10)
    assert (await house.nobody.post("/api/device/pair", code=late)).code == "pairing_code_wrong"
    assert UUID(row["id"]) in await RatingDevice.all().values_list("id", flat=True)
