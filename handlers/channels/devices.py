"""The rating device itself: paired once, asks, sends what was tapped (Art. 7, 8; 7-4)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from actions.services import device_questions
from actions.services.device_questions import Tap
from actions.windows import rating_devices
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from handlers.rating.ratings import Key, Tags
from queries.channels.rating_devices import DeviceState
from rules.actors import Anyone, Device

A_YEAR = 366 * 24 * 3600.0  # seconds a tap can have waited for the network


class PairDevice(Struct, forbid_unknown_fields=True):
    code: Annotated[str, Meta(pattern="^[0-9]{8}$")]


class DevicePaired(Struct, frozen=True):
    """The token is shown this once; the device keeps it."""

    token: str
    state: DeviceState


class SubmitTap(Struct, forbid_unknown_fields=True):
    """`seconds_ago`: since the tap, by the device's own clock, which may be wrong otherwise."""

    key: Key
    service_id: UUID
    service_token: Annotated[str, Meta(min_length=64, max_length=64, pattern="^[0-9a-f]+$")]
    grade: Annotated[str, Meta(max_length=40)]
    tags: Tags = field(default_factory=list)
    seconds_ago: Annotated[float, Meta(ge=0, le=A_YEAR)] = 0.0


@endpoint(
    "POST",
    "/api/device/pair",
    may=May.ANYONE,
    takes=PairDevice,
    gives=DevicePaired,
    errors=("pairing_code_wrong",),
    limit=Limit(20, 600, per="address"),
    status=201,
)
async def pair_device(call: Call[Anyone, PairDevice]) -> DevicePaired:
    """Take the code a hall manager made; it works once and for some minutes."""
    token, device = await rating_devices.pair(
        code=call.body.code, keys=call.deps.keys, by=call.by, now=call.now
    )
    state = await device_questions.state(by=device, deps=call.deps, now=call.now)
    return DevicePaired(token, state)


@endpoint("GET", "/api/device/state", may=May.DEVICE, gives=DeviceState)
async def show_device_state(call: Call[Device, None]) -> DeviceState:
    """Where the device is and what it asks now; the socket says the same by itself."""
    return await device_questions.state(by=call.by, deps=call.deps, now=call.now)


@endpoint(
    "POST",
    "/api/device/ratings",
    may=May.DEVICE,
    takes=SubmitTap,
    gives=Nothing,
    errors=(
        "service_unknown",
        "already_rated",
        "own_institution",
        "unknown_grade",
        "unknown_tag",
        "tag_of_another_grade",
        "busy",
    ),
    status=201,
)
async def submit_tap(call: Call[Device, SubmitTap]) -> Nothing:
    """What was tapped, with the token of the question; sent again, nothing happens twice."""
    sent = call.body
    tap = Tap(
        service_id=sent.service_id,
        service_token=sent.service_token,
        grade=sent.grade,
        tags=sent.tags,
        ago=timedelta(seconds=sent.seconds_ago),
    )
    await device_questions.submit(tap=tap, key=sent.key, by=call.by, deps=call.deps, now=call.now)
    return Nothing()
