"""Group commit: many waiting ratings in one transaction, each caller answered after its commit.

Bounded, supervised, drained on stop. One bad row never fails its neighbours, and a caller that
goes away leaves its rating to be stored and replayed by its key.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from actions.rating_store import Outcome, RatingStore, Stored
from actions.submission import Submission
from rules.refusals import Busy, Refused
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar

LARGEST_BATCH = 128
BOUND = 4096
log = logging.getLogger("haochaping.ratings")
Ticket = tuple[Submission, "asyncio.Future[Stored]"]


class Store(Protocol):
    async def write(self, batch: Sequence[Submission]) -> list[Outcome]: ...


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
        self._writer: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._writer = asyncio.create_task(self._supervise())

    async def stop(self) -> None:
        """Store what waits, then end."""
        if self._writer is None:
            return
        await self._waiting.join()
        self._writer.cancel()
        await asyncio.gather(self._writer, return_exceptions=True)
        self._writer = None

    async def submit(self, submission: Submission) -> Stored:
        """What was stored, after its commit; a refusal is raised. `Busy` when too many wait."""
        answer: asyncio.Future[Stored] = asyncio.get_running_loop().create_future()
        try:
            self._waiting.put_nowait((submission, answer))
        except asyncio.QueueFull:
            raise Busy from None
        return await answer

    async def _supervise(self) -> None:
        """The writer must never be gone while callers wait."""
        while True:
            try:
                await self._write_forever()
            except Exception as error:
                log.error("the writer of ratings failed: %s", type(error).__name__)

    async def _write_forever(self) -> None:
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < LARGEST_BATCH and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                await self._settle(batch)
            finally:
                for _, answer in batch:
                    if not answer.done():
                        answer.set_exception(Busy())
                    self._waiting.task_done()

    async def _settle(self, batch: list[Ticket]) -> None:
        try:
            outcomes = await self._store.write([submission for submission, _ in batch])
        except Exception as error:
            log.warning("a batch of %d failed: %s", len(batch), type(error).__name__)
            outcomes = [await self._alone(submission) for submission, _ in batch]
        for (_, answer), outcome in zip(batch, outcomes, strict=True):
            if answer.done():
                continue
            if isinstance(outcome, Exception):
                answer.set_exception(outcome)
            else:
                answer.set_result(outcome)

    async def _alone(self, submission: Submission) -> Outcome:
        """One submission of a batch that failed: only the bad one gets the error."""
        try:
            [outcome] = await self._store.write([submission])
        except Refused as error:
            return error
        except Exception as error:
            log.error("a rating could not be stored: %s", type(error).__name__)
            return Busy()
        return outcome
