"""Excel templates of a bureau's first day: empty, previewed, applied, undone (2-1, 4-1)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.imports import apply, templates, undo
from actions.imports import preview as previews
from actions.imports.preview import ImportPreview
from actions.imports.shape import MOST_BYTES
from handlers.endpoint import Call, File, Limit, endpoint
from handlers.permissions import May
from queries.places import imports
from queries.places.imports import ImportPage
from rules.actors import StaffMember

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportQuery(Struct, forbid_unknown_fields=True):
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1


@endpoint("GET", "/api/staff/imports", may=May.BUREAU, takes=ImportQuery, gives=ImportPage)
async def list_imports(call: Call[StaffMember, ImportQuery]) -> ImportPage:
    """Imports of the own bureau, newest first; the city sees all."""
    return await imports.imports(by=call.by, page=call.body.page)


@endpoint(
    "GET",
    "/api/staff/import-templates/{template}",
    may=May.BUREAU,
    gives=File,
    errors=("not_found",),
)
async def download_template(call: Call[StaffMember, None], template: str) -> File:
    """An empty template as .xlsx: tree, halls, windows, items, officers or rosters."""
    content = await templates.empty(key=template, by=call.by, deps=call.deps)
    return File(content, XLSX, f"{template}.xlsx")


@endpoint(
    "POST",
    "/api/staff/import-templates/{template}/preview",
    may=May.BUREAU,
    gives=ImportPreview,
    errors=(
        "not_found",
        "too_large",
        "import_unreadable",
        "import_macros",
        "import_too_long",
        "import_no_sheet",
        "import_empty",
    ),
    raw_limit=MOST_BYTES,
    raw_type=XLSX,
    limit=Limit(60, 3600),
)
async def preview_import(call: Call[StaffMember, bytes], template: str) -> ImportPreview:
    """What a filled-in template would do, and each bad row; nothing is changed."""
    return await previews.preview(
        template=template, content=call.body, by=call.by, deps=call.deps, now=call.now
    )


@endpoint(
    "POST",
    "/api/staff/imports/{import_id}/apply",
    may=May.BUREAU,
    gives=ImportPage,
    errors=("not_found", "import_outdated", "import_done"),
)
async def apply_import(call: Call[StaffMember, None], import_id: UUID) -> ImportPage:
    """Do what the preview showed, all of it or nothing."""
    await apply.apply(import_id=import_id, by=call.by, deps=call.deps, now=call.now)
    return await imports.imports(by=call.by, page=1)


@endpoint(
    "POST",
    "/api/staff/imports/{import_id}/undo",
    may=May.BUREAU,
    gives=ImportPage,
    errors=("not_found", "not_the_last_import", "import_built_upon", "import_raced"),
)
async def undo_import(call: Call[StaffMember, None], import_id: UUID) -> ImportPage:
    """Take the last import back, as long as nothing was built upon it."""
    await undo.undo(import_id=import_id, by=call.by, deps=call.deps, now=call.now)
    return await imports.imports(by=call.by, page=1)
