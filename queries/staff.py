"""The signed-in member of staff, with the scope the role has."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.queryset import QuerySet

from models import AuditCheck, AuditEntry, InboxMessage, Staff
from queries.keyset import Key, after
from rules.actors import StaffMember

A_PAGE = 50
CHECKS = 5


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
    found = _trail(action)
    rows = await found.order_by("-at").offset((page - 1) * A_PAGE).limit(A_PAGE)
    return AuditPage(await _told(rows), await found.count())


class ChainCheck(Struct, frozen=True):
    """What a walk along the chain of the trail found; `fault` empty: it is whole."""

    at: datetime
    links: int
    hash: str
    fault: str
    fault_at: datetime | None
    entry_id: UUID | None


class Chain(Struct, frozen=True):
    """The checks of the trail, newest first."""

    checks: list[ChainCheck]


async def chain(*, by: StaffMember) -> Chain:
    """The newest checks of the audit trail's chain (9-2)."""
    rows = await AuditCheck.all().order_by("-at").limit(CHECKS)
    return Chain(
        [
            ChainCheck(one.at, one.links, one.hash, one.fault, one.fault_at, one.entry_id)
            for one in rows
        ]
    )


async def audit_count(*, by: StaffMember, action: str, now: datetime) -> int:
    """How many entries `audit_piece` gives in all."""
    return await _trail(action).filter(at__lt=now).count()


async def audit_piece(
    *, by: StaffMember, action: str, now: datetime, behind: Key | None, most: int
) -> list[tuple[Key, AuditRow]]:
    """The next of the entries made before `now`, oldest first."""
    found = _trail(action).filter(after(behind, "at"), at__lt=now)
    rows = await found.order_by("at", "id").limit(most)
    keys = [Key(row.at, row.id) for row in rows]
    return list(zip(keys, await _told(rows), strict=True))


def _trail(action: str) -> QuerySet[AuditEntry]:
    return AuditEntry.filter(action=action) if action else AuditEntry.all()


async def _told(rows: list[AuditEntry]) -> list[AuditRow]:
    actors = [row.actor_id for row in rows if row.actor_id]
    logins = dict(await Staff.filter(id__in=actors).values_list("id", "login"))
    return [
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
    ]
