"""Long lists in pieces: the next rows after the last one seen, in the order of time and id."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q


class Key(Struct, frozen=True):
    """Where a row stands in its list."""

    at: datetime
    id: UUID


def key_of(at: datetime | None, row_id: UUID | None) -> Key | None:
    """What a caller named; None where it is not all there, or the moment is in no zone."""
    if at is None or row_id is None or at.tzinfo is None:
        return None
    return Key(at, row_id)


def after(key: Key | None, column: str) -> Q:
    """The rows behind a key; all of them where there is none yet."""
    if key is None:
        return Q(id__isnull=False)
    return _beyond(key, column, "gt")


def before(key: Key | None, column: str) -> Q:
    """The rows before a key, for a list with the newest first; all where there is none yet."""
    if key is None:
        return Q(id__isnull=False)
    return _beyond(key, column, "lt")


def _beyond(key: Key, column: str, side: str) -> Q:
    """On one side of the key. The first condition is what an index can follow."""
    within: dict[str, Any] = {f"{column}__{side}e": key.at}
    past: dict[str, Any] = {f"{column}__{side}": key.at}
    same: dict[str, Any] = {column: key.at, f"id__{side}": key.id}
    return Q(**within) & (Q(**past) | Q(**same))
