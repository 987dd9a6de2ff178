"""Take the last import back, as long as nothing was built upon it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.fields.relational import BackwardFKRelation
from tortoise.models import Model
from tortoise.transactions import in_transaction

from actions import index_keys
from actions.dependencies import Dependencies
from actions.imports import facts, words
from actions.imports.apply import step
from actions.imports.changes import BATCH, columns, opened, plain
from actions.imports.draft import TABLES
from actions.keys import Keyring
from actions.trail import audit
from models import Duty, ImportChange, ImportFile
from queries.places.imports import last_applied
from rules.actors import StaffMember
from rules.refusals import NotFound, Refused

MOST_REASONS = 20
LABELS = ("number", "login", "name", "short_number")


class NotTheLastImport(Refused):
    """Another import of the bureau was applied after this one: undo that first."""

    code = "not_the_last_import"


class BuiltUpon(Refused):
    """Rows of the import are in use or have been changed; `reasons` says which and by what."""

    code = "import_built_upon"


class ImportRaced(Refused):
    """Somebody used a row of the import, or imported or undid at the same moment."""

    code = "import_raced"


async def undo(*, import_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Everything the import did is taken back in one transaction, or nothing is."""
    file = await ImportFile.get_or_none(id=import_id, bureau_id=by.bureau_id)
    if file is None:
        raise NotFound
    if await last_applied(by.bureau_id) != file.id:
        raise NotTheLastImport
    try:
        async with in_transaction():
            await step(file, "undo", by=by, now=now)
            await index_keys.agree(deps.keys)
            taken = [_Taken(one, deps.keys) for one in await _changes(file)]
            reasons = await _reasons(taken, await facts.forget(file), now)
            if reasons:
                raise BuiltUpon(reasons=reasons[:MOST_REASONS])
            for one in reversed(taken):
                await one.take_back()
            file.state = "undone"
            await file.save(update_fields=["state"])
            await _audit(file, by=by, now=now)
    except IntegrityError as error:
        raise ImportRaced from error


async def _changes(file: ImportFile) -> list[ImportChange]:
    return await ImportChange.filter(file_id=file.id).order_by("number")


class _Taken:
    """One row of the import, opened."""

    def __init__(self, change: ImportChange, keys: Keyring) -> None:
        self.kind = change.kind
        self.table: type[Model] = TABLES[change.kind]
        self.id: UUID = change.object_id
        self.was_there = change.before_sealed is not None
        self.keys = keys
        self.before = opened(change, "before_sealed", keys)
        self.after = opened(change, "after_sealed", keys)
        for values in (self.before, self.after):
            if values.get("document_index"):  # kept in its form of then
                values |= index_keys.of_staff(values["document_index"], keys)
        self.after.pop("earlier_index", None)

    @property
    def removed(self) -> bool:
        return self.was_there and not self.after

    def stands(self, now_there: Model | None) -> bool:
        """Whether the row is as the import left it."""
        if self.removed:
            return now_there is None
        return now_there is not None and all(
            plain(now_there, name, self.keys) == value for name, value in self.after.items()
        )

    async def take_back(self) -> None:
        before = columns(self.before, self.table, self.id, self.keys)
        if self.removed:
            await self.table.create(**before)
        elif self.was_there:
            await self.table.filter(id=self.id).update(**before)
        else:
            await self.table.filter(id=self.id).delete()


async def _reasons(taken: list[_Taken], went_on: set[UUID], now: datetime) -> list[dict[str, str]]:
    """Which rows can no longer be taken back, and why; `went_on` are places changed since."""
    reasons: list[dict[str, str]] = []
    by_kind: dict[str, list[_Taken]] = {}
    for one in taken:
        by_kind.setdefault(one.kind, []).append(one)
    for kind, rows in by_kind.items():
        there = await _there(rows)
        added = {one.id for one in rows if not one.was_there}
        referred = await _referred(TABLES[kind], added, by_kind)
        for one in rows:
            found = there.get(one.id)
            code = "changed" if one.id in went_on else _code(one, found, now)
            code = code or ("referred" if one.id in referred else "")
            if code:
                kinds = sorted(referred.get(one.id, ()))
                reasons.append(_reason(one, found, code, kinds))
    return reasons


async def _there(rows: list[_Taken]) -> dict[UUID, Model]:
    """The rows as they are now."""
    ids = [one.id for one in rows]
    found: dict[UUID, Model] = {}
    for start in range(0, len(ids), BATCH):
        for row in await rows[0].table.filter(id__in=ids[start : start + BATCH]):
            found[row.pk] = row
    return found


def _code(one: _Taken, there: Model | None, now: datetime) -> str:
    if isinstance(there, Duty) and there.starts_at <= now:
        return "started"
    if one.stands(there):
        return ""
    return "changed" if there is not None else "gone"


async def _referred(
    table: type[Model], ids: set[UUID], by_kind: dict[str, list[_Taken]]
) -> dict[UUID, set[str]]:
    """By row: the kinds of rows outside the import that refer to it."""
    found: dict[UUID, set[str]] = {}
    waiting = sorted(ids)
    for name in sorted(table._meta.backward_fk_fields):
        relation: Any = table._meta.fields_map[name]
        assert isinstance(relation, BackwardFKRelation)
        other, column = relation.related_model, relation.relation_field
        kind = other._meta.db_table
        own = {one.id for one in by_kind.get(kind, []) if not one.was_there}
        for start in range(0, len(waiting), BATCH):
            some = waiting[start : start + BATCH]
            rows = await other.filter(**{f"{column}__in": some}).values_list("id", column)
            for id_, target in rows:
                if id_ not in own:
                    found.setdefault(target, set()).add(kind)
    return found


def _reason(one: _Taken, there: Model | None, code: str, kinds: list[str]) -> dict[str, str]:
    """Names, logins and short numbers tell people which row; a duty is told by its kind alone."""
    values = {**one.before, **one.after}
    label = next((values[key] for key in LABELS if values.get(key)), "")
    return {
        "kind": words.KINDS[one.kind],
        "label": str(label),
        "code": code,
        "sentence": words.built_upon_sentence(code, kinds),
    }


async def _audit(file: ImportFile, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action="undo_import",
        object_kind="import_file",
        object_id=file.id,
        outcome="done",
        now=now,
    )
