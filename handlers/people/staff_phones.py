"""Phones members of staff work on, bound to their accounts (Art. 9; 9-2)."""

from uuid import UUID

from msgspec import Struct

from actions.people import staff_phones
from actions.people.staff_accounts import scope_of
from handlers.endpoint import Call, Nothing, endpoint
from handlers.people.accounts import OfPlace
from handlers.permissions import May
from queries.people.staff_phones import StaffPhoneRow, phones, team_of
from rules.actors import StaffMember


class StaffPhones(Struct, frozen=True):
    rows: list[StaffPhoneRow]


@endpoint(
    "GET",
    "/api/staff/phones",
    may=May.SECURITY,
    takes=OfPlace,
    gives=StaffPhones,
    errors=("not_found",),
)
async def list_staff_phones(call: Call[StaffMember, OfPlace]) -> StaffPhones:
    """Phones of the accounts of a place, those that wait first."""
    scope = await scope_of(call.body.place, by=call.by)
    return StaffPhones(await phones(**{f"staff__{name}": value for name, value in scope.items()}))


@endpoint("GET", "/api/staff/team/phones", may=May.TEAM, gives=StaffPhones)
async def list_team_phones(call: Call[StaffMember, None]) -> StaffPhones:
    """Phones of the officers of the own house or hall, those that wait first."""
    return StaffPhones(await phones(**await team_of(call.by, now=call.now)))


@endpoint("POST", "/api/staff/phones/{phone_id}/bind", may=May.PHONES, errors=("not_found",))
async def bind_staff_phone(call: Call[StaffMember, Nothing], phone_id: UUID) -> Nothing:
    """Bind a phone that waits, after asking its owner in person."""
    await staff_phones.bind(phone_id=phone_id, by=call.by, now=call.now)
    return Nothing()


@endpoint("POST", "/api/staff/phones/{phone_id}/end", may=May.PHONES, errors=("not_found",))
async def end_staff_phone(call: Call[StaffMember, Nothing], phone_id: UUID) -> Nothing:
    """End a phone of somebody else, bound or waiting; it is signed out."""
    await staff_phones.end(phone_id=phone_id, by=call.by, now=call.now)
    return Nothing()


@endpoint("GET", "/api/staff/me/phones", may=May.ANY_STAFF, gives=StaffPhones)
async def list_own_staff_phones(call: Call[StaffMember, None]) -> StaffPhones:
    """The phones bound to the own account, and those that wait."""
    return StaffPhones(await phones(here=call.by.phone_id, staff_id=call.by.staff_id))


@endpoint("POST", "/api/staff/me/phones/{phone_id}/end", may=May.ANY_STAFF, errors=("not_found",))
async def end_own_staff_phone(call: Call[StaffMember, Nothing], phone_id: UUID) -> Nothing:
    """End an own phone; it is signed out."""
    await staff_phones.end_own(phone_id=phone_id, by=call.by, now=call.now)
    return Nothing()
