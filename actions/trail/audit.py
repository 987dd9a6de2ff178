"""The audit trail: who did or tried what. Append-only; ids, never names or numbers.

Each entry is signed where it is written, with a key the database does not hold (9-2).
"""

import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

from actions.keys import Keyring, same
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


# Set once, where the program is put together: whoever acts has better things to hand on than keys.
_KEYS: list[Keyring] = []


def sign_with(keys: Keyring) -> None:
    """Sign every entry of this process with these keys from now on."""
    _KEYS[:] = [keys]


def facts_of(entry: AuditEntry) -> list[str]:
    """The whole entry, as it is signed and linked."""
    return [
        str(entry.id),
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor_kind,
        str(entry.actor_id),
        entry.action,
        entry.object_kind,
        entry.object_id,
        entry.outcome,
        entry.reason,
        entry.before,
        entry.after,
    ]


def signature_of(entry: AuditEntry, *, keys: Keyring) -> str:
    """What only a program with the key can write beside an entry."""
    return keys.index("audit entry", json.dumps(facts_of(entry), ensure_ascii=False))


def is_signed(entry: AuditEntry, *, keys: Keyring) -> bool:
    """Whether this program wrote the entry, and as it stands."""
    return same(entry.signature, signature_of(entry, keys=keys))


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
    entry = AuditEntry(
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
    if _KEYS:
        entry.signature = signature_of(entry, keys=_KEYS[0])
    await entry.save(force_create=True)
    return entry.id
