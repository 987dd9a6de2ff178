"""Changes as they are written into their tables, kept sealed, and compared later."""

import base64
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

import msgspec
from tortoise.fields import BinaryField
from tortoise.models import Model

from actions.imports.draft import TABLES, Change
from actions.keys import Keyring
from models import ImportChange, ImportFile

BATCH = 400
OPENED = "opened"


async def write(changes: list[Change]) -> None:
    """Change the tables, in the caller's transaction."""
    ordered = sorted(changes, key=lambda one: one.after is not None)  # make room first
    for (kind, what), group in groupby(ordered, key=lambda one: (one.kind, _what(one))):
        table, rows = TABLES[kind], list(group)
        if what == "remove":
            await table.filter(id__in=[one.object_id for one in rows]).delete()
        elif what == "add":
            made = [table(id=one.object_id, **(one.after or {})) for one in rows]
            await table.bulk_create(made, batch_size=BATCH)
        else:
            for one in rows:
                await table.filter(id=one.object_id).update(**(one.after or {}))


def _what(change: Change) -> str:
    if change.after is None:
        return "remove"
    return "add" if change.before is None else "change"


async def keep(file: ImportFile, changes: list[Change], keys: Keyring) -> None:
    """Store what was done, so that it can be undone."""
    rows = [
        ImportChange(
            id=uuid4(),
            file_id=file.id,
            number=number,
            kind=one.kind,
            object_id=one.object_id,
        )
        for number, one in enumerate(changes, start=1)
    ]
    for row, one in zip(rows, changes, strict=True):
        if one.before is not None:
            row.before_sealed = _sealed(row, "before_sealed", one.before, keys)
        row.after_sealed = _sealed(row, "after_sealed", one.after or {}, keys)
    await ImportChange.bulk_create(rows, batch_size=BATCH)


def _sealed(row: ImportChange, column: str, values: dict[str, Any], keys: Keyring) -> bytes:
    """Sealed as a whole: what was sealed for its own row is opened, and follows no key of then."""
    table = TABLES[row.kind]
    plain = {
        name: {OPENED: keys.open(value, table, name, row.object_id)}
        if value and _is_sealed(table, name)
        else value
        for name, value in values.items()
    }
    return keys.seal(msgspec.json.encode(plain).decode(), row, column, row.id)


def opened(row: ImportChange, column: str, keys: Keyring) -> dict[str, Any]:
    """The values again, in the types of their fields; those of sealed columns in plain."""
    sealed: bytes | None = getattr(row, column)
    if sealed is None:
        return {}
    table = TABLES[row.kind]
    values: dict[str, Any] = msgspec.json.decode(keys.open(sealed, row, column, row.id))
    return {name: _typed(table, name, value, row, keys) for name, value in values.items()}


def _typed(table: type[Model], name: str, value: Any, row: ImportChange, keys: Keyring) -> Any:
    if value is not None and _is_sealed(table, name):
        if isinstance(value, dict):
            return value[OPENED]
        # Kept before 0055: base64 of what was sealed then.
        return keys.open(base64.b64decode(value), table, name, row.object_id)
    return table._meta.fields_map[name].to_python_value(value)


def plain(row: Model, name: str, keys: Keyring) -> Any:
    """The value of a column, opened if it is sealed, to compare with what was kept."""
    value = getattr(row, name)
    if value and _is_sealed(type(row), name):
        return keys.open(value, row, name, row.pk)
    return value


def columns(values: dict[str, Any], table: type[Model], id: UUID, keys: Keyring) -> dict[str, Any]:
    """Values as their row keeps them: those of sealed columns sealed again."""
    return {
        name: keys.seal(value, table, name, id) if value and _is_sealed(table, name) else value
        for name, value in values.items()
    }


def _is_sealed(table: type[Model], name: str) -> bool:
    return isinstance(table._meta.fields_map[name], BinaryField)
