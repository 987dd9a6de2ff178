"""Changes as they are written into their tables, kept sealed, and compared later."""

import base64
from itertools import groupby
from typing import Any
from uuid import uuid4

import msgspec
from tortoise.fields import BinaryField
from tortoise.models import Model

from actions.imports.draft import TABLES, Change
from actions.imports.preview import PURPOSE
from actions.keys import Keyring
from models import ImportChange, ImportFile

BATCH = 400


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
            before_sealed=_sealed(one.before, keys) if one.before is not None else None,
            after_sealed=_sealed(one.after or {}, keys),
        )
        for number, one in enumerate(changes, start=1)
    ]
    await ImportChange.bulk_create(rows, batch_size=BATCH)


def _sealed(values: dict[str, Any], keys: Keyring) -> bytes:
    return keys.seal(msgspec.json.encode(values).decode(), PURPOSE)


def opened(sealed: bytes | None, table: type[Model], keys: Keyring) -> dict[str, Any]:
    """The values again, in the types of their fields."""
    if sealed is None:
        return {}
    values: dict[str, Any] = msgspec.json.decode(keys.open(sealed, PURPOSE))
    return {name: _typed(table, name, value) for name, value in values.items()}


def _typed(table: type[Model], name: str, value: Any) -> Any:
    field = table._meta.fields_map[name]
    if value is not None and isinstance(field, BinaryField):
        return base64.b64decode(value)  # as msgspec writes bytes
    return field.to_python_value(value)
