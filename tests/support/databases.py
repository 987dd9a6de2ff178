"""Databases for tests: a migrated one of their own for each, on SQLite and on PostgreSQL.

`database_url` runs a test once on each; `sqlite_url` and `postgres_url` ask for one.
`durable_postgres` is a cluster with fsync on, for tests of what survives.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE

from tests.support import prepared
from tests.support.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A cluster in which a migrated database stands ready to be copied."""
    server = PostgresServer(copy_of=prepared.cluster())
    yield server
    server.stop()


@pytest.fixture(scope="session")
def durable_postgres() -> Iterator[PostgresServer]:
    server = PostgresServer(durable=True)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_template() -> str:
    """The name of a migrated database to copy."""
    return prepared.NAME


@pytest.fixture(scope="session")
def sqlite_template() -> Path:
    """The file of a migrated database to copy."""
    return prepared.sqlite()


@pytest.fixture
def postgres_url(postgres: PostgresServer, postgres_template: str) -> Iterator[str]:
    name = postgres.create(template=postgres_template)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    path = tmp_path / "haochaping.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite://{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    # Tortoise keeps the SQL it made by the connection's name, whatever the dialect behind it.
    EXECUTOR_CACHE.clear()
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
