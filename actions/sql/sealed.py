"""Sealed values by the key they were made with, read and replaced in pieces, on both databases."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tortoise import connections
from tortoise.models import Model
from tortoise.transactions import in_transaction

HEAD = "substr({column}, 1, 2)"
COUNT = f"""
SELECT {HEAD} AS head, count(*) AS number FROM {{table}}
WHERE length({{column}}) > 0 GROUP BY 1
"""
PIECE = f"""
SELECT id, {{column}} AS sealed FROM {{table}}
WHERE id > {{after}} AND length({{column}}) > 0 AND {HEAD} <> {{head}}
ORDER BY id LIMIT {{most}}
"""
REPLACE = "UPDATE {table} SET {column} = {new} WHERE id = {id} AND {column} = {old}"
BEGINNING = UUID(int=0)
Replaced = tuple[UUID, bytes, bytes]  # row, what it holds, what it is to hold


def _words(table: type[Model], column: str, names: Sequence[str]) -> tuple[Any, dict[str, str]]:
    client: Any = connections.get("default")
    postgres = client.capabilities.dialect == "postgres"
    places = {name: f"${n}" if postgres else "?" for n, name in enumerate(names, start=1)}
    return client, {"table": table._meta.db_table, "column": column, **places}


def _id(client: Any, id: UUID) -> Any:
    return id if client.capabilities.dialect == "postgres" else str(id)


async def count(table: type[Model], column: str) -> dict[bytes, int]:
    """How many values begin with which two bytes."""
    client, words = _words(table, column, ())
    text = COUNT.format(**words)
    return {bytes(row["head"]): row["number"] for row in await client.execute_query_dict(text)}


async def piece(
    table: type[Model], column: str, *, after: UUID, head: bytes, most: int
) -> list[tuple[UUID, bytes]]:
    """The next rows behind `after` whose value does not begin with `head`, by their id."""
    client, words = _words(table, column, ("after", "head"))
    text = PIECE.format(most=most, **words)
    rows = await client.execute_query_dict(text, [_id(client, after), head])
    return [(UUID(str(row["id"])), bytes(row["sealed"])) for row in rows]


async def replace(table: type[Model], column: str, rows: Sequence[Replaced]) -> None:
    """Values in one transaction; one that somebody wrote anew meanwhile is left alone."""
    client, words = _words(table, column, ("new", "id", "old"))
    values = [[new, _id(client, id), old] for id, old, new in rows]
    async with in_transaction() as connection:
        await connection.execute_many(REPLACE.format(**words), values)
