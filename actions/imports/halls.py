"""Halls and branch halls (Art. 8)."""

from typing import Any
from uuid import UUID, uuid4

from actions.imports.draft import Draft
from actions.imports.shape import Column, Kind, Row, Sheet
from models import Bureau, Hall, Region

SHEETS = (
    Sheet(
        "halls",
        (
            Column("code", Kind.CODE, most=40),
            Column("name"),
            Column("address", most=120),
            Column("region", Kind.CODE, most=40),
            Column("bureau"),
            Column("parent", Kind.CODE, required=False, most=40),
            Column("position", Kind.POSITION, required=False),
        ),
    ),
)


async def plan(rows: list[Row], draft: Draft) -> None:
    """Judge the halls; those without a parent first, since branches hang on them."""
    halls = _Halls(
        {one.code: one for one in await Hall.all()},
        {one.code: one.id for one in await Region.all()},
        {one.name: one.id for one in await Bureau.all()},
        draft,
    )
    rows = [row for row in rows if draft.first(row, "code", row["code"])]
    halls.expect(rows)
    for row in sorted(rows, key=lambda row: bool(row["parent"])):
        halls.take(row)


class _Halls:
    """Halls known by code: those of the table and those of the file."""

    def __init__(
        self,
        known: dict[str, Hall],
        regions: dict[str, UUID],
        bureaus: dict[str, UUID],
        draft: Draft,
    ) -> None:
        self.known = known
        self.regions = regions
        self.bureaus = bureaus
        self.draft = draft
        self.ids = {code: one.id for code, one in known.items()}
        self.code_of = {one.id: code for code, one in known.items()}
        self.parents = {
            code: self.code_of[one.parent_id] if one.parent_id else ""
            for code, one in known.items()
        }

    def expect(self, rows: list[Row]) -> None:
        """What the tree of halls will be once all rows are taken."""
        for row in rows:
            self.ids.setdefault(row["code"], uuid4())
            self.parents[row["code"]] = row["parent"]

    def take(self, row: Row) -> None:
        existing = self.known.get(row["code"])
        if problem := self._refused(row, existing):
            return self.draft.problem(row, *problem)
        self.draft.put(
            row,
            Hall,
            existing,
            f"{row['name']}（{row['code']}）",
            self._values(row),
            old=self._old(existing) if existing else None,
            new_id=self.ids[row["code"]],
        )
        return None

    def _refused(self, row: Row, existing: Hall | None) -> tuple[str, str] | None:
        reach, parent = self.draft.reach, row["parent"]
        if row["region"] not in self.regions:
            return "region", "region_unknown"
        if row["bureau"] not in self.bureaus:
            return "bureau", "bureau_unknown"
        if existing and existing.closed_at:
            return "code", "closed"
        if existing and not reach.bureau(existing.bureau_id):
            return "code", "out_of_reach"
        if not reach.bureau(self.bureaus[row["bureau"]]):
            return "bureau", "out_of_reach"
        if not parent:
            return None
        if parent not in self.ids:
            return "parent", "parent_unknown"
        if parent == row["code"]:
            return "parent", "parent_cycle"
        has_branches = row["code"] in self.parents.values()
        if self.parents[parent] or has_branches:
            return "parent", "branch_of_branch"
        above = self.known.get(parent)
        if above and not reach.bureau(above.bureau_id):
            return "parent", "out_of_reach"
        return None

    def _values(self, row: Row) -> dict[str, Any]:
        return {
            "code": row["code"],
            "name": row["name"],
            "address": row["address"],
            "region_id": self.regions[row["region"]],
            "bureau_id": self.bureaus[row["bureau"]],
            "parent_id": self.ids[row["parent"]] if row["parent"] else None,
            **_position(row["position"]),
        }

    def _old(self, one: Hall) -> dict[str, str]:
        region_codes = {region_id: code for code, region_id in self.regions.items()}
        bureau_names = {bureau_id: name for name, bureau_id in self.bureaus.items()}
        return {
            "code": one.code,
            "name": one.name,
            "address": one.address,
            "region": region_codes[one.region_id],
            "bureau": bureau_names[one.bureau_id],
            "parent": self.code_of[one.parent_id] if one.parent_id else "",
            "position": _written(one),
        }


def _position(text: str) -> dict[str, float]:
    """Where a hall is; a file that does not say leaves it where it was."""
    if not text:
        return {}
    latitude, longitude = (float(part) for part in text.split(","))
    return {"latitude": latitude, "longitude": longitude}


def _written(one: Hall) -> str:
    if one.latitude is None or one.longitude is None:
        return ""
    return f"{one.latitude:.5f},{one.longitude:.5f}"
