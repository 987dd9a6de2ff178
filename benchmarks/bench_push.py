"""Messages a second to the province, against telling the same rows with nothing else to do.

    python -m benchmarks.bench_push [--services 6000] [--rounds 3]

Starts a PostgreSQL of its own with fsync on and the stand-in of the province. Services of a day,
half of them rated, are listed as messages and pushed: claimed, read, worded, sealed, signed, told
and written down as told. The yardstick tells the very rows, worded beforehand, in the same batches
to the same stand-in: what sealing, signing and the other side take anyhow.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange import push
from actions.exchange.facts import RELATED
from gateways.province import Province, Row
from models import ExchangeItem
from server.wiring import dependencies
from tests.support.app import settings_for
from tests.support.exchange_load import load
from tests.support.postgres import PostgresServer
from tests.support.prepared import migrate
from tests.support.processes import ROOT, Process, free_port
from tests.support.town import build_town

NOW = datetime.now(UTC)


class Bench:
    """The messages of one sitting, told again and again."""

    def __init__(self, deps: Dependencies, sandbox: str) -> None:
        self.deps = deps
        self.sandbox = sandbox
        assert deps.gateways.province is not None
        self.province: Province = deps.gateways.province

    async def fill(self, services: int) -> int:
        """How many messages there are."""
        town = await build_town(NOW)
        await self.deps.reference.reload()
        await load(town, services, ended_at=NOW - timedelta(hours=2))
        while await push.list_new(now=NOW):
            pass
        return await ExchangeItem.all().count()

    async def forget(self) -> None:
        """Nothing was told, here and there."""
        async with httpx.AsyncClient(base_url=self.sandbox) as http:
            (await http.post("/province/_lose", json={})).raise_for_status()
        await ExchangeItem.all().update(state="queued", done_at=None, attempts=0, turn_at=NOW)

    async def pushed(self) -> None:
        while await push.push_due(deps=self.deps, now=NOW):
            pass
        assert not await ExchangeItem.exclude(state="sent").exists()

    async def worded(self) -> list[list[Row]]:
        """Every message as it leaves, in batches: the services first."""
        agreement = await parties.agreement(deps=self.deps, now=NOW)
        items = await ExchangeItem.all().select_related(*RELATED).order_by("place", "id")
        rows = await push.worded(items, agreement, deps=self.deps, now=NOW)
        return [
            [row for _, row in rows[first : first + push.BATCH]]
            for first in range(0, len(rows), push.BATCH)
        ]

    async def told(self, batches: list[list[Row]]) -> None:
        for batch in batches:
            for answer in await self.province.push(batch):
                assert answer.code == "ok", answer


async def timed(work: Callable[[], Awaitable[None]], messages: int) -> float:
    """Messages a second."""
    began = time.perf_counter()
    await work()
    return messages / (time.perf_counter() - began)


async def sitting(url: str, sandbox: str, folder: Path, services: int, rounds: int) -> None:
    settings = settings_for(folder, free_port(), database_url=url, sandbox_url=sandbox)
    async with dependencies(settings) as deps:
        bench = Bench(deps, sandbox)
        messages = await bench.fill(services)
        ways: dict[str, Callable[[], Awaitable[None]]] = {
            "pushed": bench.pushed,
        }
        await bench.forget()
        await bench.pushed()  # warm
        batches = await bench.worded()
        ways["yardstick"] = lambda: bench.told(batches)
        seen: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, work in ways.items():
                await bench.forget()
                seen[name].append(await timed(work, messages))
    rates = {name: statistics.median(values) for name, values in seen.items()}
    yardstick = rates["yardstick"]
    print(f"{messages} messages, {rounds} rounds, medians")
    for name, rate in rates.items():
        print(f"{name:24} {rate:8.0f} messages/s   {rate / yardstick:.2f} of the yardstick")
    print(json.dumps(rates))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--services", type=int, default=6_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        postgres = PostgresServer(durable=True)
        stand_in = Process(
            [sys.executable, "-m", "sandbox", "--port", str(port)], log=folder / "log", cwd=ROOT
        )
        try:
            stand_in.wait_until(lambda: is_there(port))
            url = postgres.url(postgres.create())
            migrate(url, folder)
            sandbox = f"http://127.0.0.1:{port}"
            asyncio.run(sitting(url, sandbox, folder, chosen.services, chosen.rounds))
        finally:
            stand_in.stop()
            postgres.stop()


def is_there(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


if __name__ == "__main__":
    main()
