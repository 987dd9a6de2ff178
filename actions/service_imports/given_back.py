"""The bad rows of a file as a file of their own: to be mended and uploaded again (10-1)."""

from datetime import datetime
from uuid import UUID

import msgspec

from actions.dependencies import Dependencies
from actions.imports.words import SHEETS
from actions.service_imports.columns import NUMBER, REASONS, SHEET, Form, Said, head
from actions.service_imports.work import Cells
from actions.table_files import csv_bytes, xlsx_bytes
from actions.trail import audit
from models import ServiceImport, ServiceImportRow
from rules.actors import StaffMember
from rules.exports import scope_of
from rules.refusals import NotFound
from rules.service_imports import Outcome


async def bad_rows(
    *, import_id: UUID, form: Form, by: StaffMember, deps: Dependencies, now: datetime
) -> bytes:
    """The bad rows as they were typed, with their numbers and what is wrong, as text.

    For whoever uploaded them, while they are kept; each time on record, since they name people.
    Art. 9, 10 (9-2, 9-6, 10-1).
    """
    file = await ServiceImport.get_or_none(id=import_id, scope=scope_of(by), staff_id=by.staff_id)
    if file is None:
        raise NotFound
    bad = ServiceImportRow.filter(file_id=file.id, outcome=Outcome.BAD).order_by("number")
    lines = [_line(row, deps) async for row in bad]
    if not lines:
        raise NotFound
    await audit.record(
        by=by,
        action="download_bad_services",
        object_kind="service_import",
        object_id=file.id,
        outcome="done",
        now=now,
    )
    titles = (*head(), NUMBER, REASONS)
    if form == "csv":
        return csv_bytes([titles, *lines])
    content: bytes = await deps.in_worker(
        xlsx_bytes, [(SHEETS[SHEET.key].label, [titles, *lines])], now
    )
    return content


def _line(row: ServiceImportRow, deps: Dependencies) -> tuple[str, ...]:
    typed: list[str] = []
    if row.cells_sealed is not None:
        opened = deps.keys.open(row.cells_sealed, row, "cells_sealed", row.id)
        typed = msgspec.json.decode(opened, type=Cells).typed
    cells = typed or [""] * len(SHEET.columns)
    problems = msgspec.json.decode(row.problems, type=list[Said])
    why = [f"{one.column}：{one.sentence}" if one.column else one.sentence for one in problems]
    return (*cells, str(row.number), " ".join(why))
