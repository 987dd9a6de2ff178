"""Sessions of phones and of staff: opened, found again by the hash of their token, revoked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from actions.keys import Keyring, new_token, token_hash
from actions.people import staff_sessions
from actions.rating.gathering import Gathering
from actions.sql.sessions import unrevoked
from models import CitizenSession, StaffSession
from rules.actors import Actor, Anyone, Citizen, StaffMember
from rules.staff_sign_in import StaffPolicy

CITIZEN_DAYS = 30
PLACE_DIGITS = 16
SEEN_AGAIN = timedelta(seconds=5)  # a revoked session is noticed within this time
REMEMBERED = 20_000
Found = tuple[datetime, Citizen]


@dataclass(slots=True)
class Sessions:
    """Finds the actor of a token, asking the database at most every five seconds a token."""

    policy: StaffPolicy = field(default_factory=StaffPolicy)
    _seen: dict[str, tuple[datetime, Actor]] = field(default_factory=dict)
    _citizens: "Gathering[str, Found]" = field(default_factory=lambda: Gathering(_find_citizens))

    async def actor(self, token: str, now: datetime) -> Actor:
        """Who holds this token; `Anyone` if nobody does (any more)."""
        if not token:
            return Anyone()
        hashed = token_hash(token)
        known = self._seen.get(hashed)
        if known and timedelta(0) <= now - known[0] < SEEN_AGAIN:
            return known[1]
        actor = (
            await self._citizen(hashed, now)
            or await staff_sessions.find(hashed, now=now, policy=self.policy)
            or Anyone()
        )
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        self._seen[hashed] = (now, actor)
        return actor

    async def _citizen(self, hashed: str, now: datetime) -> Citizen | None:
        found = await self._citizens.one(hashed)
        return found[1] if found and found[0] > now else None


async def _find_citizens(hashes: Sequence[str]) -> dict[str, Found]:
    """Unrevoked sessions by the hash of their token, each with the end of its term."""
    found: dict[str, Found] = {}
    for hashed, until, session, account, evaluator, index in await unrevoked(hashes):
        found[hashed] = until, Citizen(session, account, evaluator, index)
    return found


async def open_for_citizen(
    *,
    account_id: UUID | None,
    evaluator_id: UUID | None,
    now: datetime,
    place: str | None = None,
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
        created_at=now,
        expires_at=now + timedelta(days=CITIZEN_DAYS),
    )
    return token


def place_of(address: str, *, keys: Keyring) -> str:
    """Tells many ratings from one network address apart, and leads back to nobody (3-7)."""
    return keys.index("address", address)[:PLACE_DIGITS]


async def revoke(*, by: Citizen | StaffMember, now: datetime) -> None:
    """End the caller's session."""
    table = CitizenSession if isinstance(by, Citizen) else StaffSession
    await table.filter(id=by.session_id).update(revoked_at=now)
