"""Citizens sign in: a WeChat session, and the real name once (Art. 9; 9-1, 9-2).

Three ways lead to a verified person, all behind `gateways.identity`: a redirect to the unified
identity provider (`by_redirect.py`, H5), a jump to another mini-program and back with a ticket
(`by_jump.py`), and WeChat's face verification (`by_face.py`).
"""

from datetime import datetime
from uuid import uuid4

from actions import index_keys
from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.people import consents, sessions
from actions.people.verified import (
    Account,
    IdentityUnavailable,
    Phone,
    SignedIn,
    describe,
    signed_in,
)
from gateways.errors import GatewayError, Permanent
from models import WechatAccount
from rules.actors import Citizen
from rules.refusals import Refused


class WechatCodeRefused(Refused):
    """WeChat does not know the login code: it was used already or is too old."""

    code = "wechat_code_refused"


async def with_wechat(*, code: str, phone: Phone, deps: Dependencies, now: datetime) -> SignedIn:
    """WeChat's login code for a session. Later visits need only this.

    Whoever took the consent to the privacy notice back is a stranger until it is given again.
    """
    if deps.gateways.wechat is None:
        raise IdentityUnavailable
    try:
        openid = await deps.gateways.wechat.code_to_session(code)
    except Permanent as error:
        raise WechatCodeRefused from error
    except GatewayError as error:
        raise IdentityUnavailable from error
    account = await _account_of(openid, keys=deps.keys, now=now)
    known = account.evaluator_id
    token = await sessions.open_for_citizen(
        account_id=account.id,
        evaluator_id=known if known and await consents.agrees(known) else None,
        now=now,
        place=sessions.place_of(phone.address, keys=deps.keys),
        client=phone.client,
    )
    return await signed_in(token, deps=deps, now=now)


async def _account_of(openid: str, *, keys: Keyring, now: datetime) -> WechatAccount:
    row = uuid4()
    sealed = keys.seal(openid, WechatAccount, "openid_sealed", row)
    account, _ = await index_keys.get_or_create(
        WechatAccount,
        "openid_index",
        keys.index("openid", openid),
        keys=keys,
        values={"openid_sealed": sealed, "created_at": now},
        row=row,
    )
    return account


async def account(*, by: Citizen, deps: Dependencies) -> Account:
    """Who is signed in on this phone."""
    return await describe(by.evaluator_id, deps=deps)


async def sign_out(*, by: Citizen, deps: Dependencies, now: datetime) -> None:
    """End this phone's session."""
    await sessions.revoke(by=by, now=now)
