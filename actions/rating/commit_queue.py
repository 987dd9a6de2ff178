"""Group commit: many waiting ratings in one transaction, each caller answered after its commit.

Bounded, supervised, drained on stop. One bad row never fails its neighbours, and a caller that
goes away leaves its rating to be stored and replayed by its key.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from actions.rating.rating_store import Outcome, Raced, RatingStore, Stored
from actions.sql.rows import Unreachable
from actions.submission import Submission
from rules.refusals import Busy
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar

LARGEST_BATCH = 128
BOUND = 4096
RETRIES = 2
PAUSE = 0.1  # seconds before a database that was away, or a writer that fell, is tried again
DRAIN = 20.0  # seconds a stop waits at most for a database that has gone away
log = logging.getLogger("haochaping.ratings")
Ticket = tuple[Submission, "asyncio.Future[Stored]"]


class Store(Protocol):
    async def write(self, batch: Sequence[Submission]) -> list[Outcome]: ...

    async def close(self) -> None: ...


class CommitQueue:
    """The one way into the table of ratings for everything that has a person behind it."""

    def __init__(
        self,
        *,
        rules_of: Callable[[str], RuleSet],
        calendar: Callable[[], Calendar],
        store: Store | None = None,
        bound: int = BOUND,
    ) -> None:
        self._store = store or RatingStore(rules_of=rules_of, calendar=calendar)
        self._waiting: asyncio.Queue[Ticket] = asyncio.Queue(bound)
        self._supervisor: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """From here on ratings are taken."""
        self._supervisor = asyncio.create_task(self._supervise())

    async def stop(self) -> None:
        """Take no more, store what waits, then end."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is None:
            return
        try:
            async with asyncio.timeout(DRAIN):
                await self._waiting.join()
        except TimeoutError:
            log.error("%d ratings could not be stored before the end", self._waiting.qsize())
        supervisor.cancel()
        await asyncio.gather(supervisor, return_exceptions=True)
        while not self._waiting.empty():
            self._give_up([self._waiting.get_nowait()])
        await self._store.close()

    async def submit(self, submission: Submission) -> Stored:
        """What was stored, after its commit.

        Raises the refusals of `rating_store`, and `Busy` when too many wait or the database is
        away. After a `Busy` the rating may be stored all the same: the same key tells.
        """
        if self._supervisor is None:
            raise Busy
        answer: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait((submission, answer))
        except asyncio.QueueFull:
            raise Busy from None
        return await answer

    async def _supervise(self) -> None:
        """The writer must never be gone while callers wait."""
        while True:
            writer = asyncio.create_task(self._write_forever())
            try:
                await asyncio.wait({writer})
            finally:
                writer.cancel()
                [end] = await asyncio.gather(writer, return_exceptions=True)
            log.error("the writer of ratings fell: %s", type(end).__name__)
            await asyncio.sleep(PAUSE)

    async def _write_forever(self) -> None:
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < LARGEST_BATCH and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                await self._settle(batch, RETRIES)
            except Unreachable as error:
                log.error("the database is away: %s", type(error.__cause__).__name__)
            finally:
                self._give_up(batch)

    def _give_up(self, batch: list[Ticket]) -> None:
        """Whoever has no answer yet gets one: nobody waits for ever."""
        for _, answer in batch:
            if not answer.done():
                answer.set_exception(Busy())
            self._waiting.task_done()

    async def _settle(self, batch: list[Ticket], retries: int) -> None:
        """Store and answer a batch. What goes wrong is tried again in halves, down to the row.

        A bad row among 128 costs its neighbours a few more commits and nothing else.
        """
        try:
            outcomes = await self._store.write([submission for submission, _ in batch])
        except Unreachable:
            if not retries:
                raise
            await asyncio.sleep(PAUSE)
            await self._settle(batch, retries - 1)
        except Exception as error:
            log.warning("%d ratings in one went wrong: %s", len(batch), type(error).__name__)
            half = len(batch) // 2
            if half:
                await self._settle(batch[:half], retries)
                await self._settle(batch[half:], retries)
            elif retries:
                await self._settle(batch, retries - 1)
        else:
            pairs = zip(batch, outcomes, strict=True)
            raced = [ticket for ticket, outcome in pairs if not _tell(ticket, outcome)]
            if raced and retries:
                await self._settle(raced, retries - 1)


def _tell(ticket: Ticket, outcome: Outcome) -> bool:
    """Answer a caller; False if the outcome is no answer. One that went away is not told."""
    _, answer = ticket
    if isinstance(outcome, Raced):
        return False
    if answer.done():
        return True
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
    return True
