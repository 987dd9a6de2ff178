"""Self-service terminals as halls and bureaus keep them, and what one shows of itself."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Hall
from models import Kiosk as Row
from queries.channels.rating_devices import DeviceRow, halls_in_reach, row_of
from rules.actors import Kiosk, Role, StaffMember
from rules.refusals import NotFound

LATEST = 10  # revoked ones of a hall that are listed


class HallKiosks(Struct, frozen=True):
    """The kiosks of a hall, and the latest of those that were stopped."""

    hall_id: UUID
    kiosks: list[DeviceRow]
    history: list[DeviceRow]


class KioskState(Struct, frozen=True):
    """What a kiosk shows while nobody uses it; of a closed hall it only says so."""

    name: str
    hall_name: str
    closed: bool
    now: datetime


def kiosks_in_reach(by: StaffMember) -> Q:
    """Of closed halls as well: a kiosk there has to be stopped."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    if by.role is Role.COUNTY_BUREAU:
        return Q(hall__bureau_id=by.bureau_id)
    return Q(hall_id=by.hall_id) | Q(hall__parent_id=by.hall_id)


async def of_hall(hall_id: UUID, *, by: StaffMember, now: datetime) -> HallKiosks:
    """The kiosks of a hall in reach (7-4)."""
    if not await halls_in_reach(by).filter(id=hall_id).exists():
        raise NotFound
    found = await Row.filter(hall_id=hall_id).order_by("added_at")
    gone = [one for one in reversed(found) if not one.active and one.paired_at][:LATEST]
    return HallKiosks(
        hall_id,
        [row_of(one, now) for one in found if one.active],
        [row_of(one, now) for one in gone],
    )


async def state(*, by: Kiosk, now: datetime) -> KioskState:
    """Where the kiosk stands."""
    kiosk = await Row.get(id=by.kiosk_id).select_related("hall")
    return KioskState(kiosk.name, kiosk.hall.name, kiosk.hall.closed_at is not None, now)


async def share_a_roof(one: UUID, other: UUID | None, *, by: Kiosk) -> bool:
    """Whether two halls are one, or a hall and a branch of it, or two branches of one."""
    if other is None or one == other:
        return other is not None
    halls = await Hall.filter(id__in=[one, other])
    roofs = {hall.parent_id or hall.id for hall in halls}
    return len(roofs) == 1
