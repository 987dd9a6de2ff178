"""What a city or county bureau may change (4-1, 4-6)."""

from dataclasses import dataclass
from uuid import UUID

from models import Bureau, Institution, Region
from rules.actors import Role, StaffMember
from rules.institutions import Level


@dataclass(frozen=True, slots=True)
class Reach:
    """What a bureau may change: everything, or what it supervises and its own area (4-1)."""

    whole: bool
    bureau_id: UUID | None
    regions: frozenset[UUID]

    def bureau(self, bureau_id: UUID) -> bool:
        return self.whole or bureau_id == self.bureau_id

    def region(self, region_id: UUID) -> bool:
        return self.whole or region_id in self.regions

    def institution(self, one: Institution) -> bool:
        """Supervised by the bureau, or serving in its area as vertical agencies do."""
        return self.bureau(one.bureau_id) or self.region(one.region_id)


async def reach_of(by: StaffMember) -> Reach:
    """The reach of a city or county bureau."""
    if by.role is Role.CITY_BUREAU:
        return Reach(True, by.bureau_id, frozenset())
    own = await Bureau.get(id=by.bureau_id)
    if by.role is Role.SECURITY_ADMIN and own.level == Level.CITY:
        return Reach(True, by.bureau_id, frozenset())
    children: dict[UUID | None, list[UUID]] = {}
    for region in await Region.all():
        children.setdefault(region.parent_id, []).append(region.id)
    found, waiting = set(), [own.region_id]
    while waiting:
        region_id = waiting.pop()
        if region_id not in found:
            found.add(region_id)
            waiting += children.get(region_id, [])
    return Reach(False, by.bureau_id, frozenset(found))
