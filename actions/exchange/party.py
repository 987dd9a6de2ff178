"""A party of the exchange, as one that answers or does not (10-4)."""

import random
from datetime import datetime
from uuid import uuid4

from actions.dependencies import Dependencies
from actions.outbox import RetryPolicy
from gateways.errors import GatewayError
from models import ExchangeCode, ExchangeParty
from rules.exchange import Agreement, in_force

PROVINCE = "province"
# A day without an answer must not end in a night of waiting: asked again within the quarter.
RETRY = RetryPolicy(first=5.0, longest=900.0)


async def province() -> ExchangeParty:
    """The row of the provincial system."""
    return await named(PROVINCE)


async def named(name: str) -> ExchangeParty:
    """The row of a party, made the first time it is asked for."""
    made, _ = await ExchangeParty.get_or_create(name=name, defaults={"id": uuid4()})
    return made


async def agreement(*, deps: Dependencies, now: datetime, partner: str = PROVINCE) -> Agreement:
    """The mapping in force with a partner, and the pairs the bureau added (10-5)."""
    pairs = await ExchangeCode.filter(partner=partner).order_by("added_at")
    return in_force(now, deps.mappings, partner).joined(
        (one.name, one.ours, one.theirs) for one in pairs
    )


def is_resting(party: ExchangeParty, now: datetime) -> bool:
    """Whether it failed lately and is not asked again yet."""
    return party.retry_at is not None and party.retry_at > now


async def note_answer(party: ExchangeParty, *, now: datetime) -> None:
    """It answered: whatever was wrong is over."""
    await ExchangeParty.filter(id=party.id).update(
        answered_at=now, failures=0, error="", retry_at=None
    )


async def note_failure(party: ExchangeParty, error: GatewayError, *, now: datetime) -> None:
    """It did not answer, or answered what we cannot read: when it is asked again."""
    failures = party.failures + 1
    await ExchangeParty.filter(id=party.id).update(
        failures=failures,
        failed_at=now,
        error=error.code[:40],
        retry_at=now + RETRY.wait(min(failures, 20), random.random()),  # noqa: S311
    )
