"""One way to call out: httpx with a timeout, its errors turned into ours."""

from typing import Any

import httpx

from gateways.errors import Ours, Temporary

TIMEOUT = httpx.Timeout(5.0, connect=3.0)


def client(base_url: str) -> httpx.AsyncClient:
    """A client for one party."""
    limits = httpx.Limits(max_connections=20, max_keepalive_connections=10)
    return httpx.AsyncClient(base_url=base_url, timeout=TIMEOUT, limits=limits, trust_env=False)


async def call(
    party: str, http: httpx.AsyncClient, method: str, url: str, **values: Any
) -> httpx.Response:
    """The answer, or `Temporary` for time-outs and 5xx, `Ours` for other refusals."""
    try:
        response = await http.request(method, url, **values)
    except httpx.TimeoutException:
        raise Temporary(party, "timeout") from None
    except httpx.HTTPError as error:
        raise Temporary(party, type(error).__name__) from None
    if response.status_code >= 500 or response.status_code == 429:
        raise Temporary(party, response.status_code)
    if response.status_code >= 400:
        raise Ours(party, response.status_code)
    return response


def object_of(party: str, response: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer; anything else is a passing fault of the other side."""
    try:
        answer = response.json()
    except ValueError:
        raise Temporary(party, "not_json") from None
    if not isinstance(answer, dict):
        raise Temporary(party, "not_an_object")
    return answer
