"""Counts of partners added to what their days have, one statement a line, on both databases."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import connections
from tortoise.transactions import in_transaction

ADD = """
INSERT INTO partner_day (id, partner_id, day, endpoint, code, contacts, rows, last_at)
VALUES ({values})
ON CONFLICT (partner_id, day, endpoint, code) DO UPDATE SET
  contacts = partner_day.contacts + excluded.contacts, rows = partner_day.rows + excluded.rows,
  last_at = CASE WHEN partner_day.last_at > excluded.last_at THEN partner_day.last_at
    ELSE excluded.last_at END
"""
COLUMNS = 8


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    partner_id: UUID
    day: date
    endpoint: str
    code: str
    contacts: int
    rows: int
    last_at: datetime


async def add(lines: Sequence[Counted]) -> None:
    """All or none, in the order of their key: several processes add at once."""
    if not lines:
        return
    client: Any = connections.get("default")
    on_postgres = client.capabilities.dialect == "postgres"
    marks = ", ".join(f"${n}" if on_postgres else "?" for n in range(1, COLUMNS + 1))
    async with in_transaction() as connection:
        for one in sorted(lines):
            values: list[Any] = [uuid4(), *astuple(one)]
            if not on_postgres:
                values = [str(v) if isinstance(v, UUID | date) else v for v in values]
            await connection.execute_query(ADD.format(values=marks), values)
