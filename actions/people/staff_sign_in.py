"""Members of staff sign in: a password, a second factor where there is one, and a session.

Everything that is asked for is sent together; what is missing is told, and nothing is opened
before all of it is there. So there is no half of a session that could be used for anything.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.people import (
    passwords,
    second_factor,
    sessions,
    sign_in_rests,
    staff_phones,
    staff_sessions,
)
from actions.people.second_factor import Enrolment, FactorThere, WrongCode
from actions.trail import audit
from models import Staff
from rules.actors import Anyone, Role, StaffMember
from rules.networks import OutsideNetwork
from rules.refusals import Refused
from rules.staff_sign_in import FREE_FAILURES


class WrongPassword(Refused):
    """Login or password is wrong; which of the two is not told."""

    code = "wrong_password"


class NewPasswordNeeded(Refused):
    """The password is a first one, known to whoever handed it over: its owner sets another now."""

    code = "new_password_needed"


class SecondFactorNeeded(Refused):
    """A code of the authenticator, or a recovery code, is asked for as well."""

    code = "second_factor_needed"


class EnrolmentNeeded(Refused):
    """The role asks for a second factor, and the account has none: it is set up first."""

    code = "enrolment_needed"


@dataclass(frozen=True, slots=True)
class Knock:
    """What somebody at the door says and shows, and from where."""

    login: str
    password: str
    address: str
    client: str = ""
    code: str = ""
    new_password: str = ""
    phone: bool = False
    phone_key: str = ""  # of a phone that was here before

    def __repr__(self) -> str:
        return "Knock()"


class Entered(Struct, frozen=True):
    """`recovery_codes` are there once, when a second factor was set up just now."""

    token: str
    member: StaffMember
    recovery_codes: list[str]
    phone_key: str  # for the phone to keep; empty at a desk

    def __repr__(self) -> str:
        return "Entered()"


async def with_password(knock: Knock, *, deps: Dependencies, now: datetime) -> Entered:
    """A session for the right login, password and, where there is one, second factor.

    Raises `WrongPassword`, `WrongCode`, `TooManyAttempts`; `OutsideNetwork`, `NewPasswordNeeded`,
    `WeakPassword`, `SecondFactorNeeded`, `EnrolmentNeeded` or `PhoneWaiting` where the password is
    right.
    """
    staff, key = await _owner(knock, deps=deps, now=now)
    try:
        bound = knock.phone and Role(staff.role) in deps.staff_policy.phone_roles
        if not bound:
            await _demand_network(knock, staff, deps=deps, now=now)
        await _demand_password(knock, staff, deps=deps)
        codes = await _second(knock, staff, deps=deps, now=now)
        phone_id, phone_key = await _phone(knock, staff, now=now) if bound else (None, "")
    except WrongCode:
        await _failed(staff, knock, deps=deps, now=now)
        raise
    except Refused:
        await sign_in_rests.give_back(key)
        raise
    await sign_in_rests.clear(key)
    if knock.new_password:
        await passwords.set_own(knock.new_password, staff=staff, deps=deps, now=now)
    async with in_transaction():
        token, session_id = await staff_sessions.open_for_staff(
            staff_id=staff.id,
            now=now,
            policy=deps.staff_policy,
            place=sessions.place_of(knock.address, keys=deps.keys),
            client=knock.client,
            phone_id=phone_id,
        )
        member = StaffMember(
            session_id=session_id,
            staff_id=staff.id,
            role=Role(staff.role),
            bureau_id=staff.bureau_id,
            institution_id=staff.institution_id,
            hall_id=staff.hall_id,
            phone_id=phone_id,
        )
        await audit.record(by=member, action="staff_sign_in", outcome="done", now=now)
    return Entered(token, member, codes, phone_key)


async def _phone(knock: Knock, staff: Staff, *, now: datetime) -> tuple[UUID, str]:
    """The bound phone; a code of the second factor was right if there is one by now."""
    proven = bool(knock.code) and await second_factor.is_set_up(staff)
    return await staff_phones.admit(
        knock.phone_key, staff=staff, proven=proven, client=knock.client, now=now
    )


async def begin_enrolment(knock: Knock, *, deps: Dependencies, now: datetime) -> Enrolment:
    """What to tell an authenticator, for who has the right password and no second factor yet."""
    staff, key = await _owner(knock, deps=deps, now=now)
    await sign_in_rests.give_back(key)
    await _demand_network(knock, staff, deps=deps, now=now)
    if await second_factor.is_set_up(staff):
        raise FactorThere
    return await second_factor.begin(staff, keys=deps.keys, now=now)


async def _owner(knock: Knock, *, deps: Dependencies, now: datetime) -> tuple[Staff, str]:
    """Whose login and password these are, and under what the try was counted."""
    key = sign_in_rests.key_of("login", knock.login, keys=deps.keys)
    staff = await Staff.get_or_none(login=knock.login, active=True)
    await _keep_storms_out(knock, staff, deps=deps, now=now)
    failures = await sign_in_rests.claim(key, now=now)
    right = await passwords.is_right(knock.password, staff, deps=deps)
    if staff is None or not right:
        if staff is not None and failures == FREE_FAILURES:
            await audit.record(
                by=Anyone(),
                action="sign_in_rests",
                outcome="done",
                object_kind="staff",
                object_id=staff.id,
                now=now,
            )
        await _failed(staff, knock, deps=deps, now=now)
        raise WrongPassword
    return staff, key


async def _keep_storms_out(
    knock: Knock, staff: Staff | None, *, deps: Dependencies, now: datetime
) -> None:
    """Where much was wrong, only those may try who signed in there lately: a hall goes on."""
    address_key = sign_in_rests.key_of("address", knock.address, keys=deps.keys)
    if not await sign_in_rests.is_stormed(address_key, now=now):
        return
    place = sessions.place_of(knock.address, keys=deps.keys)
    if staff is None or not await staff_sessions.is_known_at(place, staff.id, now=now):
        raise sign_in_rests.TooManyAttempts


async def _demand_network(knock: Knock, staff: Staff, *, deps: Dependencies, now: datetime) -> None:
    """Told only to who has the password: a stranger learns nothing of an account."""
    if await deps.networks.admits(staff, knock.address, now=now):
        return
    await audit.record(
        by=Anyone(),
        action="staff_sign_in",
        outcome="outside_network",
        object_kind="staff",
        object_id=staff.id,
        now=now,
    )
    raise OutsideNetwork


async def _demand_password(knock: Knock, staff: Staff, *, deps: Dependencies) -> None:
    if knock.new_password:
        await passwords.demand_strong(knock.new_password, staff=staff, deps=deps)
    elif staff.password_initial:
        raise NewPasswordNeeded


async def _second(knock: Knock, staff: Staff, *, deps: Dependencies, now: datetime) -> list[str]:
    """See to the second factor; the recovery codes if it was set up by this."""
    if await second_factor.is_set_up(staff):
        if not knock.code:
            raise SecondFactorNeeded
        if not await second_factor.take(staff, knock.code, keys=deps.keys, now=now):
            raise WrongCode
        return []
    if Role(staff.role) not in deps.staff_policy.second_factor_roles:
        return []
    if not knock.code:
        raise EnrolmentNeeded
    return await second_factor.confirm(staff, knock.code, keys=deps.keys, now=now)


async def _failed(staff: Staff | None, knock: Knock, *, deps: Dependencies, now: datetime) -> None:
    address_key = sign_in_rests.key_of("address", knock.address, keys=deps.keys)
    await sign_in_rests.failed_at(address_key, now=now)
    await audit.record(
        by=Anyone(),
        action="staff_sign_in",
        outcome="refused",
        object_kind="staff",
        object_id=staff.id if staff else "",
        now=now,
    )


async def sign_out(*, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """End the session."""
    await sessions.revoke(by=by, now=now)
    await audit.record(by=by, action="staff_sign_out", outcome="done", now=now)
