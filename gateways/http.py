"""One way to call out: httpx, a time limit for the whole call, failures in our own words."""

import asyncio
import logging
import ssl
from functools import cache
from typing import Any

import httpx

from gateways.errors import GatewayError, Ours, Temporary

CONNECT_SECONDS = 3.0
# httpx logs whole addresses, and WeChat's hold secrets, tokens and login codes.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


def client(base_url: str, seconds: float = 5.0) -> httpx.AsyncClient:
    """A client for one party; a call ends after `seconds`, whatever the other side does."""
    return httpx.AsyncClient(
        base_url=base_url,
        verify=trusted(),
        timeout=httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)),
        limits=httpx.Limits(max_connections=20, max_keepalive_connections=10),
        trust_env=False,
        follow_redirects=False,
    )


@cache
def trusted() -> ssl.SSLContext:
    """Whose certificates are believed: read once for all parties, since reading takes long."""
    return httpx.create_ssl_context(trust_env=False)


async def call(
    party: str,
    http: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    refusals: frozenset[int] = frozenset(),
    **values: Any,
) -> httpx.Response:
    """The answer, if it is 2xx or one of `refusals` (statuses whose body says what is wrong).

    `Temporary` for time-outs, broken connections, 5xx and 429; `Ours` for every other status.
    """
    sent = await _send(party, http, method, url, values)
    # Raised here and not where it was caught: httpx's own errors know the whole address.
    if isinstance(sent, GatewayError):
        raise sent
    status = sent.status_code
    if sent.is_success or status in refusals:
        return sent
    if status >= 500 or status == 429:
        raise Temporary(party, status)
    raise Ours(party, status)


async def _send(
    party: str, http: httpx.AsyncClient, method: str, url: str, values: dict[str, Any]
) -> httpx.Response | GatewayError:
    # httpx limits each read; a side that drips one byte a second would hold us for ever.
    seconds = (http.timeout.read or 5.0) + (http.timeout.connect or CONNECT_SECONDS)
    try:
        async with asyncio.timeout(seconds):
            return await http.request(method, url, **values)
    except (TimeoutError, httpx.TimeoutException):
        return Temporary(party, "timeout")
    except httpx.InvalidURL:
        return Ours(party, "invalid_url")
    except httpx.UnsupportedProtocol:
        return Ours(party, "invalid_url")
    except httpx.HTTPError as error:
        return Temporary(party, type(error).__name__)


def object_of(party: str, response: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer; anything else is a passing fault of the other side."""
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Temporary(party, "not_an_object")
    return answer


def text_of(party: str, answer: dict[str, Any], name: str) -> str:
    """A text or number that must be in the answer; without it the answer is junk."""
    value = answer.get(name)
    if not isinstance(value, str | int) or value == "":
        raise Temporary(party, f"no_{name}")
    return str(value)
