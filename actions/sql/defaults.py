"""Default ratings written set-based, a slice at a time, on both databases (6-2, 6-8).

A slice is a transaction of its own: short enough that no citizen's rating waits long behind it
(on PostgreSQL for a conflicting place, on SQLite for the write lock). Slices go by id, the order in
which the commit queue writes too, so that the two never deadlock.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import connections

from actions.receipts import new_number
from rules.grades import Grade
from rules.rating import Channel, IdentityBasis, Origin

# A default has no receipt to check, so nothing is hashed.
COLUMNS = (
    "id, service_record_id, ordinal, grade, origin, identity_basis, channel, rated_at, late, tags, "
    "dimensions, text, anonymous, due_at, written_at, receipt_number, receipt_hash"
)
FIXED = (
    f"1, '{Grade.BASICALLY_SATISFIED}', '{Origin.DEFAULT}', '{IdentityBasis.NONE}', "
    f"'{Channel.SYSTEM_DEFAULT}'"
)
POSTGRES = f"""
WITH slice AS MATERIALIZED (
  SELECT id FROM service_record WHERE default_due_at = $1 AND id > $2 ORDER BY id LIMIT $4
), made AS (
  INSERT INTO rating ({COLUMNS})
  SELECT gen_random_uuid(), s.id, {FIXED}, $1, false, '', '{{}}', '', true, $1, $3,
    upper(left(replace(gen_random_uuid()::text, '-', ''), 20)), ''
  FROM slice s
  WHERE NOT EXISTS (SELECT 1 FROM rating r WHERE r.service_record_id = s.id AND r.ordinal = 1)
  ORDER BY s.id
  ON CONFLICT DO NOTHING RETURNING 1
)
SELECT (SELECT count(*) FROM made), (SELECT count(*) FROM slice),
  (SELECT id FROM slice ORDER BY id DESC LIMIT 1)
"""
SLICE = "SELECT id FROM service_record WHERE default_due_at = ? AND id > ? ORDER BY id LIMIT ?"
SQLITE = f"""
INSERT INTO rating ({COLUMNS})
VALUES (?, ?, {FIXED}, ?, 0, '', '{{}}', '', 1, ?, ?, ?, '') ON CONFLICT DO NOTHING
"""
POSTGRES_SLICE = 5_000
SQLITE_SLICE = 500
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Slice:
    """How many defaults were written, and the last service seen; None at the end."""

    made: int
    last: UUID | None


async def write_slice(due_at: datetime, after: UUID, *, now: datetime) -> Slice:
    """Defaults for the next services due at this moment that nobody has rated."""
    client: Any = connections.get("default")
    if client.capabilities.dialect == "postgres":
        async with client.acquire_connection() as connection:
            row = await connection.fetchrow(POSTGRES, due_at, after, now, POSTGRES_SLICE)
        return Slice(row[0], row[2] if row[1] == POSTGRES_SLICE else None)

    def work(connection: sqlite3.Connection) -> Slice:
        return _write_sqlite(connection, due_at, after, now)

    written: Slice = await client.in_one_transaction(work)
    return written


def _write_sqlite(
    connection: sqlite3.Connection, due_at: datetime, after: UUID, now: datetime
) -> Slice:
    asked = (str(due_at), str(after), SQLITE_SLICE)
    ids = [row[0] for row in connection.execute(SLICE, asked).fetchall()]
    made = 0
    for service in ids:
        values = (str(uuid4()), service, str(due_at), str(due_at), str(now), new_number())
        made += connection.execute(SQLITE, values).rowcount
    return Slice(made, UUID(ids[-1]) if len(ids) == SQLITE_SLICE else None)
