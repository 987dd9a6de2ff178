"""Window codes for bureau and hall: sheets to print, rotation, revocation (Art. 8, 7-9)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.windows import code_sheets, window_codes
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries.places import window_codes as codes
from queries.places.window_codes import Halls, Windows
from rules.actors import StaffMember


class Revoke(Struct, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=2, max_length=200)]


@endpoint("GET", "/api/halls", may=May.CODE_STAFF, gives=Halls)
async def list_halls(call: Call[StaffMember, None]) -> Halls:
    """Halls in the own reach, with windows that have no code."""
    return await codes.halls(by=call.by)


@endpoint(
    "GET",
    "/api/halls/{hall_id}/windows",
    may=May.CODE_STAFF,
    gives=Windows,
    errors=("not_found",),
)
async def list_windows(call: Call[StaffMember, None], hall_id: UUID) -> Windows:
    """The windows of a hall with their codes and the codes' history."""
    return await codes.of_hall(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/window-codes/{window_id}/rotate",
    may=May.CODE_STAFF,
    takes=Revoke,
    gives=Windows,
    errors=("not_found",),
)
async def rotate_code(call: Call[StaffMember, Revoke], window_id: UUID) -> Windows:
    """Give the window a new code and revoke the old one."""
    hall_id = await window_codes.rotate(
        window_id=window_id, reason=call.body.reason, by=call.by, now=call.now
    )
    return await codes.of_hall(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/window-codes/{window_id}/revoke",
    may=May.CODE_STAFF,
    takes=Revoke,
    gives=Windows,
    errors=("not_found", "code_needed"),
)
async def revoke_code(call: Call[StaffMember, Revoke], window_id: UUID) -> Windows:
    """Revoke the window's code without a new one, where nobody is to serve any more (8-1)."""
    hall_id = await window_codes.revoke(
        window_id=window_id, reason=call.body.reason, by=call.by, now=call.now
    )
    return await codes.of_hall(hall_id, by=call.by)


@endpoint(
    "GET",
    "/api/window-codes/{window_id}/sheet.pdf",
    may=May.CODE_STAFF,
    gives=File,
    errors=("not_found",),
)
async def window_sheet_pdf(call: Call[StaffMember, None], window_id: UUID) -> File:
    """The print sheet of a window's code as PDF."""
    sheet = await code_sheets.pdf(window_id=window_id, by=call.by, deps=call.deps)
    return File(sheet, "application/pdf", "window-code.pdf")


@endpoint(
    "GET",
    "/api/halls/{hall_id}/code-sheets.pdf",
    may=May.CODE_STAFF,
    gives=File,
    errors=("not_found", "no_codes"),
)
async def hall_sheets_pdf(call: Call[StaffMember, None], hall_id: UUID) -> File:
    """The print sheets of all windows of a hall, one page each, as one PDF."""
    sheets = await code_sheets.hall_pdf(hall_id=hall_id, by=call.by, deps=call.deps)
    return File(sheets, "application/pdf", "window-codes.pdf")


@endpoint(
    "POST",
    "/api/halls/{hall_id}/issue-codes",
    may=May.CODE_STAFF,
    gives=Windows,
    errors=("not_found",),
)
async def issue_codes(call: Call[StaffMember, None], hall_id: UUID) -> Windows:
    """Issue a code for every window of the hall that has none."""
    await window_codes.issue_missing(hall_id=hall_id, by=call.by, now=call.now)
    return await codes.of_hall(hall_id, by=call.by)


@endpoint(
    "GET",
    "/api/window-codes/{window_id}/sheet.png",
    may=May.CODE_STAFF,
    gives=File,
    errors=("not_found",),
)
async def window_sheet_png(call: Call[StaffMember, None], window_id: UUID) -> File:
    """The print sheet of a window's code as PNG."""
    sheet = await code_sheets.png(window_id=window_id, by=call.by, deps=call.deps)
    return File(sheet, "image/png", "window-code.png")


@endpoint(
    "GET",
    "/api/window-codes/{window_id}/mini-program-code.png",
    may=May.CODE_STAFF,
    gives=File,
    errors=("not_found", "wechat_unavailable"),
)
async def mini_program_code(call: Call[StaffMember, None], window_id: UUID) -> File:
    """The window's 小程序码, drawn by WeChat."""
    code = await code_sheets.mini_program_code(window_id=window_id, by=call.by, deps=call.deps)
    return File(code, "image/png", "mini-program-code.png")
