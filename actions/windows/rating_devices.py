"""Rating devices: given a code, paired with it once, renamed and revoked (Art. 8; 7-4, 8-1)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring, new_token, token_hash
from actions.trail import audit
from models import RatingDevice, Window
from queries.rating_devices import devices_in_reach, windows_in_reach
from rules.actors import Actor, Anyone, Device, StaffMember
from rules.rating_devices import CODE_DIGITS, CODE_TIME
from rules.refusals import NotFound, Refused

SEEN_AGAIN = timedelta(seconds=30)  # a beat is written down at most so often


class CodeWrong(Refused):
    """No device waits with this code (any more): mistyped, used or too old."""

    code = "pairing_code_wrong"


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
    code, until = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}", now + CODE_TIME
    waiting = {"code_index": _index(code, keys), "code_until": until, "name": name}
    async with in_transaction():
        renewed = RatingDevice.filter(window_id=window_id, active=1, paired_at=None)
        if not await renewed.update(**waiting):
            await _add(window_id, waiting, now)
        await _audit(window_id, "make_pairing_code", by=by, now=now)
    return PairingCode(code, until, window.hall_id)


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

    Whoever is first has the device; the code is gone with the same statement.
    """
    waiting = RatingDevice.filter(code_index=_index(code, keys), code_until__gt=now, active=1)
    token = new_token()
    hashed = token_hash(token)
    async with in_transaction():
        paired = {"token_hash": hashed, "paired_at": now, "seen_at": now}
        if not await waiting.update(code_index=None, code_until=None, **paired):
            raise CodeWrong
        found = await RatingDevice.get(token_hash=hashed)
        await _audit(found.id, "pair_device", by=by, now=now)
    return token, Device(found.id, found.window_id)


async def identify(token: str, *, now: datetime) -> Actor:
    """The device that holds this token, or `Anyone`; that it was heard of is written down."""
    found = await RatingDevice.get_or_none(token_hash=token_hash(token), active=1)
    if found is None:
        return Anyone()
    if found.seen_at is None or now - found.seen_at >= SEEN_AGAIN:
        await RatingDevice.filter(id=found.id).update(seen_at=now)
    return Device(found.id, found.window_id)


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
        stopped = RatingDevice.filter(id=device_id, active=1)
        if not await stopped.update(
            active=None, revoked_at=now, reason=reason, code_index=None, code_until=None
        ):
            raise NotFound
        await _audit(device_id, "revoke_device", by=by, now=now, reason=reason)
    return found.window.hall_id


async def _in_reach(device_id: UUID, *, by: StaffMember) -> RatingDevice:
    found = RatingDevice.filter(devices_in_reach(by), id=device_id, active=1)
    device = await found.select_related("window").first()
    if device is None:
        raise NotFound
    return device


def _index(code: str, keys: Keyring) -> str:
    """Eight digits are soon guessed from a plain hash; from this one not without the key."""
    return keys.index("pairing_code", code)


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
