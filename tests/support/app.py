"""The application, in the test's own loop on a free port, or as the process production runs.

    app = await start_app(database_url=database_url)          # .url, .client, .deps, .settings
    unit = start_unit(database_url=database_url)              # .url, .process.kill(), .restart()
    jobs = start_unit("jobs", database_url=database_url)

`start_app` takes any field of `Settings` by name and `clock=`; `start_unit` settings of text. The
job loop is off unless `jobs=True` (a unit: `jobs="1"`) is said.
"""

import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from rules.staff_sign_in import StaffPolicy
from server.settings import Settings
from tests.support.processes import ROOT, Process, free_port

SEALING_KEYS = {1: bytes(range(16))}
INDEXING_KEY = bytes(range(32))
# Journeys let hours pass and sign in often; what guards the door has a journey of its own.
LAX = StaffPolicy(frozenset(), frozenset(), idle=timedelta(hours=10), sessions=1000)


@dataclass
class RunningApp:
    url: str
    settings: Settings
    client: httpx.AsyncClient
    app: Any

    @property
    def deps(self) -> Any:
        """The `Dependencies` the handlers are given."""
        return self.app.ctx.house.deps


def settings_for(folder: Path, port: int, **chosen: Any) -> Settings:
    base = Settings(
        data_dir=folder / "data",
        port=port,
        public_url=f"http://127.0.0.1:{port}",
        sealing_keys=SEALING_KEYS,
        indexing_key=INDEXING_KEY,
        staff_policy=LAX,
        jobs=False,
    )
    return replace(base, **chosen)


@pytest_asyncio.fixture
async def start_app(tmp_path: Path) -> AsyncIterator[Callable[..., Any]]:
    async with AsyncExitStack() as stack:

        async def start(**chosen: Any) -> RunningApp:
            running = await _serve(tmp_path, chosen)
            stack.push_async_callback(_close, running)
            return running

        yield start


async def _serve(folder: Path, chosen: dict[str, Any]) -> RunningApp:
    # Here and not above: tests of the rules need no server and start without importing one.
    from server.app import create_app

    listening = socket.create_server(("127.0.0.1", 0))
    clock = {"clock": chosen.pop("clock")} if "clock" in chosen else {}
    settings = settings_for(folder, listening.getsockname()[1], **chosen)
    app = create_app(settings=settings, **clock)
    server = await app.create_server(sock=listening, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    app.ctx.server = server
    url = f"http://127.0.0.1:{settings.port}"
    return RunningApp(url, settings, httpx.AsyncClient(base_url=url, timeout=30, verify=False), app)


async def _close(running: RunningApp) -> None:
    from sanic import Sanic
    from tortoise import context

    server = running.app.ctx.server
    await running.client.aclose()
    try:
        await server.before_stop()
        for connection in list(server.connections):
            connection.abort()
        await server.close()
        await server.after_stop()
    finally:
        Sanic._app_registry.pop(running.app.name, None)
        # A close that failed fails its own test, not every one after it.
        context._global_context = None


class Unit:
    """`haochaping serve` (or `jobs`) as a process of its own, with settings of text by name."""

    def __init__(self, folder: Path, command: str, **settings: str) -> None:
        self.folder = folder
        self.command = command
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        usual = {
            "public_url": self.url,
            "data_dir": str(folder / "data"),
            "sealing_keys": ",".join(f"{n}={key.hex()}" for n, key in SEALING_KEYS.items()),
            "indexing_key": INDEXING_KEY.hex(),
            "jobs": "0",
            "second_factor_roles": "none",
        }
        chosen = {**usual, **settings, "port": str(self.port)}
        self.environment = {f"HCP_{name.upper()}": value for name, value in chosen.items()}
        self.start()

    @property
    def log(self) -> str:
        return self.process.log.read_text()

    def start(self) -> None:
        self.process = Process(
            [sys.executable, "-c", "from server.cli import main; main()", self.command],
            log=self.folder / f"{self.command}-{self.port}.log",
            environment=self.environment,
            cwd=ROOT,
        )
        if self.command == "serve":
            self.process.wait_until(self.ready)

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def restart(self) -> None:
        self.process.stop()
        self.start()


@pytest.fixture
def start_unit(tmp_path: Path) -> Iterator[Callable[..., Unit]]:
    """`start_unit("serve", database_url=…, redis_url=…)`: any setting of text by its name."""
    started: list[Unit] = []

    def start(command: str = "serve", **settings: str) -> Unit:
        started.append(Unit(tmp_path, command, **settings))
        return started[-1]

    yield start
    for unit in started:
        unit.process.stop()
