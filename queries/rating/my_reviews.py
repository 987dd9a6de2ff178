"""An officer's appeal against a rating, as far as it is the evaluator's business (Art. 12)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import Appeal, AppealStep, Bureau
from rules.appeals import DECISIONS, NOT_ADOPTED
from rules.documents import mask_personal_data


class MyReview(Struct, frozen=True):
    """Why the clock stands still, then how it ended and where to object (11-13, 12-8).

    Never who appealed or what they wrote. `reason` is the bureau's, of a rating not adopted.
    """

    status: str
    due_at: datetime | None  # the unit's time, then the bureau's
    decided_at: datetime | None
    reason: str
    bureau_name: str  # reviews it
    above_name: str  # the city's bureau, where another one reviews; else empty


async def of_rating(rating_id: UUID) -> MyReview | None:
    """The review of an own rating; the caller has made sure that it is."""
    appeal = await Appeal.get_or_none(rating_id=rating_id).select_related("bureau")
    if appeal is None:
        return None
    above = await Bureau.filter(level="city").exclude(id=appeal.bureau_id).first()
    return MyReview(
        status=appeal.status,
        due_at=appeal.due_at,
        decided_at=appeal.decided_at,
        reason=await _reason(appeal) if appeal.status in NOT_ADOPTED else "",
        bureau_name=appeal.bureau.name,
        above_name=above.name if above and appeal.bureau.level != "city" else "",
    )


async def _reason(appeal: Appeal) -> str:
    decision = await AppealStep.filter(appeal_id=appeal.id, action__in=list(DECISIONS)).first()
    return mask_personal_data(decision.reason) if decision else ""
