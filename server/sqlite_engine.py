"""Tortoise's SQLite engine, made to survive cancellation and power loss.

Tortoise 1.1 leaves its lock held for ever when a task is cancelled while it enters a transaction
or opens the connection, and a handler is cancelled whenever its client hangs up. Here BEGIN,
COMMIT and ROLLBACK are finished whatever happens to the task, a transaction that cannot be
committed is rolled back, and the lock is always released. WAL with `synchronous=FULL`: an
acknowledged commit is on the disk.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from tortoise.backends.base.client import ConnectionWrapper, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
PRAGMAS = {"synchronous": "FULL", "busy_timeout": 5000, "cache_size": -65536}


async def finished(work: Coroutine[Any, Any, T]) -> T:
    """Await `work` to its end even if this task is cancelled; the cancellation comes after."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            if task.cancelled():
                raise
            cancelled = error
        except BaseException:
            break
    if cancelled is not None:
        task.exception()
        raise cancelled
    return task.result()


class Transaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        # IMMEDIATE: a reader that becomes a writer would fail instead of waiting.
        await self._connection.execute("BEGIN IMMEDIATE")

    async def commit(self) -> None:
        try:
            await super().commit()
        except sqlite3.Error:
            # A full disk, say. Left open, it would swallow what other tasks write after it.
            await self.rollback()
            raise


class Context(SqliteTransactionContext):
    """A transaction of one task; it holds the connection's lock from its begin to its end."""

    __slots__ = ()

    async def __aenter__(self) -> Any:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            try:
                await finished(self.connection.begin())
            except asyncio.CancelledError:
                await finished(self.connection._connection.rollback())
                raise
            self.token = get_connections().set(self.connection_name, self.connection)
        except BaseException:
            self._trxlock.release()
            raise
        return self.connection

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        try:
            if not self.connection._finalized:
                end = self.connection.rollback() if exc_type else self.connection.commit()
                await finished(end)
        finally:
            self._trxlock.release()
            get_connections().reset(self.token)


class Turn(ConnectionWrapper[Any]):
    """The connection for one statement."""

    __slots__ = ()

    async def __aenter__(self) -> Any:
        await self._lock.acquire()
        try:
            await self.ensure_connection()
        except BaseException:
            self._lock.release()
            raise
        return self.connection


class Client(SqliteClient):
    """The engine `server/database.py` names."""

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(file_path, **{**PRAGMAS, **kwargs})

    async def create_connection(self, with_db: bool) -> None:
        # Cancelled half-way it would stay open without its pragmas.
        await finished(super().create_connection(with_db))

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return Turn(self._lock, self)

    def _in_transaction(self) -> TransactionContext:
        return Context(Transaction(self), self._lock)

    async def in_one_transaction(self, work: Work[T]) -> T:
        """Run `work` on the connection's own thread as one transaction, to its end.

        It gets the raw connection and may not await anything. What it raises rolls all of it back.
        """

        def whole(connection: sqlite3.Connection) -> T:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise
            return result

        async with self.acquire_connection() as connection:
            result: T = await finished(connection._execute(whole, connection._conn))
        return result

    @translate_exceptions
    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Tortoise's own leaves its transaction open when cancelled in the middle."""
        await self.in_one_transaction(lambda connection: connection.executemany(query, values))


client_class = Client
