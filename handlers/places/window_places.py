"""Windows: opened, renamed, renumbered, moved, closed, reopened (8-3, 2-4)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from actions.places import windows
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from handlers.places.institutions import CHANGE_ERRORS, PlaceChanged
from queries.places import halls
from queries.places.halls import HallView
from rules.actors import StaffMember

Number = Annotated[str, Meta(min_length=1, max_length=10, pattern="^[A-Za-z0-9._/-]+$")]
WindowName = Annotated[str, Meta(min_length=2, max_length=40)]


class OpenWindow(PlaceChanged):
    hall_id: UUID
    institution_id: UUID
    number: Number
    name: WindowName


class RenameWindow(PlaceChanged):
    number: Number
    name: WindowName


class MoveWindow(PlaceChanged):
    hall_id: UUID
    institution_id: UUID


@endpoint(
    "POST",
    "/api/staff/windows",
    may=May.BUREAU,
    takes=OpenWindow,
    gives=HallView,
    errors=(*CHANGE_ERRORS, "place_number_taken", "place_out_of_reach"),
    status=201,
)
async def open_window(call: Call[StaffMember, OpenWindow]) -> HallView:
    """Add a window to a hall; it has its code at once (8-1)."""
    form = call.body
    await windows.open_window(
        hall_id=form.hall_id,
        institution_id=form.institution_id,
        number=form.number,
        name=form.name,
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await halls.hall_place(form.hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/windows/{window_id}/rename",
    may=May.BUREAU,
    takes=RenameWindow,
    gives=HallView,
    errors=(*CHANGE_ERRORS, "place_number_taken"),
)
async def rename_window(call: Call[StaffMember, RenameWindow], window_id: UUID) -> HallView:
    """Give the window another number or name; its code stays."""
    form = call.body
    hall_id = await windows.rename(
        window_id=window_id,
        number=form.number,
        name=form.name,
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/windows/{window_id}/move",
    may=May.BUREAU,
    takes=MoveWindow,
    gives=HallView,
    errors=(*CHANGE_ERRORS, "place_number_taken", "place_out_of_reach"),
)
async def move_window(call: Call[StaffMember, MoveWindow], window_id: UUID) -> HallView:
    """Move the window to another hall or institution."""
    form = call.body
    hall_id = await windows.move(
        window_id=window_id,
        hall_id=form.hall_id,
        institution_id=form.institution_id,
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/windows/{window_id}/close",
    may=May.BUREAU,
    takes=PlaceChanged,
    gives=HallView,
    errors=CHANGE_ERRORS,
)
async def close_window(call: Call[StaffMember, PlaceChanged], window_id: UUID) -> HallView:
    """Close the window: no new services, its turns end now."""
    hall_id = await windows.close(
        window_id=window_id, change=call.body.change, by=call.by, now=call.now
    )
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/windows/{window_id}/reopen",
    may=May.BUREAU,
    takes=PlaceChanged,
    gives=HallView,
    errors=CHANGE_ERRORS,
)
async def reopen_window(call: Call[StaffMember, PlaceChanged], window_id: UUID) -> HallView:
    """Let a closed window serve again, under the code it had, else a new one."""
    hall_id = await windows.reopen(
        window_id=window_id, change=call.body.change, by=call.by, now=call.now
    )
    return await halls.hall_place(hall_id, by=call.by)
