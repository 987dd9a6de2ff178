"""How keys that sign the audit trail follow one another with traffic on (9-2).

Known to every process first, then one command lets it sign. The change is itself an entry, signed
by the key that goes and the key that comes. docs/decisions/0074.
"""

import logging
from datetime import datetime

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring
from actions.sealing_keys import KeyInUse, KeyMissing
from actions.trail import audit
from actions.trail.reigns import FIRST
from models import TrailKey

log = logging.getLogger("haochaping.keys")


async def take_up(keys: Keyring, *, now: datetime) -> None:
    """At the start of a process: keys that are new are known from now on. Raises `KeyMissing`.

    Keys of before stay in the settings: what they signed is checked with them.
    """
    there = {one.number: one for one in await TrailKey.all()}
    for number in sorted({FIRST, *keys.trail}):
        if number not in there:
            there[number] = await _make_known(number, keys, now=now)
    for one in there.values():
        if not keys.signs(one.number):
            if one.since is not None:
                raise KeyMissing(f"trail key {one.number} has signed and is not among the settings")
        elif keys.trail_fingerprint(one.number) != one.fingerprint:
            raise KeyMissing(f"trail key {one.number} is another one than has signed")
    await follow(keys)


async def _make_known(number: int, keys: Keyring, *, now: datetime) -> TrailKey:
    try:
        async with in_transaction():
            return await TrailKey.create(
                number=number,
                fingerprint=keys.trail_fingerprint(number),
                known_at=now,
                current=1 if number == FIRST else None,
            )
    except IntegrityError:
        return await TrailKey.get(number=number)  # another process was quicker


async def follow(keys: Keyring) -> None:
    """Sign with the current key from now on, as every process does each few minutes."""
    current = await TrailKey.get(current=1)
    if keys.signs(current.number):
        keys.signing = current.number
    else:
        log.error("trail key %s signs now and is not among the settings", current.number)


async def use(number: int, *, keys: Keyring, now: datetime) -> None:
    """Let a known key sign from now on. Every process must have it in its settings by now (9-2).

    Raises `KeyInUse` if it is unknown, signs already, or has given way.
    """
    async with in_transaction():
        before = await TrailKey.get(current=1)
        waiting = TrailKey.filter(number=number, since=None)
        if number <= before.number or not keys.signs(number) or not await waiting.exists():
            raise KeyInUse(f"{number} is not a known trail key that waits")
        if await TrailKey.filter(number=before.number, current=1).update(current=None) != 1:
            raise KeyInUse(f"{before.number} gives way to another key at this moment")
        await waiting.update(current=1, since=now)
        await audit.record_change(number, before=before.number, keys=keys, now=now)
    await follow(keys)
