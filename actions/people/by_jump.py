"""The real name by way of another mini-program, without a face: a ticket comes back (9-1)."""

from datetime import datetime

from msgspec import Struct

from actions.dependencies import Dependencies
from actions.people import sign_in_flows
from actions.people.verified import (
    IdentityUnavailable,
    Phone,
    SignedIn,
    demand_notice,
    enter,
    refuse,
)
from gateways.errors import GatewayError
from rules.actors import Citizen


class JumpStart(Struct, frozen=True):
    app_id: str
    path: str
    state: str


async def start(*, by: Citizen, deps: Dependencies, now: datetime) -> JumpStart:
    """Which mini-program the phone opens for the real name, without face."""
    if deps.gateways.jump is None:
        raise IdentityUnavailable
    state = await sign_in_flows.begin("jump", account_id=by.account_id, now=now)
    app_id, path = deps.gateways.jump.start(state)
    return JumpStart(app_id, path, state)


async def finish(
    *,
    ticket: str,
    state: str,
    notice_version: str,
    by: Citizen,
    phone: Phone,
    deps: Dependencies,
    now: datetime,
) -> SignedIn:
    """The ticket the other mini-program came back with."""
    demand_notice(notice_version)
    flow = await sign_in_flows.take("jump", state, now=now)
    if deps.gateways.jump is None or flow.account_id != by.account_id:
        raise sign_in_flows.SignInExpired
    try:
        person = await deps.gateways.jump.complete(ticket)
    except GatewayError as error:
        refuse(error)
    return await enter(person, by=by, phone=phone, deps=deps, now=now)
