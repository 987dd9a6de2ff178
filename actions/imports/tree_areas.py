"""The first two sheets of the tree: administrative areas and their bureaus."""

from actions.imports.draft import Draft
from actions.imports.levels import HEIGHT
from actions.imports.shape import Row
from models import Bureau, Region
from rules.institutions import Level


class Regions:
    """Regions known by code: those of the table and those of the file."""

    def __init__(self, known: dict[str, Region], draft: Draft) -> None:
        self.known = known
        self.draft = draft
        self.code_of = {one.id: code for code, one in known.items()}
        self.ids = {code: one.id for code, one in known.items()}
        self.levels = {code: Level(one.level) for code, one in known.items()}
        self.within = {code for code, one in known.items() if draft.reach.region(one.id)}

    def take(self, rows: list[Row]) -> None:
        rows = [row for row in rows if self.draft.first(row, "code", row["code"])]
        rows.sort(key=lambda row: HEIGHT[Level(row["level"])])
        for row in rows:
            self._one(row)

    def _one(self, row: Row) -> None:
        existing, level = self.known.get(row["code"]), Level(row["level"])
        if not self._parent_fits(row, level):
            return None
        if existing and existing.level != level:
            return self.draft.problem(row, "level", "level_changed")
        code, parent = row["code"], row["parent"]
        values = {
            "code": code,
            "name": row["name"],
            "level": str(level),
            "parent_id": self.ids[parent] if parent else None,
            "national_code": row["national_code"] or None,
        }
        old = self._old(existing) if existing else None
        changed = existing is None or any(getattr(existing, k) != v for k, v in values.items())
        # The root of the own area is the city's to change, what is below it the county's.
        if changed and not self.draft.reach.whole and parent not in self.within:
            return self.draft.problem(row, "code", "out_of_reach")
        label = f"{row['name']}（{code}）"
        self.ids[code] = self.draft.put(row, Region, existing, label, values, old=old)
        self.levels[code] = level
        if existing is None:
            self.within.add(code)
        return None

    def _parent_fits(self, row: Row, level: Level) -> bool:
        parent = row["parent"]
        if not parent:
            if level is not Level.CITY:
                self.draft.problem(row, "parent", "parent_needed")
            return level is Level.CITY
        if parent not in self.ids:
            self.draft.problem(row, "parent", "parent_unknown")
            return False
        if HEIGHT[self.levels[parent]] >= HEIGHT[level]:
            self.draft.problem(row, "parent", "parent_level")
            return False
        return True

    def _old(self, one: Region) -> dict[str, str]:
        return {
            "code": one.code,
            "name": one.name,
            "level": one.level,
            "parent": self.code_of.get(one.parent_id, "") if one.parent_id else "",
            "national_code": one.national_code or "",
        }


class Bureaus:
    """Bureaus known by name."""

    def __init__(self, known: dict[str, Bureau], regions: Regions, draft: Draft) -> None:
        self.known = known
        self.regions = regions
        self.draft = draft
        self.ids = {name: one.id for name, one in known.items()}
        self.levels = {name: Level(one.level) for name, one in known.items()}
        self.name_of = {one.id: name for name, one in known.items()}

    def take(self, rows: list[Row]) -> None:
        for row in rows:
            if self.draft.first(row, "name", row["name"]):
                self._one(row)

    def _one(self, row: Row) -> None:
        name, existing = row["name"], self.known.get(row["name"])
        if row["region"] not in self.regions.ids:
            return self.draft.problem(row, "region", "region_unknown")
        values = {"name": name, "level": row["level"], "region_id": self.regions.ids[row["region"]]}
        if not self.draft.reach.whole and (
            existing is None or any(getattr(existing, k) != v for k, v in values.items())
        ):
            return self.draft.problem(row, "", "city_only")
        old = None
        if existing:
            region = self.regions.code_of[existing.region_id]
            old = {"name": name, "level": existing.level, "region": region}
        self.ids[name] = self.draft.put(row, Bureau, existing, name, values, old=old)
        self.levels[name] = Level(row["level"])
        return None
