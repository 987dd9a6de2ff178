"""The third sheet of the tree: institutions with the bureau that supervises each."""

from typing import Any
from uuid import uuid4

from actions.imports.draft import Draft
from actions.imports.shape import Row
from actions.imports.tree_areas import Bureaus, Regions
from models import Institution
from rules.institutions import Level, bureau_level, cycles


class Institutions:
    """Institutions known by code."""

    def __init__(
        self, known: dict[str, Institution], regions: Regions, bureaus: Bureaus, draft: Draft
    ) -> None:
        self.known = known
        self.regions = regions
        self.bureaus = bureaus
        self.draft = draft
        self.code_of = {one.id: code for code, one in known.items()}
        self.ids = {code: one.id for code, one in known.items()}

    def take(self, rows: list[Row]) -> None:
        rows = [row for row in rows if self.draft.first(row, "code", row["code"])]
        for row in rows:
            self.ids.setdefault(row["code"], uuid4())
        parents = {row["code"]: row["parent"] for row in rows}
        for code, one in self.known.items():
            parents.setdefault(code, self.code_of[one.parent_id] if one.parent_id else "")
        turning = cycles({code: parent or None for code, parent in parents.items()})
        ordered = sorted(rows, key=lambda row: _depth(row["code"], parents, turning))
        for row in ordered:
            if row["code"] in turning:
                self.draft.problem(row, "parent", "parent_cycle")
            else:
                self._one(row)

    def _one(self, row: Row) -> None:
        existing = self.known.get(row["code"])
        problem = self._refused(row, existing)
        if problem:
            return self.draft.problem(row, *problem)
        self.draft.put(
            row,
            Institution,
            existing,
            f"{row['name']}（{row['code']}）",
            self._values(row),
            old=self._old(existing) if existing else None,
            new_id=self.ids[row["code"]],
        )
        return None

    def _refused(self, row: Row, existing: Institution | None) -> tuple[str, str] | None:
        level, vertical = Level(row["level"]), row["vertical"] == "yes"
        if row["region"] not in self.regions.ids:
            return "region", "region_unknown"
        if row["bureau"] not in self.bureaus.ids:
            return "bureau", "bureau_unknown"
        if existing and existing.closed_at:
            return "code", "closed"
        if existing and not self.draft.reach.bureau(existing.bureau_id):
            return "code", "out_of_reach"
        if not self.draft.reach.bureau(self.bureaus.ids[row["bureau"]]):
            return "bureau", "out_of_reach"
        if row["parent"] and row["parent"] not in self.ids:
            return "parent", "parent_unknown"
        if not vertical and self.regions.levels[row["region"]] is not level:
            return "level", "region_level"
        if not vertical and self.bureaus.levels[row["bureau"]] is not bureau_level(level):
            return "bureau", "bureau_level"
        return None

    def _values(self, row: Row) -> dict[str, Any]:
        return {
            "code": row["code"],
            "name": row["name"],
            "level": row["level"],
            "kind": row["kind"],
            "vertical": row["vertical"] == "yes",
            "region_id": self.regions.ids[row["region"]],
            "bureau_id": self.bureaus.ids[row["bureau"]],
            "parent_id": self.ids[row["parent"]] if row["parent"] else None,
        }

    def _old(self, one: Institution) -> dict[str, str]:
        return {
            "code": one.code,
            "name": one.name,
            "level": one.level,
            "kind": one.kind,
            "vertical": "yes" if one.vertical else "no",
            "region": self.regions.code_of[one.region_id],
            "bureau": self.bureaus.name_of[one.bureau_id],
            "parent": self.code_of[one.parent_id] if one.parent_id else "",
        }


def _depth(code: str, parents: dict[str, str], turning: set[str]) -> int:
    """How far below a root: parents are stored before what hangs on them."""
    depth = 0
    while code and code not in turning:
        code, depth = parents.get(code, ""), depth + 1
    return depth
