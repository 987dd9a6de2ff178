"""The signed-in member of staff, with the scope the role has."""

from uuid import UUID

from msgspec import Struct

from models import AuditEntry, InboxMessage, Staff
from rules.actors import StaffMember

A_PAGE = 50


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


async def me(*, by: StaffMember, may: list[str]) -> StaffMe:
    """The signed-in member of staff; `may` names the endpoints open to the role."""
    staff = await Staff.get(id=by.staff_id).select_related("bureau", "institution", "hall")
    place = staff.hall or staff.institution or staff.bureau
    return StaffMe(
        id=staff.id,
        login=staff.login,
        name=staff.name,
        role=staff.role,
        scope_name=place.name if place else "",
        unread=await InboxMessage.filter(staff_id=staff.id, read_at=None).count(),
        may=may,
    )


async def audit(*, by: StaffMember, page: int, action: str) -> AuditPage:
    """The audit trail, newest first; actors by id and login, never citizens by name."""
    found = AuditEntry.filter(action=action) if action else AuditEntry.all()
    rows = await found.order_by("-at").offset((page - 1) * A_PAGE).limit(A_PAGE)
    logins = dict(
        await Staff.filter(id__in=[row.actor_id for row in rows if row.actor_id]).values_list(
            "id", "login"
        )
    )
    return AuditPage(
        rows=[
            AuditRow(
                at=row.at.isoformat(),
                actor_kind=row.actor_kind,
                actor=str(logins.get(row.actor_id, row.actor_id or "")),
                action=row.action,
                object_kind=row.object_kind,
                object_id=row.object_id,
                outcome=row.outcome,
                reason=row.reason,
            )
            for row in rows
        ],
        total=await found.count(),
    )
