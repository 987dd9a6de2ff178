"""Sessions of phones and of staff: opened, found again by the hash of their token, ended."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from actions.keys import Keyring, new_token, token_hash
from actions.people import spent_tokens, staff_sessions
from actions.people.gathering import Gathering
from actions.people.spent_tokens import TokenOld
from actions.sql.sessions import Row, unrevoked
from models import CitizenSession, StaffSession
from rules.actors import Actor, Anyone, Citizen, StaffMember
from rules.citizen_sessions import SESSION_TIME, opens
from rules.staff_sign_in import StaffPolicy
from rules.work_calendar import local_day

PLACE_DIGITS = 16
SEEN_AGAIN = timedelta(seconds=5)  # a revoked session is noticed within this time
REMEMBERED = 20_000


@dataclass(slots=True)
class Sessions:
    """Finds the actor of a token, asking the database at most every five seconds a token."""

    policy: StaffPolicy = field(default_factory=StaffPolicy)
    later: Callable[[str], str] = field(default=lambda index: index)  # of a blind index: its form
    _seen: dict[str, tuple[datetime, Actor]] = field(default_factory=dict)
    _citizens: "Gathering[str, Row]" = field(default_factory=lambda: Gathering(_find_citizens))

    async def actor(self, token: str, now: datetime) -> Actor:
        """Who holds this token; `Anyone` if nobody does (any more). Raises `TokenOld`."""
        if not token:
            return Anyone()
        hashed = token_hash(token)
        known = self._seen.get(hashed)
        if known and timedelta(0) <= now - known[0] < SEEN_AGAIN:
            return known[1]
        actor = (
            await self._citizen(hashed, now)
            or await staff_sessions.find(hashed, now=now, policy=self.policy)
            or await _nobody(hashed, now)
        )
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        self._seen[hashed] = (now, actor)
        return actor

    async def _citizen(self, hashed: str, now: datetime) -> Citizen | None:
        found = await self._citizens.one(hashed)
        if found is None or found.expires_at <= now:
            return None
        if not opens(found.token_at, now):
            raise TokenOld
        if found.fresh or local_day(found.seen_at) != local_day(now):
            used = CitizenSession.filter(id=found.id, token_hash=hashed)
            await used.update(fresh=False, seen_at=now)
        index, child_until = found.document_index, found.child_until
        return Citizen(
            found.id,
            found.account_id,
            found.evaluator_id,
            index,
            self.later(index) if index is not None else None,
            ward=child_until is not None and local_day(now) < child_until,
        )


async def _find_citizens(hashes: Sequence[str]) -> dict[str, Row]:
    """Unrevoked sessions by the hash of their token."""
    return {row.token_hash: row for row in await unrevoked(hashes)}


async def _nobody(hashed: str, now: datetime) -> Anyone:
    """Whoever shows a token that was exchanged has to exchange it again, or has stolen it."""
    if await spent_tokens.lost_answer(hashed, now=now):
        raise TokenOld
    return Anyone()


async def open_for_citizen(
    *,
    account_id: UUID | None,
    evaluator_id: UUID | None,
    now: datetime,
    place: str | None = None,
    client: str = "",
) -> str:
    """A new session for a phone; the token is returned once and stored only as a hash.

    `place` is the blind index of the network address (`place_of`), if that is known.
    """
    token = new_token()
    await CitizenSession.create(
        id=uuid4(),
        token_hash=token_hash(token),
        account_id=account_id,
        evaluator_id=evaluator_id,
        address_index=place,
        client=client,
        created_at=now,
        expires_at=now + SESSION_TIME,
    )
    return token


def place_of(address: str, *, keys: Keyring) -> str:
    """Tells many ratings from one network address apart, and leads back to nobody (3-7)."""
    return keys.index("address", address)[:PLACE_DIGITS]


async def revoke(*, by: Citizen | StaffMember, now: datetime) -> None:
    """End the caller's session."""
    table = CitizenSession if isinstance(by, Citizen) else StaffSession
    await table.filter(id=by.session_id).update(revoked_at=now)
