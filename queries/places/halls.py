"""Halls and windows as bureaus keep them: where they are, whose, what happened to them (Art. 8)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Hall, Window
from queries.places.place_history import PlaceFact, history, of_windows, version_of
from rules.actors import Role, StaffMember
from rules.refusals import NotFound


class HallPlace(Struct, frozen=True):
    id: UUID
    code: str
    name: str
    address: str
    region_id: UUID
    region_name: str
    bureau_id: UUID
    bureau_name: str
    parent_id: UUID | None
    parent_name: str | None  # of a branch hall
    latitude: float | None  # in degrees, as maps in China show them; both or neither
    longitude: float | None
    closed_at: datetime | None


class HallPlaces(Struct, frozen=True):
    halls: list[HallPlace]


class WindowPlace(Struct, frozen=True):
    id: UUID
    number: str
    name: str
    institution_id: UUID
    institution_name: str
    closed_at: datetime | None
    version: int
    facts: list[PlaceFact]


class HallView(Struct, frozen=True):
    """A hall with its windows, closed ones last."""

    hall: HallPlace
    version: int
    facts: list[PlaceFact]
    windows: list[WindowPlace]


def in_reach(by: StaffMember) -> Q:
    """The city sees all, a county those of its own bureau (4-1)."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    return Q(bureau_id=by.bureau_id)


async def hall_places(*, by: StaffMember) -> HallPlaces:
    """Halls in reach, open ones first."""
    found = await Hall.filter(in_reach(by)).select_related("region", "bureau", "parent")
    ordered = sorted(found, key=lambda one: (one.closed_at is not None, one.name))
    return HallPlaces([_hall(one) for one in ordered])


async def hall_place(hall_id: UUID, *, by: StaffMember) -> HallView:
    """One hall in reach with its windows and what happened to all of them."""
    found = await Hall.filter(in_reach(by), id=hall_id).select_related("region", "bureau", "parent")
    if not found:
        raise NotFound
    windows = await Window.filter(hall_id=hall_id).select_related("institution")
    ordered = sorted(windows, key=lambda one: (one.closed_at is not None, one.number))
    facts = await history(by=by, hall_id=hall_id)
    of_each = await of_windows([one.id for one in ordered], by=by)
    return HallView(
        hall=_hall(found[0]),
        version=version_of(facts),
        facts=facts,
        windows=[_window(one, of_each.get(one.id, [])) for one in ordered],
    )


def _hall(one: Hall) -> HallPlace:
    return HallPlace(
        id=one.id,
        code=one.code,
        name=one.name,
        address=one.address,
        region_id=one.region_id,
        region_name=one.region.name,
        bureau_id=one.bureau_id,
        bureau_name=one.bureau.name,
        parent_id=one.parent_id,
        parent_name=one.parent.name if one.parent else None,
        latitude=one.latitude,
        longitude=one.longitude,
        closed_at=one.closed_at,
    )


def _window(one: Window, facts: list[PlaceFact]) -> WindowPlace:
    return WindowPlace(
        id=one.id,
        number=one.number,
        name=one.name,
        institution_id=one.institution_id,
        institution_name=one.institution.name,
        closed_at=one.closed_at,
        version=version_of(facts),
        facts=facts,
    )
