"""How the system runs, for whoever looks after it: no case, no rating, nobody's name."""

from datetime import datetime

from msgspec import Struct

from models import AuditCheck, ExchangeParty, OutboxMessage, PartnerKey
from rules.actors import StaffMember
from rules.staff_sign_in import StaffPolicy


class Outside(Struct, frozen=True):
    name: str  # as the settings call it
    connected: bool


class PartnerState(Struct, frozen=True):
    """A key of a partner that was not revoked."""

    name: str
    key_id: str
    expires_at: datetime | None
    expired: bool


class ExchangeState(Struct, frozen=True):
    name: str
    answered_at: datetime | None
    failures: int
    error: str
    retry_at: datetime | None


class SystemState(Struct, frozen=True):
    """What waits, what failed, what is connected; numbers and dates alone."""

    outside: list[Outside]
    partners: list[PartnerState]
    exchange: list[ExchangeState]
    messages_waiting: int
    messages_late: int  # their turn passed more than five minutes ago
    messages_dead: int
    trail_checked_at: datetime | None
    trail_whole: bool
    sealing_key: int
    second_factor_roles: list[str]
    idle_minutes: int
    session_hours: int
    sessions: int


async def system_state(
    *,
    by: StaffMember,
    outside: dict[str, bool],
    sealing_key: int,
    policy: StaffPolicy,
    late: datetime,
    now: datetime,
) -> SystemState:
    """The state as of now; `late`: messages due before it are late."""
    queued = OutboxMessage.filter(state__in=("queued", "sending"))
    keys = PartnerKey.filter(revoked_at=None).order_by("partner__name", "key_id")
    check = await AuditCheck.all().order_by("-at").first()
    return SystemState(
        outside=[Outside(name, there) for name, there in outside.items()],
        partners=[
            PartnerState(
                name=one.partner.name,
                key_id=one.key_id,
                expires_at=one.expires_at,
                expired=bool(one.expires_at and one.expires_at <= now),
            )
            for one in await keys.select_related("partner")
        ],
        exchange=[
            ExchangeState(one.name, one.answered_at, one.failures, one.error, one.retry_at)
            for one in await ExchangeParty.all().order_by("name")
        ],
        messages_waiting=await queued.count(),
        messages_late=await queued.filter(run_at__lt=late).count(),
        messages_dead=await OutboxMessage.filter(state="dead").count(),
        trail_checked_at=check.at if check else None,
        trail_whole=check is not None and not check.fault,
        sealing_key=sealing_key,
        second_factor_roles=sorted(policy.second_factor_roles),
        idle_minutes=int(policy.idle.total_seconds() // 60),
        session_hours=int(policy.longest.total_seconds() // 3600),
        sessions=policy.sessions,
    )
