"""A child's consent as the child sees it, and the children a guardian has agreed for (9-1)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import Consent, Evaluator
from rules.actors import Citizen
from rules.guardians import CHILD_RULES_VERSION, GUARDIAN
from rules.work_calendar import local_day


class Guardianship(Struct, frozen=True):
    """`child`: under 14 today. `agreed`: a guardian's consent stands."""

    child: bool
    agreed: bool
    version: str
    wards: list["WardConsent"]


class WardConsent(Struct, frozen=True):
    """A consent the caller gave for a child."""

    id: UUID
    given_at: datetime
    version: str


async def guardianship(*, by: Citizen, now: datetime) -> Guardianship:
    """Whether the caller is a child, and what the caller agreed to for children. Art. 9 (9-1)."""
    today = local_day(now)
    standing = Consent.filter(purpose=GUARDIAN, withdrawn_at=None)
    mine = standing.filter(given_by_id=by.evaluator_id, evaluator__erased_at=None)
    return Guardianship(
        child=await Evaluator.filter(id=by.evaluator_id, child_until__gt=today).exists(),
        agreed=await standing.filter(evaluator_id=by.evaluator_id).exists(),
        version=CHILD_RULES_VERSION,
        wards=[
            WardConsent(one.id, one.given_at, one.version)
            for one in await mine.order_by("given_at")
        ],
    )
