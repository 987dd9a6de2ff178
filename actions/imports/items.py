"""Service items; those without a national code yet get a local one to be known by."""

import re
from uuid import UUID, uuid4

from actions.imports.draft import Draft
from actions.imports.shape import Column, Kind, Row, Sheet
from actions.imports.windows import institutions_by_code
from models import Institution, ServiceItem
from models.places.service_item import LOCAL_PREFIX
from rules.rating_points import LONGEST, SEPARATOR, declared

BETWEEN = re.compile(r"\s*[,，、;；]\s*")

SHEETS = (
    Sheet(
        "items",
        (
            Column("institution", Kind.CODE, most=40),
            Column("code", Kind.CODE, required=False, most=40),
            Column("name"),
            Column("points", required=False, most=200),
        ),
    ),
)


async def plan(rows: list[Row], draft: Draft) -> None:
    """Judge the items by code; without one, or when one is filled in later, by name."""
    institutions = await institutions_by_code(rows, draft.reach)
    ids = [one.id for one in institutions.values()]
    codes = {row["code"] for row in rows if row["code"]}
    by_code = {one.code: one for one in await ServiceItem.filter(code__in=codes)}
    by_name: dict[tuple[UUID, str], list[ServiceItem]] = {}
    for one in await ServiceItem.filter(institution_id__in=ids):
        by_name.setdefault((one.institution_id, one.name), []).append(one)
    for row in rows:
        institution = institutions.get(row["institution"])
        if institution is None or institution.closed_at:
            code = "closed" if institution else "institution_unknown"
            draft.problem(row, "institution", code)
            continue
        key = row["code"] or f"{row['institution']}/{row['name']}"
        if not draft.first(row, "code" if row["code"] else "name", key):
            continue
        existing = by_code.get(row["code"])
        if existing is None and row["code"].startswith(LOCAL_PREFIX):
            draft.problem(row, "code", "bad_code")
            continue
        if _points(row) is None:
            draft.problem(row, "points", "bad_points", most=LONGEST)
            continue
        if existing and existing.institution_id != institution.id:
            draft.problem(row, "code", "item_elsewhere")
            continue
        namesakes = by_name.get((institution.id, row["name"]), [])
        _put(row, draft, institution, existing or _namesake(row, namesakes))


def _points(row: Row) -> str | None:
    """The rating points as they are stored; None if one is too long or named twice (6-7)."""
    points = [one for one in BETWEEN.split(row["points"]) if one]
    fit = len(set(points)) == len(points) and all(len(one) <= LONGEST for one in points)
    return SEPARATOR.join(points) if fit else None


def _namesake(row: Row, namesakes: list[ServiceItem]) -> ServiceItem | None:
    """The item a row without code means, or the one that has waited for this code."""
    fitting = [one for one in namesakes if not row["code"] or one.code.startswith(LOCAL_PREFIX)]
    return fitting[0] if fitting else None


def _put(row: Row, draft: Draft, institution: Institution, existing: ServiceItem | None) -> None:
    old = None
    if existing:
        # A row without code leaves the code there is.
        known = existing.code if row["code"] and not existing.code.startswith(LOCAL_PREFIX) else ""
        old = {
            "institution": institution.code,
            "code": known,
            "name": existing.name,
            "points": "、".join(declared(existing.rating_points)),
        }
    code = row["code"] or (existing.code if existing else f"{LOCAL_PREFIX}{uuid4().hex[:16]}")
    values = {
        "institution_id": institution.id,
        "code": code,
        "name": row["name"],
        "rating_points": _points(row) or "",
    }
    draft.put(row, ServiceItem, existing, row["name"], values, old=old)
