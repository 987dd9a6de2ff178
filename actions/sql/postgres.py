"""The write path on PostgreSQL: arrays in, two round trips a batch, a connection of its own."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from typing import Any
from uuid import UUID

import asyncpg

from actions.sql.away import AWAY
from actions.sql.rows import (
    FIND_COLUMNS,
    ITS_ORDER,
    JOINED,
    JOINED_TOPIC,
    OPENED,
    RATING_COLUMNS,
    TOPIC,
    Decide,
    Decided,
    Existing,
    Fact,
    Facts,
    NewOrder,
    OrderClosed,
    PictureGone,
    Unreachable,
    Written,
    rating_values,
)
from actions.submission import Submission
from rules.series import Before

SECONDS = 5.0  # a batch takes milliseconds; a database that needs longer is not there

# Everything here is looked up by its key. Statements are planned once, perhaps while a table is
# still small, and a plan that reads the whole table would then be kept while it grows.
BY_KEY = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off"
READ = """
SELECT q.service_id, q.whose, s.bureau_id, s.default_due_at, s.rule_set,
  EXISTS (SELECT 1 FROM staff t
          WHERE t.document_index = COALESCE(q.document_index, s.agent_index, s.applicant_index)
          AND t.institution_id = s.institution_id)
  OR EXISTS (SELECT 1 FROM staff t
             WHERE t.earlier_index = COALESCE(q.document_index, s.agent_index, s.applicant_index)
             AND t.institution_id = s.institution_id), s.source,
  r.id, r.ordinal, r.opinion, r.evaluator_id, w.id
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[],
  $6::text[]) AS q(service_id, whose, document_index, device_id, service_token, later_index)
JOIN service_record s ON s.id = q.service_id
LEFT JOIN rating r ON r.service_record_id = s.id
LEFT JOIN work_order w ON w.rating_id = r.id AND w.closed_at IS NULL
WHERE s.applicant_index IN (q.document_index, q.later_index)
  OR s.agent_index IN (q.document_index, q.later_index)
  OR s.walk_in_evaluator_id = q.whose
  OR EXISTS (SELECT 1 FROM invitation i JOIN rating_device d ON d.id = q.device_id
             WHERE i.service_record_id = s.id AND i.token_hash = q.service_token
             AND d.window_id = s.window_id AND d.active = 1)
  OR EXISTS (SELECT 1 FROM voucher v JOIN kiosk_session o ON o.voucher_id = v.id
             JOIN kiosk k ON k.id = o.kiosk_id
             WHERE v.service_record_id = s.id AND v.code_index = q.service_token
             AND k.id = q.device_id AND k.active = 1)
  OR EXISTS (SELECT 1 FROM exchange_received x WHERE x.service_record_id = s.id
             AND x.party_id = q.device_id AND x.number = q.service_token)
  OR EXISTS (SELECT 1 FROM phone_question p WHERE p.service_record_id = s.id
             AND p.partner_id = q.device_id AND p.number = q.service_token)
  OR EXISTS (SELECT 1 FROM paper_slip z WHERE z.service_record_id = s.id
             AND z.id = q.device_id AND z.number = q.service_token AND z.state = 'agreed')
