"""Calls to addresses others have named: looked up, judged, and made to the very address judged.

A name that stands for a public address when it is judged and for one inside a moment later finds
nobody: the connection is made to the address, and the name is only told (Host, SNI, certificate).
No redirection is followed.
"""

import asyncio
import socket
from contextlib import AbstractAsyncContextManager
from ipaddress import ip_address
from typing import Any

import httpx

from gateways.errors import Temporary
from gateways.http import CONNECT_SECONDS, trusted
from rules.networks import Network
from rules.webhooks import Address, AddressInside, check_address, may_be_told


class Guarded:
    """`inside`: networks that are not public, where calls may go all the same."""

    def __init__(self, party: str, inside: tuple[Network, ...], seconds: float) -> None:
        self.party = party
        self.inside = inside
        self.seconds = seconds
        self._http = httpx.AsyncClient(
            verify=trusted(),
            timeout=httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)),
            # Two names at one address must not share a connection that was made for one of them.
            limits=httpx.Limits(max_connections=50, max_keepalive_connections=0),
            trust_env=False,
            follow_redirects=False,
        )

    async def stream(
        self, method: str, address: str, headers: dict[str, str], **values: Any
    ) -> AbstractAsyncContextManager[httpx.Response]:
        """The answer as it comes in. Raises `AddressWrong`, `AddressInside`, `Temporary`."""
        target = check_address(address, self.inside)
        url = httpx.URL(address)
        pinned = url.copy_with(host=str(await self._judged(target.host, target.port)))
        return self._http.stream(
            method,
            pinned,
            headers={"host": url.netloc.decode(), **headers},
            extensions={"sni_hostname": target.host},
            **values,
        )

    async def _judged(self, host: str, port: int) -> Address:
        """The first address of a host; all of them must be such as may be told."""
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Temporary(self.party, "no_such_host") from None
        there = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
        if not there or not all(may_be_told(one, self.inside) for one in there):
            raise AddressInside
        return there[0]

    async def close(self) -> None:
        """Close every connection."""
        await self._http.aclose()
