"""The real name by way of the unified identity provider: a browser leaves and comes back (9-1)."""

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
from rules.actors import Actor


class RedirectStart(Struct, frozen=True):
    url: str
    state: str


async def start(*, deps: Dependencies, now: datetime) -> RedirectStart:
    """Where the browser goes for the unified identity provider."""
    if deps.gateways.redirect is None:
        raise IdentityUnavailable
    state = await sign_in_flows.begin("redirect", account_id=None, now=now)
    return_to = f"{deps.public_url}/m/pages/sign-in/return"
    return RedirectStart(deps.gateways.redirect.authorize_url(state, return_to), state)


async def finish(
    *,
    code: str,
    state: str,
    notice_version: str,
    by: Actor,
    phone: Phone,
    deps: Dependencies,
    now: datetime,
) -> SignedIn:
    """The code the provider sent back, for a session with a verified real name."""
    demand_notice(notice_version)
    await sign_in_flows.take("redirect", state, now=now)
    if deps.gateways.redirect is None:
        raise IdentityUnavailable
    try:
        person = await deps.gateways.redirect.complete(
            code, f"{deps.public_url}/m/pages/sign-in/return"
        )
    except GatewayError as error:
        refuse(error)
    return await enter(person, by=by, phone=phone, deps=deps, now=now)
