"""The load of `bench_intake`: batches of ended services, signed and ready before the clock starts.

A process of its own, so that making and signing them is not what is measured:

    python -m benchmarks.batches PORT FIRST BATCHES ROWS CONNECTIONS
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx

from actions.partner_signature import sign
from rules.documents import id_check_digit
from tests.support.town import PARTNER_SECRET

PATH = "/api/intake/services/batch"
CITIZENS = 100_000


def applicant(number: int) -> dict[str, str]:
    """One of a hundred thousand citizens; the check digit of the number is right."""
    body = f"4451021960{1 + number % 12:02d}{1 + number % 28:02d}{number % 1000:03d}"
    return {
        "document_type": "resident_id",
        "document_number": body + id_check_digit(body),
        "name": f"陈{number % CITIZENS}",
        "phone": f"199{number % 10**8:08d}",
    }


def service(number: int, ended_at: str) -> dict[str, object]:
    return {
        "project_number": f"P{number:012d}",
        "service_number": 1,
        "item_code": "11445102-0001",
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": "officer",
        "ended_at": ended_at,
        "applicant": applicant(number),
    }


def requests(first: int, batches: int, rows: int) -> Iterator[tuple[bytes, dict[str, str]]]:
    """Body and headers of each batch, scattered as cases of many systems are."""
    now = datetime.now(UTC)
    ended_at = (now - timedelta(hours=1)).isoformat()
    for batch in range(batches):
        numbers = range(first + batch * rows, first + (batch + 1) * rows)
        body = json.dumps({"rows": [service(n * 7919 % 10**12, ended_at) for n in numbers]})
        content, at, nonce = body.encode(), now.isoformat(), f"batch-{first}-{batch}"
        made = sign(PARTNER_SECRET, method="POST", path=PATH, at=at, nonce=nonce, body=content)
        yield (
            content,
            {
                "content-type": "application/json",
                "x-key-id": "queue-1",
                "x-time": at,
                "x-nonce": nonce,
                "x-signature": made,
            },
        )


async def run(port: int, first: int, batches: int, rows: int, connections: int) -> None:
    prepared = list(requests(first, batches, rows))
    left = iter(prepared)
    limits = httpx.Limits(max_connections=connections)
    seconds: list[float] = []
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits) as client:

        async def one() -> None:
            for content, headers in left:
                began = time.perf_counter()
                answer = await client.post(PATH, content=content, headers=headers, timeout=60)
                seconds.append(time.perf_counter() - began)
                assert answer.json()["taken"] == rows, answer.text[:500]

        began = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(connections)))
        took = time.perf_counter() - began
    print(json.dumps({"per_second": batches * rows / took, "longest_ms": max(seconds) * 1000}))


if __name__ == "__main__":
    asyncio.run(run(*map(int, sys.argv[1:])))
