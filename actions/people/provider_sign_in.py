"""Members of staff sign in by the identity provider: the provider says who, our door holds.

Networks, rests, the number of sessions, closed accounts and the second factor are as at the
password's door. The provider's word counts as a second factor only where the settings say which,
and the owner has bound the account.
"""

from datetime import datetime

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.people import (
    provider_flows,
    provider_subjects,
    second_factor,
    sign_in_rests,
    staff_door,
    staff_sign_in,
)
from actions.people.provider_flows import Answer, ProviderExpired
from actions.people.provider_subjects import SubjectUnknown
from actions.people.second_factor import WrongCode
from actions.people.staff_door import BY_PROVIDER, Entered
from actions.trail import audit
from gateways.errors import GatewayError
from models import ProviderFlow, ProviderSubject, Staff, StaffSession
from rules.actors import Anyone, Role, StaffMember
from rules.provider_sign_in import Purpose
from rules.refusals import Refused

SIGN_IN_PATH = "/console/sign-in"


class ProviderTooEarly(Refused):
    """The account has no password of its owner's yet, or lacks the second factor its role needs."""

    code = "provider_too_early"


async def start(*, browser: str, deps: Dependencies, now: datetime) -> str:
    """Where the browser goes. Raises `ProviderOff`, `ProviderAway`."""
    return await provider_flows.begin(Purpose.SIGN_IN, browser, deps=deps, now=now)


async def come_back(
    *, answer: Answer, address: str, client: str, deps: Dependencies, now: datetime
) -> Entered:
    """A session for what the provider sent back. Art. 9 (9-2).

    Raises what `provider_flows.take` raises; `SubjectUnknown`, `OutsideNetwork`,
    `TooManyAttempts`, `ProviderTooEarly`; `SecondFactorNeeded`: the same flow goes on by
    `with_code`.
    """
    try:
        flow, proof = await provider_flows.take(Purpose.SIGN_IN, answer, deps=deps, now=now)
        staff, by_owner = await provider_subjects.owner_of(proof, keys=deps.keys)
    except Refused as error:
        await _note(error, now=now)
        raise
    flow.staff_id = staff.id
    # Whom an administrator has bound shows our own second factor: that one is nobody else's.
    flow.strong = by_owner and proof.acr in provider_flows.provider_of(deps).strong
    await flow.save(update_fields=["staff_id", "strong"])
    return await _enter(flow, staff, "", address, client, deps=deps, now=now)


async def with_code(
    *, answer: Answer, code: str, address: str, client: str, deps: Dependencies, now: datetime
) -> Entered:
    """The second factor of somebody the provider vouched for a moment ago. Art. 9 (9-2).

    Raises `ProviderExpired`, `WrongCode`, and what `come_back` raises of the account.
    """
    provider_flows.provider_of(deps)
    flow = await provider_flows.find(Purpose.SIGN_IN, answer, now=now)
    staff = await Staff.get_or_none(id=flow.staff_id, active=True) if flow.staff_id else None
    if staff is None or flow.ended_at is not None:
        raise ProviderExpired
    return await _enter(flow, staff, code, address, client, deps=deps, now=now)


async def _enter(
    flow: ProviderFlow,
    staff: Staff,
    code: str,
    address: str,
    client: str,
    *,
    deps: Dependencies,
    now: datetime,
) -> Entered:
    await staff_door.demand_network(staff, address, way=BY_PROVIDER, deps=deps, now=now)
    key = sign_in_rests.key_of("login", staff.login, keys=deps.keys)
    await sign_in_rests.claim(key, now=now)
    try:
        await _demand_owner(staff, flow, code, deps=deps, now=now)
    except WrongCode:
        await staff_door.note_failure(staff, address, way=BY_PROVIDER, deps=deps, now=now)
        raise
    except Refused:
        await sign_in_rests.give_back(key)
        raise
    await sign_in_rests.clear(key)
    issuer = provider_flows.provider_of(deps).settings.issuer
    async with in_transaction():
        bound = ProviderSubject.filter(staff_id=staff.id, issuer=issuer).select_for_update()
        if await bound.first() is None:  # unbound since the provider vouched
            raise ProviderExpired
        if await ProviderFlow.filter(id=flow.id, ended_at=None).update(ended_at=now) != 1:
            raise ProviderExpired
        token, member = await staff_door.open_session(
            staff, address, client, way=BY_PROVIDER, deps=deps, now=now
        )
    return Entered(token, member, [], "")


async def _demand_owner(
    staff: Staff, flow: ProviderFlow, code: str, *, deps: Dependencies, now: datetime
) -> None:
    """The account is its owner's by now, and the second factor is there in one way or another."""
    if not staff.password_hash or staff.password_initial:
        raise ProviderTooEarly
    if flow.strong:
        return
    if await second_factor.is_set_up(staff):
        await staff_door.take_code(staff, code, deps=deps, now=now)
    elif Role(staff.role) in deps.staff_policy.second_factor_roles:
        raise ProviderTooEarly


async def sign_out(*, by: StaffMember, deps: Dependencies, now: datetime) -> str:
    """End the session, always; where to go to be signed out of the provider too, or nothing."""
    provider = deps.gateways.staff_provider
    opened = await StaffSession.filter(id=by.session_id, by_provider=True).exists()
    await staff_sign_in.sign_out(by=by, deps=deps, now=now)
    if provider is None or not opened:
        return ""
    try:
        return await provider.leave_url(deps.public_url + SIGN_IN_PATH, now=now)
    except GatewayError:
        return ""


async def _note(error: Refused, *, now: datetime) -> None:
    """What came back and was not believed stands in the trail, with its code and nobody's name."""
    unknown = isinstance(error, SubjectUnknown)
    await audit.record(
        by=Anyone(),
        action=BY_PROVIDER,
        outcome="refused",
        object_kind="staff" if unknown else "",
        reason=error.code,
        now=now,
    )
