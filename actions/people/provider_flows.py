"""To the identity provider of staff and back: bound to a browser, short, and taken once.

Of state and browser only hashes are kept. Nonce and PKCE verifier are made of both, under our key:
nobody finds them in the table, and nobody has them who lacks one of the two.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.keys import new_token, same, token_hash
from gateways.errors import GatewayError, Permanent
from gateways.staff_provider import StaffProvider
from models import ProviderFlow
from rules.provider_sign_in import FLOW, Expected, Proof, Purpose, demand_issuer, proof_of
from rules.refusals import Refused

RETURN_PATH = "/console/sign-in/return"
log = logging.getLogger("haochaping.provider")


class ProviderOff(Refused):
    """No identity provider of staff is configured."""

    code = "provider_off"


class ProviderAway(Refused):
    """The provider is away, slow, talks junk, or is set up wrongly; the password still works."""

    code = "provider_away"


class ProviderRefused(Refused):
    """The provider says no: refused by its user, or the code is used up or over."""

    code = "provider_refused"


class ProviderExpired(Refused):
    """The way back is unknown, over, used already, or of another browser."""

    code = "provider_expired"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser came back with, and the secret it was given when it left."""

    state: str
    browser: str
    code: str = ""
    issuer: str = ""
    error: str = ""

    def __repr__(self) -> str:
        return "Answer()"


def provider_of(deps: Dependencies) -> StaffProvider:
    """The provider. Raises `ProviderOff`."""
    if deps.gateways.staff_provider is None:
        raise ProviderOff
    return deps.gateways.staff_provider


async def begin(
    purpose: Purpose,
    browser: str,
    *,
    staff_id: UUID | None = None,
    deps: Dependencies,
    now: datetime,
) -> str:
    """Where this browser goes. Raises `ProviderOff`, `ProviderAway`."""
    provider = provider_of(deps)
    state = f"{purpose}.{new_token()}"
    try:
        url = await provider.authorize_url(
            state=state,
            nonce=_made("nonce", state, browser, deps=deps),
            verifier=_made("verifier", state, browser, deps=deps),
            return_to=deps.public_url + RETURN_PATH,
            now=now,
        )
    except GatewayError as error:
        _refuse(error)
    await ProviderFlow.create(
        id=uuid4(),
        state_hash=token_hash(state),
        browser_hash=token_hash(browser),
        purpose=purpose,
        staff_id=staff_id,
        expires_at=now + FLOW,
    )
    return url


async def take(
    purpose: Purpose,
    answer: Answer,
    *,
    staff_id: UUID | None = None,
    deps: Dependencies,
    now: datetime,
) -> tuple[ProviderFlow, Proof]:
    """The flow this answer belongs to, used up, and whom the provider vouches for.

    `staff_id`: whose flow it must be; at the door it is nobody's yet.

    Raises `ProviderExpired`, `ProviderRefused`, `ProviderAway`, and what `proof_of` raises.
    """
    provider = provider_of(deps)
    flow = await find(purpose, answer, now=now)
    own = ProviderFlow.filter(id=flow.id, staff_id=staff_id, used_at=None)
    if await own.update(used_at=now) != 1:
        raise ProviderExpired
    if answer.error or not answer.code:
        raise ProviderRefused
    try:
        there = await provider.described(now=now)
        demand_issuer(answer.issuer, provider.settings.issuer, must=there.says_issuer)
        claims = await provider.claims(
            answer.code,
            verifier=_made("verifier", answer.state, answer.browser, deps=deps),
            return_to=deps.public_url + RETURN_PATH,
            now=now,
        )
    except GatewayError as error:
        _refuse(error)
    expected = Expected(
        provider.settings.issuer,
        provider.settings.client_id,
        _made("nonce", answer.state, answer.browser, deps=deps),
    )
    return flow, proof_of(claims, expected, now=now)


async def find(purpose: Purpose, answer: Answer, *, now: datetime) -> ProviderFlow:
    """The flow of a state, for the browser it was begun in. Raises `ProviderExpired`."""
    flow = await ProviderFlow.get_or_none(state_hash=token_hash(answer.state), purpose=purpose)
    if flow is None or flow.expires_at <= now:
        raise ProviderExpired
    if not same(flow.browser_hash, token_hash(answer.browser)):
        raise ProviderExpired
    return flow


def _made(what: str, state: str, browser: str, *, deps: Dependencies) -> str:
    """64 hexadecimal digits, which is a PKCE verifier as RFC 7636 wants one."""
    return deps.keys.index(f"provider {what}", f"{state} {browser}")


def _refuse(error: GatewayError) -> NoReturn:
    """What a failure of the provider is to whoever stands at the door; the log has the code."""
    log.warning("%s", error)
    raise (ProviderRefused if isinstance(error, Permanent) else ProviderAway) from error
