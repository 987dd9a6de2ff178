"""Members of staff sign in: a password, a second factor where there is one, and a session.

Everything that is asked for is sent together; what is missing is told, and nothing is opened
before all of it is there. So there is no half of a session that could be used for anything.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from actions.people import (
    passwords,
    second_factor,
    sessions,
    sign_in_rests,
    staff_door,
    staff_phones,
    staff_sessions,
    staff_wechat,
)
from actions.people.second_factor import Enrolment, FactorThere, WrongCode
from actions.people.staff_door import Entered
from actions.trail import audit
from models import Staff
from rules.actors import Anyone, Role, StaffMember
from rules.refusals import Refused
from rules.staff_sign_in import FREE_FAILURES


class WrongPassword(Refused):
    """Login or password is wrong; which of the two is not told."""

    code = "wrong_password"


class NewPasswordNeeded(Refused):
    """The password is a first one, known to whoever handed it over: its owner sets another now."""

    code = "new_password_needed"


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
    wechat_code: str = ""  # WeChat's login code, from a phone in WeChat

    def __repr__(self) -> str:
        return "Knock()"


async def with_password(knock: Knock, *, deps: Dependencies, now: datetime) -> Entered:
    """A session for the right login, password and, where there is one, second factor.

    Raises `WrongPassword`, `WrongCode`, `TooManyAttempts`; `OutsideNetwork`, `NewPasswordNeeded`,
    `WeakPassword`, `SecondFactorNeeded`, `EnrolmentNeeded`, `PhoneWaiting` and what
    `staff_wechat.index_of` raises where the password is right.
    """
    staff, key = await _owner(knock, deps=deps, now=now)
    try:
        bound = knock.phone and Role(staff.role) in deps.staff_policy.phone_roles
        if not bound:
            await staff_door.demand_network(staff, knock.address, deps=deps, now=now)
        await _demand_password(knock, staff, deps=deps)
        wechat = await staff_wechat.index_of(knock.wechat_code, deps=deps) if bound else None
        codes = await _second(knock, staff, deps=deps, now=now)
        phone_id, phone_key = await _phone(knock, staff, wechat, now=now) if bound else (None, "")
    except WrongCode:
        await staff_door.note_failure(staff, knock.address, deps=deps, now=now)
        raise
    except Refused:
        await sign_in_rests.give_back(key)
        raise
    await sign_in_rests.clear(key)
    if knock.new_password:
        await passwords.set_own(knock.new_password, staff=staff, deps=deps, now=now)
    token, member = await staff_door.open_session(
        staff,
        knock.address,
        knock.client,
        phone_id=phone_id,
        in_wechat=wechat is not None,
        deps=deps,
        now=now,
    )
    return Entered(token, member, codes, phone_key)


async def _phone(
    knock: Knock, staff: Staff, wechat: str | None, *, now: datetime
) -> tuple[UUID, str]:
    """The bound phone; a code of the second factor was right if there is one by now."""
    proven = bool(knock.code) and await second_factor.is_set_up(staff)
    return await staff_phones.admit(
        knock.phone_key,
        staff=staff,
        proven=proven,
        wechat=wechat,
        client=knock.client,
        now=now,
    )


async def begin_enrolment(knock: Knock, *, deps: Dependencies, now: datetime) -> Enrolment:
    """What to tell an authenticator, for who has the right password and no second factor yet."""
    staff, key = await _owner(knock, deps=deps, now=now)
    await sign_in_rests.give_back(key)
    await staff_door.demand_network(staff, knock.address, deps=deps, now=now)
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
        await staff_door.note_failure(staff, knock.address, deps=deps, now=now)
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


async def _demand_password(knock: Knock, staff: Staff, *, deps: Dependencies) -> None:
    if knock.new_password:
        await passwords.demand_strong(knock.new_password, staff=staff, deps=deps)
    elif staff.password_initial:
        raise NewPasswordNeeded


async def _second(knock: Knock, staff: Staff, *, deps: Dependencies, now: datetime) -> list[str]:
    """See to the second factor; the recovery codes if it was set up by this."""
    if await second_factor.is_set_up(staff):
        await staff_door.take_code(staff, knock.code, deps=deps, now=now)
        return []
    if Role(staff.role) not in deps.staff_policy.second_factor_roles:
        return []
    if not knock.code:
        raise EnrolmentNeeded
    return await second_factor.confirm(staff, knock.code, keys=deps.keys, now=now)


async def sign_out(*, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """End the session."""
    await sessions.revoke(by=by, now=now)
    await audit.record(by=by, action="staff_sign_out", outcome="done", now=now)
