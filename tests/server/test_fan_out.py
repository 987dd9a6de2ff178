"""News of devices reaches every process, and a Redis that is away stops nothing."""

import asyncio
from uuid import uuid4

import pytest

from server.fan_out import RedisFanOut
from tests.support.redis_server import RedisServer

SECONDS = 10.0


async def woken_within(event: asyncio.Event, speaker: RedisFanOut, about: object) -> bool:
    """Said again and again, as a subscription takes a moment to stand."""
    async with asyncio.timeout(SECONDS):
        while not event.is_set():
            await speaker.wake(about)  # type: ignore[arg-type]
            await asyncio.sleep(0.1)
    return True


@pytest.mark.req("7-4")
async def test_two_processes_hear_of_each_other(redis_url: str, redis_server: RedisServer) -> None:
    device = uuid4()
    here, there = RedisFanOut(redis_url), RedisFanOut(redis_url)
    try:
        with there.listening(device) as woken, there.listening(uuid4()) as other:
            assert await woken_within(woken, here, device)
            assert not other.is_set()
        with here.listening(device) as woken:
            redis_server.stop()
            await here.wake(device)
            assert woken.is_set()  # this process needs no Redis
        redis_server.start()
        with there.listening(device) as woken:
            assert await woken_within(woken, here, device)
    finally:
        await here.close()
        await there.close()
