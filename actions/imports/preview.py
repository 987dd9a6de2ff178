"""What an uploaded file would do: kept with its rows until somebody applies it."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from msgspec import Struct

from actions.dependencies import Dependencies
from actions.imports import words
from actions.imports.draft import Change, Draft
from actions.imports.shape import MOST_BYTES, Problem, Read, Row
from actions.imports.templates import judge, template_named
from actions.imports.workbook import read
from actions.trail import audit
from models import ImportFile
from rules.actors import StaffMember
from rules.refusals import Refused

MOST_SHOWN = 300  # changes and problems in one answer; the counts are of all
KEPT = timedelta(days=1)


class ImportUnreadable(Refused):
    """The upload is no .xlsx workbook, or a broken one."""

    code = "import_unreadable"


class ImportMacros(Refused):
    """The workbook carries macros, links to other files or embedded objects."""

    code = "import_macros"


class ImportTooLong(Refused):
    """The workbook is larger, or has more rows, than one import takes."""

    code = "import_too_long"


class ImportNoSheet(Refused):
    """None of the template's sheets is in the workbook."""

    code = "import_no_sheet"


class ImportEmpty(Refused):
    """The workbook has no rows to import."""

    code = "import_empty"


REFUSALS: dict[str, type[Refused]] = {
    one.code: one for one in (ImportUnreadable, ImportMacros, ImportTooLong, ImportNoSheet)
}


class ProblemRow(Struct, frozen=True):
    """A bad cell or row: where, the machine's code, and the sentence people read."""

    sheet: str
    row: int
    column: str
    code: str
    sentence: str


class FieldChange(Struct, frozen=True):
    column: str
    before: str
    after: str


class ChangeRow(Struct, frozen=True):
    """A row that would be added, changed or removed."""

    sheet: str
    row: int
    what: str  # "added" | "changed" | "removed"
    label: str
    fields: list[FieldChange]


class ImportPreview(Struct, frozen=True):
    """What a file would do. With problems it cannot be applied. Lists are cut at 300 lines."""

    id: UUID
    template: str
    file_hash: str  # SHA-256
    added: int
    changed: int  # removed ones included
    unchanged: int
    problem_count: int
    problems: list[ProblemRow]
    changes: list[ChangeRow]


async def preview(
    *, template: str, content: bytes, by: StaffMember, deps: Dependencies, now: datetime
) -> ImportPreview:
    """Judge an upload without changing anything; what was found is kept for a day.

    Raises a refusal for a file that cannot be read at all; bad rows come back in the answer.
    """
    found = await _read(template, content, deps)
    draft = await judge(template, found.rows, by=by, deps=deps, now=now)
    draft.problems = sorted(found.problems + draft.problems, key=_place)
    file = await _keep(template, content, found.rows, draft, by=by, deps=deps, now=now)
    await audit.record(
        by=by,
        action="preview_import",
        object_kind="import_file",
        object_id=file.id,
        outcome=file.state,
        now=now,
    )
    return ImportPreview(
        id=file.id,
        template=template,
        file_hash=file.file_hash,
        added=file.added,
        changed=file.changed,
        unchanged=file.unchanged,
        problem_count=file.problems,
        problems=[_problem_row(one) for one in draft.problems[:MOST_SHOWN]],
        changes=[_change_row(one) for one in draft.changes[:MOST_SHOWN]],
    )


async def _read(template: str, content: bytes, deps: Dependencies) -> Read:
    sheets = template_named(template).sheets
    if len(content) > MOST_BYTES:
        raise ImportTooLong
    found: Read = await deps.in_worker(read, content, sheets)
    if found.refused:
        raise REFUSALS[found.refused]
    if not found.rows and not found.problems:
        raise ImportEmpty
    return found


def _place(problem: Problem) -> tuple[str, int]:
    return problem.sheet, problem.row


async def _keep(
    template: str,
    content: bytes,
    rows: list[Row],
    draft: Draft,
    *,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> ImportFile:
    good, file_id = not draft.problems, uuid4()
    told = msgspec.json.encode(rows).decode()
    added = sum(one.before is None for one in draft.changes)
    return await ImportFile.create(
        id=file_id,
        template=template,
        state="previewed" if good else "refused",
        bureau_id=by.bureau_id,
        staff_id=by.staff_id,
        uploaded_at=now,
        file_hash=hashlib.sha256(content).hexdigest(),
        size=len(content),
        added=added,
        changed=len(draft.changes) - added,
        unchanged=draft.unchanged,
        problems=len(draft.problems),
        plan_hash=plan_hash(draft),
        rows_sealed=deps.keys.seal(told, ImportFile, "rows_sealed", file_id) if good else None,
    )


def plan_hash(draft: Draft) -> str:
    """The same for the same effect on the same tables; ids of new rows are not part of it."""
    told = [(one.kind, one.label, _what(one), one.shown) for one in draft.changes]
    return hashlib.sha256(msgspec.json.encode([told, draft.unchanged])).hexdigest()


def _what(change: Change) -> str:
    if change.before is None:
        return "added"
    return "changed" if change.after is not None else "removed"


def _problem_row(one: Problem) -> ProblemRow:
    return ProblemRow(
        sheet=words.SHEETS[one.sheet].label,
        row=one.row,
        column=words.column_label(one.sheet, one.column),
        code=one.code,
        sentence=words.problem_sentence(one.code, one.details),
    )


def _change_row(one: Change) -> ChangeRow:
    return ChangeRow(
        sheet=words.SHEETS[one.row.sheet].label,
        row=one.row.number,
        what=_what(one),
        label=one.label,
        fields=[FieldChange(*shown) for shown in one.shown],
    )


async def sweep(*, now: datetime) -> int:
    """Drop the rows of previews nobody applied within a day; how many."""
    stale = ImportFile.filter(state="previewed", uploaded_at__lt=now - KEPT)
    return await stale.update(state="refused", rows_sealed=None)
