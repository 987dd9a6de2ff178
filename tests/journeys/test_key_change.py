"""A new key takes over while citizens sign in and rate; a value stays where it was put (9-2)."""

import asyncio
from datetime import timedelta

import pytest

from actions import sealing_keys
from actions.keys import PURPOSES, Keyring
from actions.people.evaluators import document_index
from actions.sealing_keys import KeyInUse, KeyMissing, Resealing
from models import Evaluator, SealingKey
from tests.journeys.steps import poor_rating
from tests.support.app import INDEXING_KEY, SEALING_KEYS
from tests.support.house import Caller, House, rating
from tests.support.keys import sealed_as_before
from tests.support.town import CHEN, LIN, Person

NEW = bytes(range(16, 32))
OTHER = bytes(16)


async def evaluator(person: Person, keys: Keyring) -> Evaluator:
    index = document_index(keys, person.document_type, person.document_number)
    return await Evaluator.get(document_index=index)


async def until_nothing_is_left(keys: Keyring, house: House) -> None:
    walk = Resealing(keys)
    while await walk.turn(now=house.clock.now):
        pass


async def rate(house: House, phone: Caller) -> None:
    for _ in range(5):
        service = await house.end_service(CHEN)
        answer = await phone.post("/api/ratings", **rating(service, "satisfied"))
        assert answer.status == 201, answer


async def sign_in_again(house: House) -> None:
    for _ in range(5):
        await house.citizen(LIN)


@pytest.mark.req("9-2")
async def test_a_new_key_takes_over_while_citizens_rate(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    keys = house.app.deps.keys
    assert keys.current == 1
    # As it was before values were bound to their row.
    lin = await house.citizen(LIN)
    person = await evaluator(LIN, keys)
    earlier = sealed_as_before(SEALING_KEYS[1], 1, LIN.name, PURPOSES["evaluator.name_sealed"])
    await Evaluator.filter(id=person.id).update(name_sealed=earlier)
    assert (await lin.get("/api/me")).body["name"] == "林**"

    # Known first, and told apart from another of the same number; then it seals.
    keys.sealing[2] = NEW
    with pytest.raises(KeyInUse):
        await sealing_keys.use(2, keys=keys, now=house.clock.now)
    await sealing_keys.take_up(keys, now=house.clock.now)
    assert keys.current == 1
    for without in ({1: SEALING_KEYS[1]}, {**SEALING_KEYS, 2: OTHER}):
        with pytest.raises(KeyMissing):
            await sealing_keys.take_up(Keyring(without, INDEXING_KEY), now=house.clock.now)
    await sealing_keys.use(2, keys=keys, now=house.clock.now)
    assert keys.current == 2
    with pytest.raises(KeyInUse):
        await sealing_keys.use(2, keys=keys, now=house.clock.now)
    another = Keyring({**SEALING_KEYS, 2: NEW}, INDEXING_KEY)
    await sealing_keys.take_up(another, now=house.clock.now)  # a process that starts now
    assert another.current == 2

    await asyncio.gather(
        rate(house, phone), sign_in_again(house), until_nothing_is_left(keys, house)
    )
    await until_nothing_is_left(keys, house)
    assert set(await sealing_keys.uses()) == {2}
    # A process that has not heard of it yet may still seal with the old one.
    with pytest.raises(KeyInUse):
        await sealing_keys.retire(1, now=house.clock.now)
    slow = Keyring({**SEALING_KEYS, 2: NEW}, INDEXING_KEY, current=1)
    late = slow.seal(LIN.name, person, "name_sealed", person.id)
    await Evaluator.filter(id=person.id).update(name_sealed=late)
    house.clock.now += sealing_keys.STILL_SEALING
    with pytest.raises(KeyInUse, match="1 values"):
        await sealing_keys.retire(1, now=house.clock.now)
    await until_nothing_is_left(keys, house)
    assert (await SealingKey.get(current=1)).resealed_at is not None
    for wrong in (2, 3):
        with pytest.raises(KeyInUse):
            await sealing_keys.retire(wrong, now=house.clock.now)
    await sealing_keys.retire(1, now=house.clock.now)

    # Without the old key everything is read as before.
    del keys.sealing[1]
    await sealing_keys.take_up(keys, now=house.clock.now)
    lin = await house.wechat(LIN)
    assert (await lin.get("/api/me")).body["name"] == "林**"
    copy = (await phone.get("/api/my/data/copy")).body
    assert (copy["name"], copy["phone"]) == (CHEN.name, CHEN.phone)
    house.clock.now += timedelta(minutes=1)
    county = await house.staff("xiangqiao")
    look = await county.post(
        f"/api/work-orders/{order}/identity", purpose="follow_up", reason="需核实排队情况"
    )
    assert look.status == 200
    looks = (await county.get(f"/api/work-orders/{order}/identity")).body["looks"]
    shown = await county.post(f"/api/identity-looks/{looks[0]['id']}/show")
    assert shown.body["phone"] == CHEN.phone
