"""Notices go out to partners: looked up, judged, and sent to the very address that was judged.

A name that stands for a public address when it is judged and for one inside a moment later finds
nobody: the connection is made to the address, and the name is only told (Host, SNI, certificate).
No redirection is followed, and of the answer nothing but its status is read.
"""

import asyncio
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

import httpx

from gateways.errors import GatewayError, Temporary
from gateways.http import trusted
from rules.networks import Network
from rules.webhooks import Address, AddressInside, AddressWrong, check_address, may_be_told

PARTY = "webhook"
SECONDS = 10.0
CONNECT_SECONDS = 3.0


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
        self._seconds = seconds
        self._http = httpx.AsyncClient(
            verify=trusted(),
            timeout=httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)),
            # Two names at one address must not share a connection that was made for one of them.
            limits=httpx.Limits(max_connections=50, max_keepalive_connections=0),
            trust_env=False,
            follow_redirects=False,
        )

    async def send(self, address: str, headers: Mapping[str, str], body: bytes) -> Attempt:
        """One attempt; it ends after some seconds, whatever the other side does."""
        begun = time.monotonic()
        try:
            async with asyncio.timeout(self._seconds):
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
        target = check_address(address, self.inside)
        url = httpx.URL(address)
        pinned = url.copy_with(host=str(await self._judged(target.host, target.port)))
        named = {"host": url.netloc.decode(), "content-type": "application/json", **headers}
        sent = self._http.stream(
            "POST", pinned, content=body, headers=named, extensions={"sni_hostname": target.host}
        )
        async with sent as response:
            return response.status_code

    async def _judged(self, host: str, port: int) -> Address:
        """The first address of a host; all of them must be such as may be told."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Temporary(PARTY, "no_such_host") from None
        there = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
        if not there or not all(may_be_told(one, self.inside) for one in there):
            raise AddressInside
        return there[0]

    async def close(self) -> None:
        """Close every connection."""
        await self._http.aclose()


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)
