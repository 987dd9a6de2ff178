"""What the keys of a statistic are called, and which rows are there even when they are empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tortoise.expressions import Q

from models import Bureau, Hall, Institution, ServiceItem, Window
from rules.actors import Role, StaffMember
from rules.institutions import Kind, Level
from rules.rating import Channel


@dataclass(slots=True)
class Named:
    """Names and notes by key; `institution_key` folds an institution into its row."""

    group: str
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    always: list[str] = field(default_factory=list)
    institution_key: dict[str, str] = field(default_factory=dict)
    as_of_now: bool = False

    def fold(self, key: tuple[Any, ...]) -> str:
        """The row a rollup's key belongs to."""
        if self.group == "region":
            office, bureau = str(key[0]), str(key[1])
            return self.institution_key.get(office, bureau) if self.as_of_now else bureau
        if self.group in ("level", "kind"):
            return self.institution_key.get(str(key[0]), "")
        if self.group == "month":
            return f"{key[0]:%Y-%m}"
        return str(key[0])

    def told(self, key: str) -> tuple[str, str]:
        """The name of a row and its note; codes and times speak for themselves."""
        return self.names.get(key, (key, ""))

    def order(self, key: str) -> tuple[int, str]:
        """Where a row stands in a table that has an order of its own."""
        return (self.always.index(key) if key in self.always else len(self.always), key)


async def names_of(
    group: str, *, by: StaffMember, conditions: Mapping[str, Any], as_of_now: bool
) -> Named:
    """The names for a grouping, in reach of the caller."""
    named = Named(group, as_of_now=as_of_now)
    if group in ("region", "level", "kind", "institution"):
        await _institutions(named, by, conditions)
    elif group == "hall":
        await _halls(named, by, conditions)
    elif group == "window":
        await _windows(named, by, conditions)
    elif group == "item":
        items = ServiceItem.all().values_list("id", "name", "institution__name")
        named.names = {str(id): (name, office) for id, name, office in await items}
    elif group == "channel":
        named.always = [str(one) for one in Channel if one is not Channel.SYSTEM_DEFAULT]
    return named


def _asked(row: Any, conditions: Mapping[str, Any]) -> bool:
    """Whether a place is one the conditions ask for: others are no rows, not even empty ones."""
    own = {"bureau_id": row.bureau_id, f"{type(row).__name__.lower()}_id": row.id}
    return all(own[name] == value for name, value in conditions.items() if name in own)


async def _institutions(named: Named, by: StaffMember, conditions: Mapping[str, Any]) -> None:
    offices = await Institution.filter(_offices_of(by)).select_related("region")
    if named.group == "institution":
        for one in offices:
            named.names[str(one.id)] = (one.name, one.region.name)
        named.always = [
            str(one.id) for one in offices if one.closed_at is None and _asked(one, conditions)
        ]
    elif named.group == "region":
        named.institution_key = {str(one.id): str(one.bureau_id) for one in offices}
        own = {str(one.bureau_id) for one in offices} | {str(by.bureau_id)}
        for bureau in await Bureau.all().order_by("level", "id").select_related("region"):
            named.names[str(bureau.id)] = (bureau.region.name, bureau.name)
            there = by.role is Role.CITY_BUREAU or str(bureau.id) in own
            if there and conditions.get("bureau_id", bureau.id) == bureau.id:
                named.always.append(str(bureau.id))
    else:
        column = "level" if named.group == "level" else "kind"
        named.institution_key = {str(one.id): getattr(one, column) for one in offices}
        named.always = [str(one) for one in (Level if column == "level" else Kind)]


def _offices_of(by: StaffMember) -> Q:
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    if by.role is Role.COUNTY_BUREAU:
        return Q(bureau_id=by.bureau_id)
    return Q(id=by.institution_id)


async def _halls(named: Named, by: StaffMember, conditions: Mapping[str, Any]) -> None:
    halls = Hall.all()
    if by.role is Role.COUNTY_BUREAU:
        halls = halls.filter(bureau_id=by.bureau_id)
    elif by.role is Role.HALL_MANAGER:
        halls = halls.filter(id=by.hall_id)
    for hall in await halls.select_related("region"):
        named.names[str(hall.id)] = (hall.name, hall.region.name)
        if _asked(hall, conditions):
            named.always.append(str(hall.id))


async def _windows(named: Named, by: StaffMember, conditions: Mapping[str, Any]) -> None:
    windows = Window.all()
    if "hall_id" in conditions:
        windows = windows.filter(hall_id=conditions["hall_id"])
    if by.role is Role.HALL_MANAGER:
        windows = windows.filter(hall_id=by.hall_id)
    elif by.role is Role.COUNTY_BUREAU:
        windows = windows.filter(hall__bureau_id=by.bureau_id)
    # Thousands: their names alone.
    rows = await windows.values_list("id", "number", "name", "hall__name")
    named.names = {str(id): (f"{no} {name}".strip(), hall) for id, no, name, hall in rows}
    if "hall_id" in conditions:
        named.always = list(named.names)
