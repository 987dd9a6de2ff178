"""Messages: written with what they tell, delivered later by the job loop (Art. 11; 11-7).

Claim, call, record: a claim is an UPDATE that moves `run_at` into the future, so that a crash
frees the message by itself; the claim is committed before anybody outside is called, and no
gateway is ever called inside a transaction.
"""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

import msgspec

from actions.sql.statements import ask, unclaimed
from models import OutboxMessage

LEASE = timedelta(seconds=60)
AT_A_TIME = 5
MOST_ATTEMPTS = 8
FIRST_WAIT = 20.0  # seconds
LONGEST_WAIT = 6 * 3600.0

CLAIM = """UPDATE outbox_message SET state = 'sending', attempts = attempts + 1, run_at = $1
WHERE id IN (SELECT id FROM outbox_message WHERE state IN ('queued', 'sending')
AND run_at <= $2 ORDER BY run_at LIMIT $3{lock}) RETURNING id, created_at"""


class Payload(msgspec.Struct):
    """What a message without a work order is about."""

    about: UUID


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long to wait after the n-th failure: doubling, with jitter, up to a longest."""

    first: float = FIRST_WAIT
    longest: float = LONGEST_WAIT

    def wait(self, attempts: int, jitter: float) -> timedelta:
        """The wait after `attempts` failures; `jitter` between 0 and 1 spreads it by a half."""
        seconds = min(self.first * 2.0 ** (attempts - 1), self.longest)
        return timedelta(seconds=seconds * (0.75 + jitter / 2))


class TryLater(Exception):
    """Some channel failed for the moment; the message's turn comes again."""


@dataclass
class NotBefore(Exception):
    """Whom the message is for is told at a later hour; nothing has failed."""

    at: datetime


async def post(
    *, topic: str, now: datetime, order_id: UUID | None = None, about: UUID | None = None
) -> None:
    """Queue a message about a work order or, by its id, `about` something else.

    Called inside the transaction of what it tells.
    """
    await OutboxMessage.create(
        id=uuid4(),
        topic=topic,
        order_id=order_id,
        payload=msgspec.json.encode(Payload(about)).decode() if about else "{}",
        run_at=now,
        created_at=now,
    )


def out_id(message: OutboxMessage, recipient_id: UUID) -> str:
    """By what a gateway knows a message to somebody again, however often it is handed over.

    It tells nothing of the person, and of nobody the same twice.
    """
    return uuid5(message.id, str(recipient_id)).hex


async def deliver_due(*, deliver: Callable[[OutboxMessage], Awaitable[None]], now: datetime) -> int:
    """Deliver the messages whose turn it is; how many were claimed.

    `deliver` raises `TryLater` when a channel failed for the moment; then the message waits and
    after eight attempts it is dead. `NotBefore` names the hour a message waits for and counts as
    no attempt. Any other exception counts as such a failure too, and is raised again for the log
    once the message is put back.
    """
    claimed = await _claim(now)
    for message_id in claimed:
        message = await OutboxMessage.get(id=message_id)
        try:
            await deliver(message)
        except TryLater:
            await _put_back(message, now)
        except NotBefore as wait:
            await OutboxMessage.filter(id=message_id).update(
                state="queued", run_at=wait.at, attempts=message.attempts - 1
            )
        except Exception:
            await _put_back(message, now)
            raise
        else:
            await OutboxMessage.filter(id=message_id).update(state="sent", done_at=now)
    return len(claimed)


async def _claim(now: datetime) -> list[UUID]:
    found = await ask(CLAIM.format(lock=unclaimed()), [now + LEASE, now, AT_A_TIME])
    found.sort(key=lambda row: str(row["created_at"]))  # an order's messages in their order
    return [UUID(str(row["id"])) for row in found]


async def _put_back(message: OutboxMessage, now: datetime) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        await OutboxMessage.filter(id=message.id).update(state="dead", done_at=now)
        return
    turn = now + RetryPolicy().wait(message.attempts, random.random())  # noqa: S311
    await OutboxMessage.filter(id=message.id).update(state="queued", run_at=turn)
