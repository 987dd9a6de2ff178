"""The exports somebody asked for, newest first, with how far each is (4-3)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import ExportJob
from rules.actors import StaffMember
from rules.exports import TABLE, By, State, Step, scope_of

MOST = 50


class ExportRow(Struct, frozen=True):
    """One export. `rows_total` is None until they have been counted; `size` is in bytes."""

    id: UUID
    kind: str
    title: str
    status: str
    error: str
    asked_at: datetime
    rows_done: int
    rows_total: int | None
    size: int
    sha256: str
    expires_at: datetime | None
    may_cancel: bool


class Exports(Struct, frozen=True):
    rows: list[ExportRow]
    keep_days: int


async def mine(*, by: StaffMember, keep_days: int) -> Exports:
    """What was asked for as who one still is."""
    own = ExportJob.filter(staff_id=by.staff_id, scope=scope_of(by))
    rows = await own.order_by("-asked_at", "id").limit(MOST)
    return Exports([_row(job) for job in rows], keep_days)


async def one(job_id: UUID, *, by: StaffMember) -> ExportRow:
    """One of them."""
    return _row(await ExportJob.get(id=job_id, staff_id=by.staff_id))


def _row(job: ExportJob) -> ExportRow:
    return ExportRow(
        id=job.id,
        kind=job.kind,
        title=job.title,
        status=job.status,
        error=job.error,
        asked_at=job.asked_at,
        rows_done=job.rows_done,
        rows_total=job.rows_total,
        size=job.size,
        sha256=job.file_hash,
        expires_at=job.expires_at,
        may_cancel=Step.CANCEL in TABLE.actions_for(State(job.status), By.ASKER),
    )
