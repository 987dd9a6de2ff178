"""The only way a person leaves the house: on a consent, written down (Art. 9; 9-3, 9-7)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from models import Consent, Provision
from rules.provisions import NoConsent, Part, Purpose, Recipient, demand_offered, offer


async def record(
    *,
    evaluator_id: UUID,
    recipient: Recipient,
    purpose: Purpose,
    parts: Collection[Part],
    now: datetime,
    rating_id: UUID | None = None,
) -> UUID:
    """Write down that these parts of a person go to the recipient now; the provision's id.

    Call it in the transaction of the sending, before anything of the person is read: without
    this row nothing goes. A rating told again under the same consent, as after an answer
    that was lost, is one provision. Art. 9 (9-3, 9-7). Errors: `no_consent`.
    """
    offered = offer(recipient, purpose)
    demand_offered(offered, parts)
    async with in_transaction():
        # Locked, so that a withdrawal at this moment comes before or after, never between.
        consent = await _standing([evaluator_id], recipient, purpose).select_for_update().first()
        if consent is None:
            raise NoConsent
        joined = ",".join(sorted(set(parts)))
        same = Provision.filter(consent_id=consent.id, rating_id=rating_id, parts=joined)
        if rating_id is not None and (before := await same.first()) is not None:
            return before.id
        made = await Provision.create(
            id=uuid4(),
            evaluator_id=evaluator_id,
            consent_id=consent.id,
            rating_id=rating_id,
            recipient=recipient,
            purpose=purpose,
            parts=joined,
            basis=offered.basis,
            at=now,
        )
    return made.id


async def consented(
    evaluators: Iterable[UUID], *, recipient: Recipient, purpose: Purpose
) -> set[UUID]:
    """Those of the evaluators who agree to this recipient and purpose now. Art. 9 (9-3)."""
    found = _standing(list(evaluators), recipient, purpose)
    return set(await found.values_list("evaluator_id", flat=True))  # type: ignore[arg-type]


def _standing(evaluators: list[UUID], recipient: str, purpose: str) -> QuerySet[Consent]:
    return Consent.filter(
        evaluator_id__in=evaluators, recipient=recipient, purpose=purpose, withdrawn_at=None
    ).order_by("given_at")
