"""The one invitation of an ended service: on the window's device, if one stands there (3-1)."""

from datetime import datetime
from uuid import UUID, uuid4

from actions.keys import Keyring, token_hash
from models import Invitation, RatingDevice, ServiceRecord
from rules.rating_devices import QUESTION_TIME, SILENT_AFTER


async def invite(record: ServiceRecord, *, keys: Keyring, now: datetime) -> UUID | None:
    """Write the invitation, inside the caller's transaction; the device to wake after it."""
    device_id = await _device_at(record, now)
    token = question_token(record.id, keys=keys) if device_id else None
    await Invitation.create(
        id=uuid4(),
        service_record_id=record.id,
        invited_at=now,
        device_id=device_id,
        token_hash=token_hash(token) if token else None,
    )
    return device_id


def question_token(service_id: UUID, *, keys: Keyring) -> str:
    """The token of a service's question: made anew for each look, so only its hash is stored."""
    return keys.index("device_question", str(service_id))


async def _device_at(record: ServiceRecord, now: datetime) -> UUID | None:
    """The device of the window, if it was heard of lately.

    What ended a while ago is asked nobody: the person has left, and the next one stands there.
    """
    if now - record.ended_at >= QUESTION_TIME:
        return None
    there = await RatingDevice.get_or_none(
        window_id=record.window_id, active=1, seen_at__gt=now - SILENT_AFTER
    )
    return there.id if there else None
