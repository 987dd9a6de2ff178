"""Who deals with a message of the outbox, by its topic."""

from datetime import datetime

from actions.channels import sms_delivery
from actions.dependencies import Dependencies
from actions.figures import text_checks
from actions.notices import notices
from models import OutboxMessage


async def deliver(message: OutboxMessage, *, deps: Dependencies, now: datetime) -> None:
    """Deal with one message: `TryLater` and `NotBefore` put it back (7-12, 11-7, 13-7)."""
    if message.topic == text_checks.TOPIC:
        await text_checks.judge(message, deps=deps, now=now)
    elif message.topic in sms_delivery.TOPICS:
        await sms_delivery.deliver(message, deps=deps, now=now)
    else:
        await notices.deliver(message, deps=deps, now=now)
