"""Sessions of staff: opened, found again, ended by use, by time, by number and by their owner."""

from datetime import datetime
from uuid import UUID, uuid4

from actions.keys import new_token, token_hash
from actions.people.spent_tokens import TokenOld
from actions.trail import audit
from models import StaffSession
from queries.people.own_account import open_sessions
from rules.actors import Role, StaffMember
from rules.refusals import NotFound
from rules.staff_sign_in import KNOWN_THERE, StaffPolicy, ended, is_proved

SEEN_PARTS = 10  # the time of use is written so many times within the span of idleness


async def open_for_staff(
    *,
    staff_id: UUID,
    now: datetime,
    policy: StaffPolicy | None = None,
    place: str = "",
    client: str = "",
    phone_id: UUID | None = None,
    by_provider: bool = False,
    in_wechat: bool = False,
) -> tuple[str, UUID]:
    """A new session: its token and id. Of more than the policy's number the oldest end."""
    policy = policy or StaffPolicy()
    token, session_id = new_token(), uuid4()
    await StaffSession.create(
        id=session_id,
        token_hash=token_hash(token),
        staff_id=staff_id,
        created_at=now,
        seen_at=now,
        expires_at=now + policy.longest,
        place_index=place,
        client=client,
        phone_id=phone_id,
        by_provider=by_provider,
        proved_at=now if in_wechat else None,
    )
    others = [one.id for one in await open_sessions(staff_id, now=now, policy=policy)]
    for over in [one for one in others if one != session_id][policy.sessions - 1 :]:
        await StaffSession.filter(id=over).update(revoked_at=now)
    return token, session_id


async def find(hashed: str, *, now: datetime, policy: StaffPolicy) -> StaffMember | None:
    """Whose session this is; None once it is over. Notes now and then that it is used.

    Raises `TokenOld` where a phone in WeChat has to show again in which account it is.
    """
    row = await StaffSession.get_or_none(
        token_hash=hashed, revoked_at=None, staff__active=True
    ).values(
        "id",
        "staff_id",
        "created_at",
        "seen_at",
        "expires_at",
        "phone_id",
        "proved_at",
        role="staff__role",
        bureau="staff__bureau_id",
        institution="staff__institution_id",
        hall="staff__hall_id",
    )
    if row is None:
        return None
    seen_at = row["seen_at"] or row["created_at"]
    if ended(seen_at=seen_at, expires_at=row["expires_at"], now=now, policy=policy):
        return None
    if row["proved_at"] is not None and not is_proved(row["proved_at"], now):
        raise TokenOld
    if now - seen_at > policy.idle / SEEN_PARTS:
        await StaffSession.filter(id=row["id"]).update(seen_at=now)
    return StaffMember(
        session_id=row["id"],
        staff_id=row["staff_id"],
        role=Role(row["role"]),
        bureau_id=row["bureau"],
        institution_id=row["institution"],
        hall_id=row["hall"],
        phone_id=row["phone_id"],
    )


async def is_known_at(place: str, staff_id: UUID, *, now: datetime) -> bool:
    """Whether the account signed in from this address lately."""
    lately = StaffSession.filter(staff_id=staff_id, created_at__gt=now - KNOWN_THERE)
    return await lately.filter(place_index=place).exists()


async def end_own(*, session_id: UUID, by: StaffMember, now: datetime) -> None:
    """End one session of the caller's, this one or another."""
    own = StaffSession.filter(id=session_id, staff_id=by.staff_id, revoked_at=None)
    if not await own.update(revoked_at=now):
        raise NotFound
    await _told("end_session", by=by, now=now)


async def end_all(*, staff_id: UUID, now: datetime, but: UUID | None = None) -> int:
    """End every session of an account, `but` one; how many."""
    them = StaffSession.filter(staff_id=staff_id, revoked_at=None)
    return await (them.exclude(id=but) if but else them).update(revoked_at=now)


async def sign_out_everywhere(*, by: StaffMember, now: datetime) -> None:
    """End every session of the caller's, this one with them."""
    await end_all(staff_id=by.staff_id, now=now)
    await _told("sign_out_everywhere", by=by, now=now)


async def _told(action: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="staff", object_id=by.staff_id, now=now
    )
