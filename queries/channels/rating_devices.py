"""Rating devices: as halls and bureaus keep them, as officers and the device itself see them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import Hall, Invitation, Kiosk, Rating, RatingDevice, Window
from queries.briefs import window_brief
from queries.shapes import WindowBrief
from rules.actors import Device, Role, StaffMember
from rules.rating_devices import QUESTION_TIME, SILENT_AFTER, asked_until
from rules.refusals import NotFound

LATEST = 5  # revoked devices of a window that are listed


class DeviceRow(Struct, frozen=True):
    """A device or kiosk.

    `status`: waiting (has a code), paired, silent (paired, not heard of), revoked.
    """

    id: UUID
    name: str
    status: str
    code_until: datetime | None
    paired_at: datetime | None
    seen_at: datetime | None
    revoked_at: datetime | None
    reason: str


class WindowDevice(Struct, frozen=True):
    """A window with its device, and those it had."""

    window_id: UUID
    device: DeviceRow | None
    history: list[DeviceRow]


class HallDevices(Struct, frozen=True):
    hall_id: UUID
    windows: list[WindowDevice]


class Question(Struct, frozen=True):
    """What the device asks. `token` proves with the answer that it was asked."""

    service_id: UUID
    token: str
    item_name: str
    asked_at: datetime
    seconds_left: float


class DeviceState(Struct, frozen=True):
    """Where the device stands and, for a minute after a service, its question."""

    name: str
    window: WindowBrief
    now: datetime
    question: Question | None


class AskedState(Struct, frozen=True):
    """All an officer learns: "none", "asked" or "done". A question put away is done as well."""

    state: str


def windows_in_reach(by: StaffMember) -> Q:
    """Open windows: the city's all, a county's own, those of a hall and its branches."""
    is_open = Q(closed_at=None, hall__closed_at=None)
    if by.role is Role.CITY_BUREAU:
        return is_open
    if by.role is Role.COUNTY_BUREAU:
        return is_open & Q(hall__bureau_id=by.bureau_id)
    return is_open & (Q(hall_id=by.hall_id) | Q(hall__parent_id=by.hall_id))


def devices_in_reach(by: StaffMember) -> Q:
    """Devices of windows in reach, closed windows as well: a device there has to be stopped."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    if by.role is Role.COUNTY_BUREAU:
        return Q(window__hall__bureau_id=by.bureau_id)
    return Q(window__hall_id=by.hall_id) | Q(window__hall__parent_id=by.hall_id)


async def of_hall(hall_id: UUID, *, by: StaffMember, now: datetime) -> HallDevices:
    """The devices of a hall in reach by window (8-1, 8-4)."""
    windows = await Window.filter(windows_in_reach(by), hall_id=hall_id).order_by("number")
    if not windows and not await halls_in_reach(by).filter(id=hall_id).exists():
        raise NotFound
    found = RatingDevice.filter(devices_in_reach(by), window__hall_id=hall_id)
    devices = await found.order_by("-added_at")
    return HallDevices(hall_id, [_of_window(one, devices, now) for one in windows])


def halls_in_reach(by: StaffMember) -> QuerySet[Hall]:
    """Open halls: the city's all, a county's own, a manager's with its branches."""
    halls = Hall.filter(closed_at=None)
    if by.role is Role.COUNTY_BUREAU:
        return halls.filter(bureau_id=by.bureau_id)
    if by.role is Role.HALL_MANAGER:
        return halls.filter(Q(id=by.hall_id) | Q(parent_id=by.hall_id))
    return halls


def _of_window(window: Window, devices: list[RatingDevice], now: datetime) -> WindowDevice:
    own = [one for one in devices if one.window_id == window.id]
    there = next((one for one in own if one.active), None)
    gone = [one for one in own if not one.active and one.paired_at][:LATEST]
    return WindowDevice(
        window.id, row_of(there, now) if there else None, [row_of(one, now) for one in gone]
    )


def row_of(one: RatingDevice | Kiosk, now: datetime) -> DeviceRow:
    """A device or kiosk as it is listed."""
    return DeviceRow(
        id=one.id,
        name=one.name,
        status=_status(one, now),
        code_until=one.code_until,
        paired_at=one.paired_at,
        seen_at=one.seen_at,
        revoked_at=one.revoked_at,
        reason=one.reason,
    )


def _status(one: RatingDevice | Kiosk, now: datetime) -> str:
    if not one.active:
        return "revoked"
    if one.paired_at is None:
        return "waiting"
    heard = one.seen_at is not None and now - one.seen_at < SILENT_AFTER
    return "paired" if heard else "silent"


async def state(*, by: Device, now: datetime, token_of: Callable[[UUID], str]) -> DeviceState:
    """What the device shows now: the latest question if its time is not over, or none (3-1)."""
    device = await RatingDevice.get(id=by.device_id).select_related("window__hall")
    window = window_brief(device.window)
    assert window is not None
    return DeviceState(device.name, window, now, await _question(by, now, token_of))


async def _question(by: Device, now: datetime, token_of: Callable[[UUID], str]) -> Question | None:
    """An older question gives way to a newer one: the person it was for has left."""
    asked = await (
        Invitation.filter(device_id=by.device_id, invited_at__gt=now - QUESTION_TIME)
        .order_by("-invited_at")
        .select_related("service_record__item")
        .first()
    )
    if asked is None or await _rated(asked.service_record_id):
        return None
    item = asked.service_record.item
    return Question(
        service_id=asked.service_record_id,
        token=token_of(asked.service_record_id),
        item_name=item.name if item else "",
        asked_at=asked.invited_at,
        seconds_left=(asked_until(asked.invited_at) - now).total_seconds(),
    )


async def _rated(service_id: UUID) -> bool:
    return await Rating.filter(service_record_id=service_id, opinion__gte=1).exists()


async def asked(service_id: UUID, *, by: StaffMember, now: datetime) -> AskedState:
    """How far the question of an own service is, for the officer who ended it.

    No grade, and answered reads like put away: nobody is to be pressed (3-2, 3-6).
    """
    found = await Invitation.get_or_none(
        service_record_id=service_id, service_record__officer_id=by.staff_id
    )
    if found is None:
        raise NotFound
    if found.device_id is None:
        return AskedState("none")
    over = now >= asked_until(found.invited_at) or await _rated(service_id)
    return AskedState("done" if over else "asked")
