"""What happened to a place, and how it was on a day (2-4)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import Bureau, Hall, Institution, PlaceChange, Region
from rules.actors import StaffMember


class PlaceFact(Struct, frozen=True):
    """One dated fact, newest first in lists. `relation` says what a move was about."""

    number: int
    what: str  # opened, renamed, renumbered, moved, merged, closed, reopened
    relation: str  # "" or bureau, region, institution, hall, position
    effective_on: date
    recorded_at: datetime
    by: str  # login
    before: str
    after: str
    reason: str
    imported: bool


async def history(*, by: StaffMember, **place: UUID) -> list[PlaceFact]:
    """The facts of one place the caller was found to reach, newest first."""
    rows = await PlaceChange.filter(**place).order_by("-number").select_related("staff")
    return await _facts(rows)


async def of_windows(window_ids: list[UUID], *, by: StaffMember) -> dict[UUID, list[PlaceFact]]:
    """The same for many windows at once."""
    found = PlaceChange.filter(window_id__in=window_ids).order_by("-number")
    rows = await found.select_related("staff")
    told: dict[UUID, list[PlaceFact]] = {}
    for row, fact in zip(rows, await _facts(rows), strict=True):
        assert row.window_id is not None
        told.setdefault(row.window_id, []).append(fact)
    return told


async def _facts(rows: Sequence[PlaceChange]) -> list[PlaceFact]:
    relations = await _relations(rows)
    return [
        PlaceFact(
            number=row.number,
            what=row.what,
            relation=_relation(row, relations),
            effective_on=row.effective_on,
            recorded_at=row.recorded_at,
            by=row.staff.login,
            before=row.before,
            after=row.after,
            reason=row.reason,
            imported=row.import_file_id is not None,
        )
        for row in rows
    ]


def _relation(row: PlaceChange, relations: dict[UUID | None, str]) -> str:
    known = relations.get(row.after_id or row.before_id, "")
    # A move to nothing that has an id is one on the map.
    return "position" if row.what == "moved" and not known else known


async def _relations(rows: Sequence[PlaceChange]) -> dict[UUID | None, str]:
    """Which kind of thing each id is: ids are random, so one table alone has it."""
    ids = {id_ for row in rows for id_ in (row.before_id, row.after_id) if id_}
    found: dict[UUID | None, str] = {}
    tables: dict[str, Any] = {
        "bureau": Bureau,
        "region": Region,
        "institution": Institution,
        "hall": Hall,
    }
    for name, table in tables.items():
        if ids:
            known = await table.filter(id__in=ids).values_list("id", flat=True)
            found |= dict.fromkeys(known, name)
    return found


def version_of(facts: Sequence[PlaceFact]) -> int:
    """What a form sends back, so that nobody writes over what was not seen."""
    return facts[0].number if facts else 0


def name_on(day: date, facts: Sequence[PlaceFact], name_now: str) -> str:
    """The name on a day: what the first renaming after it changed, else the present one."""
    later = [one for one in facts if one.what == "renamed" and one.effective_on > day]
    return min(later, key=lambda one: one.number).before if later else name_now
