"""The audit trail: who did or tried what. Append-only; ids, never names or numbers.

Each entry is signed where it is written, with a key the database does not hold, and says which
(9-2; docs/decisions/0053, 0074).
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
        str(entry.key_number),
    ]


def signature_of(entry: AuditEntry, *, keys: Keyring) -> str:
    """What only a program with the key can write beside an entry."""
    facts = json.dumps(facts_of(entry), ensure_ascii=False)
    return keys.signature(entry.key_number, "audit entry", facts)


def is_signed(entry: AuditEntry, *, keys: Keyring) -> bool:
    """Whether whoever has the key the entry names wrote it, and as it stands."""
    known = keys.signs(entry.key_number)
    return known and same(entry.signature, signature_of(entry, keys=keys))


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
        entry.key_number = _KEYS[0].signing
        entry.signature = signature_of(entry, keys=_KEYS[0])
    await entry.save(force_create=True)
    return entry.id


CHANGE = "use_trail_key"


async def record_change(number: int, *, before: int, keys: Keyring, now: datetime) -> None:
    """Another key signs from now on: said by the one that goes, countersigned by that one."""
    kind, actor_id = kind_and_id(System())
    entry = AuditEntry(
        id=uuid4(),
        at=now,
        actor_kind=kind,
        actor_id=actor_id,
        action=CHANGE,
        object_kind="trail_key",
        object_id=str(number),
        outcome="done",
        before=str(before),
        after=keys.trail_fingerprint(number),
        key_number=before,
    )
    entry.reason = _countersignature(entry, number, keys=keys)
    entry.signature = signature_of(entry, keys=keys)
    await entry.save(force_create=True)


def is_change(entry: AuditEntry, *, keys: Keyring) -> bool:
    """Whether an entry that says so was written by who has the key before and the key after."""
    said = entry.object_id
    number = int(said) if said.isdecimal() else 0
    return (
        keys.signs(number)
        and entry.before == str(entry.key_number)
        and is_signed(entry, keys=keys)
        and same(entry.reason, _countersignature(entry, number, keys=keys))
    )


def _countersignature(entry: AuditEntry, number: int, *, keys: Keyring) -> str:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = [str(entry.id), at, entry.before, entry.object_id, entry.after]
    return keys.signature(number, "trail key", json.dumps(facts))
