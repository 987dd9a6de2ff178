"""Self-service terminals: given a code, paired with it once, renamed and revoked (Art. 7; 7-4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.transactions import in_transaction

from actions.keys import Keyring
from actions.trail import audit
from actions.windows import pairing
from models import Kiosk as Row
from models import KioskSession
from queries.channels.kiosks import kiosks_in_reach
from queries.channels.rating_devices import halls_in_reach
from rules.actors import Actor, Anyone, Kiosk, StaffMember
from rules.refusals import NotFound

PURPOSE = "kiosk_code"


@dataclass(frozen=True, slots=True)
class KioskCode:
    """What is typed on the kiosk, until when, which kiosk it is for, and its hall."""

    code: str
    until: datetime
    kiosk_id: UUID
    hall_id: UUID


async def add(
    *, hall_id: UUID, name: str, keys: Keyring, by: StaffMember, now: datetime
) -> KioskCode:
    """One more kiosk for a hall in reach, waiting with a code that is shown once. Art. 7 (7-4)."""
    if not await halls_in_reach(by).filter(id=hall_id).exists():
        raise NotFound
    code, waiting = pairing.new_code(purpose=PURPOSE, keys=keys, now=now)
    kiosk_id = uuid4()
    async with in_transaction():
        await Row.create(
            id=kiosk_id,
            hall_id=hall_id,
            name=name,
            active=1,
            added_at=now,
            **waiting,
        )
        await _audit(kiosk_id, "add_kiosk", by=by, now=now)
    return KioskCode(code, waiting["code_until"], kiosk_id, hall_id)


async def renew_code(*, kiosk_id: UUID, keys: Keyring, by: StaffMember, now: datetime) -> KioskCode:
    """Another code for a kiosk in reach that still waits; the older one stops."""
    found = await _in_reach(kiosk_id, by=by)
    code, waiting = pairing.new_code(purpose=PURPOSE, keys=keys, now=now)
    async with in_transaction():
        if not await Row.filter(id=kiosk_id, active=1, paired_at=None).update(**waiting):
            raise NotFound
        await _audit(kiosk_id, "renew_kiosk_code", by=by, now=now)
    return KioskCode(code, waiting["code_until"], kiosk_id, found.hall_id)


async def pair(*, code: str, keys: Keyring, by: Actor, now: datetime) -> tuple[str, Kiosk]:
    """Take the code typed on a kiosk: its token, shown once, and what it is now. Art. 7 (7-4).

    Raises `CodeWrong`.
    """
    async with in_transaction():
        token, found = await pairing.take(Row, code, purpose=PURPOSE, keys=keys, now=now)
        await _audit(found.id, "pair_kiosk", by=by, now=now)
    return token, Kiosk(found.id, found.hall_id)


async def identify(token: str, *, now: datetime) -> Actor:
    """The kiosk that holds this token, or `Anyone`; that it was heard of is written down."""
    found = await pairing.holder(Row, token, now=now)
    return Kiosk(found.id, found.hall_id) if found else Anyone()


async def rename(*, kiosk_id: UUID, name: str, by: StaffMember, now: datetime) -> UUID:
    """Another name for a kiosk in reach; its hall."""
    found = await _in_reach(kiosk_id, by=by)
    async with in_transaction():
        await Row.filter(id=kiosk_id).update(name=name)
        await _audit(kiosk_id, "rename_kiosk", by=by, now=now)
    return found.hall_id


async def revoke(*, kiosk_id: UUID, reason: str, by: StaffMember, now: datetime) -> UUID:
    """Stop a kiosk in reach for good, whoever uses it now as well; its hall. Its ratings stay."""
    found = await _in_reach(kiosk_id, by=by)
    async with in_transaction():
        await pairing.stop(Row, kiosk_id, reason=reason, now=now)
        await KioskSession.filter(kiosk_id=kiosk_id).delete()
        await _audit(kiosk_id, "revoke_kiosk", by=by, now=now, reason=reason)
    return found.hall_id


async def _in_reach(kiosk_id: UUID, *, by: StaffMember) -> Row:
    kiosk = await Row.filter(kiosks_in_reach(by), id=kiosk_id, active=1).first()
    if kiosk is None:
        raise NotFound
    return kiosk


async def _audit(
    kiosk_id: UUID, action: str, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    await audit.record(
        by=by,
        action=action,
        object_kind="kiosk",
        object_id=kiosk_id,
        outcome="done",
        reason=reason,
        now=now,
    )
