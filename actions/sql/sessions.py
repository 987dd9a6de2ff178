"""Sessions of phones found by the hashes of their tokens, many at once, on both databases."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import connections

COLUMNS = "s.token_hash, s.expires_at, s.id, s.account_id, s.evaluator_id, e.document_index"
FOUND = f"""
SELECT {COLUMNS} FROM citizen_session s LEFT JOIN evaluator e ON e.id = s.evaluator_id
WHERE s.revoked_at IS NULL AND s.token_hash
"""
POSTGRES = f"{FOUND} = ANY($1::text[])"
SQLITE = f"{FOUND} IN (SELECT value FROM json_each(?))"
Row = tuple[str, datetime, UUID, UUID | None, UUID | None, str | None]


async def unrevoked(hashes: Sequence[str]) -> list[Row]:
    """Hash, end of term, session, account, evaluator and blind index of each one there is."""
    client: Any = connections.get("default")
    if client.capabilities.dialect == "postgres":
        async with client.acquire_connection() as connection:
            return [tuple(row) for row in await connection.fetch(POSTGRES, hashes)]
    rows = await client.execute_query_dict(SQLITE, [json.dumps(hashes)])
    return [_typed(*row.values()) for row in rows]


def _typed(
    hashed: str,
    until: str,
    session: str,
    account: str | None,
    evaluator: str | None,
    index: str | None,
) -> Row:
    return (
        hashed,
        datetime.fromisoformat(until),
        UUID(session),
        UUID(account) if account else None,
        UUID(evaluator) if evaluator else None,
        index,
    )
