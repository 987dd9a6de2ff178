"""In which WeChat account a phone of staff is: shown when signing in, and again each half hour.

The index is of a kind of its own: no phone of staff can be told from it to be that of a citizen.
"""

from datetime import datetime

from actions.dependencies import Dependencies
from actions.keys import new_token, token_hash
from actions.people.sign_in import WechatCodeRefused
from actions.people.spent_tokens import SessionEnded
from actions.trail import audit
from gateways.errors import GatewayError, Permanent
from models import StaffSession
from rules.actors import Anyone
from rules.refusals import WechatUnavailable
from rules.staff_sign_in import ended


async def index_of(code: str, *, deps: Dependencies) -> str | None:
    """The WeChat account of a login code; None without a code. Art. 9 (9-2).

    Raises `WechatCodeRefused`, `WechatUnavailable`.
    """
    if not code:
        return None
    if deps.gateways.wechat is None:
        raise WechatUnavailable
    try:
        openid = await deps.gateways.wechat.code_to_session(code)
    except Permanent as error:
        raise WechatCodeRefused from error
    except GatewayError as error:
        raise WechatUnavailable from error
    return deps.keys.index("phone of staff", openid)


async def prove(token: str, code: str, *, deps: Dependencies, now: datetime) -> str:
    """Another token for a session whose phone shows that it is where it was. Art. 9 (9-2).

    Shown in another WeChat account the session ends: somebody has copied the token. Raises
    `SessionEnded` and what `index_of` raises.
    """
    session = await StaffSession.get_or_none(
        token_hash=token_hash(token),
        revoked_at=None,
        staff__active=True,
        phone__ended_at=None,
        proved_at__isnull=False,
    ).select_related("phone")
    if session is None or session.phone is None or _over(session, deps=deps, now=now):
        raise SessionEnded
    standing = StaffSession.filter(id=session.id, token_hash=session.token_hash, revoked_at=None)
    if await index_of(code, deps=deps) != session.phone.wechat_index:
        await standing.update(revoked_at=now)
        await audit.record(
            by=Anyone(),
            action="bring_phone_token",
            outcome="refused",
            object_kind="staff",
            object_id=session.staff_id,
            now=now,
        )
        raise SessionEnded
    fresh = new_token()
    if not await standing.update(token_hash=token_hash(fresh), proved_at=now, seen_at=now):
        raise SessionEnded
    return fresh


def _over(session: StaffSession, *, deps: Dependencies, now: datetime) -> bool:
    return ended(
        seen_at=session.seen_at or session.created_at,
        expires_at=session.expires_at,
        now=now,
        policy=deps.staff_policy,
    )
