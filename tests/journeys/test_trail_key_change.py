"""The key of the audit trail changes with traffic on; tampering shows across the change (9-2)."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from actions import trail_keys
from actions.keys import Keyring
from actions.sealing_keys import KeyInUse, KeyMissing
from actions.trail import audit, audit_chain
from models import AuditEntry, AuditLink, TrailKey
from rules.actors import System
from tests.support.app import INDEXING_KEY, SEALING_KEYS
from tests.support.house import House

SECOND, THIRD = bytes(range(40, 72)), bytes(range(80, 112))


def process(**trail: bytes) -> Keyring:
    """The keys of a process; it has not heard which one signs."""
    numbers = {int(name.removeprefix("k")): key for name, key in trail.items()}
    return Keyring(SEALING_KEYS, INDEXING_KEY, trail=numbers)


async def fault(house: House) -> str:
    found = await audit_chain.check(keys=house.app.deps.keys, now=house.clock.now)
    return found.fault


async def traffic(house: House, what: str, number: int = 10) -> None:
    now = house.clock.now
    await asyncio.gather(
        *(
            audit.record(by=System(), action=what, outcome="done", now=now, object_id=one)
            for one in range(number)
        )
    )


async def relink(house: House, *, until: int, key: int) -> None:
    """What a forger with this key and the database does: make the chain anew up to a link."""
    before = audit_chain.BEGINNING
    for link in await AuditLink.filter(number__lte=until).order_by("number"):
        entry = await AuditEntry.get(id=link.entry_id)
        before = audit_chain._hash(before, entry, key, keys=house.app.deps.keys)
        await AuditLink.filter(number=link.number).update(hash=before, key_number=key)


@pytest.mark.req("9-2")
async def test_the_trail_is_whole_across_a_change_and_tampering_shows(house: House) -> None:
    keys = house.app.deps.keys
    await traffic(house, "early")
    with pytest.raises(KeyInUse):
        await trail_keys.use(2, keys=keys, now=house.clock.now)  # known to nobody
    keys.trail[2] = SECOND
    await trail_keys.take_up(keys, now=house.clock.now)
    for wrong in (process(k2=THIRD),):
        with pytest.raises(KeyMissing):
            await trail_keys.take_up(wrong, now=house.clock.now)
    house.clock.pass_(minutes=5)

    # With traffic on, by several at once, and linked meanwhile by one that has not heard of it.
    slow = process(k2=SECOND)
    told = await asyncio.gather(
        traffic(house, "during"),
        trail_keys.use(2, keys=keys, now=house.clock.now),
        trail_keys.use(2, keys=process(k2=SECOND), now=house.clock.now),
        audit_chain.extend(keys=slow),
        return_exceptions=True,
    )
    assert [type(one) for one in told if isinstance(one, BaseException)] == [KeyInUse]
    change = await AuditEntry.get(action="use_trail_key")
    assert (change.key_number, change.object_id, await TrailKey.get(current=1)) == (
        1,
        "2",
        await TrailKey.get(number=2),
    )
    await traffic(house, "late")
    await audit_chain.extend(keys=slow)
    house.clock.pass_(minutes=1)
    await traffic(house, "later")
    assert await fault(house) == ""
    assert {one.key_number for one in await AuditEntry.filter(action="later")} == {2}
    assert set(await AuditLink.all().values_list("key_number", flat=True)) == {1, 2}
    with pytest.raises(KeyMissing):
        await trail_keys.take_up(process(), now=house.clock.now)
    await trail_keys.take_up(slow, now=house.clock.now)
    assert slow.signing == 2

    # Who copied the first key signs nothing any more, nor anything of then.
    house.clock.pass_(minutes=30)
    await traffic(house, "today", 1)
    old = process(k2=SECOND)
    for at in (house.clock.now, change.at - timedelta(minutes=3)):
        forged = AuditEntry(id=uuid4(), at=at, actor_kind="system", action="forged", outcome="done")
        forged.object_kind = forged.object_id = forged.reason = forged.before = forged.after = ""
        forged.key_number = 1
        forged.signature = audit.signature_of(forged, keys=old)
        await forged.save(force_create=True)
        assert await fault(house) == "inserted"
        await forged.delete()
    assert await fault(house) == ""
    victim = await AuditEntry.filter(action="early").first()
    assert victim is not None
    honest = await AuditLink.all().order_by("number").values("number", "hash", "key_number")
    victim.outcome = "refused"
    victim.signature = audit.signature_of(victim, keys=old)
    await victim.save()
    last_of_first = await AuditLink.filter(key_number=1).order_by("-number").first()
    assert last_of_first is not None
    await relink(house, until=last_of_first.number, key=1)
    assert await fault(house) == "changed"
    await relink(house, until=len(honest), key=1)  # the whole chain, as if nothing had changed
    assert await fault(house) == "changed"
    victim.outcome = "done"
    victim.signature = audit.signature_of(victim, keys=old)
    await victim.save()
    for link in honest:
        await AuditLink.filter(number=link["number"]).update(
            hash=link["hash"], key_number=link["key_number"]
        )
    assert await fault(house) == ""

    # Nor is the moment of the change moved, or another number written beside an entry.
    moved = TrailKey.filter(number=2)
    await moved.update(since=change.at + timedelta(hours=9))
    assert await fault(house) == "changed"
    await moved.update(since=change.at)
    late = AuditEntry.filter(action="later", object_id="0")
    await late.update(key_number=1)
    assert await fault(house) == "changed"
    await late.update(key_number=2)

    keys.trail[3] = THIRD
    await trail_keys.take_up(keys, now=house.clock.now)
    await trail_keys.use(3, keys=keys, now=house.clock.now)
    await traffic(house, "again")
    house.clock.pass_(minutes=1)
    assert await fault(house) == ""
    assert (await AuditEntry.get(action="use_trail_key", object_id="3")).key_number == 2
