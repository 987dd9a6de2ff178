"""Which service a row of the complaint platform is about, and whose (7-5, 11-1)."""

from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from actions.dependencies import Dependencies
from actions.exchange.received import Unclear
from models import Institution, Region, ServiceRecord
from rules.complaints import Told
from rules.exchange import Held

LONGEST_AREA = 12
LONGEST_CODE = 40


async def service_of(told: Told, told_case: str, *, deps: Dependencies) -> UUID:
    """The service a row names, or one under `told_case` where only the platform knows of it.

    Such a one has no item, window or officer: it stands with the walk-ins, in a series of its own,
    and its order goes to the bureau of the institution. Art. 7, 11 (6-9, 7-5, 11-1; decision 0045).
    Raises `Unclear` for an area or institution nobody knows, and for two that do not fit.
    """
    institution = await _institution(told)
    here = await ServiceRecord.get_or_none(
        project_number=told.project_number, service_number=told.service_number
    )
    record = here or await _only_there(told, told_case, institution, deps=deps)
    if record.institution_id != institution.id:
        raise Unclear(Held.CONTRADICTION, "deptCode")
    return record.id


async def _institution(told: Told) -> Institution:
    # A filter refuses what is longer than its column.
    area = None
    if len(told.area) <= LONGEST_AREA:
        area = await Region.get_or_none(Q(national_code=told.area) | Q(code=told.area))
    elif len(told.area) <= LONGEST_CODE:
        area = await Region.get_or_none(code=told.area)
    if area is None:
        raise Unclear(Held.CODE_UNKNOWN, "area", told.area)
    found = None
    if len(told.institution) <= LONGEST_CODE:
        found = await Institution.get_or_none(code=told.institution).select_related("region")
    if found is None:
        raise Unclear(Held.CODE_UNKNOWN, "institution", told.institution)
    # A city's institution serves in a county, and a county's in a town: one lies in the other.
    if area.id not in await _chain(found.region) and found.region.id not in await _chain(area):
        raise Unclear(Held.CONTRADICTION, "regionCode")
    return found


async def _chain(region: Region) -> set[UUID]:
    """A region and everything it lies in."""
    found = {region.id}
    while region.parent_id is not None:
        region = await Region.get(id=region.parent_id)
        found.add(region.id)
    return found


async def _only_there(
    told: Told, told_case: str, institution: Institution, *, deps: Dependencies
) -> ServiceRecord:
    number: dict[str, Any] = {"project_number": told_case, "service_number": told.service_number}
    known = await ServiceRecord.get_or_none(**number)
    if known is not None:
        return known
    try:
        return await ServiceRecord.create(
            id=uuid4(),
            **number,
            source="walk_in",
            institution_id=institution.id,
            bureau_id=institution.bureau_id,
            ended_at=told.at,
            rule_set=deps.rule_sets.at(told.at, institution.bureau_id).code,
        )
    except IntegrityError:  # told by two rows at once
        return await ServiceRecord.get(**number)
