"""The write path on PostgreSQL: arrays in, one statement a table, on the raw connection."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from actions.sql.rows import (
    FIND_COLUMNS,
    OPENED,
    RATING_COLUMNS,
    TOPIC,
    Existing,
    Fact,
    Facts,
    NewOrder,
    NewRating,
    rating_values,
)
from actions.submission import Submission

READ = """
SELECT q.service_id, q.evaluator_id, s.bureau_id, s.default_due_at, s.rule_set,
  EXISTS (SELECT 1 FROM staff t WHERE t.document_index = q.document_index
          AND t.institution_id = s.institution_id) AS own_institution
FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS q(service_id, evaluator_id, document_index)
JOIN service_record s ON s.id = q.service_id
WHERE s.applicant_index = q.document_index OR s.agent_index = q.document_index
  OR s.walk_in_evaluator_id = q.evaluator_id
"""
PICTURES = "SELECT id, evaluator_id FROM picture WHERE id = ANY($1::uuid[]) AND rating_id IS NULL"
RATINGS = f"""
INSERT INTO rating ({RATING_COLUMNS})
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::smallint[], $5::text[],
  $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::boolean[], $11::text[],
  $12::text[], $13::text[], $14::boolean[], $15::uuid[], $16::uuid[], $17::text[], $18::text[],
  $19::text[])
ON CONFLICT DO NOTHING RETURNING id
"""
ORDERS = """
INSERT INTO work_order (id, number, rating_id, status, version, round, returned, bureau_id,
  opened_at, due_what, due_at, due_provisional)
SELECT id, number, rating_id, 'opened', 1, 1, 0, bureau_id, opened_at, due_what, due_at,
  provisional
FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::text[],
  $7::timestamptz[], $8::boolean[])
  AS q(id, number, rating_id, bureau_id, opened_at, due_what, due_at, provisional)
"""
TRANSITIONS = f"""
INSERT INTO transition (id, order_id, number, action, before, after, at, actor, office, note)
SELECT id, order_id, 1, '{OPENED[0]}', '{OPENED[1]}', '{OPENED[2]}', at, '{OPENED[3]}', '', ''
FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS q(id, order_id, at)
"""
MESSAGES = f"""
INSERT INTO outbox_message (id, topic, order_id, payload, state, attempts, run_at, created_at)
SELECT id, '{TOPIC}', order_id, '{{}}', 'queued', 0, at, at
FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS q(id, order_id, at)
"""
CLAIM = """
UPDATE picture SET rating_id = q.rating_id
FROM unnest($1::uuid[], $2::uuid[]) AS q(id, rating_id) WHERE picture.id = q.id
"""
FIND = f"""
SELECT {FIND_COLUMNS} FROM rating r LEFT JOIN work_order w ON w.rating_id = r.id
WHERE (r.evaluator_id = $1 AND r.key = $2) OR (r.service_record_id = $3 AND r.opinion = 1)
ORDER BY (r.evaluator_id = $1 AND r.key = $2) DESC LIMIT 1
"""


async def read_facts(client: Any, batch: Sequence[Submission]) -> Facts:
    """What the service records and pictures of the batch say."""
    facts = Facts()
    wanted = [picture for one in batch for picture in one.pictures]
    async with client.acquire_connection() as connection:
        rows = await connection.fetch(
            READ,
            [one.service_id for one in batch],
            [one.evaluator_id for one in batch],
            [one.document_index for one in batch],
        )
        for row in rows:
            facts.services[row[0], row[1]] = Fact(*row[2:])
        if wanted:
            for row in await connection.fetch(PICTURES, wanted):
                facts.pictures.setdefault(row[1], set()).add(row[0])
    return facts


async def write(
    client: Any,
    ratings: Sequence[NewRating],
    orders: Sequence[NewOrder],
    pictures: Mapping[UUID, Sequence[UUID]],
) -> set[UUID]:
    """Insert everything in one transaction; the ids of the ratings that were not there."""
    if not ratings:
        return set()
    async with client.acquire_connection() as connection, connection.transaction():
        columns = zip(*(rating_values(row) for row in ratings), strict=True)
        rows = await connection.fetch(RATINGS, *(list(column) for column in columns))
        stored = {row[0] for row in rows}
        opened = [order for order in orders if order.rating_id in stored]
        if opened:
            await _open(connection, opened)
        claimed = [
            (picture, rating_id)
            for rating_id, ids in pictures.items()
            if rating_id in stored
            for picture in ids
        ]
        if claimed:
            await connection.execute(CLAIM, *map(list, zip(*claimed, strict=True)))
    return stored


async def _open(connection: Any, orders: Sequence[NewOrder]) -> None:
    ids = [order.id for order in orders]
    moments = [order.opened_at for order in orders]
    await connection.execute(
        ORDERS,
        ids,
        [order.number for order in orders],
        [order.rating_id for order in orders],
        [order.bureau_id for order in orders],
        moments,
        [order.due_what for order in orders],
        [order.due_at for order in orders],
        [order.due_provisional for order in orders],
    )
    await connection.execute(TRANSITIONS, [uuid4() for _ in ids], ids, moments)
    await connection.execute(MESSAGES, [uuid4() for _ in ids], ids, moments)


async def find(client: Any, one: Submission) -> Existing | None:
    """The rating of this key, else the opinion on this service."""
    async with client.acquire_connection() as connection:
        row = await connection.fetchrow(FIND, one.evaluator_id, one.key, one.service_id)
    return Existing(row[0] == one.evaluator_id, *row[1:]) if row else None
