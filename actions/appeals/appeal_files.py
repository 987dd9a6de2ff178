"""Evidence of an appeal as files: pictures re-encoded without metadata, PDFs that only show.

Kept under a random key, listed with its hash, who added it and when; never changed and never
deleted. Whoever may see the appeal may read it, and that it was read is written down (12-4).
"""

import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.appeals.appeal_papers import HEAD, is_plain_pdf
from actions.dependencies import Dependencies
from actions.rating.pictures import reencode, stored
from actions.trail import audit
from models import Appeal, AppealFile
from queries.appeals.appeal_list import in_reach
from queries.appeals.appeals import role_of
from rules.actors import StaffMember
from rules.appeals import AppealRole, AppealStatus
from rules.evidence import MOST_FILES, FileKind, may_attach
from rules.refusals import NotAllowedNow, NotFound, Refused, Stale
from rules.workflow import NotYours


class EvidenceType(Refused):
    """Neither a picture nor a PDF without active parts (12-4)."""

    code = "evidence_type"


class EnoughEvidence(Refused):
    """So many files and no more (12-4)."""

    code = "enough_evidence"


async def attach(
    *, appeal_id: UUID, content: bytes, by: StaffMember, deps: Dependencies, now: datetime
) -> UUID:
    """Add a file to an appeal in reach while it is open. Art. 12 (12-4).

    Errors: `not_found`; `not_yours` for who only looks on; `not_allowed_now` once it is over;
    `evidence_type`; `enough_evidence`.
    """
    role = await _side(appeal_id, by=by)
    made = await deps.in_worker(prepared, content)
    if made is None:
        raise EvidenceType
    kind, kept = made
    async with stored(kept, deps=deps) as store_key:
        row = AppealFile(
            id=uuid4(),
            appeal_id=appeal_id,
            kind=kind,
            size=len(kept),
            sha256=hashlib.sha256(kept).hexdigest(),
            store_key=store_key,
            added_at=now,
            actor=role,
            staff_id=by.staff_id,
        )
        await _keep(row, role)
    return row.id


async def _side(appeal_id: UUID, *, by: StaffMember) -> AppealRole:
    appeal = await Appeal.filter(in_reach(by), id=appeal_id).first()
    if appeal is None:
        raise NotFound
    role = role_of(appeal, by=by)
    if role is None:
        raise NotYours
    _demand_open(appeal, role)
    return role


def _demand_open(appeal: Appeal, role: AppealRole) -> None:
    if not may_attach(AppealStatus(appeal.status), role):
        raise NotAllowedNow


async def _keep(row: AppealFile, role: AppealRole) -> None:
    """The next number of the appeal, which a decision at this moment must not overtake."""
    try:
        async with in_transaction():
            appeal = await Appeal.filter(id=row.appeal_id).select_for_update().get()
            _demand_open(appeal, role)
            row.number = await AppealFile.filter(appeal_id=row.appeal_id).count() + 1
            if row.number > MOST_FILES:
                raise EnoughEvidence
            await row.save(force_create=True)
    except IntegrityError as error:
        raise Stale from error


def prepared(content: bytes) -> tuple[FileKind, bytes] | None:
    """What is kept of an upload: a picture anew as JPEG, a plain PDF as it is; else None."""
    if content.startswith(HEAD):
        return (FileKind.PDF, content) if is_plain_pdf(content) else None
    picture = reencode(content)
    return None if picture is None else (FileKind.PICTURE, picture)


async def read(
    file_id: UUID, *, appeal_id: UUID, by: StaffMember, deps: Dependencies, now: datetime
) -> tuple[AppealFile, bytes]:
    """A file of an appeal in reach, with its bytes; the look is recorded. Art. 12 (12-4)."""
    appeal = await Appeal.filter(in_reach(by), id=appeal_id).first()
    row = await AppealFile.get_or_none(id=file_id, appeal_id=appeal_id)
    if appeal is None or row is None:
        raise NotFound
    await audit.record(
        by=by,
        action="read_appeal_file",
        outcome="done",
        object_kind="appeal",
        object_id=appeal_id,
        now=now,
    )
    return row, await deps.gateways.pictures.get(row.store_key)
