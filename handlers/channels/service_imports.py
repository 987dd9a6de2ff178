"""Ended services told by a CSV file or a workbook (Art. 10; 10-1; docs/decisions/0063)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.service_imports import columns, given_back, uploads
from actions.service_imports.columns import Form
from handlers.endpoint import Call, File, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.channels import service_imports
from queries.channels.service_imports import JudgedRows, ServiceImportLine, ServiceImports
from rules.actors import StaffMember
from rules.service_imports import MOST_BYTES

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OFTEN = Limit(60, 3600)
Page = Annotated[int, Meta(ge=1, le=10_000)]


class WhichImports(Struct, forbid_unknown_fields=True):
    page: Page = 1


class WhichRows(Struct, forbid_unknown_fields=True):
    outcome: Literal["good", "known", "bad", "taken"] = "bad"
    page: Page = 1


class WhichForm(Struct, forbid_unknown_fields=True):
    form: Form = "xlsx"


@endpoint("GET", "/api/service-imports", may=May.FIGURES, takes=WhichImports, gives=ServiceImports)
async def list_service_imports(call: Call[StaffMember, WhichImports]) -> ServiceImports:
    """The files of the own office, newest first."""
    return await service_imports.service_imports(by=call.by, page=call.body.page, now=call.now)


@endpoint("GET", "/api/service-imports/template", may=May.FIGURES, takes=WhichForm, gives=File)
async def download_service_template(call: Call[StaffMember, WhichForm]) -> File:
    """An empty file to fill in, as a workbook or as CSV."""
    form = call.body.form
    content = await columns.empty(form=form, by=call.by, deps=call.deps)
    return File(content, TYPES[form], f"services.{form}", attached=True)


@endpoint(
    "POST",
    "/api/service-imports",
    may=May.FIGURES,
    gives=ServiceImportLine,
    errors=("too_large",),
    raw_limit=MOST_BYTES,
    raw_type="application/octet-stream",
    status=201,
    limit=OFTEN,
)
async def upload_service_import(call: Call[StaffMember, bytes]) -> ServiceImportLine:
    """Have a filled-in file judged row by row; nothing is taken in yet."""
    made = await uploads.upload(content=call.body, by=call.by, deps=call.deps, now=call.now)
    return await _line(call, made)


@endpoint(
    "GET",
    "/api/service-imports/{import_id}",
    may=May.FIGURES,
    takes=WhichRows,
    gives=JudgedRows,
    errors=("not_found",),
)
async def show_service_import(call: Call[StaffMember, WhichRows], import_id: UUID) -> JudgedRows:
    """How far a file is, and its rows of one kind: the bad ones with the reason of each."""
    asked = call.body
    return await service_imports.rows(
        import_id, outcome=asked.outcome, page=asked.page, by=call.by, now=call.now
    )


@endpoint(
    "GET",
    "/api/service-imports/{import_id}/bad-rows",
    may=May.FIGURES,
    takes=WhichForm,
    gives=File,
    errors=("not_found",),
)
async def download_bad_services(call: Call[StaffMember, WhichForm], import_id: UUID) -> File:
    """The bad rows alone, with the reason beside each, to be mended and uploaded again."""
    form = call.body.form
    content = await given_back.bad_rows(
        import_id=import_id, form=form, by=call.by, deps=call.deps, now=call.now
    )
    return File(content, TYPES[form], f"bad-services.{form}", attached=True)


@endpoint(
    "POST",
    "/api/service-imports/{import_id}/confirm",
    may=May.FIGURES,
    gives=ServiceImportLine,
    errors=("not_found", "not_allowed_now", "service_import_nothing"),
)
async def confirm_service_import(
    call: Call[StaffMember, Nothing], import_id: UUID
) -> ServiceImportLine:
    """Have the good rows taken in."""
    await uploads.confirm(import_id=import_id, by=call.by, now=call.now)
    return await _line(call, import_id)


@endpoint(
    "POST",
    "/api/service-imports/{import_id}/discard",
    may=May.FIGURES,
    gives=ServiceImportLine,
    errors=("not_found", "not_allowed_now"),
)
async def discard_service_import(
    call: Call[StaffMember, Nothing], import_id: UUID
) -> ServiceImportLine:
    """Let go of a file nothing was taken from."""
    await uploads.discard(import_id=import_id, by=call.by, now=call.now)
    return await _line(call, import_id)


@endpoint(
    "POST",
    "/api/service-imports/{import_id}/undo",
    may=May.FIGURES,
    gives=ServiceImportLine,
    errors=(
        "not_found",
        "not_allowed_now",
        "service_import_undo_over",
        "service_import_used",
    ),
)
async def undo_service_import(
    call: Call[StaffMember, Nothing], import_id: UUID
) -> ServiceImportLine:
    """Take back what an import brought, while nobody has rated any of it."""
    await uploads.undo(import_id=import_id, by=call.by, now=call.now)
    return await _line(call, import_id)


async def _line(call: Call[StaffMember, Any], import_id: UUID) -> ServiceImportLine:
    return await service_imports.one(import_id, by=call.by, now=call.now)
