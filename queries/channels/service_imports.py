"""Files of ended services of the own office, and what was made of each row (10-1)."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from models import ServiceImport, ServiceImportRow
from rules.actors import StaffMember
from rules.exports import scope_of
from rules.refusals import NotFound
from rules.service_imports import BEFORE, UNDER_WAY, UNDO_TIME, State, may_undo

A_PAGE = 20
ROWS = 50


class ServiceImportLine(Struct, frozen=True):
    """One file: how far it is, and how many of its rows are what."""

    id: UUID
    state: str
    error: str
    by: str  # login
    uploaded_at: datetime
    applied_at: datetime | None
    undone_at: datetime | None
    file_hash: str
    size: int
    rows_total: int | None
    rows_done: int
    good: int
    known: int
    bad: int
    taken: int
    overdue: int
    under_way: bool
    may_discard: bool
    may_confirm: bool
    undo_until: datetime | None  # while it can be taken back
    own: bool  # uploaded by whoever asks: the bad rows are theirs to fetch


class ServiceImports(Struct, frozen=True):
    rows: list[ServiceImportLine]
    total: int


class FileProblem(Struct, frozen=True):
    """What is wrong with a row; no column means the whole row."""

    column: str
    code: str
    sentence: str


class JudgedRow(Struct, frozen=True):
    number: int
    outcome: str
    project_number: str
    problems: list[FileProblem]


class JudgedRows(Struct, frozen=True):
    file: ServiceImportLine
    rows: list[JudgedRow]
    total: int


async def service_imports(*, by: StaffMember, page: int, now: datetime) -> ServiceImports:
    """A page of the files of the own office, newest first."""
    found = ServiceImport.filter(scope=scope_of(by))
    files = (
        await found.order_by("-uploaded_at", "id")
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
        .select_related("staff")
    )
    return ServiceImports([_line(one, by, now) for one in files], await found.count())


async def one(import_id: UUID, *, by: StaffMember, now: datetime) -> ServiceImportLine:
    """One of them, or `NotFound`."""
    asked = ServiceImport.get_or_none(id=import_id, scope=scope_of(by))
    file = await asked.select_related("staff")
    if file is None:
        raise NotFound
    return _line(file, by, now)


async def rows(
    import_id: UUID, *, outcome: str, page: int, by: StaffMember, now: datetime
) -> JudgedRows:
    """The rows of one outcome, in their order; nothing of the people in them."""
    file = await one(import_id, by=by, now=now)
    found = ServiceImportRow.filter(file_id=import_id, outcome=outcome)
    shown = await found.order_by("number").offset((page - 1) * ROWS).limit(ROWS)
    return JudgedRows(file, [_row(each) for each in shown], await found.count())


def _row(row: ServiceImportRow) -> JudgedRow:
    problems = msgspec.json.decode(row.problems, type=list[FileProblem]) if row.problems else []
    return JudgedRow(row.number, row.outcome, row.project_number, problems)


def _line(file: ServiceImport, by: StaffMember, now: datetime) -> ServiceImportLine:
    state = State(file.state)
    undo_until = None
    if state is State.APPLIED and file.applied_at and may_undo(file.applied_at, now):
        undo_until = file.applied_at + UNDO_TIME
    return ServiceImportLine(
        id=file.id,
        state=state,
        error=file.error,
        by=file.staff.login,
        uploaded_at=file.uploaded_at,
        applied_at=file.applied_at,
        undone_at=file.undone_at,
        file_hash=file.file_hash,
        size=file.size,
        rows_total=file.rows_total,
        rows_done=file.rows_done,
        good=file.good,
        known=file.known,
        bad=file.bad,
        taken=file.taken,
        overdue=file.overdue,
        under_way=state in UNDER_WAY,
        may_discard=state in BEFORE,
        may_confirm=state is State.READY and file.good > 0,
        undo_until=undo_until,
        own=file.staff_id == by.staff_id,
    )
