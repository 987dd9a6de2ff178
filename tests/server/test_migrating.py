"""An earlier database comes to the same tables as a new one; a later one is refused."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from tortoise import connections
from tortoise.migrations.executor import MigrationTarget

from server.database import close_database, config, migrate, open_database
from server.migrating import Executor, ForeignDatabase

EARLIER = MigrationTarget("models", "0010_channels")


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


async def test_a_database_of_a_later_version_is_left_as_it_is(
    tmp_path: Path, sqlite_template: Path
) -> None:
    path = tmp_path / "later.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with sqlite3.connect(path) as database:
        database.execute(
            "INSERT INTO tortoise_migrations (app, name, applied_at) "
            "VALUES ('models', '9999_of_tomorrow', '2099-01-01')"
        )
    with pytest.raises(ForeignDatabase, match="9999_of_tomorrow"):
        await migrate(f"sqlite://{path}")
    assert catalogue(path) == catalogue(sqlite_template)


def test_a_password_may_have_any_sign() -> None:
    address = "postgres://city:se%23c%40r%2Fet@127.0.0.1:5433/hao%20cha"
    told = config(address)["connections"]["default"]["credentials"]
    assert (told["user"], told["password"], told["database"]) == ("city", "se#c@r/et", "hao cha")
    bare = config("postgres://postgres@127.0.0.1/city")["connections"]["default"]["credentials"]
    assert (bare["user"], bare["password"], bare["port"]) == ("postgres", None, 5432)
