"""Tokens of phones are exchanged for others; one that turns up again later was stolen (9-2)."""

from datetime import datetime

from tortoise.transactions import in_transaction

from actions.keys import new_token, token_hash
from actions.trail import audit
from models import CitizenSession, SpentToken
from rules.actors import Citizen
from rules.citizen_sessions import is_lost_answer
from rules.refusals import Refused

TURNS = 5  # so many may exchange the same one at once before one is sent away


class TokenOld(Refused):
    """The token opens no more; exchanged for another one, the session goes on."""

    code = "token_old"


class SessionEnded(Refused):
    """There is no session of this token (any more): sign in."""

    code = "sign_in_needed"


async def exchange(token: str, *, now: datetime) -> str:
    """Another token for the same session; the one that was shown opens nothing any more.

    Raises `SessionEnded`. Art. 9 (9-2; docs/decisions/0067).
    """
    hashed = token_hash(token)
    for _ in range(TURNS):
        session = await CitizenSession.get_or_none(token_hash=hashed)
        if session is None and await lost_answer(hashed, now=now):
            spent = await SpentToken.get(token_hash=hashed).select_related("session")
            session = spent.session
        if session is None or session.revoked_at is not None or session.expires_at <= now:
            raise SessionEnded
        if fresh := await _replace(session, now=now):
            return fresh
    raise SessionEnded


async def _replace(session: CitizenSession, *, now: datetime) -> str:
    """The new token; empty if somebody else was faster."""
    fresh, before = new_token(), session.token_hash
    async with in_transaction():
        standing = CitizenSession.filter(id=session.id, token_hash=before, revoked_at=None)
        if not await standing.update(token_hash=token_hash(fresh), token_at=now, fresh=True):
            return ""
        await SpentToken.create(token_hash=before, session_id=session.id, spent_at=now)
    return fresh


async def lost_answer(hashed: str, *, now: datetime) -> bool:
    """Whether this token was exchanged and may be once more; if not, its session ends here.

    Two hold what one was given. Which of them is the thief nobody can tell, so both sign in again.
    """
    spent = await SpentToken.get_or_none(token_hash=hashed).select_related("session")
    if spent is None or spent.session.revoked_at is not None:
        return False
    session = spent.session
    if is_lost_answer(spent_at=spent.spent_at, successor_used=not session.fresh, now=now):
        return True
    async with in_transaction():
        if await CitizenSession.filter(id=session.id, revoked_at=None).update(revoked_at=now):
            await audit.record(
                by=Citizen(session.id, session.account_id, session.evaluator_id),
                action="reuse_token",
                outcome="refused",
                now=now,
            )
    return False
