"""Clients that hang up: the server goes on, no connection stays taken, nothing is half-written."""

import asyncio
import json
import secrets
from collections.abc import Callable
from random import Random

import pytest

from models import Rating, WorkOrder
from tests.support.house import House, rating
from tests.support.nginx import Nginx
from tests.support.town import CHEN

ROUNDS = 200
AT_ONCE = 24


async def hang_up(port: int, body: bytes, token: str, *, after: int, wait: float) -> None:
    """Send the first `after` bytes of a request, wait a little, and close the connection."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        f"POST /api/ratings HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    writer.write((head.encode() + body)[:after])
    await writer.drain()
    await asyncio.sleep(wait)
    writer.transport.abort()


async def rounds(house: House, count: int, port: int = 0) -> None:
    """`port` is nginx's; without it clients come straight to the server."""
    random, to = Random(7), port or house.app.settings.port
    phone = await house.citizen(CHEN)
    services = [await house.end_service(CHEN) for _ in range(8)]

    async def one() -> None:
        form = rating(random.choice(services), "very_dissatisfied")
        body = json.dumps(form).encode()
        after = random.choice((40, 200, 200 + len(body) // 2, 10_000))
        await hang_up(to, body, phone.token, after=after, wait=random.random() / 50)

    for start in range(0, count, AT_ONCE):
        await asyncio.gather(*(one() for _ in range(min(AT_ONCE, count - start))))
    await asyncio.sleep(0.5)

    last = await house.end_service(CHEN)
    answer = await asyncio.wait_for(phone.post("/api/ratings", **rating(last, "satisfied")), 10)
    assert answer.status == 201
    me = await asyncio.wait_for(phone.get("/api/me"), 10)
    assert me.body["verified"]
    poor = await Rating.filter(grade="very_dissatisfied").count()
    assert 0 < poor <= len(services)
    assert await WorkOrder.all().count() == poor  # never a rating without its order


async def test_a_few_clients_that_hang_up_disturb_nobody(house: House) -> None:
    await rounds(house, 48)


@pytest.mark.deep
async def test_two_hundred_clients_that_hang_up_disturb_nobody(house: House) -> None:
    await rounds(house, ROUNDS)


@pytest.mark.deep
async def test_two_hundred_that_hang_up_at_nginx_disturb_nobody(
    house: House, start_nginx: Callable[..., Nginx]
) -> None:
    await rounds(house, ROUNDS, start_nginx([house.app.settings.port]).port)


async def test_the_rating_of_a_client_that_hung_up_is_replayed_by_its_key(house: House) -> None:
    phone = await house.citizen(CHEN)
    form = rating(await house.end_service(CHEN), "dissatisfied")
    body = json.dumps(form).encode()
    await hang_up(house.app.settings.port, body, phone.token, after=100_000, wait=0.05)
    await asyncio.sleep(0.3)
    stored = await Rating.get(service_record_id=form["service_id"])
    answer = await phone.post("/api/ratings", **form)
    assert answer.status == 201
    assert answer.body["number"] == stored.receipt_number


async def test_junk_instead_of_a_request_is_refused_without_a_trace(house: House) -> None:
    phone = await house.citizen(CHEN)
    client, headers = house.app.client, {"authorization": f"Bearer {phone.token}"}
    for body in (b"", b"{", b"[]", b"null", b'"x"', secrets.token_bytes(200), b'{"key":1}'):
        answer = await client.post("/api/ratings", content=body, headers=headers)
        assert answer.status_code == 400, body
        assert answer.json()["code"] == "bad_request"
    assert (await client.get("/api/nowhere")).json()["code"] == "not_found"
    assert (await client.delete("/api/ratings")).json()["code"] == "method_not_allowed"
