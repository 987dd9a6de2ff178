"""Killed in the middle of the rush: every acknowledged rating is there afterwards (issue 2).

The web unit is killed with SIGKILL while 32 phones submit; in another round PostgreSQL itself. Then
everything is sent again with the same keys, as phones do.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from actions.people.sessions import open_for_citizen
from models import OutboxMessage, Rating, Transition, WorkOrder
from server.clock import utc_now
from server.database import close_database, open_database
from tests.support.app import Unit
from tests.support.postgres import PostgresServer
from tests.support.prepared import migrate
from tests.support.processes import DidNotStart
from tests.support.write_path import WritePath

pytestmark = pytest.mark.deep
PHONES = 32
SERVICES = 900
StartUnit = Callable[..., Unit]


@dataclass
class Rush:
    """Phones that rate, and what they were told."""

    token: str
    forms: list[dict[str, Any]]
    told: dict[str, str] = field(default_factory=dict)  # key to receipt number
    wanted: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, url: str) -> None:
        """Every phone takes the next form until none is left or the server is gone."""
        waiting = iter(self.forms)
        async with httpx.AsyncClient(
            base_url=url, headers={"authorization": f"Bearer {self.token}"}, timeout=30
        ) as client:
            await asyncio.gather(*(self._phone(client, waiting) for _ in range(PHONES)))

    async def _phone(self, client: httpx.AsyncClient, waiting: Any) -> None:
        for form in waiting:
            try:
                answer = await client.post("/api/ratings", json=form)
            except httpx.TransportError:
                return
            assert answer.status_code == 201 or answer.status_code >= 500, answer.text
            if answer.status_code == 201:
                self.told[form["key"]] = answer.json()["number"]
            if len(self.told) >= self.wanted:
                self.reached.set()

    async def until(self, number: int) -> None:
        """Return when so many have their receipt."""
        self.wanted = number
        self.reached.clear()
        await self.reached.wait()


async def prepare(database_url: str, number: int) -> Rush:
    """Finished services of one citizen, every tenth to be rated poorly."""
    path = await WritePath.open(database_url)
    chen = await path.evaluator()
    ended_at = utc_now() - timedelta(hours=1)
    forms = [
        {
            "key": secrets.token_hex(12),
            "service_id": str((await path.service(chen, ended_at=ended_at)).id),
            "grade": "dissatisfied" if place % 10 == 0 else "satisfied",
        }
        for place in range(number)
    ]
    token = await open_for_citizen(account_id=None, evaluator_id=chen.id, now=utc_now())
    await path.close()
    return Rush(token, forms)


async def assert_nothing_lost(database_url: str, told: dict[str, str]) -> int:
    """Every number anybody was told is stored, whole; how many ratings there are."""
    await open_database(database_url)
    try:
        stored = dict(await Rating.all().values_list("key", "receipt_number"))
        assert told.items() <= stored.items()
        poor = set(await Rating.filter(grade="dissatisfied").values_list("id", flat=True))
        orders = dict(await WorkOrder.all().values_list("rating_id", "id"))
        assert set(orders) == poor
        for table in (Transition, OutboxMessage):
            told_of = await table.all().values_list("order_id", flat=True)
            assert sorted(map(str, told_of)) == sorted(map(str, orders.values()))
    finally:
        await close_database()
    return len(stored)


async def assert_replayed(rush: Rush, unit: Unit, database_url: str) -> None:
    """Sent again, told numbers come back and the rest is stored now."""
    before = dict(rush.told)
    await rush.run(unit.url)
    assert before.items() <= rush.told.items()
    assert len(rush.told) == len(rush.forms)
    assert await assert_nothing_lost(database_url, rush.told) == len(rush.forms)


async def test_the_web_unit_is_killed_under_load(database_url: str, start_unit: StartUnit) -> None:
    rush = await prepare(database_url, SERVICES)
    unit = start_unit(database_url=database_url)
    for share in (0.1, 0.3, 0.5):
        running = asyncio.create_task(rush.run(unit.url))
        await rush.until(int(SERVICES * share))
        unit.process.kill()
        await running
        assert len(rush.told) < SERVICES
        await assert_nothing_lost(database_url, rush.told)
        unit.restart()
    await assert_replayed(rush, unit, database_url)


@pytest_asyncio.fixture
async def durable_url(durable_postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[str]:
    name = durable_postgres.create()
    migrate(durable_postgres.url(name), tmp_path)
    yield durable_postgres.url(name)
    durable_postgres.drop(name)


async def test_postgresql_is_killed_under_load(
    durable_url: str, durable_postgres: PostgresServer, start_unit: StartUnit
) -> None:
    """The web unit lives on: it says busy while the database is away and finds it again."""
    rush = await prepare(durable_url, SERVICES)
    unit = start_unit(database_url=durable_url)
    for share in (0.2, 0.5):
        running = asyncio.create_task(rush.run(unit.url))
        await rush.until(int(SERVICES * share))
        durable_postgres.process.kill()
        await running
        await start_again(durable_postgres)
        await assert_nothing_lost(durable_url, rush.told)
    unit.process.wait_until(unit.ready)
    await assert_replayed(rush, unit, durable_url)


async def start_again(postgres: PostgresServer) -> None:
    """The orphans of a killed postmaster hold its memory until they notice."""
    for attempt in range(40):
        try:
            postgres.start()
            return
        except DidNotStart:
            assert attempt < 39
            await asyncio.sleep(0.25)
