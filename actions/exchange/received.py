"""A row another system told: kept, made a rating of, put aside, or done with (7-7, 10-2, 10-5).

Whichever way it came. A row is kept first, in one commit with whatever says how far one has read,
and dealt with apart from that, so that it can be dealt with again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.figures import figures
from actions.keys import Keyring
from actions.rating.rating_store import Stored
from actions.submission import Submission
from models import ExchangeReceived
from rules.exchange import Held, Receipt
from rules.rating import IdentityBasis, Origin
from rules.refusals import Busy

NUL = "\x00"  # no text column takes it


@dataclass
class Unclear(Exception):
    """Why nothing can be made of a row yet."""

    error: str
    about: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A rating made elsewhere, in our words, with the service it is of."""

    service_id: UUID
    grade: str
    tags: str
    text: str
    channel: str
    rated_at: datetime


async def keep(
    party_id: UUID,
    told: Mapping[str, Mapping[str, Any]],
    *,
    keys: Keyring,
    now: datetime,
    carried_by: UUID | None = None,
) -> int:
    """Keep rows by their numbers, inside the caller's transaction; how many were new (10-2).

    In the order of their unique key, as two batches at once would deadlock otherwise.
    `carried_by`: the file they came in (10-4).
    """
    there = ExchangeReceived.filter(party_id=party_id, number__in=list(told))
    known = {one.number for one in await there}
    new = sorted((one for one in told.items() if one[0] not in known), key=itemgetter(0))
    await ExchangeReceived.bulk_create(
        [
            ExchangeReceived(
                id=row,
                party_id=party_id,
                number=number,
                told_sealed=seal(fields, row, keys),
                carried_by=carried_by,
                state=Receipt.NEW,
                received_at=now,
            )
            for row, (number, fields) in ((uuid4(), one) for one in new)
        ],
        ignore_conflicts=True,
    )
    return len(new)


def seal(fields: Mapping[str, Any], row: UUID, keys: Keyring) -> bytes:
    """What was told, as the row of this id keeps it."""
    return keys.seal(json.dumps(fields), ExchangeReceived, "told_sealed", row)


def told_of(row: ExchangeReceived, keys: Keyring) -> dict[str, Any]:
    """What was told, while it is kept."""
    assert row.told_sealed is not None
    fields: dict[str, Any] = json.loads(keys.open(row.told_sealed, row, "told_sealed", row.id))
    return fields


async def submit(
    row: ExchangeReceived, opinion: Opinion, *, deps: Dependencies, now: datetime
) -> Stored:
    """Store the opinion on the way every opinion takes; the one constraint decides (7-1).

    The row must name the service by now: that is the proof. Raises `Unclear` where the queue is
    full or the database refuses the row, so that nothing is lost, and what `submit` refuses.
    """
    try:
        stored = await deps.queue.submit(
            Submission(
                rating_id=uuid4(),
                key=row.number,
                service_id=opinion.service_id,
                grade=opinion.grade,
                tags=opinion.tags,
                dimensions="{}",
                text=opinion.text,
                anonymous=True,
                pictures=(),
                origin=Origin.PARTNER,
                identity_basis=IdentityBasis.PARTNER_ASSERTED,
                channel=opinion.channel,
                rated_at=opinion.rated_at,
                partner_id=row.party_id,
                partner_message=row.number,
                told_at=row.received_at,
            )
        )
    except Busy as error:
        raise Unclear(Held.NOT_STORED) from error
    await figures.note_late(stored.rating_id, rated_at=opinion.rated_at, now=now)
    return stored


async def hold(row: ExchangeReceived, why: Unclear) -> None:
    """Put a row into quarantine with its reason (10-5)."""
    code = why.code.replace(NUL, "")[:64]
    await ExchangeReceived.filter(id=row.id).update(
        state=Receipt.QUARANTINED, error=why.error, about=why.about[:40], code=code
    )


async def done(
    row: ExchangeReceived,
    state: Receipt,
    *,
    now: datetime,
    error: str = "",
    rating_id: UUID | None = None,
) -> None:
    """Dealt with: what was told is forgotten, the number stays."""
    await ExchangeReceived.filter(id=row.id).update(
        state=state,
        done_at=now,
        told_sealed=None,
        error=error,
        about="",
        code="",
        rating_id=rating_id,
    )
