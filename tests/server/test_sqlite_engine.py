"""The SQLite engine under cancellation and failing commits: never a lock left behind."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from tortoise import connections
from tortoise.transactions import in_transaction

from models import AuditEntry, RuleSetRecord
from server.database import close_database, open_database
from tests.support.town import NOW

ROUNDS = 200


@pytest_asyncio.fixture
async def database(sqlite_url: str) -> AsyncIterator[Any]:
    await open_database(sqlite_url)
    yield connections.get("default")
    await close_database()


def entry() -> AuditEntry:
    return AuditEntry(id=uuid4(), at=NOW, actor_kind="system", action="test", outcome="done")


async def pair(pause: float) -> None:
    """Two rows that belong together."""
    async with in_transaction():
        await entry().save(force_create=True)
        await asyncio.sleep(pause)
        await entry().save(force_create=True)


async def fifty() -> None:
    await AuditEntry.bulk_create([entry() for _ in range(50)])


async def assert_free(database: Any) -> None:
    """Nobody holds the connection, no transaction is open, and the next one goes through."""
    assert not database._lock.locked()
    assert database._connection is None or not database._connection.in_transaction
    async with asyncio.timeout(2):
        await pair(0)


async def test_settings_that_keep_what_was_acknowledged(database: Any) -> None:
    values = {}
    for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        [row] = await database.execute_query_dict(f"PRAGMA {pragma}")
        values[pragma] = next(iter(row.values()))
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


async def test_the_first_use_cancelled_while_the_connection_opens(database: Any) -> None:
    for turns in range(8):
        await database.close()
        task = asyncio.create_task(pair(0))
        reading = asyncio.create_task(all_rows())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        reading.cancel()
        await asyncio.gather(task, reading, return_exceptions=True)
        await assert_free(database)


async def all_rows() -> None:
    await AuditEntry.all()


async def test_200_transactions_cancelled_at_any_moment(database: Any) -> None:
    chance = random.Random(2026)
    for _ in range(ROUNDS):
        task = asyncio.create_task(pair(chance.choice([0, 0.001])))
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        await asyncio.sleep(chance.choice([0, 0, 0.0005, 0.002]))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await assert_free(database)
    assert await AuditEntry.all().count() % 2 == 0  # whole pairs or nothing


async def test_24_at_once_cancelled_while_they_wait_for_each_other(database: Any) -> None:
    chance = random.Random(7)
    for _ in range(ROUNDS // 24):
        tasks = [asyncio.create_task(pair(0.001)) for _ in range(24)]
        await asyncio.sleep(chance.random() * 0.02)
        for task in tasks:
            if chance.random() < 0.7:
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await assert_free(database)
    assert await AuditEntry.all().count() % 2 == 0


async def test_bulk_inserts_cancelled_in_the_middle(database: Any) -> None:
    for turn in range(40):
        task = asyncio.create_task(fifty())
        for _ in range(turn % 8):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await assert_free(database)
    assert (await AuditEntry.all().count() - 2) % 50 == 0


async def test_savepoints_cancelled_inside_a_transaction(database: Any) -> None:
    async def nested() -> None:
        async with in_transaction():
            await entry().save(force_create=True)
            async with in_transaction():
                await entry().save(force_create=True)
                await asyncio.sleep(0.002)

    for turn in range(40):
        task = asyncio.create_task(nested())
        await asyncio.sleep(0.0005 * (turn % 8))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await assert_free(database)
    assert await AuditEntry.all().count() % 2 == 0


async def test_an_error_rolls_back(database: Any) -> None:
    async def wrong() -> None:
        async with in_transaction():
            await entry().save(force_create=True)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await wrong()
    assert await AuditEntry.all().count() == 0
    await assert_free(database)


async def test_a_commit_that_fails_is_rolled_back(database: Any) -> None:
    """A foreign key that is looked at only at the end makes COMMIT itself fail, as a full disk."""

    async def dangling() -> None:
        async with in_transaction() as transaction:
            await entry().save(force_create=True)
            await transaction.execute_query("PRAGMA defer_foreign_keys = ON")
            await transaction.execute_query(DANGLING)

    with pytest.raises(sqlite3.IntegrityError):
        await dangling()
    assert await AuditEntry.all().count() == 0
    await assert_free(database)


DANGLING = (
    "INSERT INTO transition (id, order_id, number, action, before, after, at, actor, office, note) "
    "VALUES ('a', 'nowhere', 1, 'open', '', 'opened', '2026-11-23 00:00:00+00:00', 'system', '', "
    "'')"
)


async def test_work_on_the_thread_is_one_transaction(database: Any) -> None:
    def bad(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM rule_set")
        raise ZeroDivisionError

    kept = await RuleSetRecord.all().count()
    with pytest.raises(ZeroDivisionError):
        await database.in_one_transaction(bad)
    assert await RuleSetRecord.all().count() == kept

    def dangling(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute(DANGLING)

    with pytest.raises(sqlite3.IntegrityError):
        await database.in_one_transaction(dangling)
    await assert_free(database)


async def test_work_on_the_thread_ends_although_its_task_is_cancelled(database: Any) -> None:
    def work(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO calendar_day (day, working, name, source) VALUES ('2030-01-01', 0, '', '')"
        )

    await database.execute_query("SELECT 1")
    task = asyncio.create_task(database.in_one_transaction(work))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    [row] = await database.execute_query_dict(
        "SELECT count(*) AS n FROM calendar_day WHERE day = '2030-01-01'"
    )
    assert row["n"] == 1
    await assert_free(database)


async def test_a_writer_waits_for_another_process(database: Any, sqlite_url: str) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite://"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(pair(0))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    other.execute("ROLLBACK")
    other.close()
    await asyncio.wait_for(waiting, 2)
    await assert_free(database)
