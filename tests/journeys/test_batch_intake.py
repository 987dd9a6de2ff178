"""A business system tells of many services at once: each row is judged by itself (3-1, 6-7)."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models import Invitation, ServiceRecord, Settlement
from tests.support.device import paired
from tests.support.house import Answer, House
from tests.support.town import CHEN, KEYS, LIN

BATCH = "/api/intake/services/batch"


def ended(house: House, number: int, **other: Any) -> dict[str, Any]:
    return {
        "project_number": f"445102-2026-{number:06d}",
        "service_number": 1,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": "officer",
        "ended_at": (house.clock.now - timedelta(hours=2)).isoformat(),
        "applicant": (CHEN if number % 2 else LIN).party,
        **other,
    }


async def send(house: House, *rows: Any) -> Answer:
    return await house.take_in({"rows": list(rows)}, BATCH)


@pytest.mark.req("3-1", "6-7", "9-2")
async def test_what_is_good_is_taken_and_every_bad_row_named(house: House) -> None:
    good = [ended(house, number) for number in range(1, 6)]
    bad = {
        "window_unknown": ended(house, 11, window_number="Z99"),
        "item_unknown": ended(house, 12, item_code="nothing"),
        "officer_unknown": ended(house, 13, officer_login="nobody"),
        "in_the_future": ended(house, 14, ended_at="2027-01-01T00:00:00+08:00"),
        "bad_document": ended(house, 15, applicant={**CHEN.party, "document_number": "44"}),
        "point_unknown": ended(house, 16, point="送达"),
        "bad_request": {"project_number": 7},
    }
    with_nul = ended(house, 17, window_number="A\u0000")
    sent = [one for pair in zip(good, bad.values(), strict=False) for one in pair]
    sent += [*list(bad.values())[len(good) :], with_nul, good[0]]
    answer = await send(house, *sent)
    assert answer.status == 200, answer
    said = answer.body["rows"]
    assert [one["row"] for one in said] == list(range(1, len(sent) + 1))
    assert [one["outcome"] for one in said].count("taken") == answer.body["taken"] == 5
    refused = {one["code"]: one["message"] for one in said if one["outcome"] == "refused"}
    assert refused.keys() == bad.keys()
    assert all(refused.values())
    assert answer.body["refused"] == len(bad) + 1
    assert (said[-1]["outcome"], said[-1]["id"]) == ("known", said[0]["id"])  # twice in one batch

    again = await send(house, *good)
    assert (again.body["taken"], again.body["known"]) == (0, 5)
    single = await house.take_in(good[0])
    assert single.body["service_id"] == said[0]["id"]
    assert await Invitation.all().count() == await ServiceRecord.all().count() == 5
    record = await ServiceRecord.get(id=said[0]["id"])
    assert record.applicant_sealed is not None
    assert "陈示例" in KEYS.open(record.applicant_sealed, record, "applicant_sealed", record.id)
    assert (await send(house)).code == (await send(house, *[{}] * 1001)).code == "bad_request"


@pytest.mark.req("3-1", "6-7", "6-8")
async def test_batches_at_once_store_each_service_once(house: House) -> None:
    long_ago = (house.clock.now - timedelta(days=30)).isoformat()
    rows = [ended(house, number, ended_at=long_ago) for number in range(60)]
    answers = await asyncio.gather(
        send(house, *rows), send(house, *reversed(rows)), *(house.take_in(one) for one in rows[:9])
    )
    assert {one.status for one in answers} == {200, 201}
    assert await ServiceRecord.all().count() == await Invitation.all().count() == 60
    [moment] = await Settlement.all()  # what fell due before is gone through again
    assert (moment.settled_at, moment.made) == (None, 0)


@pytest.mark.req("3-1", "7-4", "7-12")
async def test_a_fresh_service_of_a_batch_is_asked_at_the_window(house: House) -> None:
    device = await paired(house)
    now = house.clock.now.isoformat()
    answer = await send(
        house, ended(house, 1, ended_at=now, slip=True), ended(house, 2, ended_at=now[:-6])
    )
    fresh, without_zone = answer.body["rows"]
    assert len(fresh["slip_code"]) == 12
    assert without_zone["code"] == "in_the_future"
    asked = (await device.http.get("/api/device/state")).body["question"]
    assert asked["service_id"] == fresh["id"]
