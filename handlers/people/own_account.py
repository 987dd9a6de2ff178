"""Members of staff and their own account: password, second factor, sessions (Art. 9)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.people import own_account as acts
from actions.people import staff_sessions
from actions.people.second_factor import Enrolment
from handlers.endpoint import Call, Cookie, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.people.own_account import OwnAccount, own_account
from rules.actors import StaffMember

Password = Annotated[str, Meta(min_length=1, max_length=256)]
FactorCode = Annotated[str, Meta(min_length=6, max_length=20)]
PROOF_ERRORS = ("wrong_own_password", "too_many_attempts")
OFTEN = Limit(30, 3600)


class ChangePassword(Struct, forbid_unknown_fields=True):
    current: Password
    new: Password


class OwnPassword(Struct, forbid_unknown_fields=True):
    password: Password


class FirstCode(Struct, forbid_unknown_fields=True):
    code: FactorCode


class OwnProof(Struct, forbid_unknown_fields=True):
    password: Password
    code: FactorCode


class RecoveryCodes(Struct, frozen=True):
    """Shown this once."""

    codes: list[str]


@endpoint("GET", "/api/staff/me/account", may=May.ANY_STAFF, gives=OwnAccount)
async def show_own_account(call: Call[StaffMember, None]) -> OwnAccount:
    """How the own account is guarded, and where it is signed in."""
    return await own_account(
        by=call.by,
        policy=call.deps.staff_policy,
        issuer=call.deps.gateways.staff_issuer,
        now=call.now,
    )


@endpoint(
    "POST",
    "/api/staff/me/password",
    may=May.ANY_STAFF,
    takes=ChangePassword,
    errors=("weak_password", *PROOF_ERRORS),
    limit=OFTEN,
)
async def change_own_password(call: Call[StaffMember, ChangePassword]) -> Nothing:
    """Set another password; every other session of the account ends."""
    await acts.change_password(
        current=call.body.current, new=call.body.new, by=call.by, deps=call.deps, now=call.now
    )
    return Nothing()


@endpoint(
    "POST", "/api/staff/me/sessions/{session_id}/end", may=May.ANY_STAFF, errors=("not_found",)
)
async def end_own_session(call: Call[StaffMember, Nothing], session_id: UUID) -> Nothing:
    """End one of the own sessions, of a phone that was lost, for instance."""
    await staff_sessions.end_own(session_id=session_id, by=call.by, now=call.now)
    return Nothing()


@endpoint("POST", "/api/staff/me/sign-out", may=May.ANY_STAFF, cookie=Cookie.DELETED)
async def staff_sign_out_everywhere(call: Call[StaffMember, Nothing]) -> Nothing:
    """End every own session, this one with them."""
    await staff_sessions.sign_out_everywhere(by=call.by, now=call.now)
    return Nothing()


@endpoint(
    "POST",
    "/api/staff/me/second-factor",
    may=May.ANY_STAFF,
    takes=OwnPassword,
    gives=Enrolment,
    errors=("factor_there", *PROOF_ERRORS),
    limit=OFTEN,
)
async def begin_own_factor(call: Call[StaffMember, OwnPassword]) -> Enrolment:
    """What to tell an authenticator; it counts once a code of it was shown."""
    return await acts.begin_factor(
        password=call.body.password, by=call.by, deps=call.deps, now=call.now
    )


@endpoint(
    "POST",
    "/api/staff/me/second-factor/confirm",
    may=May.ANY_STAFF,
    takes=FirstCode,
    gives=RecoveryCodes,
    errors=("wrong_code",),
    limit=OFTEN,
)
async def confirm_own_factor(call: Call[StaffMember, FirstCode]) -> RecoveryCodes:
    """The first code of an authenticator; the answer has the recovery codes, this once."""
    codes = await acts.confirm_factor(code=call.body.code, by=call.by, deps=call.deps, now=call.now)
    return RecoveryCodes(codes)


@endpoint(
    "POST",
    "/api/staff/me/second-factor/remove",
    may=May.ANY_STAFF,
    takes=OwnProof,
    errors=("wrong_code", "factor_required", "second_factor_needed", *PROOF_ERRORS),
    limit=OFTEN,
)
async def remove_own_factor(call: Call[StaffMember, OwnProof]) -> Nothing:
    """Do without a second factor, where the role may."""
    await acts.remove_factor(
        password=call.body.password,
        code=call.body.code,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return Nothing()


@endpoint(
    "POST",
    "/api/staff/me/recovery-codes",
    may=May.ANY_STAFF,
    takes=OwnProof,
    gives=RecoveryCodes,
    errors=("wrong_code", "second_factor_needed", *PROOF_ERRORS),
    limit=OFTEN,
)
async def renew_recovery_codes(call: Call[StaffMember, OwnProof]) -> RecoveryCodes:
    """New recovery codes in the place of the old ones, shown this once."""
    codes = await acts.renew_recovery(
        password=call.body.password,
        code=call.body.code,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return RecoveryCodes(codes)
