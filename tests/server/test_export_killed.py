"""The job unit is killed while it exports, again and again: no row is lost, none is there twice."""

import asyncio
import csv
import hashlib
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from actions.exports import exports
from models import AuditEntry, ExportJob
from queries.people.audit import AuditFilter
from rules.actors import Role, StaffMember
from rules.exports import Kind
from server.clock import utc_now
from server.database import close_database, open_database
from tests.support.app import Unit
from tests.support.town import build_town

pytestmark = pytest.mark.deep
ENTRIES = 30_000
ROUNDS = 3


@pytest.mark.req("4-3")
async def test_the_job_unit_is_killed_while_it_exports(
    database_url: str, start_unit: Callable[..., Unit], tmp_path: Path
) -> None:
    await open_database(database_url)
    now = utc_now()
    town = await build_town(now)
    await _entries(now - timedelta(hours=1))
    by = StaffMember(uuid4(), town.staff["auditor"].id, Role.AUDITOR)
    job_id = await exports.ask(
        kind=Kind.AUDIT, chosen=AuditFilter(action="counted"), by=by, now=now
    )

    unit, seen = start_unit("jobs", database_url=database_url), 0
    for _ in range(ROUNDS):
        seen = await _further(job_id, seen)
        unit.process.kill()
        unit.start()
    done = await _finished(job_id)
    await close_database()

    content = (tmp_path / "data" / "exports" / f"{job_id.hex}.csv").read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (done.size, done.file_hash)
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert sorted(int(line["对象编号"]) for line in lines) == list(range(ENTRIES))


async def _entries(at: datetime) -> None:
    made = (
        AuditEntry(
            id=uuid4(),
            at=at + timedelta(milliseconds=number),
            actor_kind="system",
            action="counted",
            object_id=str(number),
            outcome="done",
        )
        for number in range(ENTRIES)
    )
    await AuditEntry.bulk_create(made, 2000)


async def _further(job_id: object, seen: int) -> int:
    """Wait until it has written more than before and is still at it."""
    while True:
        job = await ExportJob.get(id=job_id)
        assert job.status in ("waiting", "running"), job.status
        if job.rows_done > seen + ENTRIES // 10:
            return job.rows_done
        await asyncio.sleep(0.02)


async def _finished(job_id: object) -> ExportJob:
    while (job := await ExportJob.get(id=job_id)).status != "done":
        assert job.status == "running"
        await asyncio.sleep(0.2)
    return job