"""
PICTURES = "SELECT id, evaluator_id FROM picture WHERE id = ANY($1::uuid[]) AND rating_id IS NULL"
# One statement: sent, planned and committed once, whether or not a poor rating is among them.
WRITE = f"""
WITH stored AS (
  INSERT INTO rating ({RATING_COLUMNS})
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::smallint[], $5::text[],
    $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::boolean[], $11::text[],
    $12::text[], $13::text[], $14::boolean[], $15::uuid[], $16::uuid[], $17::text[], $18::text[],
    $19::text[], $20::uuid[], $21::text[], $22::uuid[], $23::text[], $24::uuid[], $25::uuid[])
  ON CONFLICT DO NOTHING RETURNING id
), poor AS (
  SELECT q.* FROM unnest($26::uuid[], $27::text[], $28::uuid[], $29::uuid[], $30::timestamptz[],
    $31::text[], $32::timestamptz[], $33::boolean[], $34::uuid[], $35::uuid[])
    AS q(id, number, rating_id, bureau_id, opened_at, due_what, due_at, provisional,
      transition_id, message_id)
  JOIN stored ON stored.id = q.rating_id
), opened AS (
  INSERT INTO work_order (id, number, rating_id, status, version, round, returned, bureau_id,
    area_id, opened_at, due_what, due_at, due_provisional)
  SELECT id, number, rating_id, '{OPENED[2]}', 1, 1, 0, bureau_id, bureau_id, opened_at, due_what,
    due_at, provisional FROM poor
), noted AS (
  INSERT INTO transition (id, order_id, number, action, before, after, at, actor, office, note)
  SELECT transition_id, id, 1, '{OPENED[0]}', '{OPENED[1]}', '{OPENED[2]}', opened_at,
    '{OPENED[3]}', '', '' FROM poor
), told AS (
  INSERT INTO outbox_message (id, topic, order_id, payload, state, attempts, run_at, created_at)
  SELECT message_id, '{TOPIC}', id, '{{}}', 'queued', 0, opened_at, opened_at FROM poor
)
SELECT id FROM stored
"""
# What gives way is superseded by reference and never deleted (6-3, 7-11).
SUPERSEDE = """
WITH gone AS (
  UPDATE rating SET superseded_by_id = q.by_id
  FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS q(id, by_id, at)
  WHERE rating.id = q.id AND rating.superseded_by_id IS NULL
  RETURNING rating.id, q.at
)
INSERT INTO rating_change (id, rating_id, why, at)
SELECT gen_random_uuid(), id, 'superseded', at FROM gone
"""
CLAIM = """
UPDATE picture SET rating_id = q.rating_id
FROM unnest($1::uuid[], $2::uuid[]) AS q(id, rating_id)
WHERE picture.id = q.id AND picture.rating_id IS NULL
RETURNING picture.id
"""
JOIN = f"""
WITH open AS MATERIALIZED (
  SELECT q.* FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[],
    $6::uuid[]) AS q(id, order_id, rating_id, number, at, message_id)
  JOIN work_order w ON w.id = q.order_id
  WHERE w.closed_at IS NULL ORDER BY w.id FOR UPDATE OF w
), told AS (
  INSERT INTO outbox_message (id, topic, order_id, payload, state, attempts, run_at, created_at)
  SELECT message_id, '{JOINED_TOPIC}', order_id, '{{}}', 'queued', 0, at, at FROM open
)
INSERT INTO order_source (id, order_id, source, number, rating_id, joined_at, office, note)
SELECT id, order_id, '{JOINED}', number, rating_id, at, '', '' FROM open RETURNING id
"""
FIND = f"""
SELECT q.asked, {FIND_COLUMNS}
FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[])
  AS q(asked, evaluator_id, key, service_id)
