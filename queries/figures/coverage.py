"""Whether every window can be rated: codes by level, area and hall, and the silent ones (Art. 8).

A paired rating device does for a window what a code does.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q, RawSQL

from models import Hall, RatingDevice, Region, Window, WindowCode
from rules.actors import Role, StaffMember
from rules.institutions import Level

LEVELS = list(Level)
A_PAGE = 50
COLUMNS = (
    *("id", "number", "name", "last_rated"),
    *("hall_id", "hall__name", "hall__region_id", "hall__region__name", "hall__region__level"),
)
# From the end of the index of each window, however long its history is.
LAST_RATED = RawSQL(
    """(SELECT MAX(d.day) FROM window_day d WHERE d.window_id = "window".id
    AND d.series <> 'default')"""
)


class Show(StrEnum):
    """Which windows are listed."""

    LACKING = "lacking"  # without a code, or with one nobody uses
    WITHOUT_CODE = "without_code"
    SILENT = "silent"
    ALL = "all"


class Sort(StrEnum):
    """By place, or by how long nobody has rated: never first."""

    PLACE = "place"
    LAST_RATED = "last_rated"


class Sight(Struct, frozen=True):
    """What is looked at. `silent_days`: a code without a rating for so long is silent."""

    silent_days: int
    show: Show = Show.LACKING
    level: Level | None = None
    region_id: UUID | None = None
    hall_id: UUID | None = None
    sort: Sort = Sort.PLACE
    page: int | None = 1  # None: all of them


class CoverageCount(Struct, frozen=True):
    """Open windows, those with neither code nor device, and those where nobody rates (8-2, 8-4)."""

    windows: int
    without_code: int
    silent: int


class AreaCoverage(Struct, frozen=True):
    """An area of the own reach, a visible zero where it has no window (8-2)."""

    region_id: UUID
    region_name: str
    level: Level
    halls: int
    count: CoverageCount


class HallCoverage(Struct, frozen=True):
    """A hall or branch hall of the area looked at."""

    hall_id: UUID
    hall_name: str
    count: CoverageCount


class CoveredWindow(Struct, frozen=True):
    """A window, its code or device and when it was last rated; `last_rated` is None for never.

    8-4.
    """

    window_id: UUID
    hall_id: UUID
    hall_name: str
    region_id: UUID
    region_name: str
    level: Level
    number: str
    name: str
    short_number: str | None  # None: without an active code
    has_device: bool  # paired, heard of lately or not
    last_rated: date | None
    silent: bool


class Coverage(Struct, frozen=True):
    """`areas` are all in reach; `halls` those of the area asked for; `windows` a page."""

    silent_days: int
    areas: list[AreaCoverage]
    halls: list[HallCoverage]
    total: int
    windows: list[CoveredWindow]


async def overview(*, by: StaffMember, today: date, sight: Sight) -> Coverage:
    """Every area in reach with its windows, those without a code and those nobody rates."""
    regions = await Region.filter(await _regions_of(by))
    windows = await _windows(by, today - timedelta(days=sight.silent_days))
    listed = [one for one in windows if _shown(one, sight)]
    if sight.sort is Sort.LAST_RATED:
        listed.sort(key=lambda one: one.last_rated or date.min)
    start = ((sight.page or 1) - 1) * A_PAGE
    return Coverage(
        silent_days=sight.silent_days,
        areas=_areas(_in_order(regions), windows),
        halls=await _halls(sight.region_id, by, windows) if sight.region_id else [],
        total=len(listed),
        windows=listed[start : start + A_PAGE] if sight.page else listed,
    )


def _own(by: StaffMember, bureau: str) -> dict[str, Any]:
    """The city's are all; a county bureau's its own."""
    return {} if by.role is Role.CITY_BUREAU else {bureau: by.bureau_id}


async def _regions_of(by: StaffMember) -> Q:
    """The city's areas are all; a county's the own one and those below it."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    own = await Region.filter(bureaus__id=by.bureau_id).values_list("id", flat=True)
    return Q(id__in=own) | Q(parent_id__in=own) | Q(parent__parent_id__in=own)


async def _windows(by: StaffMember, since: date) -> list[CoveredWindow]:
    """All open windows in reach, by level, area, hall and number."""
    codes = WindowCode.filter(active=1).values_list("window_id", "short_number")
    coded = dict(await codes)
    devices = RatingDevice.filter(active=1).exclude(paired_at=None)
    asked = set(await devices.values_list("window_id", flat=True))
    found = Window.filter(**_own(by, "hall__bureau_id"), closed_at=None)
    rows = await found.annotate(last_rated=LAST_RATED).values(*COLUMNS)
    return sorted((_row(one, coded, asked, since) for one in rows), key=_place)


def _place(one: CoveredWindow) -> tuple[int, str, str, str]:
    return LEVELS.index(one.level), one.region_name, one.hall_name, one.number


def _row(
    row: dict[str, Any], coded: dict[UUID, str], asked: Collection[object], since: date
) -> CoveredWindow:
    last, short, has_device = row["last_rated"], coded.get(row["id"]), row["id"] in asked
    if isinstance(last, str):  # SQLite has no days of its own
        last = date.fromisoformat(last)
    return CoveredWindow(
        window_id=row["id"],
        hall_id=row["hall_id"],
        hall_name=row["hall__name"],
        region_id=row["hall__region_id"],
        region_name=row["hall__region__name"],
        level=Level(row["hall__region__level"]),
        number=row["number"],
        name=row["name"],
        short_number=short,
        has_device=has_device,
        last_rated=last,
        silent=(short is not None or has_device) and (last is None or last < since),
    )


def lacks(one: CoveredWindow) -> bool:
    """Whether nobody can rate at this window: neither code nor device (8-1)."""
    return one.short_number is None and not one.has_device


def _shown(one: CoveredWindow, sight: Sight) -> bool:
    places = (
        (sight.level, one.level),
        (sight.region_id, one.region_id),
        (sight.hall_id, one.hall_id),
    )
    if any(asked is not None and asked != own for asked, own in places):
        return False
    without = lacks(one)
    return {
        Show.ALL: True,
        Show.LACKING: without or one.silent,
        Show.WITHOUT_CODE: without,
        Show.SILENT: one.silent,
    }[sight.show]


def _in_order(regions: list[Region]) -> list[Region]:
    return sorted(regions, key=lambda one: (LEVELS.index(Level(one.level)), one.name))


def _count(windows: Iterable[CoveredWindow]) -> CoverageCount:
    rows = list(windows)
    return CoverageCount(
        windows=len(rows),
        without_code=sum(lacks(one) for one in rows),
        silent=sum(one.silent for one in rows),
    )


def _areas(regions: list[Region], windows: list[CoveredWindow]) -> list[AreaCoverage]:
    own: dict[UUID, list[CoveredWindow]] = {region.id: [] for region in regions}
    for window in windows:
        own.setdefault(window.region_id, []).append(window)
    return [
        AreaCoverage(
            region_id=region.id,
            region_name=region.name,
            level=Level(region.level),
            halls=len({one.hall_id for one in own[region.id]}),
            count=_count(own[region.id]),
        )
        for region in regions
    ]


async def _halls(
    region_id: UUID, by: StaffMember, windows: list[CoveredWindow]
) -> list[HallCoverage]:
    """The open halls of an area, those without a window as well."""
    halls = Hall.filter(**_own(by, "bureau_id"), region_id=region_id, closed_at=None)
    return [
        HallCoverage(
            hall_id=one.id,
            hall_name=one.name,
            count=_count(row for row in windows if row.hall_id == one.id),
        )
        for one in await halls.order_by("name")
    ]
