"""A database that stopped at an earlier version comes to the same tables as a new one."""

import re
import sqlite3
from pathlib import Path

from tortoise import connections
from tortoise.migrations.executor import MigrationTarget

from server.database import close_database, config, migrate, open_database
from server.migrating import Executor

EARLIER = MigrationTarget("models", "0026_rating_points")


def catalogue(path: Path) -> dict[str, list[str]]:
    """What each table and index is made of; Tortoise puts one-to-one columns in any order."""
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    return {name: sorted(re.findall(r"[^\s,]+", sql or "")) for name, sql in rows}


async def test_an_earlier_database_comes_to_the_same_tables(
    tmp_path: Path, sqlite_template: Path
) -> None:
    path = tmp_path / "earlier.sqlite3"
    address = f"sqlite://{path}"
    await open_database(address)
    await Executor(connections.get("default"), config(address)["apps"]).migrate([EARLIER])
    await close_database()
    assert catalogue(path) != catalogue(sqlite_template)
    await migrate(address)
    assert catalogue(path) == catalogue(sqlite_template)
