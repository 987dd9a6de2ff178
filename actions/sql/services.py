"""Ended services and their invitations written set-based, on both databases (3-1, 6-7).

In the order of their unique key, as two batches at once would deadlock otherwise. A service that
is there already is left as it is.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from tortoise import connections

from actions.sql.marks import DAY, MOMENT
from rules.work_calendar import local_day


@dataclass(frozen=True, slots=True)
class NewService:
    """A row to be; its fields are the columns, in their order."""

    id: UUID
    project_number: str
    service_number: int
    point: str
    source: str
    institution_id: UUID
    bureau_id: UUID
    hall_id: UUID | None
    window_id: UUID | None
    item_id: UUID
    officer_id: UUID | None
    ended_at: datetime
    default_due_at: datetime
    rule_set: str
    applicant_index: str | None = field(default=None, repr=False)
    applicant_sealed: bytes | None = field(default=None, repr=False)
    agent_index: str | None = field(default=None, repr=False)
    agent_sealed: bytes | None = field(default=None, repr=False)


Asked = Mapping[UUID, tuple[UUID, str]]  # service: the device that asks, the hash of its token

NAMES = [one.name for one in fields(NewService)]
COLUMNS = ", ".join(NAMES)
values_of: Callable[[NewService], tuple[Any, ...]] = attrgetter(*NAMES)
TYPES = (
    *("uuid", "text", "smallint", "text", "text", "uuid", "uuid", "uuid", "uuid", "uuid", "uuid"),
    *("timestamptz", "timestamptz", "text", "text", "bytea", "text", "bytea"),
)
POSTGRES = f"""
WITH stored AS (
  INSERT INTO service_record ({COLUMNS}, typed)
  SELECT q.*, false FROM unnest({", ".join(f"${n}::{t}[]" for n, t in enumerate(TYPES, 1))}) q
  ON CONFLICT DO NOTHING RETURNING id
), invited AS (
  INSERT INTO invitation (id, service_record_id, invited_at, device_id, token_hash)
  SELECT gen_random_uuid(), stored.id, $19::timestamptz, asked.device_id, asked.token_hash
  FROM stored LEFT JOIN unnest($20::uuid[], $21::uuid[], $22::text[])
    AS asked(service_id, device_id, token_hash) ON asked.service_id = stored.id
)
SELECT id FROM stored
"""
SQLITE = (
    f"INSERT INTO service_record ({COLUMNS}, typed) VALUES ({', '.join('?' * len(TYPES))}, 0) "
    "ON CONFLICT DO NOTHING"
)
SQLITE_INVITATION = """
INSERT INTO invitation (id, service_record_id, invited_at, device_id, token_hash)
VALUES (?, ?, ?, ?, ?)
"""
SQLITE_AT_A_TIME = 250  # in one hold of the write lock
RETRIES = 3


async def write(
    rows: Sequence[NewService], asked: Asked, *, invited_at: datetime, now: datetime
) -> set[UUID]:
    """The ids of those that were not there yet; each is written whole, with its invitation.

    A default that fell due before is settled as soon as its moment is gone through again (6-8),
    and a day that is over is counted once more.
    """
    rows = sorted(rows, key=lambda one: (one.project_number, one.service_number))
    client: Any = connections.get("default")
    if client.capabilities.dialect == "postgres":
        return await _write_postgres(client, rows, asked, invited_at, now)
    stored: set[UUID] = set()
    for first in range(0, len(rows), SQLITE_AT_A_TIME):
        part = rows[first : first + SQLITE_AT_A_TIME]

        def work(connection: sqlite3.Connection, part: Sequence[NewService] = part) -> set[UUID]:
            return _write_sqlite(connection, part, asked, invited_at, now)

        stored |= await client.in_one_transaction(work)
    return stored


async def _write_postgres(
    client: Any,
    rows: Sequence[NewService],
    asked: Asked,
    invited_at: datetime,
    now: datetime,
) -> set[UUID]:
    values = (
        *(list(column) for column in zip(*map(values_of, rows), strict=True)),
        invited_at,
        list(asked),
        [device for device, _ in asked.values()],
        [token for _, token in asked.values()],
    )
    marks = _marks(rows, now)
    for attempt in range(1, RETRIES + 1):
        try:
            async with client.acquire_connection() as connection:
                if not marks:  # one statement is a transaction of its own
                    return {row[0] for row in await connection.fetch(POSTGRES, *values)}
                async with connection.transaction():
                    stored = {row[0] for row in await connection.fetch(POSTGRES, *values)}
                    for statement, value in marks if stored else ():
                        await connection.execute(statement.format("$1"), value)
                return stored
        except asyncpg.DeadlockDetectedError:
            # Two batches named one rating point by different numbers: one of them goes again.
            if attempt == RETRIES:
                raise
    raise AssertionError


def _write_sqlite(
    connection: sqlite3.Connection,
    rows: Sequence[NewService],
    asked: Asked,
    invited_at: datetime,
    now: datetime,
) -> set[UUID]:
    stored: set[UUID] = set()
    for row in rows:
        if connection.execute(SQLITE, [_plain(one) for one in values_of(row)]).rowcount:
            stored.add(row.id)
            device, token = asked.get(row.id, (None, None))
            invitation = (uuid4(), row.id, invited_at, device, token)
            connection.execute(SQLITE_INVITATION, [_plain(one) for one in invitation])
    if stored:
        for statement, value in _marks(rows, now):
            connection.execute(statement.format("?"), [_plain(value)])
    return stored


def _marks(rows: Sequence[NewService], now: datetime) -> list[tuple[str, date | datetime]]:
    """Defaults that fell due before, and days that are over: to be gone through again."""
    moments = sorted({one.default_due_at for one in rows if one.default_due_at <= now})
    days = sorted({local_day(one.ended_at) for one in rows} - {local_day(now)})
    return [*((MOMENT, one) for one in moments), *((DAY, one) for one in days)]


def _plain(value: Any) -> Any:
    """As Tortoise writes it on SQLite."""
    return str(value) if isinstance(value, UUID | date) else value
