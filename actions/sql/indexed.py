"""Blind indexes by the form they have, read and replaced in pieces, on both databases."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tortoise import connections
from tortoise.models import Model

from actions.keys import FORM_DIGITS, FORM_END, FORM_HEAD
from actions.sql.statements import ask, dialect

LENGTH = 64  # what else may stand in such a column is shorter: an account's id, a deleted person
COUNT = f"""
SELECT substr({{column}}, 1, {FORM_HEAD}) AS head, count(*) AS number FROM {{table}}
WHERE length({{column}}) = {LENGTH} GROUP BY 1
"""
PIECE = f"""
SELECT id, {{column}} AS found FROM {{table}}
WHERE id > $1 AND length({{column}}) = {LENGTH}
AND substr({{column}}, 1, {FORM_HEAD}) <> $2
ORDER BY id
"""
REPLACE = "UPDATE {table} SET {column} = {new} WHERE id = {id} AND {column} = {old}"
SET = "UPDATE {table} SET {column} = {new} WHERE id = {id}"
SHARED = "SELECT number FROM index_key FOR SHARE"
ALONE = "SELECT number FROM index_key FOR UPDATE"
BEGINNING = UUID(int=0)
Replaced = tuple[UUID, str | None, str]  # row, what it holds (None: whatever), what it is to hold


async def hold(*, alone: bool = False) -> None:
    """To the end of the transaction nobody begins another form, or nobody else writes one.

    On SQLite a transaction is alone from its beginning.
    """
    if dialect() == "postgres":
        await ask(ALONE if alone else SHARED, [])


async def count(table: type[Model], column: str) -> dict[str, int]:
    """How many indexes begin with which three characters."""
    text = COUNT.format(table=table._meta.db_table, column=column)
    return {row["head"]: row["number"] for row in await ask(text, [])}


async def piece(
    table: type[Model], column: str, *, after: UUID, number: int, most: int | None = None
) -> list[tuple[UUID, str]]:
    """The next rows behind `after` whose index has not the form of this key, by their id."""
    text = PIECE.format(table=table._meta.db_table, column=column)
    text += f" LIMIT {most}" if most is not None else ""
    found = await ask(text, [after, f"{number:0{FORM_DIGITS}}{FORM_END}"])
    return [(UUID(str(row["id"])), row["found"]) for row in found]


async def replace(table: type[Model], column: str, rows: Sequence[Replaced]) -> None:
    """Indexes in the caller's transaction; one that somebody wrote meanwhile is left alone."""
    client: Any = connections.get("default")
    postgres = dialect() == "postgres"
    words = {"table": table._meta.db_table, "column": column}
    for statement, some in (
        (REPLACE, [one for one in rows if one[1] is not None]),
        (SET, [one for one in rows if one[1] is None]),
    ):
        names = ("new", "id", "old") if postgres else ()
        places = {name: f"${n}" for n, name in enumerate(names, start=1)}
        text = statement.format(**words, **(places or dict.fromkeys(("new", "id", "old"), "?")))
        values = [
            [new, id if postgres else str(id), *([old] if old is not None else [])]
            for id, old, new in some
        ]
        if values:
            await client.execute_many(text, values)
