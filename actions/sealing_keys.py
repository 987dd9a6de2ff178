"""How sealing keys follow one another while citizens rate (9-2; docs/decisions/0055).

A key is given to every process first (known), then seals (current); a job seals anew what older
keys sealed; a key no value needs any more is retired and may be taken out of the settings.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import tortoise
from tortoise.exceptions import IntegrityError
from tortoise.models import Model
from tortoise.transactions import in_transaction

from actions.keys import BOUND, Keyring, Unreadable, number_of
from actions.sql import sealed
from actions.trail import audit
from models import SealingKey
from rules.actors import System

SUFFIX = "_sealed"
A_PIECE = 200
# A process reads every five minutes which key seals: until then some use the one before.
STILL_SEALING = timedelta(minutes=15)
log = logging.getLogger("haochaping.keys")


class KeyMissing(Exception):
    """A key that is in use is not among the settings, or is another one there."""


class KeyInUse(Exception):
    """The key cannot seal, or cannot be retired; the message says why."""


def columns() -> list[tuple[type[Model], str]]:
    """Every sealed column of every table."""
    assert tortoise.Tortoise.apps is not None
    tables = sorted(tortoise.Tortoise.apps["models"].values(), key=lambda one: one.__name__)
    return [
        (table, name)
        for table in tables
        for name in sorted(table._meta.fields_db_projection)
        if name.endswith(SUFFIX)
    ]


async def take_up(keys: Keyring, *, now: datetime) -> None:
    """At the start of a process: keys that are new are known from now on. Raises `KeyMissing`.

    In an empty table the highest number seals.
    """
    there = {one.number: one for one in await SealingKey.all()}
    for number in sorted(keys.sealing):
        if number not in there:
            await _make_known(number, keys, now=now)
    if not await SealingKey.exists(current=1):
        await _make_current(max(keys.sealing), now=now)
    for one in await SealingKey.filter(retired_at=None):
        if keys.sealing.get(one.number) is None:
            raise KeyMissing(f"sealing key {one.number} is in use and not among the settings")
        if keys.fingerprint(one.number) != one.fingerprint:
            raise KeyMissing(f"sealing key {one.number} is another one than the values need")
    await follow(keys)


async def _make_known(number: int, keys: Keyring, *, now: datetime) -> None:
    try:
        async with in_transaction():
            await SealingKey.create(
                number=number, fingerprint=keys.fingerprint(number), known_at=now
            )
    except IntegrityError:
        return  # another process was quicker


async def _make_current(number: int, *, now: datetime) -> None:
    try:
        async with in_transaction():
            await SealingKey.filter(current=1).update(current=None)
            chosen = SealingKey.filter(number=number, retired_at=None)
            await chosen.update(current=1, current_since=now, resealed_at=None)
    except IntegrityError:
        return  # of two at once one is enough


async def follow(keys: Keyring) -> None:
    """Seal with the current key from now on, as every process does each few minutes."""
    current = await SealingKey.get(current=1)
    if current.number in keys.sealing:
        keys.current = current.number
    else:
        log.error("sealing key %s seals now and is not among the settings", current.number)


async def use(number: int, *, keys: Keyring, now: datetime) -> None:
    """Let a known key seal. Every process must have it in its settings by now (9-2).

    Raises `KeyInUse` if it is unknown, retired, or seals already.
    """
    chosen = await SealingKey.get_or_none(number=number, retired_at=None)
    if chosen is None or number not in keys.sealing:
        raise KeyInUse(f"{number} is not a known key: put it into the settings first")
    if chosen.current == 1:
        raise KeyInUse(f"{number} seals already")
    await _make_current(number, now=now)
    await follow(keys)
    await _note("use_key", number, now=now)


async def uses() -> dict[int, dict[str, int]]:
    """How many values each key still opens, by table and column."""
    found: dict[int, dict[str, int]] = {}
    for table, column in columns():
        for head, number in (await sealed.count(table, column)).items():
            place = found.setdefault(number_of(head), {})
            name = f"{table._meta.db_table}.{column}"
            place[name] = place.get(name, 0) + number
    return found


async def retire(number: int, *, now: datetime) -> None:
    """Say that no value needs this key any more; `KeyInUse` if one does, or may tomorrow (9-2)."""
    chosen = await SealingKey.get_or_none(number=number, retired_at=None)
    current = await SealingKey.get(current=1)
    if chosen is None or chosen.number == current.number:
        raise KeyInUse(f"{number} seals, or was retired already")
    assert current.current_since is not None
    if now - current.current_since < STILL_SEALING:
        raise KeyInUse(f"some process may still seal with {number}: try again in 15 minutes")
    left = (await uses()).get(number, {})
    if left:
        raise KeyInUse(f"{number} still opens {sum(left.values())} values: {left}")
    await SealingKey.filter(number=number).update(retired_at=now)
    await _note("retire_key", number, now=now)


async def _note(action: str, number: int, *, now: datetime) -> None:
    await audit.record(
        by=System(),
        action=action,
        object_kind="sealing_key",
        object_id=number,
        outcome="done",
        now=now,
    )


@dataclass(slots=True)
class Resealing:
    """The job's walk through the tables. Killed, it begins anew and passes what is done."""

    keys: Keyring
    _left: list[tuple[type[Model], str]] = field(default_factory=list)
    _after: UUID = sealed.BEGINNING
    _found: int = 0

    async def turn(self, *, now: datetime) -> int:
        """Seal a piece anew; 0 when nothing older is left. Walks until a walk found nothing."""
        current = await SealingKey.get(current=1)
        assert current.current_since is not None
        if current.resealed_at is not None or current.number != self.keys.current:
            return 0
        if not self._left:
            self._left, self._after, self._found = columns(), sealed.BEGINNING, 0
        table, column = self._left[0]
        head = bytes([BOUND, self.keys.current])
        rows = await sealed.piece(table, column, after=self._after, head=head, most=A_PIECE)
        if rows:
            self._found += await self._reseal(table, column, rows)
            self._after = rows[-1][0]
            return 1
        self._left.pop(0)
        self._after = sealed.BEGINNING
        if self._left:
            return 1
        return await self._end(current, now=now)

    async def _end(self, current: SealingKey, *, now: datetime) -> int:
        assert current.current_since is not None
        if self._found:
            return 1
        if now - current.current_since >= STILL_SEALING:
            done = SealingKey.filter(number=current.number, current=1)
            await done.update(resealed_at=now)
            log.info("everything is sealed with key %s", current.number)
        return 0

    async def _reseal(self, table: type[Model], column: str, rows: list[tuple[UUID, bytes]]) -> int:
        fresh: list[sealed.Replaced] = []
        for id, old in rows:
            try:
                plain = self.keys.open(old, table, column, id)
            except Unreadable:
                log.error("a value of %s.%s cannot be opened", table._meta.db_table, column)
                continue
            fresh.append((id, old, self.keys.seal(plain, table, column, id)))
        if fresh:
            await sealed.replace(table, column, fresh)
        return len(fresh)
