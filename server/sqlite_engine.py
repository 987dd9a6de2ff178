"""Tortoise's SQLite engine, made to survive cancellation and power loss.

Tortoise 1.1 leaves its lock held for ever when a task is cancelled while it enters a transaction,
and a handler is cancelled whenever its client hangs up. Here BEGIN, COMMIT and ROLLBACK are
finished whatever happens to the task, and the lock is always released. WAL with
`synchronous=FULL`: an acknowledged commit is on the disk.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from tortoise.backends.base.client import TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import get_connections

T = TypeVar("T")


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


class Context(SqliteTransactionContext):
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
            get_connections().reset(self.token)
            self._trxlock.release()


class Client(SqliteClient):
    """The engine `server/database.py` names."""

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        pragmas = {"synchronous": "FULL", "busy_timeout": 5000, "cache_size": -65536}
        super().__init__(file_path, **{**pragmas, **kwargs})

    def _in_transaction(self) -> TransactionContext:
        return Context(Transaction(self), self._lock)


client_class = Client
