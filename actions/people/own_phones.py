"""A citizen signs out of phones, this one or others: a lost one opens nothing any more (9-6)."""

from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from models import CitizenSession, WechatAccount
from rules.actors import Citizen
from rules.refusals import NotFound


async def end(*, session_id: UUID, by: Citizen, now: datetime) -> None:
    """End one own session. Its WeChat account asks for the real name before it opens another.

    Raises `NotFound`. Art. 9 (9-6; docs/decisions/0067).
    """
    own = CitizenSession.filter(id=session_id, evaluator_id=by.evaluator_id, revoked_at=None)
    session = await own.first()
    async with in_transaction():
        if session is None or not await own.update(revoked_at=now):
            raise NotFound
        if session.account_id:
            await _forget(by, id=session.account_id)
            await CitizenSession.filter(
                account_id=session.account_id, evaluator_id=by.evaluator_id, revoked_at=None
            ).update(revoked_at=now)


async def end_all(*, by: Citizen, now: datetime) -> None:
    """End every own session, this one with them; no WeChat account opens one by itself. (9-6)"""
    async with in_transaction():
        own = CitizenSession.filter(evaluator_id=by.evaluator_id, revoked_at=None)
        await own.update(revoked_at=now)
        await _forget(by)


async def _forget(by: Citizen, **which: UUID) -> None:
    """Without this, WeChat's login code alone would open the next session of a lost phone."""
    await WechatAccount.filter(evaluator_id=by.evaluator_id, **which).update(evaluator_id=None)
