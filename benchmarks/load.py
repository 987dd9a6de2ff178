"""The load: ratings over keep-alive connections, each waiting for its answer before the next.

A process of its own with nothing between it and the sockets, so that it is not what is measured:

    python -m benchmarks.load PORT FIRST COUNT CITIZENS CONNECTIONS
"""

import asyncio
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import cast
from uuid import UUID

import uvloop

HEAD = (
    "POST /api/ratings HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
    "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
)
POOR_EVERY = 50


def requests(first: int, count: int, citizens: int) -> Iterator[bytes]:
    """One rating of each service; one in 50 is poor."""
    for number in range(first, first + count):
        poor = number % POOR_EVERY == 0
        body = json.dumps(
            {
                "key": f"key-{number:020d}",
                "service_id": str(UUID(hashlib.md5(f"service{number}".encode()).hexdigest())),
                "grade": "dissatisfied" if poor else "satisfied",
                "tags": ["213" if poor else "413"],
            }
        )
        head = HEAD.format(token=f"token{number % citizens}", length=len(body))
        yield (head + body).encode()


class Phone(asyncio.Protocol):
    """One connection."""

    def __init__(self, run: "Run") -> None:
        self.run = run
        self.received = b""
        self.began = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def next(self) -> None:
        request = next(self.run.requests, None)
        if request is None:
            self.transport.close()
            return
        self.began = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, found, body = self.received.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0])
        if len(body) < length:
            return
        self.run.note(self.received[9:12], time.perf_counter() - self.began)
        self.received = b""
        self.next()

    def connection_lost(self, error: Exception | None) -> None:
        self.run.leave()


class Run:
    """What the connections share."""

    def __init__(self, requests: Iterator[bytes], connections: int) -> None:
        self.requests = requests
        self.left = connections
        self.statuses: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.done = asyncio.get_running_loop().create_future()

    def note(self, status: bytes, seconds: float) -> None:
        self.statuses[status.decode()] += 1
        self.seconds.append(seconds)

    def leave(self) -> None:
        self.left -= 1
        if not self.left and not self.done.done():
            self.done.set_result(None)


async def run(
    port: int, first: int, count: int, citizens: int, connections: int
) -> dict[str, object]:
    prepared = list(requests(first, count, citizens))
    shared = Run(iter(prepared), connections)
    loop = asyncio.get_running_loop()
    phones = [
        (await loop.create_connection(lambda: Phone(shared), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    began = time.perf_counter()
    for phone in phones:
        phone.next()
    await shared.done
    took = time.perf_counter() - began
    seconds = sorted(shared.seconds)
    return {
        "statuses": shared.statuses,
        "per_second": len(seconds) / took,
        "p50_ms": seconds[len(seconds) // 2] * 1000,
        "p99_ms": seconds[len(seconds) * 99 // 100] * 1000,
        "longest_ms": seconds[-1] * 1000,
        "cpu_seconds": time.process_time(),
    }


def main() -> None:
    port, first, count, citizens, connections = map(int, sys.argv[1:])
    print(json.dumps(uvloop.run(run(port, first, count, citizens, connections))))


if __name__ == "__main__":
    main()
