"""The one invitation of an ended service: on the window's device, if one stands there (3-1)."""

from collections.abc import Collection
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
    if record.window_id is None or not is_fresh(record.ended_at, now):
        return None
    return (await devices_at([record.window_id], now=now)).get(record.window_id)


def is_fresh(ended_at: datetime, now: datetime) -> bool:
    """What ended a while ago is asked nobody: the person has left, the next one stands there."""
    return now - ended_at < QUESTION_TIME


async def devices_at(windows: Collection[UUID], *, now: datetime) -> dict[UUID, UUID]:
    """The devices of these windows that were heard of lately, by window."""
    there = RatingDevice.filter(window_id__in=windows, active=1, seen_at__gt=now - SILENT_AFTER)
    return dict(await there.values_list("window_id", "id"))
