"""Loading without indexes: taken off before, put back after, as a restored backup does it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

TABLES = ("service_record", "rating")
CONSTRAINTS = """
SELECT conrelid::regclass::text AS of, conname AS name, contype::text AS kind,
  pg_get_constraintdef(oid) AS words
FROM pg_constraint
WHERE contype IN ('p', 'u', 'f')
  AND (conrelid::regclass::text = ANY($1) OR confrelid::regclass::text = ANY($1))
ORDER BY contype = 'f', conname
"""
INDEXES = """
SELECT indexname AS name, indexdef AS words FROM pg_indexes i WHERE tablename = ANY($1)
  AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = i.indexname)
"""


@asynccontextmanager
async def bare(connection: asyncpg.Connection) -> AsyncIterator[None]:
    """The two large tables without keys and indexes; both are there again at the end."""
    constraints = await connection.fetch(CONSTRAINTS, list(TABLES))
    indexes = await connection.fetch(INDEXES, list(TABLES))
    for one in reversed(constraints):
        await connection.execute(f'ALTER TABLE "{one["of"]}" DROP CONSTRAINT "{one["name"]}"')
    for one in indexes:
        await connection.execute(f'DROP INDEX "{one["name"]}"')
    yield
    for one in indexes:
        await connection.execute(one["words"])
    for one in constraints:
        # What was loaded is made to fit: going through it once more would take minutes.
        words = one["words"] + (" NOT VALID" if one["kind"] == "f" else "")
        await connection.execute(
            f'ALTER TABLE "{one["of"]}" ADD CONSTRAINT "{one["name"]}" {words}'
        )
