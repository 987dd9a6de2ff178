"""News of devices between the processes, by Redis publish and subscribe.

With Redis down a device hears of a question with its next beat; nothing is lost.
"""

import asyncio
import logging
from contextlib import suppress
from uuid import UUID

from redis import asyncio as aioredis
from redis.exceptions import RedisError

from actions.windows.fan_out import FanOut

CHANNEL = "haochaping:devices"
PAUSE = 2.0  # seconds before Redis is asked again
LISTEN = 30.0  # seconds a quiet subscription is waited on
log = logging.getLogger("haochaping.server")


class RedisFanOut(FanOut):
    """Wakes the listeners here at once and those of the other processes over Redis."""

    def __init__(self, redis_url: str) -> None:
        super().__init__()
        self._redis = aioredis.from_url(redis_url, socket_connect_timeout=0.5, socket_timeout=0.5)
        # A subscription is silent for hours: its socket has no time-out of its own.
        self._subscriber = aioredis.from_url(redis_url, socket_connect_timeout=0.5)
        self._hearing = asyncio.create_task(self._hear())

    async def wake(self, device_id: UUID) -> None:
        """See `FanOut`; a Redis that is down costs the other processes a beat."""
        self.wake_here(device_id)
        try:
            await self._redis.publish(CHANNEL, str(device_id))
        except (RedisError, OSError) as error:
            log.warning("devices of other processes are not woken: %s", type(error).__name__)

    async def close(self) -> None:
        """Unsubscribe and let go."""
        self._hearing.cancel()
        with suppress(asyncio.CancelledError):
            await self._hearing
        await self._redis.aclose()
        await self._subscriber.aclose()

    async def _hear(self) -> None:
        while True:
            try:
                async with self._subscriber.pubsub(ignore_subscribe_messages=True) as heard:
                    await heard.subscribe(CHANNEL)
                    while True:
                        message = await heard.get_message(timeout=LISTEN)
                        if message is not None:
                            self._pass_on(message["data"])
            except (RedisError, OSError) as error:
                log.warning("news of devices is not heard: %s", type(error).__name__)
                await asyncio.sleep(PAUSE)

    def _pass_on(self, said: bytes) -> None:
        with suppress(ValueError):  # something else spoke on this channel
            self.wake_here(UUID(said.decode()))
