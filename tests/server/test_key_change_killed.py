"""The job unit is killed while it seals anew and citizens go on: every value is read afterwards."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from uuid import uuid4

import pytest

from actions import sealing_keys
from actions.keys import Keyring
from models import Evaluator
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


async def people() -> None:
    made = []
    for number in range(PEOPLE):
        row = uuid4()
        name = KEYS.seal(f"某{number}", Evaluator, "name_sealed", row)
        made.append(
            Evaluator(
                id=row,
                document_type="resident_id",
                document_index=str(number),
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
