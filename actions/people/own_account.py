"""What members of staff do with their own account: password, second factor, recovery codes."""

from datetime import datetime

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.people import passwords, second_factor, sign_in_rests, staff_sessions
from actions.people.second_factor import Enrolment, WrongCode
from actions.people.staff_door import SecondFactorNeeded
from actions.trail import audit
from models import Staff
from rules.actors import StaffMember
from rules.refusals import Refused


class WrongOwnPassword(Refused):
    """The present password is wrong; the session stays."""

    code = "wrong_own_password"


class FactorRequired(Refused):
    """The role demands a second factor: it cannot be removed, only reset by somebody else."""

    code = "factor_required"


async def change_password(
    *, current: str, new: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Another password for oneself; every other session of the account ends."""
    staff = await prove(current, by=by, deps=deps, now=now)
    await passwords.demand_strong(new, staff=staff, deps=deps)
    await passwords.set_own(new, staff=staff, deps=deps, now=now)
    await staff_sessions.end_all(staff_id=staff.id, now=now, but=by.session_id)
    await _told("change_password", by=by, now=now)


async def begin_factor(
    *, password: str, by: StaffMember, deps: Dependencies, now: datetime
) -> Enrolment:
    """What to tell an authenticator; it counts once `confirm_factor` has seen a code of it."""
    staff = await prove(password, by=by, deps=deps, now=now)
    return await second_factor.begin(staff, keys=deps.keys, now=now)


async def confirm_factor(
    *, code: str, by: StaffMember, deps: Dependencies, now: datetime
) -> list[str]:
    """The first code; the recovery codes, shown this once."""
    staff = await Staff.get(id=by.staff_id)
    codes = await second_factor.confirm(staff, code, keys=deps.keys, now=now)
    await _told("set_up_factor", by=by, now=now)
    return codes


async def renew_recovery(
    *, password: str, code: str, by: StaffMember, deps: Dependencies, now: datetime
) -> list[str]:
    """New recovery codes; the old ones are void."""
    staff = await prove(password, code, by=by, deps=deps, now=now)
    async with in_transaction():
        codes = await second_factor.renew_recovery(staff, keys=deps.keys)
        await _told("renew_recovery", by=by, now=now)
    return codes


async def remove_factor(
    *, password: str, code: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Do without a second factor, where the role may."""
    if by.role in deps.staff_policy.second_factor_roles:
        raise FactorRequired
    staff = await prove(password, code, by=by, deps=deps, now=now)
    await second_factor.remove(staff)
    await _told("remove_factor", by=by, now=now)


async def prove(
    password: str, code: str | None = None, *, by: StaffMember, deps: Dependencies, now: datetime
) -> Staff:
    """The caller once more, by password and, where `code` is given, by the second factor.

    A session that was left open must not be enough; guesses count as those at the door do.
    """
    staff = await Staff.get(id=by.staff_id)
    key = sign_in_rests.key_of("login", staff.login, keys=deps.keys)
    await sign_in_rests.claim(key, now=now)
    if not await passwords.is_right(password, staff, deps=deps):
        raise WrongOwnPassword
    if code is not None:
        if not await second_factor.is_set_up(staff):
            raise SecondFactorNeeded
        if not await second_factor.take(staff, code, keys=deps.keys, now=now):
            raise WrongCode
    await sign_in_rests.clear(key)
    return staff


async def _told(action: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="staff", object_id=by.staff_id, now=now
    )
