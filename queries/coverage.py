"""Whether every window can be rated: codes by area and level, and the silent ones (Art. 8).

Rating devices join when they come; until then a window without an active code has nothing.
"""

from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.functions import Max

from models import Region, Window, WindowCode, WindowDay
from rules.actors import Role, StaffMember
from rules.institutions import Level

LEVELS = list(Level)


class AreaCoverage(Struct, frozen=True):
    """An area of the own reach, a visible zero where it has no window (8-2)."""

    region_id: UUID
    region_name: str
    level: str
    halls: int
    windows: int
    without_code: int
    silent: int


class UncoveredWindow(Struct, frozen=True):
    """A window nobody can rate, or nobody does. `last_rated` is None for never (8-2, 8-4)."""

    window_id: UUID
    hall_id: UUID
    hall_name: str
    region_name: str
    level: str
    number: str
    name: str
    has_code: bool
    last_rated: date | None


class Coverage(Struct, frozen=True):
    """`silent_days`: a code without a rating for so long is listed as silent."""

    silent_days: int
    areas: list[AreaCoverage]
    windows: list[UncoveredWindow]


async def overview(*, by: StaffMember, today: date, silent_days: int) -> Coverage:
    """Every area in reach with its windows, those without a code and those nobody rates."""
    regions = await Region.filter(await _regions_of(by))
    windows = (
        await Window.filter(_windows_of(by), closed_at=None)
        .order_by("hall__name", "number")
        .select_related("hall__region")
    )
    coded = set(await WindowCode.filter(active=1).values_list("window_id", flat=True))
    rated = await _last_rated()
    since = today - timedelta(days=silent_days)
    listed = [
        _listed(one, one.id in coded, rated.get(one.id))
        for one in windows
        if one.id not in coded or _is_silent(rated.get(one.id), since)
    ]
    return Coverage(
        silent_days, [_area(one, windows, listed) for one in _in_order(regions)], listed
    )


def _windows_of(by: StaffMember) -> Q:
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    return Q(hall__bureau_id=by.bureau_id)


async def _regions_of(by: StaffMember) -> Q:
    """The city's areas are all; a county's the own one and those below it."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    own = await Region.filter(bureaus__id=by.bureau_id).values_list("id", flat=True)
    return Q(id__in=own) | Q(parent_id__in=own) | Q(parent__parent_id__in=own)


async def _last_rated() -> dict[UUID, date]:
    rows = (
        await WindowDay.exclude(series="default")
        .annotate(last=Max("day"))
        .group_by("window_id")
        .values_list("window_id", "last")
    )
    return {window: _day(last) for window, last in rows}


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _is_silent(last: date | None, since: date) -> bool:
    return last is None or last < since


def _in_order(regions: list[Region]) -> list[Region]:
    return sorted(regions, key=lambda one: (LEVELS.index(Level(one.level)), one.name))


def _listed(window: Window, has_code: bool, last: date | None) -> UncoveredWindow:
    hall = window.hall
    return UncoveredWindow(
        window_id=window.id,
        hall_id=hall.id,
        hall_name=hall.name,
        region_name=hall.region.name,
        level=hall.region.level,
        number=window.number,
        name=window.name,
        has_code=has_code,
        last_rated=last,
    )


def _area(region: Region, windows: list[Window], listed: list[UncoveredWindow]) -> AreaCoverage:
    own = [one for one in windows if one.hall.region.id == region.id]
    ids = {one.id for one in own}
    short = [one for one in listed if one.window_id in ids]
    return AreaCoverage(
        region_id=region.id,
        region_name=region.name,
        level=region.level,
        halls=len({one.hall.id for one in own}),
        windows=len(own),
        without_code=sum(not one.has_code for one in short),
        silent=sum(one.has_code for one in short),
    )
