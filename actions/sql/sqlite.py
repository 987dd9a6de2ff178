"""The write path on SQLite: the whole batch in one transaction, in one visit to its thread.

SQLite stores times as text: what is written here is what Tortoise writes, UTC with its offset.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

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
    NewJoin,
    NewOrder,
    PictureGone,
    Unreachable,
    Written,
    rating_values,
)
from actions.submission import Submission
from rules.series import Before

READ = """
SELECT s.bureau_id, s.default_due_at, s.rule_set,
  EXISTS (SELECT 1 FROM staff t
          WHERE t.document_index = COALESCE(?3, s.agent_index, s.applicant_index)
          AND t.institution_id = s.institution_id)
  OR EXISTS (SELECT 1 FROM staff t
             WHERE t.earlier_index = COALESCE(?3, s.agent_index, s.applicant_index)
             AND t.institution_id = s.institution_id), s.source,
  r.id, r.ordinal, r.opinion, r.evaluator_id, w.id
FROM service_record s
LEFT JOIN rating r ON r.service_record_id = s.id
LEFT JOIN work_order w ON w.rating_id = r.id AND w.closed_at IS NULL
WHERE s.id = ?1
  AND (s.applicant_index IN (?3, ?6) OR s.agent_index IN (?3, ?6) OR s.walk_in_evaluator_id = ?2
       OR EXISTS (SELECT 1 FROM invitation i JOIN rating_device d ON d.id = ?4
                  WHERE i.service_record_id = s.id AND i.token_hash = ?5
                  AND d.window_id = s.window_id AND d.active = 1)
       OR EXISTS (SELECT 1 FROM voucher v JOIN kiosk_session o ON o.voucher_id = v.id
                  JOIN kiosk k ON k.id = o.kiosk_id
                  WHERE v.service_record_id = s.id AND v.code_index = ?5
                  AND k.id = ?4 AND k.active = 1)
       OR EXISTS (SELECT 1 FROM exchange_received x WHERE x.service_record_id = s.id
                  AND x.party_id = ?4 AND x.number = ?5)
       OR EXISTS (SELECT 1 FROM phone_question p WHERE p.service_record_id = s.id
                  AND p.partner_id = ?4 AND p.number = ?5)
       OR EXISTS (SELECT 1 FROM paper_slip z WHERE z.service_record_id = s.id
                  AND z.id = ?4 AND z.number = ?5 AND z.state = 'agreed'))
"""
PICTURE = "SELECT 1 FROM picture WHERE id = ? AND evaluator_id = ? AND rating_id IS NULL"
RATING = (
    f"INSERT INTO rating ({RATING_COLUMNS}) VALUES ({', '.join('?' * 25)}) ON CONFLICT DO NOTHING"
)
ORDER = f"""
INSERT INTO work_order (id, number, rating_id, status, version, round, returned, bureau_id,
  area_id, opened_at, due_what, due_at, due_provisional)
VALUES (?1, ?2, ?3, '{OPENED[2]}', 1, 1, 0, ?4, ?4, ?5, ?6, ?7, ?8)
"""
TRANSITION = f"""
INSERT INTO transition (id, order_id, number, action, before, after, at, actor, office, note)
VALUES (?, ?, 1, '{OPENED[0]}', '{OPENED[1]}', '{OPENED[2]}', ?, '{OPENED[3]}', '', '')
"""
MESSAGE = """
INSERT INTO outbox_message (id, topic, order_id, payload, state, attempts, run_at, created_at)
VALUES (?, ?, ?, '{}', 'queued', 0, ?, ?)
"""
SUPERSEDE = "UPDATE rating SET superseded_by_id = ? WHERE id = ? AND superseded_by_id IS NULL"
CHANGED = "INSERT INTO rating_change (id, rating_id, why, at) VALUES (?, ?, 'superseded', ?)"
CLAIM = "UPDATE picture SET rating_id = ? WHERE id = ? AND rating_id IS NULL"
JOIN = f"""
INSERT INTO order_source (id, order_id, source, number, rating_id, joined_at, office, note)
VALUES (?, ?, '{JOINED}', ?, ?, ?, '', '')
"""
FIND = f"""
SELECT {FIND_COLUMNS}
FROM (SELECT * FROM rating WHERE evaluator_id = ?1 AND key = ?2
      UNION SELECT * FROM rating WHERE service_record_id = ?3 AND opinion IS NOT NULL) r
{ITS_ORDER}
"""


class SqliteWriter:
    """Reads, decides and writes inside the transaction, so nothing can come between."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def store(self, batch: Sequence[Submission], decide: Decide) -> Written:
        """See `Writer`. `decide` runs on the connection's thread."""

        def work(connection: sqlite3.Connection) -> Written:
            decided = decide(_read(connection, batch))
            stored = _write(connection, decided)
            settled = decided.settled(stored)
            asked = [one for one in batch if one.rating_id not in settled]
            return Written(stored, _find(connection, asked))

        try:
            written: Written = await self._client.in_one_transaction(work)
        except sqlite3.OperationalError as error:
            # Locked for longer than the busy timeout, or the disk is full or failing.
            raise Unreachable from error
        return written

    async def close(self) -> None:
        """There is one connection, and it is the client's."""


