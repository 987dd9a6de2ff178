"""One question to the database for everybody who waits for its kind of answer.

While one question is under way, those who come are gathered for the next: no delay is added when
the house is quiet, and 64 requests at once cost two round trips instead of 64.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")
MOST = 256


class Gathering(Generic[Key, Answer]):
    """Answers single keys by asking for many: `ask` gets distinct keys and returns those found."""

    def __init__(self, ask: Callable[[Sequence[Key]], Awaitable[Mapping[Key, Answer]]]) -> None:
        self._ask = ask
        self._waiting: dict[Key, asyncio.Future[Answer | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def one(self, key: Key) -> Answer | None:
        """The answer for this key, None if there is none; raises what the question raised."""
        if key not in self._waiting:
            self._waiting[key] = asyncio.get_running_loop().create_future()
        answer = self._waiting[key]
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._answer_all())
        # Several may wait for the same key; one that goes away takes nothing from the others.
        return await asyncio.shield(answer)

    async def _answer_all(self) -> None:
        while self._waiting:
            keys = list(self._waiting)[:MOST]
            asked = {key: self._waiting.pop(key) for key in keys}
            try:
                found = await self._ask(keys)
            except BaseException as error:
                for answer in asked.values():
                    _fail(answer, error)
                if not isinstance(error, Exception):
                    raise
            else:
                for key, answer in asked.items():
                    answer.set_result(found.get(key))


def _fail(answer: asyncio.Future[Answer | None], error: BaseException) -> None:
    if isinstance(error, Exception):
        answer.set_exception(error)
        answer.exception()  # nobody may be left to hear it, and that is no news
    else:
        answer.cancel()
