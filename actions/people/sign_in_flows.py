"""Verifications under way: begun with a state nobody can guess, taken up again once."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from actions.keys import new_token, token_hash
from models import SignInFlow
from rules.refusals import Refused

FLOW_MINUTES = 15


class SignInExpired(Refused):
    """The verification was started too long ago, or was used already."""

    code = "sign_in_expired"


async def begin(
    way: str,
    *,
    account_id: UUID | None,
    now: datetime,
    row: UUID | None = None,
    state: str | None = None,
    person_sealed: bytes | None = None,
    notice_version: str = "",
) -> str:
    """Start a verification; the state that comes back with the citizen, stored only as a hash.

    WeChat's face verification brings an id of its own, which is its state; what is sealed is bound
    to its row, whose id comes with it.
    """
    state = state or new_token()
    await SignInFlow.create(
        id=row or uuid4(),
        state_hash=token_hash(state),
        way=way,
        account_id=account_id,
        person_sealed=person_sealed,
        notice_version=notice_version,
        expires_at=now + timedelta(minutes=FLOW_MINUTES),
    )
    return state


async def take(way: str, state: str, *, now: datetime) -> SignInFlow:
    """The flow of this state, used up: of two returns only one gets it."""
    flow = await SignInFlow.get_or_none(state_hash=token_hash(state), way=way)
    if flow is None or flow.expires_at < now:
        raise SignInExpired
    if await SignInFlow.filter(id=flow.id, used_at=None).update(used_at=now) != 1:
        raise SignInExpired
    return flow
