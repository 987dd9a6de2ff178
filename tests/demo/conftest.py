"""A loaded demo city, made once for each database and copied for each test."""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tortoise.backends.base.executor import EXECUTOR_CACHE

from server.database import close_database, open_database
from server.demo.load import load
from tests.support.postgres import PostgresServer
from tests.support.town import KEYS, NOW


async def load_into(url: str) -> None:
    EXECUTOR_CACHE.clear()  # Tortoise keeps SQL by the connection's name, whatever its dialect
    await open_database(url)
    try:
        await load(keys=KEYS, now=NOW)
    finally:
        await close_database()


def in_a_loop_of_its_own(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Fixtures of a session have no loop."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


@pytest.fixture(scope="session")
def sqlite_city(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.sqlite3"
    shutil.copyfile(sqlite_template, path)
    in_a_loop_of_its_own(lambda: load_into(f"sqlite://{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_city(postgres: PostgresServer, postgres_template: str) -> str:
    name = postgres.create(template=postgres_template)
    in_a_loop_of_its_own(lambda: load_into(postgres.url(name)))
    return name


@pytest.fixture
def sqlite_city_url(sqlite_city: Path, tmp_path: Path) -> str:
    path = tmp_path / "city.sqlite3"
    shutil.copyfile(sqlite_city, path)
    return f"sqlite://{path}"


@pytest.fixture
def postgres_city_url(postgres: PostgresServer, postgres_city: str) -> Iterator[str]:
    name = postgres.create(template=postgres_city)
    yield postgres.url(name)
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def city_url(request: pytest.FixtureRequest) -> str:
    EXECUTOR_CACHE.clear()
    url: str = request.getfixturevalue(f"{request.param}_city_url")
    return url


@pytest_asyncio.fixture
async def city(city_url: str) -> AsyncIterator[None]:
    """The city, open."""
    await open_database(city_url)
    yield
    await close_database()
