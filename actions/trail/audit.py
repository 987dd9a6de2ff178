"""The audit trail: who did or tried what. Append-only; ids, never names or numbers."""

from datetime import datetime
from uuid import UUID, uuid4

from models import AuditEntry
from rules.actors import Actor, Citizen, Device, Kiosk, Partner, StaffMember, System


def kind_and_id(by: Actor) -> tuple[str, UUID | None]:
    """The actor as the trail names it."""
    if isinstance(by, StaffMember):
        return "staff", by.staff_id
    if isinstance(by, Citizen):
        return "citizen", by.evaluator_id or by.account_id
    if isinstance(by, Partner):
        return "partner", by.partner_id
    if isinstance(by, Device):
        return "device", by.device_id
    if isinstance(by, Kiosk):
        return "kiosk", by.kiosk_id
    return ("system" if isinstance(by, System) else "anyone"), None


async def record(
    *,
    by: Actor,
    action: str,
    outcome: str,
    now: datetime,
    object_kind: str = "",
    object_id: object = "",
    reason: str = "",
    before: str = "",
    after: str = "",
) -> UUID:
    """Append an entry, inside the caller's transaction if there is one; its id."""
    kind, actor_id = kind_and_id(by)
    entry = await AuditEntry.create(
        id=uuid4(),
        at=now,
        actor_kind=kind,
        actor_id=actor_id,
        action=action,
        object_kind=object_kind,
        object_id=str(object_id)[:64],  # of somebody who made it up, it may be any length
        outcome=outcome,
        reason=reason[:500],
        before=before,
        after=after,
    )
    return entry.id
