"""The windows of halls, each with its code (Art. 8; 8-1)."""

from datetime import datetime
from uuid import uuid4

from actions.imports.draft import KIND_OF, Change, Draft
from actions.imports.shape import Column, Kind, Row, Sheet
from actions.reach import Reach
from actions.windows import window_codes
from models import Hall, Institution, Window, WindowCode

SHEETS = (
    Sheet(
        "windows",
        (
            Column("hall", Kind.CODE, most=40),
            Column("number", Kind.CODE, most=10),
            Column("name", most=40),
            Column("institution", Kind.CODE, most=40),
        ),
    ),
)


async def halls_by_code(rows: list[Row], reach: Reach) -> dict[str, Hall]:
    """The halls in reach that rows name in their column `hall`."""
    found = await Hall.filter(code__in={row["hall"] for row in rows if row["hall"]})
    return {one.code: one for one in found if reach.bureau(one.bureau_id)}


async def institutions_by_code(rows: list[Row], reach: Reach) -> dict[str, Institution]:
    """The institutions in reach that rows name in their column `institution`."""
    codes = {row["institution"] for row in rows if row["institution"]}
    found = await Institution.filter(code__in=codes)
    return {one.code: one for one in found if reach.institution(one)}


async def plan(rows: list[Row], draft: Draft) -> None:
    """Judge the windows by hall and number."""
    halls = await halls_by_code(rows, draft.reach)
    institutions = await institutions_by_code(rows, draft.reach)
    there = await Window.filter(hall_id__in=[one.id for one in halls.values()]).select_related(
        "institution"
    )
    known = {(one.hall_id, one.number): one for one in there}
    for row in rows:
        if not draft.first(row, "number", f"{row['hall']}/{row['number']}"):
            continue
        hall, institution = halls.get(row["hall"]), institutions.get(row["institution"])
        if hall is None or hall.closed_at:
            draft.problem(row, "hall", "closed" if hall else "hall_unknown")
            continue
        existing = known.get((hall.id, row["number"]))
        if existing and existing.closed_at:
            draft.problem(row, "number", "closed")
        elif institution is None:
            draft.problem(row, "institution", "institution_unknown")
        elif institution.closed_at:
            draft.problem(row, "institution", "closed")
        else:
            _put(row, draft, hall, institution, existing)


def _put(
    row: Row, draft: Draft, hall: Hall, institution: Institution, existing: Window | None
) -> None:
    old = None
    if existing:
        old = {
            "hall": hall.code,
            "number": existing.number,
            "name": existing.name,
            "institution": existing.institution.code,
        }
    values = {
        "hall_id": hall.id,
        "number": row["number"],
        "name": row["name"],
        "institution_id": institution.id,
    }
    draft.put(row, Window, existing, f"{hall.name} {row['number']}", values, old=old)


def codes_of(changes: list[Change], *, now: datetime) -> list[Change]:
    """A code for every window that is added: kept as changes, so that an undo takes it along.

    Made when the import is applied, not when it is judged: random tokens would never be those of
    the preview.
    """
    added = [one for one in changes if one.kind == KIND_OF[Window] and one.before is None]
    return [
        Change(
            kind=KIND_OF[WindowCode],
            object_id=uuid4(),
            label=one.label,
            row=one.row,
            before=None,
            after={"window_id": one.object_id, **window_codes.fresh(now)},
            shown=[],
        )
        for one in added
    ]
