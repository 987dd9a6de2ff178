"""Institutions: opened, renamed, moved, merged, closed, reopened (2-1, 2-2, 2-4)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.places import institutions as places
from actions.places import mergers
from actions.places.facts import Change
from actions.places.institutions import Standing
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.places import institutions
from queries.places.institutions import InstitutionPage, InstitutionView
from queries.places.place_choices import PlaceChoices, place_choices
from rules.actors import StaffMember
from rules.institutions import Kind, Level
from rules.work_calendar import local_day

Name = Annotated[str, Meta(min_length=2, max_length=80)]
Code = Annotated[str, Meta(min_length=1, max_length=40, pattern="^[A-Za-z0-9._/-]+$")]
Reason = Annotated[str, Meta(min_length=2, max_length=200)]
Version = Annotated[int, Meta(ge=0, le=1_000_000)]
CHANGE_ERRORS = (
    "not_found",
    "place_stale",
    "place_closed",
    "place_unchanged",
    "effective_day",
)


class PlaceChanged(Struct, forbid_unknown_fields=True):
    """Since when, why, and which version of the place the form showed."""

    effective_on: date
    reason: Reason
    version: Version

    @property
    def change(self) -> Change:
        return Change(self.effective_on, self.reason, self.version)


class OpenInstitution(PlaceChanged):
    code: Code
    name: Name
    level: Level
    kind: Kind
    region_id: UUID
    bureau_id: UUID
    parent_id: UUID | None = None
    vertical: bool = False


class RenameInstitution(PlaceChanged):
    name: Name


class MoveInstitution(PlaceChanged):
    region_id: UUID
    bureau_id: UUID
    parent_id: UUID | None = None


class MergeInstitution(PlaceChanged):
    into_id: UUID


class InstitutionQuery(Struct, forbid_unknown_fields=True):
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1
    search: Annotated[str, Meta(max_length=40)] = ""
    closed: bool = False
    region_id: UUID | None = None


class AsOf(Struct, forbid_unknown_fields=True):
    """A day on which the institution may have had another name."""

    on: date | None = None


@endpoint(
    "GET", "/api/staff/institutions", may=May.BUREAU, takes=InstitutionQuery, gives=InstitutionPage
)
async def list_own_institutions(call: Call[StaffMember, InstitutionQuery]) -> InstitutionPage:
    """Institutions in reach, by name or code."""
    asked = call.body
    return await institutions.institutions(
        by=call.by,
        page=asked.page,
        search=asked.search,
        closed=asked.closed,
        region_id=asked.region_id,
    )


@endpoint(
    "GET",
    "/api/staff/institutions/{institution_id}",
    may=May.BUREAU,
    takes=AsOf,
    gives=InstitutionView,
    errors=("not_found",),
)
async def show_institution(call: Call[StaffMember, AsOf], institution_id: UUID) -> InstitutionView:
    """One institution with what happened to it."""
    return await institutions.institution(institution_id, by=call.by, on=call.body.on)


@endpoint("GET", "/api/staff/place-choices", may=May.BUREAU, gives=PlaceChoices)
async def list_place_choices(call: Call[StaffMember, None]) -> PlaceChoices:
    """Regions and bureaus the forms of places offer."""
    return await place_choices(by=call.by, today=local_day(call.now).isoformat())


@endpoint(
    "POST",
    "/api/staff/institutions",
    may=May.BUREAU,
    takes=OpenInstitution,
    gives=InstitutionView,
    errors=(
        "place_code_taken",
        "place_wrong_level",
        "place_out_of_reach",
        "place_closed",
        "place_stale",
        "effective_day",
        "tree_cycle",
    ),
    status=201,
)
async def open_institution(call: Call[StaffMember, OpenInstitution]) -> InstitutionView:
    """Add an institution with the bureau that supervises it."""
    form = call.body
    made = await places.open_institution(
        code=form.code,
        name=form.name,
        level=form.level,
        kind=form.kind,
        vertical=form.vertical,
        standing=Standing(form.region_id, form.bureau_id, form.parent_id),
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await institutions.institution(made, by=call.by)


@endpoint(
    "POST",
    "/api/staff/institutions/{institution_id}/rename",
    may=May.BUREAU,
    takes=RenameInstitution,
    gives=InstitutionView,
    errors=CHANGE_ERRORS,
)
async def rename_institution(
    call: Call[StaffMember, RenameInstitution], institution_id: UUID
) -> InstitutionView:
    """Give the institution another name from a day on."""
    await places.rename(
        institution_id=institution_id,
        name=call.body.name,
        change=call.body.change,
        by=call.by,
        now=call.now,
    )
    return await institutions.institution(institution_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/institutions/{institution_id}/move",
    may=May.BUREAU,
    takes=MoveInstitution,
    gives=InstitutionView,
    errors=(*CHANGE_ERRORS, "tree_cycle", "place_wrong_level", "place_out_of_reach"),
)
async def move_institution(
    call: Call[StaffMember, MoveInstitution], institution_id: UUID
) -> InstitutionView:
    """Give the institution another bureau, superior or region."""
    form = call.body
    await places.move(
        institution_id=institution_id,
        standing=Standing(form.region_id, form.bureau_id, form.parent_id),
        change=form.change,
        by=call.by,
        now=call.now,
    )
    return await institutions.institution(institution_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/institutions/{institution_id}/merge",
    may=May.BUREAU,
    takes=MergeInstitution,
    gives=InstitutionView,
    errors=(*CHANGE_ERRORS, "tree_cycle", "place_merged_with_itself"),
)
async def merge_institution(
    call: Call[StaffMember, MergeInstitution], institution_id: UUID
) -> InstitutionView:
    """Merge the institution into another; its old ratings stay its own."""
    await mergers.merge(
        institution_id=institution_id,
        into_id=call.body.into_id,
        change=call.body.change,
        by=call.by,
        now=call.now,
    )
    return await institutions.institution(institution_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/institutions/{institution_id}/close",
    may=May.BUREAU,
    takes=PlaceChanged,
    gives=InstitutionView,
    errors=(*CHANGE_ERRORS, "place_in_use"),
)
async def close_institution(
    call: Call[StaffMember, PlaceChanged], institution_id: UUID
) -> InstitutionView:
    """Close the institution, once nothing depends on it."""
    await places.close(
        institution_id=institution_id, change=call.body.change, by=call.by, now=call.now
    )
    return await institutions.institution(institution_id, by=call.by)


@endpoint(
    "POST",
    "/api/staff/institutions/{institution_id}/reopen",
    may=May.BUREAU,
    takes=PlaceChanged,
    gives=InstitutionView,
    errors=(*CHANGE_ERRORS, "place_was_merged"),
)
async def reopen_institution(
    call: Call[StaffMember, PlaceChanged], institution_id: UUID
) -> InstitutionView:
    """Let a closed institution serve again."""
    await places.reopen(
        institution_id=institution_id, change=call.body.change, by=call.by, now=call.now
    )
    return await institutions.institution(institution_id, by=call.by)
