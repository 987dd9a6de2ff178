"""Article 7: whoever called 12345 rates by a key, and hanging up is no rating (7-6, 7-12)."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from actions.rating import defaults
from models import Partner, PhoneQuestion, Rating, ServiceRecord, WorkOrder
from server.voice import Voice
from tests.support.hotline import call, switch, voice_of
from tests.support.house import House, rating
from tests.support.town import CHEN, KEYS, LIN, identity_number

HOTLINE = "hotline-1"
QUESTIONS, KEYS_PRESSED = "/api/intake/calls/questions", "/api/intake/calls/keys"
PHONE = "13800000009"  # of somebody nothing else is known of
OFFICERS = "19900001005"


def states(said: list[dict[str, Any]]) -> list[str]:
    """What became of the question, step by step, or the code it was refused with."""
    return [one.get("state") or one["code"] for one in said if "service_id" not in one]


async def of_call(number: str) -> Rating | None:
    return await Rating.get_or_none(service_record__project_number=f"CALL{number}")


@pytest.mark.req("7-1", "7-6", "7-12", "9-1")
async def test_a_key_after_the_call_is_a_rating_once(house: House) -> None:
    house.sandbox.settings(hotline_repeats=1)  # everything is told twice
    said = await call(house, "C1", keys=["9", "2"], caller=CHEN.party)
    assert states(said)[1::2] == ["asking", "asking", "rated"]
    assert said[3]["prompts"][0]["text"].startswith("请对本次咨询服务作出评价")
    assert {one["name"] for one in said[5]["prompts"]} >= {"wrong", "very_satisfied", "key-1"}
    stored = await of_call("C1")
    assert stored is not None
    assert (stored.grade, stored.origin, stored.channel) == ("satisfied", "partner", "hotline")
    assert (stored.identity_basis, stored.evaluator_id) == ("partner_asserted", None)
    house.sandbox.settings(hotline_repeats=0)

    poor = await call(house, "C2", keys=["5"], caller_phone=PHONE)
    assert states(poor) == ["asking", "rated"]
    by_number = await of_call("C2")
    assert by_number is not None
    assert (by_number.grade, by_number.identity_basis) == ("very_dissatisfied", "phone_number")
    assert await WorkOrder.filter(rating_id=by_number.id).count() == 1
    record = await ServiceRecord.get(id=by_number.service_record_id)
    assert record.applicant_index is None
    assert PHONE.encode() not in bytes(record.applicant_sealed or b"")
    told = KEYS.open(record.applicant_sealed or b"", record, "applicant_sealed", record.id)
    assert PHONE in told  # for the call back
    assert PHONE not in repr(await PhoneQuestion.all().values())

    # The same service on the own phone, before or at the same moment: one of the two.
    chen = await house.citizen(CHEN)
    first = (await call(house, "C3", keys=["hang up"], caller=CHEN.party))[0]["service_id"]
    assert (await chen.post("/api/ratings", **rating(first, "satisfied"))).status == 201
    assert states(await call(house, "C3", keys=["1"], caller=CHEN.party)) == ["silent"]
    told = {
        "call_number": "C4",
        "item_code": house.town.item.code,
        "officer_login": "officer",
        "ended_at": house.clock.now.isoformat(),
        "caller": CHEN.party,
    }
    service = (await house.take_in(told, "/api/intake/calls")).body["service_id"]
    assert (await chen.post("/api/ratings", **rating(service, "satisfied"))).status == 201
    assert states(await call(house, "C4", keys=["1"], caller=CHEN.party)) == ["refused"]
    told["call_number"] = "C5"
    service = (await house.take_in(told, "/api/intake/calls")).body["service_id"]
    await house.take_in({"call_number": "C5"}, QUESTIONS, HOTLINE)
    pressed = {
        "call_number": "C5",
        "turn": 1,
        "key": "4",
        "pressed_at": house.clock.now.isoformat(),
    }
    await asyncio.gather(
        house.take_in(pressed, KEYS_PRESSED, HOTLINE),
        chen.post("/api/ratings", **rating(service, "satisfied")),
        house.take_in(pressed, KEYS_PRESSED, HOTLINE),
    )
    assert await Rating.filter(service_record_id=service).count() == 1


@pytest.mark.req("7-6", "6-9", "9-1", "3-3")
async def test_what_is_no_rating(house: House) -> None:
    silent = {
        "C1": (["hang up"], ["asking", "silent"]),
        "C2": ([], ["asking", "silent"]),
        "C3": (["9", "0", "*"], ["asking", "asking", "asking", "wrong"]),
    }
    for number, (keys, became) in silent.items():
        assert states(await call(house, number, keys=keys, caller_phone=PHONE)) == became
    # Nobody known, and who works there: Article 9 and Article 3.
    assert states(await call(house, "C4", keys=["1"])) == ["caller_unknown"]
    assert states(await call(house, "C5", keys=["1"], caller_phone=OFFICERS)) == ["own_institution"]
    own = {**CHEN.party, "document_number": identity_number("44510219800101005")}
    assert states(await call(house, "C0", keys=["1"], caller=own)) == ["asking", "refused"]
    assert await Rating.all().count() == 0

    house.sandbox.fault(hotline={"fail": "bad_signature"})
    assert [one["status"] for one in await call(house, "C6", keys=["1"])] == [401, 401]
    house.sandbox.fault(hotline={"junk": True})
    assert [one["status"] for one in await call(house, "C6", keys=["1"])] == [400, 400]
    house.sandbox.fault(hotline={"down": True})  # gone after the question
    assert states(await call(house, "C7", keys=["1"], caller=LIN.party)) == ["asking"]
    house.sandbox.fault(hotline={})

    # Another partner's key is none, nor one from the future or of a call nobody told of.
    await Partner.create(id=uuid4(), name="别家")
    await PhoneQuestion.filter(number="C7").update(partner_id=(await Partner.get(name="别家")).id)
    key = {"turn": 1, "key": "1", "pressed_at": house.clock.now.isoformat()}
    future = {**key, "pressed_at": (house.clock.now + timedelta(minutes=11)).isoformat()}
    tried = [
        {"call_number": "C7", **key},
        {"call_number": "C8", **key},
        {"call_number": "C7", **future},
        {"call_number": "C7", **key, "key": "一"},
    ]
    codes = [(await house.take_in(one, KEYS_PRESSED, HOTLINE)).code for one in tried]
    assert codes == ["call_unknown", "call_unknown", "in_the_future", "bad_request"]
    assert (await house.take_in(tried[0], KEYS_PRESSED)).status == 403  # a queue machine's

    house.clock.pass_(days=8)
    await defaults.settle(now=house.clock.now)
    assert {one.origin for one in await Rating.all()} == {"default"}
    assert await Rating.all().count() == await ServiceRecord.filter(source="call").count()


@pytest.mark.req("7-6", "9-1")
async def test_a_switch_asks_by_the_same_table(house: House) -> None:
    async with voice_of(house) as voice:
        await _calls_by_switch(house, voice)
    async with voice_of(house, voice_networks=("10.0.0.0/8",)) as stranger:
        assert await switch(house, stranger, "S7", keys=["1"], phone=PHONE) == []


async def _calls_by_switch(house: House, voice: Voice) -> None:
    said = await switch(house, voice, "S1", keys=["7", "4"], phone=PHONE)
    assert 'STREAM FILE "haochaping/ask" "0123456789*#"' in said
    assert 'STREAM FILE "haochaping/wrong" "0123456789*#"' in said
    assert said[-1] == 'SET VARIABLE HCP_STATE "rated"'
    stored = await of_call("S1")
    assert stored is not None
    assert (stored.grade, stored.channel) == ("dissatisfied", "hotline")
    assert stored.identity_basis == "phone_number"
    again = await switch(house, voice, "S1", keys=["1"], phone=PHONE)  # the switch dials twice
    assert again[-1] == 'SET VARIABLE HCP_STATE "rated"'

    # Told by the call centre first, with a document: then the switch need not know a number.
    await call(house, "S2", keys=["9"], caller=LIN.party)
    assert (await switch(house, voice, "S2", keys=["1"]))[-1].endswith('"silent"')
    for number, keys, phone in (("S3", ["hang up"], PHONE), ("S4", [], PHONE)):
        await switch(house, voice, number, keys=keys, phone=phone)
        assert (await PhoneQuestion.get(number=number)).state == "silent"
    assert (await switch(house, voice, "S5", keys=["1"]))[-1].endswith('"caller_unknown"')
    unknown = await switch(house, voice, "S6", keys=["1"], phone=PHONE, item="none")
    assert unknown == ['SET VARIABLE HCP_STATE "item_unknown"']
    for fault in ({"junk": True}, {"down": True}):
        house.sandbox.fault(hotline=fault)
        await switch(house, voice, f"S-{next(iter(fault))}", keys=["1"], phone=PHONE)
    house.sandbox.fault(hotline={})
    assert await Rating.all().count() == 1
