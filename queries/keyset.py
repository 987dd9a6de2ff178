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


def after(key: Key | None, column: str) -> Q:
    """The rows behind a key; all of them where there is none yet."""
    if key is None:
        return Q(id__isnull=False)
    later: dict[str, Any] = {f"{column}__gt": key.at}
    same: dict[str, Any] = {column: key.at, "id__gt": key.id}
    return Q(**later) | Q(**same)
