"""The worker of long exports: a piece at a time, each safe on the disk before it is counted.

A turn claims one job for a while, writes some pieces and gives it back, so that long and short
exports take turns. Who is killed in between leaves a file that may be longer than its checkpoint;
whoever takes over once the claim has run out cuts it there and goes on (4-3).
"""

import asyncio
import codecs
import logging
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from actions.exports.export_lists import LISTS, Asked
from actions.sql.statements import ask, unclaimed
from actions.table_files import csv_lines
from models import ExportJob, Staff
from queries.keyset import Key
from rules.actors import Role, StaffMember
from rules.exports import TABLE, By, Kind, State, Step, may_have, scope_of

CLAIM_FOR = timedelta(seconds=20)
ROWS = 500  # a piece
PIECES = 10  # a turn
MOST_FAILURES = 3
AGAIN_AFTER = timedelta(seconds=30)
DONE, FAILED = "export_done", "export_failed"
log = logging.getLogger("haochaping.exports")

CLAIM = """UPDATE export_job SET status = 'running', turns = turns + 1, turn_at = $1
WHERE id IN (SELECT id FROM export_job WHERE status IN ('waiting', 'running') AND turn_at <= $2
ORDER BY turn_at LIMIT 1{lock}) RETURNING id"""


class RightsGone(Exception):
    """Who asked may not have such lists any more."""


async def work(*, deps: Dependencies, now: datetime, rows: int = ROWS, pieces: int = PIECES) -> int:
    """One turn of the export that has waited longest; 0 if there is none."""
    job = await _claim(now)
    if job is None:
        return 0
    try:
        await _turn(job, rows, pieces, deps=deps, now=now)
    except RightsGone:
        await _fail(job, "rights", deps=deps, now=now)
    except Exception:
        if job.failures + 1 >= MOST_FAILURES:
            await _fail(job, "internal", deps=deps, now=now)
        else:
            later = {"failures": job.failures + 1, "turn_at": now + AGAIN_AFTER}
            await _mine(job).update(**later)
        raise
    return 1


async def _claim(now: datetime) -> ExportJob | None:
    found = await ask(CLAIM.format(lock=unclaimed()), [now + CLAIM_FOR, now])
    return await ExportJob.get(id=UUID(str(found[0]["id"]))) if found else None


async def _turn(
    job: ExportJob, most: int, pieces: int, *, deps: Dependencies, now: datetime
) -> None:
    kind = Kind(job.kind)
    listed = LISTS[kind]
    chosen = msgspec.json.decode(job.parameters, type=listed.chosen)
    asked = Asked(await _asker(job), chosen, job.asked_at)
    if job.rows_total is None:
        job.rows_total = await listed.count(asked)
        head = codecs.BOM_UTF8 + csv_lines([listed.head])
        if not await _checkpoint(job, head, 0, deps):
            return
    for _ in range(pieces):
        behind = msgspec.json.decode(job.after, type=Key) if job.after else None
        rows = await listed.piece(asked, behind, most, deps)
        if rows:
            job.after = msgspec.json.encode(rows[-1][0]).decode()
            if not await _checkpoint(job, csv_lines([line for _, line in rows]), len(rows), deps):
                return
        if len(rows) < most:
            await _finish(job, deps=deps, now=now)
            return
        await asyncio.sleep(0)
    await _mine(job).update(turn_at=now)


async def _asker(job: ExportJob) -> StaffMember:
    """Who asked, as they are now: the export goes on only while the same rights hold."""
    staff = await Staff.get(id=job.staff_id)
    role = Role(staff.role)
    by = StaffMember(job.id, staff.id, role, staff.bureau_id, staff.institution_id, staff.hall_id)
    if not staff.active or scope_of(by) != job.scope or not may_have(Kind(job.kind), by):
        raise RightsGone
    return by


async def _checkpoint(job: ExportJob, content: bytes, rows: int, deps: Dependencies) -> bool:
    """Write and count a piece; False if somebody called it off or took over meanwhile."""
    job.size = await deps.gateways.exports.append(job.id, at=job.size, content=content)
    job.rows_done += rows
    written = await _mine(job).update(
        size=job.size, rows_done=job.rows_done, rows_total=job.rows_total, after=job.after
    )
    if written:
        return True
    if (await ExportJob.get(id=job.id)).status == State.CANCELLED:
        await deps.gateways.exports.delete(job.id)
    return False


async def _finish(job: ExportJob, *, deps: Dependencies, now: datetime) -> None:
    file_hash = await deps.gateways.exports.sha256(job.id)
    async with in_transaction():
        done = await _mine(job).update(
            status=TABLE.apply(State.RUNNING, Step.FINISH, By.WORKER),
            file_hash=file_hash,
            rows_total=job.rows_done,
            finished_at=now,
            expires_at=now + timedelta(days=deps.export_days),
        )
        if done:
            await outbox.post(topic=DONE, about=job.id, now=now)


async def _fail(job: ExportJob, error: str, *, deps: Dependencies, now: datetime) -> None:
    async with in_transaction():
        failed = await _mine(job).update(
            status=TABLE.apply(State.RUNNING, Step.FAIL, By.WORKER),
            active=None,
            error=error,
            finished_at=now,
        )
        if failed:
            await outbox.post(topic=FAILED, about=job.id, now=now)
    await deps.gateways.exports.delete(job.id)


def _mine(job: ExportJob) -> QuerySet[ExportJob]:
    """The row, while this turn is the one that holds it."""
    return ExportJob.filter(id=job.id, turns=job.turns, status=State.RUNNING)
