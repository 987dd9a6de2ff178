"""Halls, their windows and the codes on them, for bureau and hall (8-1 … 8-4)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class HallRow(Struct, frozen=True):
    id: UUID
    name: str
    region_name: str
    parent_name: str | None  # of a branch hall
    windows: int
    without_code: int


class Halls(Struct, frozen=True):
    halls: list[HallRow]


class CodeRow(Struct, frozen=True):
    id: UUID
    short_number: str
    status: str  # "active" | "revoked"
    issued_at: datetime
    revoked_at: datetime | None
    reason: str


class WindowRow(Struct, frozen=True):
    id: UUID
    number: str
    name: str
    code: CodeRow | None  # the active one
    history: list[CodeRow]
    last_rated_on: datetime | None


class Windows(Struct, frozen=True):
    hall: HallRow
    windows: list[WindowRow]
