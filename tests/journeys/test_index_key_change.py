"""The key of the blind index changes while citizens sign in and rate: one stays one (9-2)."""

import asyncio
from itertools import count, cycle

import pytest

from actions import index_keys
from actions.index_keys import DONE, PEOPLE, SERVICES, Reindexing
from actions.keys import Keyring
from actions.people import evaluators
from actions.sealing_keys import STILL_SEALING, KeyInUse, KeyMissing
from gateways.identity import VerifiedPerson
from models import AuditEntry, Evaluator, IndexKey, Staff, WechatAccount
from rules.documents import DocumentType
from tests.support.app import INDEXING_KEY, SEALING_KEYS
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, LIN, identity_number

NEXT = bytes(range(32, 64))
CROWD = 8
BIRTHDAYS = count(1)


def process(next_key: bytes = NEXT) -> Keyring:
    """The keys of another process; it has not heard how far the change is."""
    return Keyring(SEALING_KEYS, INDEXING_KEY, later_indexing={2: next_key})


def somebody() -> VerifiedPerson:
    month, day = divmod(next(BIRTHDAYS), 28)
    return VerifiedPerson(
        name="某人",
        document_type=DocumentType.RESIDENT_ID,
        document_number=identity_number(f"4451021970{month + 1:02d}{day + 1:02d}001"),
        phone="19900010000",
        subject="",
        provider="crowd",
    )


async def crowd_signs_in(rings: tuple[Keyring, ...], house: House) -> None:
    """New people, each by three processes at once."""
    turns, people = cycle(rings), [somebody() for _ in range(CROWD)]
    thrice = [one for one in people for _ in range(3)]
    found = await asyncio.gather(
        *(evaluators.keep(one, keys=next(turns), now=house.clock.now) for one in thrice)
    )
    assert len(set(found)) == CROWD


async def walk(keys: Keyring, house: House) -> None:
    job = Reindexing(keys)
    while await job.turn(now=house.clock.now):
        pass


async def goes_on(house: House, chen: Caller, lin: Caller) -> None:
    """What is theirs is theirs alone; who works in the house does not rate it."""
    service = await house.end_service(CHEN)
    own = (await chen.get("/api/my/services")).body["services"]
    assert service in {one["id"] for one in own}
    assert {one["standing"] for one in own} == {"applicant"}
    foreign = await lin.post("/api/ratings", **rating(service, "very_satisfied"))
    assert foreign.status == 404
    assert (await chen.post("/api/ratings", **rating(service, "satisfied"))).status == 201
    service = await house.end_service(LIN)
    refused = await lin.post("/api/ratings", **rating(service, "very_satisfied"))
    assert (refused.status, refused.code) == (403, "own_institution")


@pytest.mark.req("9-1", "9-2", "3-3")
async def test_one_person_stays_one_while_the_index_changes(house: House) -> None:
    keys = house.app.deps.keys
    chen, lin = await house.citizen(CHEN), await house.citizen(LIN)
    who = await Evaluator.get(
        document_index=evaluators.document_index(keys, LIN.document_type, LIN.document_number)
    )
    colleague = house.town.staff["other_officer"].id
    await Staff.filter(id=colleague).update(document_index=who.document_index)
    known = await Evaluator.all().count(), await WechatAccount.all().count()
    early = await house.end_service(CHEN)

    # Known to every process first, one at a time and always the same.
    keys.later_indexing[2] = NEXT
    with pytest.raises(KeyInUse):
        await index_keys.use(2, keys=keys, now=house.clock.now)
    await index_keys.take_up(keys, now=house.clock.now)
    for wrong in (Keyring(SEALING_KEYS, INDEXING_KEY), process(bytes(32))):
        with pytest.raises(KeyMissing):
            await index_keys.take_up(wrong, now=house.clock.now)
    third = process()
    third.later_indexing[3] = bytes(40)
    with pytest.raises(KeyMissing, match="before 2 has taken over"):
        await index_keys.take_up(third, now=house.clock.now)
    house.clock.pass_(minutes=5)
    await goes_on(house, chen, lin)

    slow = process()
    await index_keys.use(2, keys=keys, now=house.clock.now)
    with pytest.raises(KeyInUse):
        await index_keys.use(2, keys=keys, now=house.clock.now)
    assert await AuditEntry.filter(action="use_index_key").count() == 1
    for stage, next_one in ((SERVICES, PEOPLE), (PEOPLE, DONE)):
        assert (await IndexKey.get(number=2)).stage == stage
        await asyncio.gather(
            goes_on(house, chen, lin),
            crowd_signs_in((keys, slow, process()), house),
            walk(keys, house),
        )
        house.clock.now += STILL_SEALING
        # Whoever is slow writes a service as before, until the very end of the stage.
        house.app.deps.keys.written = slow.written
        await house.end_service(CHEN)
        await asyncio.gather(
            walk(keys, house),
            crowd_signs_in((keys, slow, process()), house),
            house.citizen(LIN),
            house.citizen(CHEN),
        )
        await walk(keys, house)
        assert (await IndexKey.get(number=2)).stage == next_one
        chen, lin = await house.citizen(CHEN), await house.citizen(LIN)
        await goes_on(house, chen, lin)
    assert set(await index_keys.uses()) == {2}
    assert await Staff.exclude(earlier_index=None).count() == 0
    crowd = Evaluator.filter(verified_by="crowd")
    assert await crowd.count() == 4 * CROWD
    assert await Evaluator.exclude(verified_by="crowd").count() == known[0]
    assert await WechatAccount.all().count() == known[1]
    assert (await chen.post("/api/ratings", **rating(early, "satisfied"))).status == 201

    # A process that starts now writes the new form at once.
    fresh = process()
    await index_keys.take_up(fresh, now=house.clock.now)
    await evaluators.keep(somebody(), keys=fresh, now=house.clock.now)
    assert set(await index_keys.uses()) == {2}
