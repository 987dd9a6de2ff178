"""A rating device as a test holds it: paired over HTTP, listening on its socket.

device = await paired(house)            # .token, .http
async with device.socket() as talk:     # await talk.state(), await talk.closed()
"""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.house import Answer, Caller, House

SECONDS = 10
PATH = "/api/device/socket"


@dataclass
class Talk:
    """One open socket."""

    ws: ClientConnection
    token: str

    async def beat(self) -> dict[str, Any]:
        await self.ws.send(json.dumps({"token": self.token}))
        return await self.state()

    async def state(self) -> dict[str, Any]:
        """What the server says next, of its own accord or not."""
        said: dict[str, Any] = json.loads(await asyncio.wait_for(self.ws.recv(), SECONDS))
        return said

    async def closed(self) -> int | None:
        """The code the server closes with."""
        try:
            await asyncio.wait_for(self.ws.recv(), SECONDS)
        except ConnectionClosed as error:
            return error.rcvd.code if error.rcvd else None
        raise AssertionError("the server went on talking")


@dataclass
class DeviceInHand:
    url: str
    http: Caller

    @property
    def token(self) -> str:
        return self.http.token

    @asynccontextmanager
    async def socket(self) -> AsyncIterator[Talk]:
        place = self.url.replace("http", "ws", 1) + PATH
        async with connect(place, proxy=None) as ws:
            await ws.send(json.dumps({"token": self.token}))
            yield Talk(ws, self.token)

    async def tap(self, question: dict[str, Any], grade: str, **more: Any) -> Answer:
        return await self.http.post("/api/device/ratings", **tap(question, grade, **more))


def tap(question: dict[str, Any], grade: str, **more: Any) -> dict[str, Any]:
    """What a device sends for a face, with a key of its own."""
    return {
        "key": secrets.token_hex(12),
        "service_id": question["service_id"],
        "service_token": question["token"],
        "grade": grade,
        **more,
    }


async def paired(house: House, *, window_id: UUID | None = None) -> DeviceInHand:
    """The hall manager makes a code, and somebody types it at a window, the town's first."""
    manager = await house.staff("hall")
    place = f"/api/rating-devices/{window_id or house.town.window.id}/pairing-code"
    made = await manager.post(place, name="一号评价器")
    assert made.status == 200, made
    answer = await house.nobody.post("/api/device/pair", code=made.body["code"])
    assert answer.status == 201, answer
    caller = Caller(house.app.client, answer.body["token"])
    return DeviceInHand(house.app.url, caller)
