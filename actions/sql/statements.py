"""Statements of one text for both databases."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import connections


def dialect() -> str:
    """Of the database that is open: `postgres` or `sqlite`."""
    name: str = connections.get("default").capabilities.dialect
    return name


def unclaimed() -> str:
    """Behind what a worker claims: rows another one is claiming are passed over.

    On SQLite whoever writes is alone.
    """
    return " FOR UPDATE SKIP LOCKED" if dialect() == "postgres" else ""


async def ask(statement: str, values: list[Any]) -> list[dict[str, Any]]:
    """The rows of a statement whose values are numbered `$1` on."""
    client: Any = connections.get("default")
    if dialect() == "sqlite":
        # Numbered as `$1` everywhere; SQLite would take that for a name.
        statement = statement.replace("$", "?")
        values = [str(one) if isinstance(one, datetime | UUID) else one for one in values]
    found: list[dict[str, Any]] = await client.execute_query_dict(statement, values)
    return found
