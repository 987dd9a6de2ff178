"""Notices go out to partners; of the answer nothing but its status is read."""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from gateways.errors import GatewayError
from gateways.guarded import Guarded
from rules.networks import Network
from rules.webhooks import AddressInside, AddressWrong

PARTY = "webhook"
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one: a status, or why there is none; `away`: the other side is not there."""

    milliseconds: int
    status: int | None = None
    error: str = ""
    away: bool = False

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Webhooks:
    """`inside`: networks that are not public, where partners may be told all the same."""

    def __init__(self, inside: tuple[Network, ...] = (), seconds: float = SECONDS) -> None:
        self.inside = inside
        self._guarded = Guarded(PARTY, inside, seconds)

    async def send(self, address: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        """One attempt; it ends after some seconds, whatever the other side does."""
        begun = time.monotonic()
        try:
            async with asyncio.timeout(self._guarded.seconds):
                status = await self._post(address, headers, body)
        except (AddressWrong, AddressInside) as error:
            return Attempt(_since(begun), error=error.code, away=True)
        except (TimeoutError, httpx.TimeoutException):
            return Attempt(_since(begun), error="timeout", away=True)
        except GatewayError as error:
            return Attempt(_since(begun), error=error.code, away=True)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Attempt(_since(begun), error=type(error).__name__, away=True)
        away = status >= 500 or status == 429
        why = "redirected" if 300 <= status < 400 else ""
        return Attempt(_since(begun), status, why, away)

    async def _post(self, address: str, headers: Mapping[str, str], body: bytes) -> int:
        named = {"content-type": "application/json", **headers}
        sent = await self._guarded.stream("POST", address, named, content=body)
        async with sent as response:
            return response.status_code

    async def close(self) -> None:
        """Close every connection."""
        await self._guarded.close()


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
