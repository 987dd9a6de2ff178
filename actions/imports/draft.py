"""What an import would do, collected while its rows are judged: changes or problems."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.models import Model

from actions.imports import words
from actions.imports.shape import Column, Problem, Row, Sheet
from actions.keys import Keyring
from actions.reach import Reach
from models import (
    Bureau,
    Duty,
    Hall,
    Institution,
    Region,
    ServiceItem,
    Staff,
    Window,
    WindowCode,
)

TABLES: dict[str, type[Model]] = {
    "region": Region,
    "bureau": Bureau,
    "institution": Institution,
    "hall": Hall,
    "window": Window,
    "window_code": WindowCode,
    "service_item": ServiceItem,
    "staff": Staff,
    "duty": Duty,
}
KIND_OF = {table: kind for kind, table in TABLES.items()}


@dataclass(slots=True)
class Change:
    """One row of a table that would be added (`before` is None), changed or removed (`after`)."""

    kind: str
    object_id: UUID
    label: str
    row: Row
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    shown: list[tuple[str, str, str]]  # column, before, after, as people read them


@dataclass(slots=True)
class Draft:
    """Collects; whoever reads it afterwards looks at `problems` first."""

    sheets: tuple[Sheet, ...]
    reach: Reach
    keys: Keyring
    now: datetime
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    _seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def problem(self, row: Row, column: str, code: str, **details: Any) -> None:
        self.problems.append(Problem(row.sheet, row.number, column, code, details))

    def first(self, row: Row, column: str, key: str) -> bool:
        """Whether no earlier row of the sheet has this key; a second one is a problem."""
        other = self._seen.setdefault((row.sheet, key), row.number)
        if other != row.number:
            self.problem(row, column, "duplicate", other=other)
        return other == row.number

    def put(
        self,
        row: Row,
        table: type[Model],
        existing: Model | None,
        label: str,
        values: dict[str, Any],
        *,
        old: dict[str, str] | None = None,
        new_id: UUID | None = None,
    ) -> UUID:
        """Add a row, or change those of `values` that differ; the row's id.

        `values` are fields of the table, `old` is the existing row by the template's columns.
        """
        shown = self._shown(row, old or {})
        if existing is None:
            made = new_id or uuid4()
            self.changes.append(Change(KIND_OF[table], made, label, row, None, values, shown))
            return made
        object_id: UUID = existing.pk
        before = {
            name: getattr(existing, name)
            for name, value in values.items()
            if getattr(existing, name) != value
        }
        if not before:
            self.unchanged += 1
            return object_id
        after = {name: values[name] for name in before}
        self.changes.append(Change(KIND_OF[table], object_id, label, row, before, after, shown))
        return object_id

    def remove(self, row: Row, existing: Model, label: str) -> None:
        """Take a row away that `row` replaces."""
        before = {name: getattr(existing, name) for name in existing._meta.fields_db_projection}
        change = Change(
            KIND_OF[type(existing)], existing.pk, label, row, before, None, [("", label, "")]
        )
        self.changes.append(change)

    def _shown(self, row: Row, old: dict[str, str]) -> list[tuple[str, str, str]]:
        """Column, before and after of what differs, without the values of secret columns."""
        [sheet] = [one for one in self.sheets if one.key == row.sheet]
        shown = []
        for one in sheet.columns:
            before, after = old.get(one.key, ""), row[one.key]
            if before != after:
                label = words.column_label(row.sheet, one.key)
                shown.append((label, _told(one, before), _told(one, after)))
        return shown


def _told(column: Column, value: str) -> str:
    if column.secret and value:
        return words.HIDDEN
    return words.CHOICES[value] if value in column.choices else value
