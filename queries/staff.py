"""The signed-in member of staff, with the scope the role has."""

from uuid import UUID

from msgspec import Struct


class StaffMe(Struct, frozen=True):
    id: UUID
    login: str
    name: str
    role: str
    scope_name: str  # the bureau, institution or hall
    unread: int
    may: list[str]  # names of the endpoints open to the role


class AuditRow(Struct, frozen=True):
    at: str
    actor_kind: str
    actor: str
    action: str
    object_kind: str
    object_id: str
    outcome: str
    reason: str


class AuditPage(Struct, frozen=True):
    rows: list[AuditRow]
    total: int
