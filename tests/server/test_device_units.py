"""A device on one unit hears of a service that ended on another, and lets its unit stop."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from actions.people.staff_sessions import open_for_staff
from server.clock import utc_now
from server.database import close_database, open_database
from tests.support.app import Unit
from tests.support.town import CHEN, Town, build_town

SECONDS = 10.0
SOON = 3.0  # seconds, far below a beat of twenty


async def opened(database_url: str) -> tuple[Town, dict[str, str]]:
    """A town as of now, with sessions of who is needed."""
    await open_database(database_url)
    now = utc_now()
    town = await build_town(now)
    tokens = {}
    for name in ("hall", "officer"):
        tokens[name], _ = await open_for_staff(staff_id=town.staff[name].id, now=now)
    await close_database()
    return town, tokens


async def said(client: httpx.AsyncClient, path: str, token: str, **body: Any) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    answer = await client.post(path, json=body, headers=headers)
    assert answer.is_success, answer.text
    return answer.json()


@pytest.mark.req("3-1", "7-4")
async def test_units_tell_each_other_and_stop_with_an_open_socket(
    postgres_url: str, redis_url: str, start_unit: Callable[..., Unit]
) -> None:
    town, tokens = await opened(postgres_url)
    here, there = (start_unit(database_url=postgres_url, redis_url=redis_url) for _ in range(2))
    async with httpx.AsyncClient(base_url=there.url, timeout=30) as client:
        place = f"/api/rating-devices/{town.window.id}/pairing-code"
        code = (await said(client, place, tokens["hall"], name="平板"))["code"]
        token = (await said(client, "/api/device/pair", "", code=code))["token"]
        socket = f"{here.url.replace('http', 'ws', 1)}/api/device/socket"
        async with connect(socket, proxy=None) as ws:
            await ws.send(json.dumps({"token": token}))
            assert json.loads(await asyncio.wait_for(ws.recv(), SECONDS))["question"] is None
            ended = await said(
                client,
                "/api/officer/services",
                tokens["officer"],
                key=secrets.token_hex(12),
                item_id=str(town.item.id),
                applicant=CHEN.party,
            )
            heard = json.loads(await asyncio.wait_for(ws.recv(), SOON))
            assert heard["question"]["service_id"] == ended["service_id"]

            began = time.monotonic()
            await asyncio.to_thread(here.process.stop)
            assert time.monotonic() - began < SECONDS
            with pytest.raises(ConnectionClosed):
                await asyncio.wait_for(ws.recv(), SECONDS)
