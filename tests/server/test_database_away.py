"""While PostgreSQL is away everybody is told to try again; afterwards nothing needs a restart."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from server.database import close_database, open_database
from tests.support.app import Unit
from tests.support.postgres import PostgresServer
from tests.support.prepared import migrate
from tests.support.town import PASSWORD, build_town

CALLS = (
    ("GET", "/api/results"),
    ("GET", "/api/windows/12345678"),
    ("GET", "/api/my/ratings"),
    ("GET", "/api/staff/me"),
    ("POST", "/api/ratings"),
)


@pytest_asyncio.fixture
async def own_postgres(tmp_path: Path) -> AsyncIterator[tuple[PostgresServer, str]]:
    """A cluster of its own: others go on while this one is stopped."""
    server = PostgresServer(durable=True)
    url = server.url(server.create())
    migrate(url, tmp_path)
    await open_database(url)
    await build_town()
    await close_database()
    yield server, url
    server.stop()


@pytest.mark.deep
async def test_busy_while_away_and_well_again_without_a_restart(
    own_postgres: tuple[PostgresServer, str], start_unit: Callable[..., Unit]
) -> None:
    server, url = own_postgres
    unit = start_unit(database_url=url)
    async with httpx.AsyncClient(base_url=unit.url, timeout=30) as client:
        login = {"login": "city", "password": PASSWORD}
        signed_in = await client.post("/api/staff/sign-in", json=login)
        assert signed_in.status_code == 200
        client.cookies.clear()
        token = {"authorization": f"Bearer {signed_in.json()['token']}"}
        server.process.kill()
        for _ in range(2):
            for method, path in CALLS:
                # A token nobody knows has to be looked up, a known one may be remembered.
                for headers in (token, {"authorization": "Bearer unknown"}):
                    answer = await client.request(method, path, headers=headers, json={})
                    said = (method, path, answer.status_code, answer.text)
                    assert answer.status_code == 503 or answer.status_code in (400, 403), said
                    if answer.status_code == 503:
                        assert answer.json()["code"] == "busy", said
        assert (await client.get("/readyz")).status_code == 503
        assert (await client.get("/healthz")).status_code == 200
        server.start()
        for _ in range(12):  # as many as the pool may hold stale connections
            answer = await client.get("/api/results")
        assert answer.status_code == 200, answer.text
        answer = await client.get("/api/staff/me", headers=token)
        assert answer.status_code == 200, answer.text
