"""A rating made at a kiosk, in the name its session proves (Art. 7, 9; 7-1, 7-4, 9-1)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.kiosks import kiosk_sessions
from actions.rating import evaluation_form
from actions.rating.rating_store import AlreadyRated
from actions.submission import Submission
from models import KioskSession
from rules import grades, tags
from rules.actors import Kiosk
from rules.rating import Channel, IdentityBasis, Origin


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was tapped: nothing can be written at a kiosk, where others see it."""

    grade: str
    tags: list[str]
    dimensions: dict[str, int]


async def submit(
    *,
    session: str,
    service_id: UUID,
    chosen: Chosen,
    key: str,
    by: Kiosk,
    deps: Dependencies,
    now: datetime,
) -> str:
    """Store an opinion, once, and answer with the number of its receipt.

    A phone's session proves who rates; a slip proves which service, whose it is the record says.
    The write path looks for either again in its own transaction. Art. 7, 9 (7-1, 7-4, 9-1).

    Raises `SessionOver`, `ServiceUnknown`, and `AlreadyRated` without a receipt: whose that is
    may not stand on a screen many pass by.
    """
    grade = grades.parse(chosen.grade)
    tags.check(grade, chosen.tags)
    found = await kiosk_sessions.live(session, by=by, now=now)
    await evaluation_form.check(service_id=service_id, scores=chosen.dimensions, deps=deps)
    submission = Submission(
        rating_id=uuid4(),
        key=key,
        service_id=service_id,
        grade=grade,
        tags=",".join(chosen.tags),
        dimensions=json.dumps(chosen.dimensions, sort_keys=True),
        text="",
        anonymous=True,
        pictures=(),
        channel=Channel.KIOSK,
        rated_at=now,
        device_id=by.kiosk_id,
        **_proof(found, deps.keys),
    )
    try:
        return (await deps.queue.submit(submission)).receipt_number
    except AlreadyRated:
        raise AlreadyRated from None


def _proof(found: KioskSession, keys: Keyring) -> dict[str, Any]:
    """Who rates, and how that is known."""
    phone = found.citizen_session
    if phone is not None and phone.evaluator is not None:
        return {
            "origin": Origin.CITIZEN,
            "identity_basis": IdentityBasis.SELF_VERIFIED,
            "evaluator_id": phone.evaluator.id,
            "document_index": phone.evaluator.document_index,
            "later_index": keys.later(phone.evaluator.document_index),
            "session_id": phone.id,
        }
    if found.voucher is not None:
        return {
            "origin": Origin.DEVICE,
            "identity_basis": IdentityBasis.CASE_APPLICANT,
            "service_token": found.voucher.code_index,
        }
    raise kiosk_sessions.SessionOver  # nobody has confirmed yet