def _values(*values: Any) -> list[Any]:
    return [_plain(value) for value in values]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID | datetime) else value


def _read(connection: sqlite3.Connection, batch: Sequence[Submission]) -> Facts:
    facts = Facts()
    for one in batch:
        whose = one.service_id, one.whose, one.document_index
        asked = _values(*whose, *one.proof, one.later_index)
        for row in connection.execute(READ, asked).fetchall():
            known = Fact(UUID(row[0]), _moment(row[1]), row[2], bool(row[3]), row[4])
            fact = facts.services.setdefault((one.service_id, one.whose), known)
            if row[5] is not None:
                fact.add(Before(UUID(row[5]), row[6], row[7], _id(row[8]), _id(row[9])))
        for picture in one.pictures:
            if connection.execute(PICTURE, _values(picture, one.whose)).fetchone():
                facts.pictures.setdefault(one.whose, set()).add(picture)
    return facts


def _write(connection: sqlite3.Connection, decided: Decided) -> set[UUID]:
    stored = set()
    for row in decided.ratings:
        if connection.execute(RATING, _values(*rating_values(row))).rowcount:
            stored.add(row.submission.rating_id)
    for order in decided.orders:
        if order.rating_id in stored:
            _open(connection, order)
    for picture, rating_id in decided.claims:
        claim = _values(rating_id, picture)
        if rating_id in stored and not connection.execute(CLAIM, claim).rowcount:
            raise PictureGone
    for gone, counted, at in decided.superseded:
        # What gives way is superseded by reference and never deleted (6-3, 7-11).
        found = not stored.isdisjoint((gone, counted))
        if found and connection.execute(SUPERSEDE, _values(counted, gone)).rowcount:
            connection.execute(CHANGED, _values(uuid4(), gone, at))
    for join in decided.joins:
        if join.rating_id in stored:
            _join(connection, join)
    return stored


def _join(connection: sqlite3.Connection, join: NewJoin) -> None:
    made = _values(join.id, join.order_id, join.receipt_number, join.rating_id, join.at)
    connection.execute(JOIN, made)
    told = _values(join.message_id, JOINED_TOPIC, join.order_id, join.at, join.at)
    connection.execute(MESSAGE, told)


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
    connection.execute(TRANSITION, _values(order.transition_id, order.id, order.opened_at))
    told = _values(order.message_id, TOPIC, order.id, order.opened_at, order.opened_at)
    connection.execute(MESSAGE, told)


def _find(
    connection: sqlite3.Connection, batch: Sequence[Submission]
) -> dict[UUID, list[Existing]]:
    known = {}
    for one in batch:
        asked = _values(one.evaluator_id, one.key, one.service_id)
        rows = connection.execute(FIND, asked).fetchall()
        known[one.rating_id] = [_existing(row) for row in rows]
    return known


def _existing(row: sqlite3.Row) -> Existing:
    rated_at = _moment(row["rated_at"])
    assert rated_at is not None
    return Existing(
        evaluator_id=_id(row["evaluator_id"]),
        key=row["key"],
        opinion=row["opinion"],
        rating_id=UUID(row["rating_id"]),
        receipt_number=row["receipt_number"],
        receipt_hash=row["receipt_hash"],
        grade=row["grade"],
        rated_at=rated_at,
        late=bool(row["late"]),
        order_id=_id(row["order_id"]),
        order_number=row["order_number"],
        order_status=row["order_status"],
        due_what=row["due_what"],
        due_at=_moment(row["due_at"]),
        due_provisional=bool(row["due_provisional"]),
    )


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
