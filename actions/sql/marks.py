"""Marks that say "go through this once more": one statement, so that nobody comes between."""

from datetime import date, datetime
from typing import Any

from tortoise import connections

DAY = """
INSERT INTO rollup_day (day, version) VALUES ({0}, 1)
ON CONFLICT (day) DO UPDATE SET version = rollup_day.version + 1, counted_at = NULL
"""
MOMENT = """
INSERT INTO settlement (due_at, version, made) VALUES ({0}, 1, 0)
ON CONFLICT (due_at) DO UPDATE SET version = settlement.version + 1, settled_at = NULL
"""
LISTED = """
INSERT INTO settlement (due_at, version, made) VALUES ({0}, 1, 0) ON CONFLICT (due_at) DO NOTHING
"""


async def run(statement: str, value: date | datetime) -> None:
    """One of the statements above, inside the transaction there is."""
    client: Any = connections.get("default")
    if client.capabilities.dialect == "postgres":
        await client.execute_query(statement.format("$1"), [value])
    else:
        await client.execute_query(statement.format("?"), [str(value)])
