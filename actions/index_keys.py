"""How keys of the blind index follow one another while citizens sign in and rate (9-2).

An index under a later key is made of the one before, so that every row can be rewritten, also one
that holds no sealed value. Tables follow in the order in which they are looked up from one another:
accounts of staff at once, services next, people last. docs/decisions/0070.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.models import Model
from tortoise.transactions import in_transaction

from actions.keys import Keyring, form_of
from actions.sealing_keys import STILL_SEALING, KeyInUse, KeyMissing
from actions.sql import indexed
from actions.trail import audit
from models import Evaluator, IndexKey, PaperEntry, ServiceRecord, Staff, WechatAccount
from rules.actors import System

SERVICES, PEOPLE, DONE = 1, 2, 3  # what is being rewritten
A_PIECE = 500
FIRST = 1
Columns = list[tuple[type[Model], str]]
OF_SERVICES: Columns = [(ServiceRecord, "applicant_index"), (ServiceRecord, "agent_index")]
OF_PEOPLE: Columns = [
    (Evaluator, "document_index"),
    (WechatAccount, "openid_index"),
]
OF_STAFF: Columns = [(Staff, "document_index"), (PaperEntry, "person")]
Row = TypeVar("Row", bound=Model)
log = logging.getLogger("haochaping.keys")


async def take_up(keys: Keyring, *, now: datetime) -> None:
    """At the start of a process: the next key is known from now on. Raises `KeyMissing`.

    One key at a time: another waits until the one before has taken over everywhere.
    """
    there = {one.number: one for one in await IndexKey.all()}
    for number in sorted({FIRST, *keys.later_indexing}):
        if number not in there:
            before = there.get(number - 1)
            if number > FIRST and (before is None or before.stage != DONE):
                raise KeyMissing(f"index key {number} comes before {number - 1} has taken over")
            there[number] = await _make_known(number, keys, now=now)
    for one in there.values():
        if one.number != FIRST and one.number not in keys.later_indexing:
            raise KeyMissing(f"index key {one.number} is in use and not among the settings")
        if keys.index_fingerprint(one.number) != one.fingerprint:
            raise KeyMissing(f"index key {one.number} is another one than the rows need")
    await follow(keys)


async def _make_known(number: int, keys: Keyring, *, now: datetime) -> IndexKey:
    stage = DONE if number == FIRST else None
    fingerprint = keys.index_fingerprint(number)
    try:
        async with in_transaction():
            return await IndexKey.create(
                number=number, fingerprint=fingerprint, known_at=now, stage=stage, stage_since=now
            )
    except IntegrityError:
        return await IndexKey.get(number=number)  # another process was quicker


async def follow(keys: Keyring) -> None:
    """Write each table in its form of now, as every process does each few minutes."""
    used = await IndexKey.exclude(stage=None).order_by("-number").first()
    assert used is not None
    people = used.number if used.stage in (PEOPLE, DONE) else used.number - 1
    services = {table._meta.db_table: used.number for table in (ServiceRecord, Staff, PaperEntry)}
    keys.written = {**services, **{one._meta.db_table: people for one, _ in OF_PEOPLE}}
    keys.earlier_staff = used.number - 1 if used.stage != DONE else 0


async def agree(keys: Keyring) -> None:
    """In a transaction: no other form is begun before its end, and this process knows them all."""
    await indexed.hold()
    await follow(keys)


def of_staff(index: str, keys: Keyring) -> dict[str, Any]:
    """The columns of an account: the index as it is written now and, during a change, before."""
    earlier = None
    if form_of(index) <= keys.earlier_staff:
        earlier = keys.form(index, keys.earlier_staff)
    return {"document_index": keys.form_in(index, Staff), "earlier_index": earlier}


async def get_or_create(
    table: type[Row], column: str, index: str, *, keys: Keyring, values: dict[str, Any], row: UUID
) -> tuple[Row, bool]:
    """The row of this index in whatever form, or a new one with `values` and the id `row`.

    Of several at once one makes it: all of them write the form of the moment, and nobody begins
    another one meanwhile. So one person is one row, also while the forms change (9-1).
    """
    forms: dict[str, Any] = {f"{column}__in": keys.forms(index)}
    found = await table.filter(**forms).first()
    if found is not None:
        return found, False
    try:
        async with in_transaction():
            await agree(keys)
            found = await table.filter(**forms).first()
            if found is not None:
                return found, False
            values = {**values, column: keys.form_in(index, table)}
            return await table.create(id=row, **values), True
    except IntegrityError:
        return await table.get(**forms), False


async def use(number: int, *, keys: Keyring, now: datetime) -> None:
    """Let the next key take over. Every process must have it in its settings by now (9-2).

    Raises `KeyInUse` if it is unknown or in use already.
    """
    async with in_transaction():
        await indexed.hold(alone=True)
        waiting = IndexKey.filter(number=number, stage=None)
        if number not in keys.later_indexing or not await waiting.exists():
            raise KeyInUse(f"{number} is not a known index key that waits")
        await waiting.update(stage=SERVICES, stage_since=now, changing=1)
        await follow(keys)
        await _rewrite_staff(keys)
        await audit.record(
            by=System(),
            action="use_index_key",
            object_kind="index_key",
            object_id=number,
            outcome="done",
            now=now,
        )


async def _rewrite_staff(keys: Keyring) -> None:
    """Accounts are few, and compared with one another: all of them in one transaction."""
    for table, column in OF_STAFF:
        number = keys.written[table._meta.db_table]
        rows = await indexed.piece(table, column, after=indexed.BEGINNING, number=number)
        fresh = [(id, old, keys.form(old, number)) for id, old in rows]
        await indexed.replace(table, column, fresh)
        if table is Staff:
            await indexed.replace(table, "earlier_index", [(id, None, old) for id, old in rows])


async def uses() -> dict[int, int]:
    """How many blind indexes there are in the form of each key."""
    found: dict[int, int] = {}
    for table, column in (*OF_STAFF, *OF_SERVICES, *OF_PEOPLE):
        for head, count in (await indexed.count(table, column)).items():
            found[form_of(head)] = found.get(form_of(head), 0) + count
    return found


@dataclass(slots=True)
class Reindexing:
    """The job's walk through the tables. Killed, it begins anew and passes what is done."""

    keys: Keyring
    _left: Columns = field(default_factory=list)
    _after: UUID = indexed.BEGINNING
    _found: int = 0

    async def turn(self, *, now: datetime) -> int:
        """Rewrite a piece; 0 when nothing earlier is left. Walks until a walk found nothing."""
        changing = await IndexKey.get_or_none(changing=1)
        if changing is None or changing.number not in self.keys.later_indexing:
            return 0
        if not self._left:
            people = OF_PEOPLE if changing.stage == PEOPLE else []
            self._left, self._after, self._found = [*OF_SERVICES, *people], indexed.BEGINNING, 0
        table, column = self._left[0]
        number = changing.number
        rows = await indexed.piece(table, column, after=self._after, number=number, most=A_PIECE)
        if rows:
            fresh = [(id, old, self.keys.form(old, number)) for id, old in rows]
            async with in_transaction():
                await indexed.replace(table, column, fresh)
            self._found, self._after = self._found + len(rows), rows[-1][0]
            return 1
        self._left.pop(0)
        self._after = indexed.BEGINNING
        if self._left:
            return 1
        return await self._end(changing, now=now)

    async def _end(self, changing: IndexKey, *, now: datetime) -> int:
        """On to the people once every process writes services in the new form; then the end."""
        if self._found:
            return 1
        assert changing.stage_since is not None
        if now - changing.stage_since < STILL_SEALING:
            return 0
        async with in_transaction():
            await indexed.hold(alone=True)
            now_at = IndexKey.filter(number=changing.number, stage=changing.stage)
            if changing.stage == SERVICES:
                await now_at.update(stage=PEOPLE, stage_since=now)
            else:
                await now_at.update(stage=DONE, stage_since=now, changing=None)
                await Staff.exclude(earlier_index=None).update(earlier_index=None)
                log.info("every blind index has the form of key %s", changing.number)
        await follow(self.keys)
        return int(changing.stage == SERVICES)
