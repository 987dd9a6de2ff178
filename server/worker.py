"""One worker process for what would hold up the event loop: argon2, PDF, pictures."""

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any


class Worker:
    """Runs functions in a process of its own; started at the first call, restarted if it dies."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def run(self, work: Callable[..., Any], *values: Any) -> Any:
        """The result of `work(*values)`; both must be picklable."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._started(), work, *values)
        except BrokenProcessPool:
            self.stop()
            return await loop.run_in_executor(self._started(), work, *values)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_settle)
        return self._pool

    def stop(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _settle() -> None:
    """Ctrl-C is for the parent, which stops the worker in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
