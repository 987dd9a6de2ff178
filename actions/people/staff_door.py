"""What every way in has in common: from where, how often wrong, and the session that is opened."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.people import second_factor, sessions, sign_in_rests, staff_sessions
from actions.people.second_factor import WrongCode
from actions.trail import audit
from models import Staff
from rules.actors import Anyone, Role, StaffMember
from rules.networks import OutsideNetwork
from rules.refusals import Refused

# The steps of the trail, a way in each.
BY_DOOR = "staff_sign_in"
BY_PROVIDER = "provider_sign_in"


class SecondFactorNeeded(Refused):
    """A code of the authenticator, or a recovery code, is asked for as well."""

    code = "second_factor_needed"


class Entered(Struct, frozen=True):
    """`recovery_codes` are there once, when a second factor was set up just now."""

    token: str
    member: StaffMember
    recovery_codes: list[str]
    phone_key: str  # for the phone to keep; empty at a desk

    def __repr__(self) -> str:
        return "Entered()"


async def demand_network(
    staff: Staff, address: str, *, way: str = BY_DOOR, deps: Dependencies, now: datetime
) -> None:
    """Told only to who has shown whose account it is: a stranger learns nothing of one."""
    if await deps.networks.admits(staff, address, now=now):
        return
    await _note(staff, way, "outside_network", now=now)
    raise OutsideNetwork


async def take_code(staff: Staff, code: str, *, deps: Dependencies, now: datetime) -> None:
    """Use up a code of the second factor. Raises `SecondFactorNeeded`, `WrongCode`."""
    if not code:
        raise SecondFactorNeeded
    if not await second_factor.take(staff, code, keys=deps.keys, now=now):
        raise WrongCode


async def note_failure(
    staff: Staff | None,
    address: str,
    *,
    way: str = BY_DOOR,
    deps: Dependencies,
    now: datetime,
) -> None:
    """One more wrong answer from an address, in the trail as well."""
    address_key = sign_in_rests.key_of("address", address, keys=deps.keys)
    await sign_in_rests.failed_at(address_key, now=now)
    await _note(staff, way, "refused", now=now)


async def open_session(
    staff: Staff,
    address: str,
    client: str,
    *,
    way: str = BY_DOOR,
    phone_id: UUID | None = None,
    in_wechat: bool = False,
    deps: Dependencies,
    now: datetime,
) -> tuple[str, StaffMember]:
    """A session of the account, and its token."""
    async with in_transaction():
        token, session_id = await staff_sessions.open_for_staff(
            staff_id=staff.id,
            now=now,
            policy=deps.staff_policy,
            place=sessions.place_of(address, keys=deps.keys),
            client=client,
            phone_id=phone_id,
            by_provider=way == BY_PROVIDER,
            in_wechat=in_wechat,
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
        await audit.record(by=member, action=way, outcome="done", now=now)
    return token, member


async def _note(staff: Staff | None, way: str, outcome: str, *, now: datetime) -> None:
    await audit.record(
        by=Anyone(),
        action=way,
        outcome=outcome,
        object_kind="staff",
        object_id=staff.id if staff else "",
        now=now,
    )
