"""`haochaping voice`: listens for a telephone switch, on a port of its own."""

import asyncio
import logging
import signal
from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_network

from actions.dependencies import Dependencies
from handlers.channels.agi import answer
from handlers.channels.agi_wire import HungUp, Line
from handlers.routes import places
from rules.networks import within
from server.clock import utc_now
from server.settings import Settings
from server.wiring import dependencies

LONGEST_LINE = 4096  # bytes
REFRESH_SECONDS = 300  # rule sets, as somebody may have loaded new ones
MOST_CALLS = 500  # at once; a switch that is refused goes on in its dialplan
log = logging.getLogger("haochaping.voice")


class Voice:
    """The service a switch calls, on the dependencies of whoever runs it."""

    def __init__(
        self, settings: Settings, deps: Dependencies, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.settings = settings
        self.deps = deps
        self.clock = clock
        self.networks = [ip_network(one) for one in settings.voice_networks]
        self._calls: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen; every switch of the networks that are named may call."""
        self._server = await asyncio.start_server(
            self._take, self.settings.voice_host, self.settings.voice_port, limit=LONGEST_LINE
        )

    async def stop(self) -> None:
        """No new calls; those in progress are broken off, which is no rating."""
        if self._server is not None:
            self._server.close()
        for call in list(self._calls):
            call.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        line = Line(reader, writer)
        if not self._may_call(writer) or len(self._calls) >= MOST_CALLS:
            log.warning("a switch was turned away")
            await line.close()
            return
        self._calls.add(task)
        try:
            await answer(
                line, partner_key=self.settings.voice_partner, deps=self.deps, clock=self.clock
            )
        except HungUp:
            pass  # no rating
        except Exception as error:
            log.error("a call failed: %s", places(error))
        finally:
            self._calls.discard(task)
            await line.close()

    def _may_call(self, writer: asyncio.StreamWriter) -> bool:
        return within(writer.get_extra_info("peername")[0], self.networks)


async def run_voice(settings: Settings) -> None:
    """The unit of its own: until it is told to stop."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with dependencies(settings) as deps:
        voice = Voice(settings, deps)
        await voice.start()
        try:
            while not stop.is_set():
                try:
                    await asyncio.wait_for(stop.wait(), REFRESH_SECONDS)
                except TimeoutError:
                    await deps.reference.reload()
        finally:
            await voice.stop()
