"""Rating devices as halls and bureaus keep them: a code, a name, an end (8-1, 8-4)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.windows import rating_devices
from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from queries.channels import rating_devices as devices
from queries.channels.rating_devices import HallDevices
from rules.actors import StaffMember

Name = Annotated[str, Meta(min_length=2, max_length=40)]
Reason = Annotated[str, Meta(min_length=2, max_length=200)]


class NameDevice(Struct, forbid_unknown_fields=True):
    name: Name


class RevokeDevice(Struct, forbid_unknown_fields=True):
    reason: Reason


class CodeMade(Struct, frozen=True):
    """The code to type on the device, shown this once, and the devices of the hall."""

    code: str
    until: datetime
    devices: HallDevices


@endpoint(
    "GET",
    "/api/halls/{hall_id}/rating-devices",
    may=May.CODE_STAFF,
    gives=HallDevices,
    errors=("not_found",),
)
async def list_rating_devices(call: Call[StaffMember, None], hall_id: UUID) -> HallDevices:
    """The rating devices of a hall by window, those that were stopped as well."""
    return await devices.of_hall(hall_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/rating-devices/{window_id}/pairing-code",
    may=May.CODE_STAFF,
    takes=NameDevice,
    gives=CodeMade,
    errors=("not_found", "device_there"),
    limit=Limit(60, 600),
)
async def make_pairing_code(call: Call[StaffMember, NameDevice], window_id: UUID) -> CodeMade:
    """A one-time code that pairs a device with the window, good for some minutes."""
    made = await rating_devices.make_code(
        window_id=window_id,
        name=call.body.name,
        keys=call.deps.keys,
        by=call.by,
        now=call.now,
    )
    listed = await devices.of_hall(made.hall_id, by=call.by, now=call.now)
    return CodeMade(made.code, made.until, listed)


@endpoint(
    "POST",
    "/api/rating-devices/{device_id}/rename",
    may=May.CODE_STAFF,
    takes=NameDevice,
    gives=HallDevices,
    errors=("not_found",),
)
async def rename_rating_device(call: Call[StaffMember, NameDevice], device_id: UUID) -> HallDevices:
    """Give a device another name."""
    hall_id = await rating_devices.rename(
        device_id=device_id, name=call.body.name, by=call.by, now=call.now
    )
    return await devices.of_hall(hall_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/rating-devices/{device_id}/revoke",
    may=May.CODE_STAFF,
    takes=RevokeDevice,
    gives=HallDevices,
    errors=("not_found",),
)
async def revoke_rating_device(
    call: Call[StaffMember, RevokeDevice], device_id: UUID
) -> HallDevices:
    """Stop a device at once; it asks and sends nothing any more."""
    hall_id = await rating_devices.revoke(
        device_id=device_id, reason=call.body.reason, by=call.by, now=call.now
    )
    await call.deps.fan_out.wake(device_id)
    return await devices.of_hall(hall_id, by=call.by, now=call.now)
