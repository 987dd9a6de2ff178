"""What counties have set for themselves, and what the city leaves open (Art. 16; 16-3)."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from models import CountyValuesRecord, Staff
from rules.actors import StaffMember
from rules.rule_set import RuleSet
from rules.work_calendar import local_day


class Room(Struct, frozen=True):
    """What a county may set; `city` is the city's own value."""

    name: str
    city: int
    least: int
    most: int
    source: str


class CountyValue(Struct, frozen=True):
    name: str
    value: int


class CountyValuesView(Struct, frozen=True):
    """`status`: in_force, coming, past, waiting (for a second person), discarded."""

    code: str
    bureau_id: UUID
    bureau_name: str
    effective_from: date
    source: str
    status: str
    own: bool  # of the caller's bureau
    values: list[CountyValue]  # none: as the city has it
    loaded_by: str
    loaded_at: datetime
    activated_by: str | None


class CountyValuesViews(Struct, frozen=True):
    room: list[Room]
    rows: list[CountyValuesView]


async def listed(*, by: StaffMember, now: datetime, rules: RuleSet) -> CountyValuesViews:
    """All counties' values, newest first: public papers, so every office may read them."""
    records = (
        await CountyValuesRecord.all()
        .order_by("bureau__region__code", "-effective_from", "-loaded_at")
        .select_related("bureau")
    )
    names = {row["id"]: row["name"] for row in await Staff.all().values("id", "name")}
    current = _current(records, local_day(now))
    rows = [
        CountyValuesView(
            code=one.code,
            bureau_id=one.bureau_id,
            bureau_name=one.bureau.name,
            effective_from=one.effective_from,
            source=one.source,
            status=_status(one, current.get(one.bureau_id)),
            own=one.bureau_id == by.bureau_id,
            values=_values(one),
            loaded_by=names.get(one.loaded_by_id, ""),
            loaded_at=one.loaded_at,
            activated_by=names.get(one.activated_by_id) if one.activated_by_id else None,
        )
        for one in records
    ]
    return CountyValuesViews(_room(rules), rows)


def _current(records: list[CountyValuesRecord], day: date) -> dict[UUID, CountyValuesRecord]:
    """Of each bureau the newest that has begun; records come newest first."""
    found: dict[UUID, CountyValuesRecord] = {}
    for one in records:
        if one.activated_at is not None and one.effective_from <= day:
            found.setdefault(one.bureau_id, one)
    return found


def _status(one: CountyValuesRecord, current: CountyValuesRecord | None) -> str:
    if one.discarded_at is not None:
        return "discarded"
    if one.activated_at is None:
        return "waiting"
    if current is None or one.effective_from > current.effective_from:
        return "coming"
    return "in_force" if one.code == current.code else "past"


def _values(one: CountyValuesRecord) -> list[CountyValue]:
    values = msgspec.json.decode(one.document, type=dict[str, int])
    return [CountyValue(name, value) for name, value in values.items()]


def _room(rules: RuleSet) -> list[Room]:
    return [
        Room(name, getattr(rules, name).value, one.least, one.most, one.source)
        for name, one in rules.bounds.items()
    ]
