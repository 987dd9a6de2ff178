"""Asking for a long export, calling it off, fetching it (4-3; docs/decisions/0030)."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exports.export_lists import LISTS
from actions.exports.export_titles import title_of
from actions.trail import audit
from models import ExportJob
from rules.actors import StaffMember
from rules.exports import TABLE, UNDER_WAY, By, Kind, NotReady, State, Step, moment_of, scope_of
from rules.refusals import NotFound

FORMS = {Kind.ORDERS: "work-orders", Kind.CASES: "ratings", Kind.AUDIT: "audit"}


@dataclass(frozen=True, slots=True)
class Ready:
    """A file to be fetched, in whole or from some byte on."""

    name: str
    size: int
    sha256: str
    job: UUID
    deps: Dependencies

    def read(self, start: int, length: int) -> AsyncIterator[bytes]:
        """The bytes from `start` on."""
        return self.deps.gateways.exports.read(self.job, start=start, length=length)


async def ask(*, kind: Kind, chosen: Any, by: StaffMember, now: datetime) -> UUID:
    """Have a list exported; the job. Art. 4 (4-3).

    Asked twice it is the same job while that runs, and for ten minutes after it was asked: the
    unique constraint decides, whoever is faster.
    """
    parameters = msgspec.json.encode(chosen, order="deterministic").decode()
    scope = scope_of(by)
    digest = hashlib.sha256(f"{kind}\n{scope}\n{parameters}".encode()).hexdigest()
    own = ExportJob.filter(staff_id=by.staff_id, digest=digest)
    running = await own.filter(status__in=list(UNDER_WAY)).first()
    if running is not None:
        return running.id
    job_id, moment = uuid4(), moment_of(now)
    try:
        async with in_transaction():
            await ExportJob.create(
                id=job_id,
                staff_id=by.staff_id,
                kind=kind,
                scope=scope,
                parameters=parameters,
                title=await title_of(kind, chosen),
                digest=digest,
                moment=moment,
                active=1,
                status=State.WAITING,
                asked_at=now,
                turn_at=now,
            )
            await _note("ask_export", job_id, by=by, now=now)
    except IntegrityError:
        return (await own.get(moment=moment, active=1)).id
    return job_id


async def ask_again(*, job_id: UUID, by: StaffMember, now: datetime) -> UUID:
    """The same list as it is now: after a failure, or when the file is gone. Art. 4 (4-3)."""
    job = await _own(job_id, by=by)
    kind = Kind(job.kind)
    chosen = msgspec.json.decode(job.parameters, type=LISTS[kind].chosen)
    return await ask(kind=kind, chosen=chosen, by=by, now=now)


async def cancel(*, job_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Call it off; the worker finds out with its next piece. `NotAllowedNow` once it is over."""
    job = await _own(job_id, by=by)
    after = TABLE.apply(State(job.status), Step.CANCEL, By.ASKER)
    own = ExportJob.filter(id=job_id, status__in=list(UNDER_WAY))
    if await own.update(status=after, active=None, finished_at=now) != 1:
        TABLE.apply(State((await ExportJob.get(id=job_id)).status), Step.CANCEL, By.ASKER)
    await _note("cancel_export", job_id, by=by, now=now)
    await deps.gateways.exports.delete(job_id)


async def fetch(*, job_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> Ready:
    """The finished file, for who asked and while the same rights hold; each time on record.

    `NotReady` while it is made and once it is gone. Art. 4 (4-3, 4-6).
    """
    job = await _own(job_id, by=by)
    if job.status != State.DONE:
        raise NotReady
    await _note("fetch_export", job_id, by=by, now=now)
    name = f"{FORMS[Kind(job.kind)]}-{job.asked_at:%Y%m%d%H%M}.csv"
    return Ready(name, job.size, job.file_hash, job_id, deps)


async def sweep(*, deps: Dependencies, now: datetime) -> int:
    """Files whose days are over are gone, and their jobs say so; how many were."""
    over = await ExportJob.filter(status=State.DONE, expires_at__lte=now)
    for job in over:
        after = TABLE.apply(State.DONE, Step.EXPIRE, By.WORKER)
        await ExportJob.filter(id=job.id, status=State.DONE).update(status=after, active=None)
        await deps.gateways.exports.delete(job.id)
    return len(over)


async def _own(job_id: UUID, *, by: StaffMember) -> ExportJob:
    """What somebody asked for as who they still are; anything else is out of reach."""
    job = await ExportJob.get_or_none(id=job_id, staff_id=by.staff_id, scope=scope_of(by))
    if job is None:
        raise NotFound
    return job


async def _note(action: str, job_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, object_kind="export", object_id=job_id, outcome="done", now=now
    )
