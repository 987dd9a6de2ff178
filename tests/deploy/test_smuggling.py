"""Requests that two readers could read differently reach a unit as one, or not at all."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
import pytest_asyncio

from tests.deploy.echo import Echo, echo
from tests.support.nginx import Nginx

HIDDEN = "GET /api/hidden HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKED = f"{len(HIDDEN):x}\r\n{HIDDEN}\r\n0\r\n\r\n"
POST = "POST /api/ratings HTTP/1.1\r\nHost: rate.example\r\n"
GET = "GET /api/results HTTP/1.1\r\nHost: rate.example\r\n"
SMUGGLED = {
    "a length and chunks": (
        f"{POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}"
    ),
    "two lengths": f"{POST}Content-Length: 0\r\nContent-Length: {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length of two": f"{POST}Content-Length: 0, {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a length with a sign": f"{POST}Content-Length: +{len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "chunks under another name": f"{POST}Transfer-Encoding: xchunked\r\n\r\n{CHUNKED}",
    "chunks twice": f"{POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n{CHUNKED}",
    "a space before the colon": f"{POST}Content-Length : {len(HIDDEN)}\r\n\r\n{HIDDEN}",
    "a folded line": f"{GET}X-A: 1\r\n Transfer-Encoding: chunked\r\n\r\n",
    "a nul in a header": f"{GET}X-Real-IP: 10.0.0.1\x00\r\n\r\n",
    "no host": "GET /api/results HTTP/1.1\r\n\r\n",
    "two hosts": f"{GET}Host: other\r\n\r\n",
}


@pytest_asyncio.fixture
async def unit() -> AsyncIterator[Echo]:
    async with echo() as running:
        yield running


async def say(port: int, text: str) -> bytes:
    """What nginx answers to exactly these bytes, until it hangs up or is silent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text.encode("latin-1"))
    heard = b""
    try:
        while piece := await asyncio.wait_for(reader.read(65_536), 1):
            heard += piece
    except (TimeoutError, ConnectionResetError):
        pass
    writer.close()
    return heard


async def test_nothing_is_smuggled_past_nginx(
    unit: Echo, start_nginx: Callable[..., Nginx]
) -> None:
    nginx = start_nginx([unit.port])
    heard = await asyncio.gather(*(say(nginx.port, text) for text in SMUGGLED.values()))
    for name, answer in zip(SMUGGLED, heard, strict=True):
        assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 501")), (name, answer[:80])
    assert unit.seen == []
    # A body that looks like a request is a body, chunked or not.
    for head in (f"{POST}Transfer-Encoding: chunked\r\n\r\n{CHUNKED}",):
        assert (await say(nginx.port, head)).startswith(b"HTTP/1.1 200")
    assert [one["line"].split()[1] for one in unit.seen] == ["/api/ratings"]
    assert unit.seen[0]["content-length"] == str(len(HIDDEN))
    assert "transfer-encoding" not in unit.seen[0]


async def test_nobody_claims_an_address_or_goes_around_the_office_networks(
    unit: Echo, start_nginx: Callable[..., Nginx]
) -> None:
    nginx = start_nginx([unit.port], staff_networks="allow 192.0.2.0/24;\ndeny all;\n")
    claims = "X-Real-IP: 192.0.2.1\r\nX_Real_IP: 192.0.2.1\r\nForwarded: for=192.0.2.1\r\n"
    await say(nginx.port, f"{GET}{claims}X-Real-IP: 192.0.2.2\r\n\r\n")
    assert unit.seen[0]["x-real-ip"] == "127.0.0.1"
    assert "x_real_ip" not in unit.seen[0]
    for path in (
        "/api//work-orders",
        "/api/./work-orders",
        "/api/my/../work-orders",
        "/api/my/%2e%2e/work-orders",
        "/%61pi/work-orders",
        "/api/my/..%2fwork-orders",
        "http://rate.example/api/work-orders",
        "/m/..%2f..%2f..%2fetc%2fpasswd",
        "/m/../../../etc/passwd",
        "/results/assets/..%2f..%2f..%2f..%2fetc%2fpasswd",
    ):
        answer = await say(nginx.port, f"GET {path} HTTP/1.1\r\nHost: rate.example\r\n\r\n")
        assert b"root:" not in answer
        if b"HTTP/1.1 200" in answer:
            # Passed on as it was written: no route of the program is called so.
            assert unit.seen[-1]["line"].split()[1] != "/api/work-orders", path
            assert "work-orders" not in httpx.URL(unit.seen[-1]["line"].split()[1]).path or (
                ".." in unit.seen[-1]["line"]
            ), path


@pytest.mark.deep
async def test_300_slow_clients_hold_nobody_up(
    unit: Echo, start_nginx: Callable[..., Nginx]
) -> None:
    """Half a head, or half a body, and then a byte a second: nginx waits, the units do not."""
    nginx = start_nginx([unit.port])
    halves = (GET, f"{POST}Content-Length: 1000\r\n\r\n{{")
    opened = [await asyncio.open_connection("127.0.0.1", nginx.port) for _ in range(300)]
    for number, (_, writer) in enumerate(opened):
        writer.write(halves[number % 2].encode())
    async with httpx.AsyncClient(base_url=nginx.url, timeout=5) as client:
        for _ in range(20):
            assert (await client.get("/api/results")).status_code == 200
            for _, writer in opened:
                if not writer.is_closing():
                    writer.write(b"X")
            await asyncio.sleep(0.05)
        assert {one["line"].split()[1] for one in unit.seen} == {"/api/results"}
        # Who sends nothing more is hung up on.
        heads = [reader for number, (reader, _) in enumerate(opened) if number % 2 == 0]
        with contextlib.suppress(ConnectionResetError):
            ends = await asyncio.wait_for(heads[0].read(), 30)
            assert ends == b"" or ends.startswith(b"HTTP/1.1 4")
    for _, writer in opened:
        writer.transport.abort()
