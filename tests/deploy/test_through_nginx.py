"""Production in small: two web units on PostgreSQL and Redis behind a real nginx."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from actions.exports import export_work
from handlers.channels.device_socket import NOT_PAIRED
from server.clock import utc_now
from tests.support.app import RunningApp, Unit
from tests.support.nginx import Nginx
from tests.support.town import build_town

StartUnit = Callable[..., Unit]
StartNginx = Callable[..., Nginx]


def test_units_answer_through_nginx_and_one_may_be_killed(
    postgres_url: str, redis_url: str, start_unit: StartUnit, start_nginx: StartNginx
) -> None:
    units = [start_unit(database_url=postgres_url, redis_url=redis_url) for _ in range(2)]
    nginx = start_nginx([unit.port for unit in units])
    with httpx.Client(base_url=nginx.url) as client:
        asked = [client.get("/api/results") for _ in range(10)]
        assert {answer.status_code for answer in asked} == {200}
        log = nginx.access_log(10)
        assert all(f'"unit":"127.0.0.1:{unit.port}"' in log for unit in units)

        units[0].process.kill()
        asked = [client.get("/api/results") for _ in range(10)]
        assert {answer.status_code for answer in asked} == {200}


@pytest.mark.req("7-4")
async def test_a_devices_socket_comes_through(
    sqlite_url: str, start_app: Callable[..., Awaitable[RunningApp]], start_nginx: StartNginx
) -> None:
    app = await start_app(database_url=sqlite_url)
    url = start_nginx([app.settings.port]).url.replace("http", "ws", 1)
    async with connect(f"{url}/api/device/socket", proxy=None) as ws:
        await ws.send('{"token":"nobody\'s"}')
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(ws.recv(), 10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == NOT_PAIRED


def test_health_is_not_for_the_street(
    sqlite_url: str, start_unit: StartUnit, start_nginx: StartNginx
) -> None:
    unit = start_unit(database_url=sqlite_url)
    assert httpx.get(f"{unit.url}/healthz").status_code == 200
    for path in ("/healthz", "/readyz"):
        assert httpx.get(start_nginx([unit.port]).url + path).status_code == 404


async def test_a_part_of_an_export_passes_as_a_part(
    sqlite_url: str, start_app: Callable[..., Any], start_nginx: StartNginx
) -> None:
    app = await start_app(database_url=sqlite_url)
    town = await build_town()
    nginx = start_nginx([app.settings.port])
    async with httpx.AsyncClient(base_url=nginx.url) as client:
        signed_in = await client.post("/api/staff/sign-in", json=town.login("auditor"))
        client.headers["authorization"] = f"Bearer {signed_in.json()['token']}"
        job = (await client.post("/api/exports/audit", json={})).json()["id"]
        assert await export_work.work(deps=app.deps, now=utc_now()) == 1
        path = f"/api/exports/{job}/file"
        whole = await client.get(path)
        part = {"range": "bytes=7-", "if-range": whole.headers["etag"], "accept-encoding": "gzip"}
        rest = await client.get(path, headers=part)
        assert (rest.status_code, rest.content) == (206, whole.content[7:])


async def test_the_application_runs_in_a_test_on_either_database(
    database_url: str, start_app: Callable[..., object]
) -> None:
    app = await start_app(database_url=database_url)
    # The first connection may take longer than a look at the health on a busy machine.
    answers = [(await app.client.get("/readyz")).json() for _ in range(3)]
    assert answers[-1] == {"ready": True}
    refused = await app.client.get("/api/my/ratings")
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_needed")