CROSS JOIN LATERAL (
  SELECT * FROM rating WHERE evaluator_id = q.evaluator_id AND key = q.key
  UNION
  SELECT * FROM rating WHERE service_record_id = q.service_id AND opinion IS NOT NULL
) r {ITS_ORDER}
"""


class PostgresWriter:
    """Keeps one connection of the pool, so that its statements stay prepared."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._connection: Any = None

    async def store(self, batch: Sequence[Submission], decide: Decide) -> Written:
        """See `Writer`. Two round trips, but for pictures and what gives way or is joined."""
        try:
            async with asyncio.timeout(SECONDS):
                connection = await self._connected()
                decided = decide(await _read(connection, batch))
                stored = await _write(connection, decided)
                settled = decided.settled(stored)
                asked = [one for one in batch if one.rating_id not in settled]
                return Written(stored, await _find(connection, asked))
        except ValueError:
            raise  # a value that cannot be sent; the driver counts it among its own errors
        except AWAY as error:
            await self._drop()
            raise Unreachable from error
        except asyncio.CancelledError:
            await self._drop()
            raise

    async def close(self) -> None:
        """End the connection, whatever became of it meanwhile, so that the pool can close."""
        await self._drop()

    async def _connected(self) -> Any:
        if self._connection is None or self._connection.is_closed():
            await self._drop()
            async with self._client.acquire_connection():
                pass  # opens the pool if nobody has yet
            self._connection = await self._client._pool.acquire()
            await self._connection.execute(BY_KEY)  # undone when it goes back to the pool
        return self._connection

    async def _drop(self) -> None:
        """After a failure nobody knows what the connection still waits for: a new one."""
        dropped, self._connection = self._connection, None
        if dropped is not None:
            with suppress(asyncpg.InterfaceError):  # the server ended it, the pool has it back
                dropped.terminate()
            await self._client._pool.release(dropped)


async def _read(connection: Any, batch: Sequence[Submission]) -> Facts:
    facts = Facts()
    rows = await connection.fetch(
        READ,
        [one.service_id for one in batch],
        [one.whose for one in batch],
        [one.document_index for one in batch],
        [one.proof[0] for one in batch],
        [one.proof[1] for one in batch],
        [one.later_index for one in batch],
    )
    for row in rows:
        fact = facts.services.setdefault((row[0], row[1]), Fact(*row[2:7]))
        if row[7] is not None:
            fact.add(Before(*row[7:]))
    wanted = [picture for one in batch for picture in one.pictures]
    if wanted:
        for row in await connection.fetch(PICTURES, wanted):
            facts.pictures.setdefault(row[1], set()).add(row[0])
    return facts


async def _write(connection: Any, decided: Decided) -> set[UUID]:
    if not decided.ratings:
        return set()
    if not (decided.claims or decided.superseded or decided.joins):
        return await _insert(connection, decided)
    async with connection.transaction():
        stored = await _insert(connection, decided)
        claims = [claim for claim in decided.claims if claim[1] in stored]
        claimed = await connection.fetch(CLAIM, *_columns(claims, 2))
        if len(claimed) != len(claims):
            raise PictureGone
        given_way = [row for row in decided.superseded if not stored.isdisjoint(row[:2])]
        if given_way:
            await connection.fetch(SUPERSEDE, *_columns(given_way, 3))
        joins = [join for join in decided.joins if join.rating_id in stored]
        if joins:
            joined = await connection.fetch(JOIN, *_columns([astuple(one) for one in joins], 6))
            if len(joined) != len(joins):
                raise OrderClosed
    return stored


async def _insert(connection: Any, decided: Decided) -> set[UUID]:
    ratings = _columns([rating_values(row) for row in decided.ratings], 25)
    orders = _columns([_order_values(order) for order in decided.orders], 10)
    return {row[0] for row in await connection.fetch(WRITE, *ratings, *orders)}


def _order_values(order: NewOrder) -> tuple[object, ...]:
    return (
        order.id,
        order.number,
        order.rating_id,
        order.bureau_id,
        order.opened_at,
        order.due_what,
        order.due_at,
        order.due_provisional,
        order.transition_id,
        order.message_id,
    )


def _columns(rows: Sequence[Sequence[object]], width: int) -> list[Sequence[object]]:
    """Rows turned on their side, as unnest wants them."""
    return list(zip(*rows, strict=True)) if rows else [[] for _ in range(width)]


async def _find(connection: Any, batch: Sequence[Submission]) -> dict[UUID, list[Existing]]:
    asked = [(one.rating_id, one.evaluator_id, one.key, one.service_id) for one in batch]
    known: dict[UUID, list[Existing]] = {}
    if asked:
        for row in await connection.fetch(FIND, *_columns(asked, 4)):
            known.setdefault(row[0], []).append(Existing(*row[1:]))
    return known
