"""The servers the tests run against are what they claim to be."""

import socket
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from redis import asyncio as aioredis

from tests.support.network_guard import OutsideCall
from tests.support.postgres import PostgresServer
from tests.support.processes import ROOT
from tests.support.redis_server import RedisServer


async def _all(url: str, question: str) -> list[str]:
    connection = await asyncpg.connect(url)
    try:
        return [row[0] for row in await connection.fetch(question)]
    finally:
        await connection.close()


async def test_each_test_gets_a_migrated_postgres_of_its_own(postgres_url: str) -> None:
    tables = await _all(postgres_url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert {"rating", "service_record", "work_order"} <= set(tables)
    assert await _all(postgres_url, "SELECT count(*)::text FROM rating") == ["0"]


async def test_a_durable_postgres_really_waits_for_the_disk(
    durable_postgres: PostgresServer,
) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert durable_postgres.sql(f"SHOW {setting}").strip() == "on"


async def test_redis_is_empty_and_can_be_taken_away(
    redis_url: str, redis_server: RedisServer
) -> None:
    client = aioredis.from_url(redis_url)
    try:
        assert await client.dbsize() == 0
        redis_server.stop()
        with pytest.raises(aioredis.ConnectionError):
            await client.ping()
    finally:
        await client.aclose()


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1"])
def test_the_outside_is_out_of_reach(host: str) -> None:
    with pytest.raises(OutsideCall):
        socket.create_connection((host, 80), timeout=1)


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text('pytest_plugins = ["tests.support.policy"]\n')
    (tmp_path / "test_it.py").write_text(
        "import pytest\n\n@pytest.mark.skip\ndef test_skipped(): ...\n\ndef test_ran(): ...\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"--rootdir={tmp_path}", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout
    assert "not allowed here" in done.stdout
