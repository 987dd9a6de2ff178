"""Consents of a citizen: given for one recipient and purpose, withdrawn at any time (9-3, 9-6)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.transactions import in_transaction

from models import CitizenSession, Consent, Evaluator
from rules.actors import Citizen
from rules.guardians import GuardianNeeded
from rules.notice import NOTICE, NOTICE_VERSION
from rules.provisions import offer
from rules.refusals import NotFound, Refused
from rules.sms import INVITATIONS


class NoPhone(Refused):
    """No number of the person was verified with the real name, so none can be written to."""

    code = "no_phone"


async def give(*, recipient: str, purpose: str, by: Citizen, now: datetime) -> None:
    """Agree to what is offered, or choose to be invited by text message (7-12).

    Art. 9 (9-3); PIPL 23. Errors: `no_consent` if nothing is offered, `no_phone`,
    `guardian_needed`: what a child agrees to needs its guardian first (9-1).
    """
    if by.ward:
        raise GuardianNeeded
    if (recipient, purpose) == ("", INVITATIONS):
        if not await Evaluator.filter(id=by.evaluator_id, phone_index__isnull=False).exists():
            raise NoPhone
    else:
        offer(recipient, purpose)
    own = Consent.filter(evaluator_id=by.evaluator_id, recipient=recipient, purpose=purpose)
    if not await own.filter(withdrawn_at=None).exists():
        await Consent.create(
            id=uuid4(),
            evaluator_id=by.evaluator_id,
            recipient=recipient,
            purpose=purpose,
            version=NOTICE_VERSION,
            given_at=now,
        )


async def withdraw(*, recipient: str, purpose: str, by: Citizen, now: datetime) -> None:
    """Take a consent back from now on; what was done under it before stays as it is.

    PIPL 15 (9-6). Without the privacy notice nobody is signed in: every phone of the person is
    signed out, and signing in asks for it again. Errors: `not_found` if none stands.
    """
    async with in_transaction():
        standing = Consent.filter(
            evaluator_id=by.evaluator_id, recipient=recipient, purpose=purpose, withdrawn_at=None
        )
        if not await standing.update(withdrawn_at=now):
            raise NotFound
        if purpose == NOTICE:
            await CitizenSession.filter(evaluator_id=by.evaluator_id, revoked_at=None).update(
                revoked_at=now
            )


async def agrees(evaluator_id: UUID) -> bool:
    """Whether the person agrees to the privacy notice, whatever its version."""
    return await Consent.filter(
        evaluator_id=evaluator_id, purpose=NOTICE, withdrawn_at=None
    ).exists()
