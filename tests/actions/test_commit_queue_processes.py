"""Several processes write the same ratings at once (stack.md: unsorted batches deadlock)."""

import asyncio
import json
import sys
from typing import Any

import pytest

from models import OutboxMessage, Rating, ServiceRecord, WorkOrder
from tests.support.postgres import PostgresServer
from tests.support.processes import ROOT
from tests.support.write_path import WritePath

PROCESSES = 4
SERVICES = 6_000

pytestmark = pytest.mark.deep


async def rush(database_url: str) -> list[dict[str, Any]]:
    """What each process says; all begin at once."""
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.support.rating_rush", database_url, str(seed)),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for seed in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
    ends = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    assert [process.returncode for process in processes] == [0] * PROCESSES
    return [json.loads(output) for output, _ in ends]


async def many_services(path: WritePath) -> None:
    chen, lin = await path.evaluator(), await path.evaluator()
    some = [await path.service(chen), await path.service(lin)]
    copies = []
    for number in range(SERVICES):
        like = some[number % 2]
        columns = {name: getattr(like, name) for name in like._meta.db_fields}
        copies.append(ServiceRecord(**{**columns, "id": _id(number), "project_number": number}))
    await ServiceRecord.bulk_create(copies, batch_size=500)


def _id(number: int) -> str:
    return f"{number * 7919 % SERVICES:08x}-0000-4000-8000-{number:012x}"


async def test_four_processes_with_overlapping_shuffled_keys(
    path: WritePath, database_url: str, postgres: PostgresServer
) -> None:
    await many_services(path)
    before = deadlocks(postgres)
    said = await rush(database_url)
    stored = [number for one in said for number in one["stored"]]
    assert len(stored) == len(set(stored)) == SERVICES + 2
    for one in said:
        assert set(one["counts"]) <= {"Stored", "AlreadyRated"}, one["counts"]
    assert await Rating.all().count() == SERVICES + 2
    assert await WorkOrder.all().count() == SERVICES + 2
    assert await OutboxMessage.all().count() == SERVICES + 2
    assert deadlocks(postgres) == before


def deadlocks(postgres: PostgresServer) -> int:
    return (postgres.folder / "log").read_text().count("ERROR:  deadlock detected")
