"""A sheet two people read alike becomes a rating, on the way of every rating (7-1, 7-12)."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.figures import figures
from actions.submission import Submission
from models import PaperEntry, PaperSlip
from queries.channels.paper_slips import typed_of
from rules.paper import Paper, rated_at
from rules.rating import Channel, IdentityBasis, Origin
from rules.refusals import Busy, Refused

LEFT = timedelta(minutes=1)  # whoever typed last would have finished by now


async def finish(slip_id: UUID, *, deps: Dependencies, now: datetime) -> str:
    """Store the rating of an agreed sheet, once; the sheet's state after it. Art. 7 (7-1, 7-12).

    It bears the day written on the sheet and both clerks; its basis is `proxy_entered`, never more.
    If nothing can be stored just now the sheet stays agreed, and `finish_left` comes back to it.
    """
    slip = await PaperSlip.get(id=slip_id).select_related("service_record")
    record = slip.service_record
    if slip.state != Paper.AGREED or record is None:
        return slip.state
    first, second = await _pair(slip_id)
    at = min(now, rated_at(first.written_on, ended_at=record.ended_at))
    submission = Submission(
        rating_id=uuid4(),
        key=str(slip.id),
        service_id=record.id,
        grade=first.grade,
        tags=first.tags,
        dimensions="{}",
        text="",
        anonymous=True,
        pictures=(),
        origin=Origin.PAPER,
        identity_basis=IdentityBasis.PROXY_ENTERED,
        channel=Channel.PAPER,
        rated_at=at,
        paper_id=slip.id,
        paper_number=slip.number,
        clerks=(first.clerk_id, second.clerk_id),
    )
    agreed = PaperSlip.filter(id=slip.id, state=Paper.AGREED)
    try:
        stored = await deps.queue.submit(submission)
    except Busy:
        return Paper.AGREED
    except Refused as error:
        await agreed.update(state=Paper.SET_ASIDE, reason=error.code, changed_at=now)
        return Paper.SET_ASIDE
    await figures.note_late(stored.rating_id, rated_at=stored.rated_at, now=now)
    await agreed.update(state=Paper.DONE, rating_id=stored.rating_id, changed_at=now)
    return Paper.DONE


async def finish_left(*, deps: Dependencies, now: datetime) -> int:
    """Sheets whose last clerk was cut off before the rating was stored; how many (7-12)."""
    left = await PaperSlip.filter(state=Paper.AGREED, changed_at__lt=now - LEFT).limit(100)
    return sum([await finish(one.id, deps=deps, now=now) == Paper.DONE for one in left])


async def _pair(slip_id: UUID) -> tuple[PaperEntry, PaperEntry]:
    """The two who read the same: the first two, or one of them and the third."""
    entries = await PaperEntry.filter(slip_id=slip_id).order_by("turn")
    last = entries[-1]
    first = next(one for one in entries[:-1] if typed_of(one) == typed_of(last))
    return first, last
