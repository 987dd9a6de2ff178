"""Halls and branch halls: opened, renamed, moved, located, closed, reopened (Art. 8; 2-4)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.places import halls as places
from actions.places.halls import LATITUDES, LONGITUDES
from actions.places.institutions import Standing
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from handlers.places.institutions import CHANGE_ERRORS, Code, Name, PlaceChanged
from queries.places import halls
from queries.places.halls import HallPlaces, HallView
from rules.actors import StaffMember

Address = Annotated[str, Meta(min_length=2, max_length=120)]


class OpenHall(PlaceChanged):
    code: Code
    name: Name
    address: Address
    region_id: UUID
    bureau_id: UUID
    parent_id: UUID | None = None


class RenameHall(PlaceChanged):
    name: Name
    address: Address


class MoveHall(PlaceChanged):
    region_id: UUID
    bureau_id: UUID
    parent_id: UUID | None = None


class Position(Struct, forbid_unknown_fields=True):
    """Degrees, as maps in China show them (GCJ-02)."""

    latitude: Annotated[float, Meta(ge=LATITUDES[0], le=LATITUDES[1])]
    longitude: Annotated[float, Meta(ge=LONGITUDES[0], le=LONGITUDES[1])]


class LocateHall(PlaceChanged):
    position: Position | None = None


@endpoint("GET", "/api/staff/halls", may=May.BUREAU, gives=HallPlaces)
async def list_hall_places(call: Call[StaffMember, None]) -> HallPlaces:
    """Halls in reach, closed ones last."""
    return await halls.hall_places(by=call.by)


@endpoint(
    "GET", "/api/staff/halls/{hall_id}", may=May.BUREAU, gives=HallView, errors=("not_found",)
)
async def show_hall_place(call: Call[StaffMember, None], hall_id: UUID) -> HallView:
    """A hall with its windows and what happened to them."""
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/halls",
    may=May.BUREAU,
    takes=OpenHall,
    gives=HallView,
    errors=(*CHANGE_ERRORS, "place_code_taken", "place_out_of_reach", "place_branch_of_branch"),
    status=201,
)
async def open_hall(call: Call[StaffMember, OpenHall]) -> HallView:
    """Add a hall or branch hall."""
    form = call.body
    made = await places.open_hall(
        code=form.code,
        name=form.name,
        address=form.address,
        standing=Standing(form.region_id, form.bureau_id, form.parent_id),
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await halls.hall_place(made, by=call.by)


@endpoint(
    "POST",
    "/api/staff/halls/{hall_id}/rename",
    may=May.BUREAU,
    takes=RenameHall,
    gives=HallView,
    errors=CHANGE_ERRORS,
)
async def rename_hall(call: Call[StaffMember, RenameHall], hall_id: UUID) -> HallView:
    """Give the hall another name or address from a day on."""
    form = call.body
    await places.rename(
        hall_id=hall_id,
        name=form.name,
        address=form.address,
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/halls/{hall_id}/move",
    may=May.BUREAU,
    takes=MoveHall,
    gives=HallView,
    errors=(*CHANGE_ERRORS, "place_out_of_reach", "place_branch_of_branch"),
)
async def move_hall(call: Call[StaffMember, MoveHall], hall_id: UUID) -> HallView:
    """Give the hall another bureau, region or main hall."""
    form = call.body
    await places.move(
        hall_id=hall_id,
        standing=Standing(form.region_id, form.bureau_id, form.parent_id),
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/halls/{hall_id}/locate",
    may=May.BUREAU,
    takes=LocateHall,
    gives=HallView,
    errors=CHANGE_ERRORS,
)
async def locate_hall(call: Call[StaffMember, LocateHall], hall_id: UUID) -> HallView:
    """Say where the hall is on the map, for the nearest halls on phones; without, take it off."""
    form = call.body
    there = form.position
    await places.locate(
        hall_id=hall_id,
        position=(there.latitude, there.longitude) if there else None,
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/halls/{hall_id}/close",
    may=May.BUREAU,
    takes=PlaceChanged,
    gives=HallView,
    errors=(*CHANGE_ERRORS, "place_in_use"),
)
async def close_hall(call: Call[StaffMember, PlaceChanged], hall_id: UUID) -> HallView:
    """Close the hall, once its windows and branches are closed or moved."""
    await places.close(hall_id=hall_id, change=call.body.change, by=call.by, now=call.now)
    return await halls.hall_place(hall_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/halls/{hall_id}/reopen",
    may=May.BUREAU,
    takes=PlaceChanged,
    gives=HallView,
    errors=CHANGE_ERRORS,
)
async def reopen_hall(call: Call[StaffMember, PlaceChanged], hall_id: UUID) -> HallView:
    """Let a closed hall serve again."""
    await places.reopen(hall_id=hall_id, change=call.body.change, by=call.by, now=call.now)
    return await halls.hall_place(hall_id, by=call.by)
