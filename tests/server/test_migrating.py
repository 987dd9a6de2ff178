"""A database that stopped at an earlier version comes to the same tables as a new one."""

import sqlite3
from pathlib import Path

from tortoise import connections
from tortoise.migrations.executor import MigrationTarget

from server.database import close_database, config, migrate, open_database
from server.migrating import Executor

EARLIER = MigrationTarget("models", "0026_rating_points")


def catalogue(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as database:
        return database.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


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
