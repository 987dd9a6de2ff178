"""上线检查 and the accounts it sends people to: what is missing, first passwords."""

from uuid import UUID

from msgspec import Struct

from actions import readiness as checks
from actions import staff_accounts
from actions.staff_accounts import FirstPasswords
from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from queries.accounts import Accounts, accounts
from queries.readiness import Readiness
from rules.actors import StaffMember


class OfPlace(Struct, forbid_unknown_fields=True):
    """One of the two."""

    institution_id: UUID | None = None
    hall_id: UUID | None = None


@endpoint("GET", "/api/staff/readiness", may=May.BUREAU, gives=Readiness)
async def show_readiness(call: Call[StaffMember, None]) -> Readiness:
    """What still keeps the own bureau from going live."""
    return await checks.readiness(by=call.by, deps=call.deps, now=call.now)


@endpoint(
    "GET",
    "/api/staff/accounts",
    may=May.BUREAU,
    takes=OfPlace,
    gives=Accounts,
    errors=("not_found",),
)
async def list_accounts(call: Call[StaffMember, OfPlace]) -> Accounts:
    """The accounts of an institution or hall."""
    asked = call.body
    return await accounts(by=call.by, institution_id=asked.institution_id, hall_id=asked.hall_id)


@endpoint(
    "POST",
    "/api/staff/accounts/passwords",
    may=May.BUREAU,
    takes=OfPlace,
    gives=FirstPasswords,
    errors=("not_found", "no_account_waiting"),
    limit=Limit(30, 3600),
)
async def give_passwords(call: Call[StaffMember, OfPlace]) -> FirstPasswords:
    """Make first passwords for the accounts of a place that have none; they are shown once."""
    asked = call.body
    return await staff_accounts.give_passwords(
        institution_id=asked.institution_id,
        hall_id=asked.hall_id,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
