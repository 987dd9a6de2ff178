"""Sessions of phones found by the hashes of their tokens, many at once, on both databases."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from tortoise import connections

COLUMNS = """s.token_hash, s.expires_at, COALESCE(s.token_at, s.created_at) AS token_at, s.fresh,
COALESCE(s.seen_at, s.created_at) AS seen_at, s.id, s.account_id, s.evaluator_id, e.document_index,
CASE WHEN e.child_until IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM consent c
  WHERE c.evaluator_id = e.id AND c.purpose = 'guardian' AND c.withdrawn_at IS NULL
) THEN e.child_until END AS child_until
"""
FOUND = f"""
SELECT {COLUMNS} FROM citizen_session s LEFT JOIN evaluator e ON e.id = s.evaluator_id
WHERE s.revoked_at IS NULL AND s.token_hash
"""
POSTGRES = f"{FOUND} = ANY($1::text[])"
SQLITE = f"{FOUND} IN (SELECT value FROM json_each(?))"


class Row(NamedTuple):
    """A session as it is found: its token is `token_at` old, and `fresh` until it was used."""

    token_hash: str
    expires_at: datetime
    token_at: datetime
    fresh: bool
    seen_at: datetime
    id: UUID
    account_id: UUID | None
    evaluator_id: UUID | None
    document_index: str | None
    child_until: date | None  # and no guardian has agreed


async def unrevoked(hashes: Sequence[str]) -> list[Row]:
    """Each session there is, with the blind index of its evaluator."""
    client: Any = connections.get("default")
    if client.capabilities.dialect == "postgres":
        async with client.acquire_connection() as connection:
            return [Row(*row) for row in await connection.fetch(POSTGRES, hashes)]
    rows = await client.execute_query_dict(SQLITE, [json.dumps(hashes)])
    return [_typed(*row.values()) for row in rows]


def _typed(
    hashed: str,
    until: str,
    token_at: str,
    fresh: int,
    seen_at: str,
    session: str,
    account: str | None,
    evaluator: str | None,
    index: str | None,
    child_until: str | None,
) -> Row:
    return Row(
        hashed,
        datetime.fromisoformat(until),
        datetime.fromisoformat(token_at),
        bool(fresh),
        datetime.fromisoformat(seen_at),
        UUID(session),
        UUID(account) if account else None,
        UUID(evaluator) if evaluator else None,
        index,
        date.fromisoformat(child_until) if child_until else None,
    )
