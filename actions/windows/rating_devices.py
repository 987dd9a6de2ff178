"""Rating devices: given a code, paired with it once, renamed and revoked (Art. 8; 7-4, 8-1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring
from actions.trail import audit
from actions.windows import pairing
from models import RatingDevice, Window
from queries.channels.rating_devices import devices_in_reach, windows_in_reach
from rules.actors import Actor, Anyone, Device, StaffMember
from rules.refusals import NotFound, Refused

PURPOSE = "pairing_code"


class DeviceThere(Refused):
    """The window has a paired device; it has to be revoked before another one comes."""

    code = "device_there"


@dataclass(frozen=True, slots=True)
class PairingCode:
    """What is typed on the device, until when, and the hall whose window it is for."""

    code: str
    until: datetime
    hall_id: UUID


async def make_code(
    *, window_id: UUID, name: str, keys: Keyring, by: StaffMember, now: datetime
) -> PairingCode:
    """A new code for the device of a window in reach; an older one that still waits stops.

    Only its index is stored, so it is shown once. Art. 8 (8-1).
    """
    window = await Window.filter(windows_in_reach(by), id=window_id).first()
    if window is None:
        raise NotFound
    code, waits = pairing.new_code(purpose=PURPOSE, keys=keys, now=now)
    waiting = {**waits, "name": name}
    async with in_transaction():
        renewed = RatingDevice.filter(window_id=window_id, active=1, paired_at=None)
        if not await renewed.update(**waiting):
            await _add(window_id, waiting, now)
        await _audit(window_id, "make_pairing_code", by=by, now=now)
    return PairingCode(code, waits["code_until"], window.hall_id)


async def _add(window_id: UUID, waiting: dict[str, Any], now: datetime) -> None:
    if await RatingDevice.filter(window_id=window_id, active=1).exists():
        raise DeviceThere
    try:
        async with in_transaction():
            await RatingDevice.create(
                id=uuid4(), window_id=window_id, active=1, added_at=now, **waiting
            )
    except IntegrityError:
        raise DeviceThere from None  # a colleague was a moment faster


async def pair(*, code: str, keys: Keyring, by: Actor, now: datetime) -> tuple[str, Device]:
    """Take the code typed on a device: its token, shown once, and what it is now. Art. 8 (8-1).

    Raises `CodeWrong`.
    """
    async with in_transaction():
        token, found = await pairing.take(RatingDevice, code, purpose=PURPOSE, keys=keys, now=now)
        await _audit(found.id, "pair_device", by=by, now=now)
    return token, Device(found.id, found.window_id)


async def identify(token: str, *, now: datetime) -> Actor:
    """The device that holds this token, or `Anyone`; that it was heard of is written down."""
    found = await pairing.holder(RatingDevice, token, now=now)
    return Device(found.id, found.window_id) if found else Anyone()


async def rename(*, device_id: UUID, name: str, by: StaffMember, now: datetime) -> UUID:
    """Another name for a device in reach; its hall."""
    found = await _in_reach(device_id, by=by)
    async with in_transaction():
        await RatingDevice.filter(id=device_id).update(name=name)
        await _audit(device_id, "rename_device", by=by, now=now)
    return found.window.hall_id


async def revoke(*, device_id: UUID, reason: str, by: StaffMember, now: datetime) -> UUID:
    """Stop a device in reach for good, a waiting code as well; its hall. Its ratings stay."""
    found = await _in_reach(device_id, by=by)
    async with in_transaction():
        await pairing.stop(RatingDevice, device_id, reason=reason, now=now)
        await _audit(device_id, "revoke_device", by=by, now=now, reason=reason)
    return found.window.hall_id


async def _in_reach(device_id: UUID, *, by: StaffMember) -> RatingDevice:
    found = RatingDevice.filter(devices_in_reach(by), id=device_id, active=1)
    device = await found.select_related("window").first()
    if device is None:
        raise NotFound
    return device


async def _audit(
    object_id: UUID, action: str, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="window" if action == "make_pairing_code" else "rating_device",
        object_id=object_id,
        outcome="done",
        reason=reason,
        now=now,
    )
