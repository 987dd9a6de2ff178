"""What members of staff see of their own account: how it is guarded, and where it is open."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import ProviderSubject, RecoveryCode, SecondFactor, Staff, StaffSession
from rules.actors import StaffMember
from rules.staff_sign_in import PASSWORD_KINDS, PASSWORD_LEAST, StaffPolicy


class OwnSession(Struct, frozen=True):
    """`here`: the one that asks; `same_place`: from the same network address as that one."""

    id: UUID
    client: str
    opened_at: datetime
    seen_at: datetime
    here: bool
    same_place: bool


class OwnProvider(Struct, frozen=True):
    """How the account stands with the identity provider; `by_owner`: bound by nobody else."""

    bound_at: datetime | None
    by_owner: bool


class OwnAccount(Struct, frozen=True):
    """`provider`: none where no identity provider is configured."""

    password_set_at: datetime | None
    password_least: int
    password_kinds: int
    factor_since: datetime | None
    factor_required: bool
    recovery_left: int
    sessions: list[OwnSession]
    most_sessions: int
    idle_minutes: int
    provider: OwnProvider | None


async def own_account(
    *, by: StaffMember, policy: StaffPolicy, issuer: str, now: datetime
) -> OwnAccount:
    """The caller's own account; `issuer` of the identity provider, empty where there is none."""
    staff = await Staff.get(id=by.staff_id)
    factor = await SecondFactor.get_or_none(staff_id=staff.id, confirmed_at__isnull=False)
    return OwnAccount(
        password_set_at=staff.password_set_at,
        password_least=PASSWORD_LEAST,
        password_kinds=PASSWORD_KINDS,
        factor_since=factor.confirmed_at if factor else None,
        factor_required=by.role in policy.second_factor_roles,
        recovery_left=await RecoveryCode.filter(staff_id=staff.id, used_at=None).count(),
        sessions=await _sessions(by=by, policy=policy, now=now),
        most_sessions=policy.sessions,
        idle_minutes=int(policy.idle.total_seconds() // 60),
        provider=await _provider(by, issuer) if issuer else None,
    )


async def _provider(by: StaffMember, issuer: str) -> OwnProvider:
    bound = await ProviderSubject.get_or_none(staff_id=by.staff_id, issuer=issuer)
    if bound is None:
        return OwnProvider(None, by_owner=False)
    return OwnProvider(bound.bound_at, by_owner=bound.bound_by_id is None)


async def _sessions(*, by: StaffMember, policy: StaffPolicy, now: datetime) -> list[OwnSession]:
    rows = await open_sessions(by.staff_id, now=now, policy=policy)
    place = next((one.place_index for one in rows if one.id == by.session_id), "")
    return [
        OwnSession(
            id=one.id,
            client=one.client,
            opened_at=one.created_at,
            seen_at=one.seen_at or one.created_at,
            here=one.id == by.session_id,
            same_place=bool(place) and one.place_index == place,
        )
        for one in rows
    ]


async def open_sessions(
    staff_id: UUID, *, now: datetime, policy: StaffPolicy
) -> list[StaffSession]:
    """Sessions of an account that are not over, the newest first."""
    used = Q(seen_at__gt=now - policy.idle) | Q(seen_at=None, created_at__gt=now - policy.idle)
    found = StaffSession.filter(used, staff_id=staff_id, revoked_at=None, expires_at__gt=now)
    return await found.order_by("-created_at", "-id")
