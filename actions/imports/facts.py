"""The dated facts an import tells about institutions, halls and windows, and takes back (2-4)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.functions import Max

from actions.imports import words
from actions.imports.changes import BATCH
from actions.imports.draft import TABLES
from actions.imports.draft import Change as RowChange
from actions.places import facts
from actions.places.facts import COLUMNS, Change, Fact, What
from models import ImportFile, PlaceChange
from rules.actors import StaffMember
from rules.work_calendar import local_day

MOVES = ("bureau_id", "region_id", "parent_id", "institution_id", "hall_id")


async def tell(
    file: ImportFile, changes: list[RowChange], *, by: StaffMember, now: datetime
) -> None:
    """Write what happened to places, in the transaction that changed them."""
    places = [one for one in changes if TABLES[one.kind] in COLUMNS]
    names = await _names(places)
    last = await _last_numbers([one for one in places if one.before is not None])
    rows = []
    for one in places:
        place = TABLES[one.kind](id=one.object_id)
        number = last.get(one.object_id, 0)
        change = Change(local_day(now), words.REASON, number)
        for place_in, fact in enumerate(_facts(one, names), start=1):
            made = facts.row(place, fact, number + place_in, change, by=by, now=now)  # type: ignore[arg-type]
            made.import_file_id = file.id
            rows.append(made)
    await PlaceChange.bulk_create(rows, batch_size=BATCH)


def _facts(one: RowChange, names: dict[UUID, str]) -> list[Fact]:
    after = one.after or {}
    if one.before is None:
        called = f"{after['number']} {after['name']}" if "number" in after else after["name"]
        return [Fact(What.OPENED, after=called[:80])]
    found = []
    if "name" in after:
        found.append(Fact(What.RENAMED, one.before["name"], after["name"]))
    for column in MOVES:
        if column in after:
            was, is_ = one.before[column], after[column]
            found.append(Fact(What.MOVED, names.get(was, ""), names.get(is_, ""), was, is_))
    return found


async def _names(places: list[RowChange]) -> dict[UUID, str]:
    """Names of everything something was moved from or to."""
    ids = {
        values[column]
        for one in places
        if one.before is not None
        for values in (one.before, one.after or {})
        for column in MOVES
        if values.get(column)
    }
    found: dict[UUID, str] = {}
    for kind in ("bureau", "region", "institution", "hall"):
        if ids:
            table: Any = TABLES[kind]
            found |= dict(await table.filter(id__in=ids).values_list("id", "name"))
    return found


async def _last_numbers(changed: list[RowChange]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for column in COLUMNS.values():
        ids = [one.object_id for one in changed if COLUMNS[TABLES[one.kind]] == column]
        for start in range(0, len(ids), BATCH):
            scope = {f"{column}__in": ids[start : start + BATCH]}
            counted = PlaceChange.filter(**scope).annotate(last=Max("number")).group_by(column)
            found |= {place: int(last) for place, last in await counted.values_list(column, "last")}
    return found


async def forget(file: ImportFile) -> set[UUID]:
    """Delete the facts of an import; the places to which something happened after it."""
    own = await PlaceChange.filter(import_file_id=file.id)
    went_on: set[UUID] = set()
    for column in COLUMNS.values():
        numbers = {getattr(one, column): one.number for one in own if getattr(one, column)}
        ids = sorted(numbers)
        for start in range(0, len(ids), BATCH):
            scope = {f"{column}__in": ids[start : start + BATCH]}
            for other in await PlaceChange.filter(**scope):
                place = getattr(other, column)
                if other.import_file_id != file.id and other.number > numbers[place]:
                    went_on.add(place)
    await PlaceChange.filter(import_file_id=file.id).delete()
    return went_on
