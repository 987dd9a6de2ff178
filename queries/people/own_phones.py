"""Where a citizen is signed in: what kind of phone and on which day, nothing finer (9-6)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from models import CitizenSession
from rules.actors import Citizen
from rules.work_calendar import local_day


class OwnPhone(Struct, frozen=True):
    """`here`: the one that asks. `client`: browser and system, empty if neither is known."""

    id: UUID
    client: str
    opened_on: date
    seen_on: date
    here: bool


async def own_phones(*, by: Citizen, now: datetime) -> list[OwnPhone]:
    """The own sessions that are not over, the one used last first. Art. 9 (9-6)."""
    found = CitizenSession.filter(evaluator_id=by.evaluator_id, revoked_at=None, expires_at__gt=now)
    phones = [
        OwnPhone(
            id=one.id,
            client=one.client,
            opened_on=local_day(one.created_at),
            seen_on=local_day(one.seen_at or one.created_at),
            here=one.id == by.session_id,
        )
        for one in await found.order_by("-created_at")
    ]
    return sorted(phones, key=lambda one: (one.here, one.seen_on), reverse=True)
