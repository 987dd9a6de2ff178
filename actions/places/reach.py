"""Places within a bureau's reach, found and locked (4-1, 4-6)."""

from typing import Any
from uuid import UUID

from actions.reach import reach_of
from models import Bureau, Hall, Institution, Region, Window
from rules.actors import Role, StaffMember
from rules.refusals import NotFound, Refused


class OutOfReach(Refused):
    """The form names a bureau, region or institution the county does not answer for."""

    code = "place_out_of_reach"


def own(by: StaffMember, column: str = "bureau_id") -> dict[str, Any]:
    """A filter for rows with a bureau: the city's are all, a county's those of its own."""
    return {} if by.role is Role.CITY_BUREAU else {column: by.bureau_id}


async def institution(institution_id: UUID, *, by: StaffMember) -> Institution:
    """An institution in reach, locked until the transaction ends."""
    rows = Institution.filter(id=institution_id, **own(by)).select_for_update()
    found = await rows.first()
    if found is None:
        raise NotFound
    return found


async def hall(hall_id: UUID, *, by: StaffMember) -> Hall:
    """A hall in reach, locked until the transaction ends."""
    found = await Hall.filter(id=hall_id, **own(by)).select_for_update().first()
    if found is None:
        raise NotFound
    return found


async def window(window_id: UUID, *, by: StaffMember) -> Window:
    """A window in reach, with its hall and institution."""
    rows = Window.filter(id=window_id, **own(by, "hall__bureau_id"))
    found = await rows.select_related("hall", "institution").first()
    if found is None:
        raise NotFound
    return found


async def check(
    *, by: StaffMember, bureau_id: UUID | None = None, region_id: UUID | None = None
) -> tuple[Bureau | None, Region | None]:
    """The bureau and region a place may be given to: a county gives none away."""
    reach = await reach_of(by)
    bureau = await Bureau.get_or_none(id=bureau_id) if bureau_id else None
    region = await Region.get_or_none(id=region_id) if region_id else None
    if bureau is not None and not reach.bureau(bureau.id):
        raise OutOfReach
    if region is not None and not reach.region(region.id):
        raise OutOfReach
    return bureau, region


async def serving(institution_id: UUID, *, by: StaffMember) -> Institution | None:
    """An institution that may serve at a window: supervised, or stationed in the own area."""
    found = await Institution.get_or_none(id=institution_id)
    if found is not None and not (await reach_of(by)).institution(found):
        raise OutOfReach
    return found
