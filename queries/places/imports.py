"""Imports of the own bureau, newest first; the city sees all (4-1)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import ImportFile, ImportStep
from rules.actors import Role, StaffMember

A_PAGE = 20


class ImportRow(Struct, frozen=True):
    """One upload: who, when, which file, what became of it."""

    id: UUID
    template: str
    state: str  # refused, previewed, applied, undone
    bureau_name: str
    by: str  # login
    uploaded_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None
    file_hash: str
    size: int
    added: int
    changed: int
    unchanged: int
    problems: int
    may_undo: bool  # the last one applied by the own bureau


class ImportPage(Struct, frozen=True):
    rows: list[ImportRow]
    total: int


async def imports(*, by: StaffMember, page: int) -> ImportPage:
    """A page of imports."""
    scope: dict[str, Any] = {}
    if by.role is not Role.CITY_BUREAU:
        scope["bureau_id"] = by.bureau_id
    found = ImportFile.filter(**scope)
    files = (
        await found.order_by("-uploaded_at", "id")
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
        .select_related("bureau", "staff")
    )
    steps = await ImportStep.filter(file_id__in=[file.id for file in files])
    at = {(step.file_id, step.action): step.at for step in steps}
    last = await last_applied(by.bureau_id)
    rows = [_row(file, at, may_undo=file.id == last) for file in files]
    return ImportPage(rows=rows, total=await found.count())


async def last_applied(bureau_id: UUID | None) -> UUID | None:
    """The import of a bureau that was applied last and still stands."""
    stands = ImportStep.filter(
        file__bureau_id=bureau_id, file__state="applied", action="apply"
    ).order_by("-number")
    found = await stands.first()
    return found.file_id if found else None


def _row(file: ImportFile, at: dict[tuple[UUID, str], datetime], *, may_undo: bool) -> ImportRow:
    return ImportRow(
        id=file.id,
        template=file.template,
        state=file.state,
        bureau_name=file.bureau.name,
        by=file.staff.login,
        uploaded_at=file.uploaded_at,
        applied_at=at.get((file.id, "apply")),
        undone_at=at.get((file.id, "undo")),
        file_hash=file.file_hash,
        size=file.size,
        added=file.added,
        changed=file.changed,
        unchanged=file.unchanged,
        problems=file.problems,
        may_undo=may_undo,
    )
