"""The socket of a rating device: it hears at once when a service ends (3-1, 7-4).

The device says its token first (never in the address, which is logged), then beats; every beat
and every piece of news is answered with its state. Where a socket does not come through, the same
state is at GET /api/device/state.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import msgspec
from sanic import Request, Sanic, Websocket
from sanic.exceptions import WebsocketClosed
from websockets.exceptions import ConnectionClosed

from actions.services import device_questions
from actions.sql.away import is_away
from actions.windows import rating_devices
from handlers.routes import Gate, places
from handlers.sending import encode
from rules.actors import Device

PATH = "/api/device/socket"
QUIET = 75.0  # seconds without a beat, and the device is gone
NOT_PAIRED = 4401  # close code: the token is nobody's (any more)
AGAIN = 1013  # close code of the protocol: try again later
LONGEST = 200  # characters of a message; a token has 43
log = logging.getLogger("haochaping.http")


class Hello(msgspec.Struct, forbid_unknown_fields=True):
    """What a device says first, and with every beat: a revoked one is found out by it."""

    token: str


def add_device_socket(app: Sanic[Any, Any], gate: Callable[[], Gate]) -> None:
    """The one socket of the application."""

    async def socket(request: Request, ws: Websocket) -> None:
        await _Talk(gate(), ws).run()

    app.add_websocket_route(socket, PATH, name="device_socket")


class _Talk:
    """One connection."""

    def __init__(self, gate: Gate, ws: Websocket) -> None:
        self._gate = gate
        self._ws = ws
        self._token = ""

    async def run(self) -> None:
        try:
            await self._hear()
            device = await self._device()
            if device is None:
                return
            with self._gate.deps.fan_out.listening(device.device_id) as woken:
                await self._talk(woken)
        except (ConnectionClosed, WebsocketClosed, TimeoutError):
            await self._ws.close()
        except msgspec.DecodeError:
            await self._ws.close(1007)
        except Exception as error:
            log.error("device_socket failed: %s", "away" if is_away(error) else places(error))
            await self._ws.close(AGAIN)

    async def _talk(self, woken: asyncio.Event) -> None:
        """Answer beats and news until the device is gone, or is none of ours any more."""
        beat = asyncio.create_task(self._hear())
        news = asyncio.create_task(woken.wait())
        try:
            while await self._say():
                done, _ = await asyncio.wait({beat, news}, return_when=asyncio.FIRST_COMPLETED)
                if beat in done:
                    await beat
                    beat = asyncio.create_task(self._hear())
                if news in done:
                    woken.clear()
                    news = asyncio.create_task(woken.wait())
        finally:
            beat.cancel()
            news.cancel()
            await asyncio.gather(beat, news, return_exceptions=True)

    async def _hear(self) -> None:
        async with asyncio.timeout(QUIET):
            said = await self._ws.recv()
        if not isinstance(said, str) or len(said) > LONGEST:
            raise msgspec.DecodeError
        self._token = msgspec.json.decode(said, type=Hello).token

    async def _say(self) -> bool:
        device = await self._device()
        if device is None:
            return False
        gate = self._gate
        state = await device_questions.state(by=device, deps=gate.deps, now=gate.clock())
        await self._ws.send(encode(state).decode())
        return True

    async def _device(self) -> Device | None:
        found = await rating_devices.identify(self._token, now=self._gate.clock())
        if isinstance(found, Device):
            return found
        await self._ws.close(NOT_PAIRED)
        return None
