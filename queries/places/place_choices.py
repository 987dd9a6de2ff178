"""What the forms of 机构与窗口 offer to choose from: regions and bureaus in reach."""

from uuid import UUID

from msgspec import Struct

from models import Bureau, Region
from rules.actors import Role, StaffMember


class RegionChoice(Struct, frozen=True):
    id: UUID
    name: str
    level: str
    parent_id: UUID | None


class BureauChoice(Struct, frozen=True):
    id: UUID
    name: str
    level: str


class PlaceChoices(Struct, frozen=True):
    regions: list[RegionChoice]  # from the top down
    bureaus: list[BureauChoice]
    today: str  # ISO, Asia/Shanghai: the day the server's clock shows


async def place_choices(*, by: StaffMember, today: str) -> PlaceChoices:
    """The whole city for the city, the own area for a county."""
    bureaus = await Bureau.all().order_by("level", "name")
    regions = await Region.all().order_by("name")
    children: dict[UUID | None, list[Region]] = {}
    for region in regions:
        children.setdefault(region.parent_id, []).append(region)
    own = [one for one in bureaus if one.id == by.bureau_id]
    if by.role is Role.CITY_BUREAU:
        top, own = children.get(None, []), bureaus
    else:
        top = [one for one in regions if one.id == own[0].region_id]
    return PlaceChoices(
        regions=[_region(one) for one in _down(top, children)],
        bureaus=[BureauChoice(one.id, one.name, one.level) for one in own],
        today=today,
    )


def _down(top: list[Region], children: dict[UUID | None, list[Region]]) -> list[Region]:
    found: list[Region] = []
    for region in top:
        found += [region, *_down(children.get(region.id, []), children)]
    return found


def _region(one: Region) -> RegionChoice:
    return RegionChoice(one.id, one.name, one.level, one.parent_id)
