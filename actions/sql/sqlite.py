"""The write path on SQLite: one call into the connection's thread for each part.

SQLite stores times as text: what is written here is what Tortoise writes, UTC with its offset.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
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

T = TypeVar("T")
READ = """
SELECT s.bureau_id, s.default_due_at, s.rule_set,
  EXISTS (SELECT 1 FROM staff t WHERE t.document_index = ?3
          AND t.institution_id = s.institution_id)
FROM service_record s WHERE s.id = ?1
  AND (s.applicant_index = ?3 OR s.agent_index = ?3 OR s.walk_in_evaluator_id = ?2)
"""
PICTURES = "SELECT id FROM picture WHERE evaluator_id = ? AND rating_id IS NULL"
RATING = (
    f"INSERT INTO rating ({RATING_COLUMNS}) VALUES ({', '.join('?' * 19)}) "
    "ON CONFLICT DO NOTHING RETURNING id"
)
ORDER = """
INSERT INTO work_order (id, number, rating_id, status, version, round, returned, bureau_id,
  opened_at, due_what, due_at, due_provisional)
VALUES (?, ?, ?, 'opened', 1, 1, 0, ?, ?, ?, ?, ?)
"""
TRANSITION = f"""
INSERT INTO transition (id, order_id, number, action, before, after, at, actor, office, note)
VALUES (?, ?, 1, '{OPENED[0]}', '{OPENED[1]}', '{OPENED[2]}', ?, '{OPENED[3]}', '', '')
"""
MESSAGE = f"""
INSERT INTO outbox_message (id, topic, order_id, payload, state, attempts, run_at, created_at)
VALUES (?, '{TOPIC}', ?, '{{}}', 'queued', 0, ?, ?)
"""
CLAIM = "UPDATE picture SET rating_id = ? WHERE id = ?"
FIND = f"""
SELECT {FIND_COLUMNS} FROM rating r LEFT JOIN work_order w ON w.rating_id = r.id
WHERE (r.evaluator_id = ?1 AND r.key = ?2) OR (r.service_record_id = ?3 AND r.opinion = 1)
ORDER BY (r.evaluator_id = ?1 AND r.key = ?2) DESC LIMIT 1
"""


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID | datetime) else value


def _values(*values: Any) -> list[Any]:
    return [_plain(value) for value in values]


async def _in_thread(client: Any, work: Callable[[sqlite3.Connection], T]) -> T:
    """Run `work` on the connection's own thread, alone, to its end."""
    async with client.acquire_connection() as connection:
        task = asyncio.ensure_future(connection._execute(work, connection._conn))
        try:
            result: T = await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task])  # the thread cannot be stopped; let it finish
            raise
    return result


async def read_facts(client: Any, batch: Sequence[Submission]) -> Facts:
    """What the service records and pictures of the batch say."""

    def read(connection: sqlite3.Connection) -> Facts:
        facts = Facts()
        for one in batch:
            asked = _values(one.service_id, one.evaluator_id, one.document_index)
            row = connection.execute(READ, asked).fetchone()
            if row is not None:
                due = datetime.fromisoformat(row[1]) if row[1] else None
                fact = Fact(UUID(row[0]), due, row[2], bool(row[3]))
                facts.services[one.service_id, one.evaluator_id] = fact
            if one.pictures:
                found = connection.execute(PICTURES, _values(one.evaluator_id)).fetchall()
                facts.pictures[one.evaluator_id] = {UUID(row[0]) for row in found}
        return facts

    return await _in_thread(client, read)


async def write(
    client: Any,
    ratings: Sequence[NewRating],
    orders: Sequence[NewOrder],
    pictures: Mapping[UUID, Sequence[UUID]],
) -> set[UUID]:
    """Insert everything in one transaction; the ids of the ratings that were not there."""
    if not ratings:
        return set()

    def work(connection: sqlite3.Connection) -> set[UUID]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            stored = _write(connection, ratings, orders, pictures)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        return stored

    return await _in_thread(client, work)


def _write(
    connection: sqlite3.Connection,
    ratings: Sequence[NewRating],
    orders: Sequence[NewOrder],
    pictures: Mapping[UUID, Sequence[UUID]],
) -> set[UUID]:
    stored = set()
    for row in ratings:
        if connection.execute(RATING, _values(*rating_values(row))).fetchone():
            stored.add(row.submission.rating_id)
    for order in orders:
        if order.rating_id in stored:
            _open(connection, order)
    for rating_id, ids in pictures.items():
        if rating_id in stored:
            connection.executemany(CLAIM, [_values(rating_id, picture) for picture in ids])
    return stored


def _open(connection: sqlite3.Connection, order: NewOrder) -> None:
    made = _values(
        order.id,
        order.number,
        order.rating_id,
        order.bureau_id,
        order.opened_at,
        order.due_what,
        order.due_at,
        order.due_provisional,
    )
    connection.execute(ORDER, made)
    connection.execute(TRANSITION, _values(uuid4(), order.id, order.opened_at))
    connection.execute(MESSAGE, _values(uuid4(), order.id, order.opened_at, order.opened_at))


async def find(client: Any, one: Submission) -> Existing | None:
    """The rating of this key, else the opinion on this service."""

    def look(connection: sqlite3.Connection) -> Any:
        asked = _values(one.evaluator_id, one.key, one.service_id)
        return connection.execute(FIND, asked).fetchone()

    row = await _in_thread(client, look)
    if row is None:
        return None
    return Existing(
        same_evaluator=row["evaluator_id"] == str(one.evaluator_id),
        key=row["key"],
        rating_id=UUID(row["rating_id"]),
        receipt_number=row["receipt_number"],
        receipt_hash=row["receipt_hash"],
        grade=row["grade"],
        rated_at=datetime.fromisoformat(row["rated_at"]),
        late=bool(row["late"]),
        order_id=UUID(row["order_id"]) if row["order_id"] else None,
        order_number=row["order_number"],
        due_what=row["due_what"],
        due_at=datetime.fromisoformat(row["due_at"]) if row["due_at"] else None,
        due_provisional=bool(row["due_provisional"]),
    )
