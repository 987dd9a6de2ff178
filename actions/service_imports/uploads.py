"""What an office does with a file of ended services: upload, discard, confirm, take back."""

import base64
import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.figures.figures import mark_day
from actions.trail import audit
from models import Invitation, Rating, ServiceImport, ServiceImportRow, ServiceRecord
from rules.actors import StaffMember
from rules.exports import scope_of
from rules.refusals import NotAllowedNow, NotFound, Refused
from rules.service_imports import (
    BEFORE,
    KEPT,
    TABLE,
    By,
    NothingToTake,
    Outcome,
    State,
    Step,
    UndoOver,
    may_undo,
)
from rules.work_calendar import local_day

AT_A_TIME = 400


class UsedAlready(Refused):
    """Somebody has rated a service of the import, or something else was built upon it."""

    code = "service_import_used"


async def upload(*, content: bytes, by: StaffMember, deps: Dependencies, now: datetime) -> UUID:
    """Keep a file, sealed, until the worker has judged its rows; its id. Art. 10 (10-1)."""
    file_id = uuid4()
    told = base64.b64encode(content).decode()
    async with in_transaction():
        await ServiceImport.create(
            id=file_id,
            staff_id=by.staff_id,
            scope=scope_of(by),
            uploaded_at=now,
            file_hash=hashlib.sha256(content).hexdigest(),
            size=len(content),
            content_sealed=deps.keys.seal(told, ServiceImport, "content_sealed", file_id),
            turn_at=now,
        )
        await _note("upload_service_import", file_id, by=by, now=now)
    return file_id


async def discard(*, import_id: UUID, by: StaffMember, now: datetime) -> None:
    """Let go of a file nothing was taken from; its rows go at once. Art. 9, 10 (9-6, 10-1)."""
    file = await _own(import_id, by=by)
    await _discard(file, now=now)
    await _note("discard_service_import", file.id, by=by, now=now)


async def confirm(*, import_id: UUID, by: StaffMember, now: datetime) -> None:
    """Have the good rows taken in; the worker does it. Art. 10 (10-1).

    Raises `NotAllowedNow` unless the file is judged, `NothingToTake` without a good row.
    """
    file = await _own(import_id, by=by)
    after = TABLE.apply(State(file.state), Step.CONFIRM, By.OFFICE)
    if not file.good:
        raise NothingToTake
    async with in_transaction():
        own = ServiceImport.filter(id=file.id, state=State.READY)
        if not await own.update(state=after, turn_at=now, failures=0):
            raise NotAllowedNow
        await _note("confirm_service_import", file.id, by=by, now=now)


async def undo(*, import_id: UUID, by: StaffMember, now: datetime) -> int:
    """Take back every service the import brought, or none of them; how many there were.

    Only while the time for it lasts (`UndoOver`) and nobody has rated (`UsedAlready`): nothing
    was told to the province before. Art. 10 (10-1; docs/decisions/0063).
    """
    file = await _own(import_id, by=by)
    after = TABLE.apply(State(file.state), Step.UNDO, By.OFFICE)
    if file.applied_at is None or not may_undo(file.applied_at, now):
        raise UndoOver
    taken = ServiceImportRow.filter(file_id=file.id, outcome=Outcome.TAKEN)
    ids = [row.id for row in await taken.only("id")]
    try:
        async with in_transaction():
            own = ServiceImport.filter(id=file.id, state=State.APPLIED)
            if not await own.update(state=after, undone_at=now):
                raise NotAllowedNow
            for first in range(0, len(ids), AT_A_TIME):
                await _take_back(ids[first : first + AT_A_TIME])
            await _note("undo_service_import", file.id, by=by, now=now)
    except IntegrityError as error:  # a voucher, a question, a sheet of paper
        raise UsedAlready from error
    return len(ids)


async def _take_back(ids: list[UUID]) -> None:
    if await Rating.filter(service_record_id__in=ids).exists():
        raise UsedAlready
    for day in sorted({local_day(one.ended_at) for one in await ServiceRecord.filter(id__in=ids)}):
        await mark_day(day)
    await Invitation.filter(service_record_id__in=ids).delete()
    await ServiceRecord.filter(id__in=ids).delete()


async def sweep(*, now: datetime) -> int:
    """Files nobody confirmed in time; how many were let go of. Art. 9 (9-6)."""
    stale = ServiceImport.filter(state__in=list(BEFORE), uploaded_at__lt=now - KEPT)
    files = await stale.all()
    for file in files:
        await _discard(file, now=now)
    return len(files)


async def _discard(file: ServiceImport, *, now: datetime) -> None:
    after = TABLE.apply(State(file.state), Step.DISCARD, By.OFFICE)
    async with in_transaction():
        own = ServiceImport.filter(id=file.id, state__in=list(BEFORE))
        if not await own.update(state=after, content_sealed=None):
            raise NotAllowedNow
        await ServiceImportRow.filter(file_id=file.id).delete()


async def _own(import_id: UUID, *, by: StaffMember) -> ServiceImport:
    """A file of the own office."""
    file = await ServiceImport.get_or_none(id=import_id, scope=scope_of(by))
    if file is None:
        raise NotFound
    return file


async def _note(action: str, file_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="service_import",
        object_id=file_id,
        outcome="done",
        now=now,
    )
