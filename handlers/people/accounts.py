"""Accounts of staff: the bureau sees who has one, the security administrator opens the door."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.people import staff_accounts
from actions.people.staff_accounts import FirstPasswords, Place
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.people.account_places import AccountPlaces, account_places
from queries.people.accounts import Accounts, accounts
from rules.actors import StaffMember


class AccountSearch(Struct, forbid_unknown_fields=True):
    search: Annotated[str, Meta(max_length=80)] = ""
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1


class OfPlace(Struct, forbid_unknown_fields=True):
    """Whose accounts: one of the three."""

    institution_id: UUID | None = None
    hall_id: UUID | None = None
    bureau_id: UUID | None = None

    @property
    def place(self) -> Place:
        return Place(self.institution_id, self.hall_id, self.bureau_id)


class OfAccount(OfPlace):
    login: Annotated[str, Meta(min_length=1, max_length=64)] = ""


class WecomOfAccount(OfAccount):
    user_id: Annotated[str, Meta(max_length=64, pattern=r"^([A-Za-z0-9][A-Za-z0-9._@-]*)?$")] = ""


@endpoint(
    "GET",
    "/api/staff/accounts/places",
    may=May.SECURITY,
    takes=AccountSearch,
    gives=AccountPlaces,
)
async def list_account_places(call: Call[StaffMember, AccountSearch]) -> AccountPlaces:
    """Bureaus, halls and institutions in reach, with how many accounts each has."""
    return await account_places(
        by=call.by,
        search=call.body.search,
        page=call.body.page,
        rests=lambda login: staff_accounts.rest_key(login, deps=call.deps),
        now=call.now,
    )


@endpoint(
    "GET",
    "/api/staff/accounts",
    may=May.ACCOUNTS,
    takes=OfPlace,
    gives=Accounts,
    errors=("not_found",),
)
async def list_accounts(call: Call[StaffMember, OfPlace]) -> Accounts:
    """The accounts of an institution, hall or bureau."""
    asked = call.body
    return await accounts(
        by=call.by,
        institution_id=asked.institution_id,
        hall_id=asked.hall_id,
        bureau_id=asked.bureau_id,
        rests=lambda login: staff_accounts.rest_key(login, deps=call.deps),
        issuer=call.deps.gateways.staff_issuer,
        now=call.now,
    )


@endpoint(
    "POST",
    "/api/staff/accounts/passwords",
    may=May.SECURITY,
    takes=OfPlace,
    gives=FirstPasswords,
    errors=("not_found", "no_account_waiting"),
    limit=Limit(30, 3600),
)
async def give_passwords(call: Call[StaffMember, OfPlace]) -> FirstPasswords:
    """Make first passwords for the accounts of a place that have none; they are shown once."""
    return await staff_accounts.give_passwords(
        place=call.body.place, by=call.by, deps=call.deps, now=call.now
    )


@endpoint(
    "POST",
    "/api/staff/accounts/reset-password",
    may=May.SECURITY,
    takes=OfAccount,
    gives=FirstPasswords,
    errors=("not_found", "not_oneself", "administrator_unknown"),
    limit=Limit(60, 3600),
)
async def reset_password(call: Call[StaffMember, OfAccount]) -> FirstPasswords:
    """A new password for one account, shown once; whoever is signed in with it is signed out."""
    return await staff_accounts.reset_password(
        place=call.body.place, login=call.body.login, by=call.by, deps=call.deps, now=call.now
    )


@endpoint(
    "POST",
    "/api/staff/accounts/reset-factor",
    may=May.SECURITY,
    takes=OfAccount,
    errors=("not_found", "not_oneself"),
    limit=Limit(60, 3600),
)
async def reset_factor(call: Call[StaffMember, OfAccount]) -> Nothing:
    """Forget the second factor of an account whose authenticator is lost; its sessions end."""
    await staff_accounts.reset_factor(
        place=call.body.place, login=call.body.login, by=call.by, deps=call.deps, now=call.now
    )
    return Nothing()


@endpoint(
    "POST",
    "/api/staff/accounts/lift-rest",
    may=May.SECURITY,
    takes=OfAccount,
    errors=("not_found", "not_oneself"),
)
async def lift_rest(call: Call[StaffMember, OfAccount]) -> Nothing:
    """Let an account that rests after wrong answers try again at once."""
    await staff_accounts.lift_rest(
        place=call.body.place, login=call.body.login, by=call.by, deps=call.deps, now=call.now
    )
    return Nothing()


@endpoint(
    "POST",
    "/api/staff/accounts/wecom",
    may=May.BUREAU,
    takes=WecomOfAccount,
    errors=("not_found",),
)
async def set_wecom(call: Call[StaffMember, WecomOfAccount]) -> Nothing:
    """Set the WeCom user id an account is told of its work under; empty forgets it."""
    await staff_accounts.set_wecom(
        place=call.body.place,
        login=call.body.login,
        user_id=call.body.user_id,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return Nothing()
