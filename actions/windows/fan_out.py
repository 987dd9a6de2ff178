"""Waking whoever waits for news of a device, in this process.

Nothing is carried but that there is news: what it is stands in the database, and a device that
was not woken finds it with its next beat.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID


class FanOut:
    """One process needs no more; `server/fan_out.py` reaches the others over Redis."""

    def __init__(self) -> None:
        self._listening: dict[UUID, set[asyncio.Event]] = {}

    async def wake(self, device_id: UUID) -> None:
        """Tell every listener of this device that there is news. Never raises."""
        self.wake_here(device_id)

    def wake_here(self, device_id: UUID) -> None:
        """The listeners of this process."""
        for woken in self._listening.get(device_id, ()):
            woken.set()

    @contextmanager
    def listening(self, device_id: UUID) -> Iterator[asyncio.Event]:
        """An event that is set whenever there is news, for as long as the block lasts."""
        woken = asyncio.Event()
        self._listening.setdefault(device_id, set()).add(woken)
        try:
            yield woken
        finally:
            others = self._listening[device_id]
            others.discard(woken)
            if not others:
                del self._listening[device_id]

    async def close(self) -> None:
        """Nothing is open."""
