"""The job unit is killed while it seals anew and citizens go on: every value is read afterwards."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from uuid import uuid4

import pytest

from actions import index_keys, sealing_keys
from actions.keys import Keyring
from models import Evaluator, IndexKey
from server.clock import utc_now
from server.database import close_database, open_database
from tests.server.test_killed import Rush, prepare
from tests.support.app import INDEXING_KEY, SEALING_KEYS, Unit
from tests.support.processes import ROOT
from tests.support.town import KEYS

pytestmark = pytest.mark.deep
PEOPLE = 20_000
ROUNDS = 3
BOTH = {**SEALING_KEYS, 2: bytes(range(16, 32))}


@pytest.mark.req("9-2")
async def test_the_job_unit_is_killed_while_it_seals_anew(
    database_url: str, start_unit: Callable[..., Unit]
) -> None:
    rush = await prepare(database_url, 600)
    await open_database(database_url)
    await people()
    said = {
        "database_url": database_url,
        "sealing_keys": ",".join(f"{number}={key.hex()}" for number, key in BOTH.items()),
    }
    web = start_unit(database_url=database_url)
    web.environment["HCP_SEALING_KEYS"] = said["sealing_keys"]
    web.restart()
    assert command(web, "--use", "2").returncode == 0
    running = asyncio.create_task(rate_on(rush, web))
    jobs, before = start_unit("jobs", **said), PEOPLE
    for _ in range(ROUNDS):
        before = await further(before)
        jobs.process.kill()
        jobs.start()
    await further(before, at_most=0)
    await running
    assert len(rush.told) == len(rush.forms)
    new = Keyring({2: BOTH[2]}, INDEXING_KEY)
    known = await Evaluator.filter(verified_by="many")
    assert len(known) == PEOPLE
    for one in known:
        assert new.open(one.name_sealed, one, "name_sealed", one.id) == f"某{one.document_index}"
    assert "2\tseals" in command(web).stdout
    # Without the old key nothing starts before it is retired.
    await close_database()
    web.environment["HCP_SEALING_KEYS"] = f"2={BOTH[2].hex()}"
    refused = command(web)
    assert refused.returncode == 1
    assert "sealing key 1 is in use" in refused.stderr


@pytest.mark.req("9-1", "9-2")
async def test_the_job_unit_is_killed_while_it_rewrites_the_index(
    database_url: str, start_unit: Callable[..., Unit]
) -> None:
    rush = await prepare(database_url, 600)
    await open_database(database_url)
    await people("{:064x}")
    both = f"{INDEXING_KEY.hex()},2={bytes(range(32, 64)).hex()}"
    web = start_unit(database_url=database_url)
    web.environment["HCP_INDEXING_KEY"] = both
    web.restart()
    assert command(web, "--use-index", "2").returncode == 0
    running = asyncio.create_task(rush.run(web.url))
    jobs = start_unit("jobs", database_url=database_url, indexing_key=both)
    for stage in (index_keys.SERVICES, index_keys.PEOPLE):
        killed = 0
        while (await IndexKey.get(number=2)).stage == stage:
            # A quarter of an hour is over each time somebody looks.
            long_ago = utc_now() - sealing_keys.STILL_SEALING
            await IndexKey.filter(number=2, stage=stage).update(stage_since=long_ago)
            await asyncio.sleep(0.4)
            if killed < ROUNDS:
                jobs.process.kill()
                jobs.start()
                killed += 1
    await running
    assert len(rush.told) == len(rush.forms)
    assert set(await index_keys.uses()) == {2}
    assert await Evaluator.filter(verified_by="many").count() == PEOPLE
    assert "index 2\thas taken over" in command(web).stdout
    # Without the key nothing starts.
    await close_database()
    web.environment["HCP_INDEXING_KEY"] = INDEXING_KEY.hex()
    refused = command(web)
    assert refused.returncode == 1
    assert "index key 2 is in use" in refused.stderr


async def people(index: str = "{}") -> None:
    made = []
    for number in range(PEOPLE):
        row = uuid4()
        name = KEYS.seal(f"某{number}", Evaluator, "name_sealed", row)
        made.append(
            Evaluator(
                id=row,
                document_type="resident_id",
                document_index=index.format(number),
                name_sealed=name,
                verified_by="many",
                verified_at=utc_now(),
            )
        )
    await Evaluator.bulk_create(made, 1000)


async def rate_on(rush: Rush, unit: Unit) -> None:
    await rush.run(unit.url)


async def left() -> int:
    """Names of people that the first key still opens."""
    return (await sealing_keys.uses()).get(1, {}).get("evaluator.name_sealed", 0)


async def further(before: int, at_most: int | None = None) -> int:
    """Wait until it has gone on; how many are left."""
    most = max(before - PEOPLE // 20, 0) if at_most is None else at_most
    while (now := await left()) > most:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    return now


def command(unit: Unit, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from server.cli import main; main()", "keys", *words],
        env={"PATH": "/usr/bin", **unit.environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
