"""Clues are raised once and looked into by the readers of their desk (Art. 3, 11, 15).

Raising one changes no rating. What a citizen wrote about being pressed is sealed; what is handed
to another body is recorded with its receipt (docs/decisions/0018).
"""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from msgspec import Struct
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from actions.trail import audit
from models import Concern, Rating, Referral, ServiceRecord
from queries.orders import concerns as queries
from queries.orders.concerns import ConcernView, ReferralView, in_reach
from rules.actors import Citizen, StaffMember
from rules.concerns import DESK_OF, TABLE, Desk, Kind, Reader, State, Step
from rules.refusals import NotAllowedNow, NotFound, Stale
from rules.work_calendar import local_day


class OpenedConcern(Struct, frozen=True):
    """A clue with what was sealed of it, for a named reader."""

    concern: ConcernView
    said: str
    referral: ReferralView | None


async def report_pressed(
    *, rating_id: UUID, text: str, by: Citizen, deps: Dependencies, now: datetime
) -> None:
    """A citizen says that an own rating was pressed for: to the bureau, never to the unit.

    Said twice it is one clue, with what was said first. Art. 3 (3-5).
    """
    own = Rating.filter(id=rating_id, evaluator_id=by.evaluator_id)
    rating = await own.select_related("service_record").first()
    if rating is None:
        raise NotFound
    clue, said = uuid4(), text.strip()
    sealed = deps.keys.seal(said, Concern, "said_sealed", clue) if said else None
    await raise_one(
        Kind.PRESSED,
        rating.service_record,
        rating_id=rating.id,
        concern_id=clue,
        said_sealed=sealed,
        now=now,
    )


async def raise_one(
    kind: Kind,
    record: ServiceRecord,
    *,
    now: datetime,
    rating_id: UUID | None = None,
    found_by: str = "",
    ratings: int = 1,
    concern_id: UUID | None = None,
    said_sealed: bytes | None = None,
) -> bool:
    """Raise a clue about a service, or about what `found_by` names; False if it is known.

    What is sealed is bound to its row, whose id comes with it then.
    """
    source = found_by or str(rating_id)
    if await Concern.filter(kind=kind, found_by=source).exists():
        return False
    concern_id = concern_id or uuid4()
    try:
        async with in_transaction():
            await Concern.create(
                id=concern_id,
                number=f"{secrets.randbelow(10**12):012d}",
                desk=DESK_OF.get(kind, Desk.BUREAU),
                bureau_id=record.bureau_id,
                institution_id=record.institution_id,
                window_id=record.window_id,
                rating_id=rating_id,
                day=local_day(now),
                ratings=ratings,
                said_sealed=said_sealed,
                raised_at=now,
                kind=kind,
                found_by=source,
            )
            await outbox.post(topic="concern_raised", about=concern_id, now=now)
    except IntegrityError:
        return False
    return True


async def read(
    *, concern_id: UUID, by: StaffMember, deps: Dependencies, now: datetime
) -> OpenedConcern:
    """One clue, opened; that it was read is written down. Art. 15 (15-4)."""
    view, sealed = await queries.one(concern_id, by=by)
    said = ""
    if sealed.said:
        said = deps.keys.open(sealed.said, Concern, "said_sealed", concern_id)
    referral = _opened(sealed.referral, deps) if sealed.referral else None
    await audit.record(
        by=by, action="read_concern", outcome="done", object_id=view.row.number, now=now
    )
    return OpenedConcern(view, said, referral)


def _opened(referral: Referral, deps: Dependencies) -> ReferralView:
    result, row = referral.result_sealed, referral.id
    return ReferralView(
        body=referral.body,
        note=deps.keys.open(referral.note_sealed, Referral, "note_sealed", row),
        referred_at=referral.referred_at,
        receipt_number=referral.receipt_number,
        receipt_at=referral.receipt_at,
        result=deps.keys.open(result, Referral, "result_sealed", row) if result else None,
        result_at=referral.result_at,
    )


async def decide(
    *, concern_id: UUID, step: Step, reason: str, version: int, by: StaffMember, now: datetime
) -> None:
    """Dismiss, confirm or take up again, with a reason. Art. 3, 15 (3-5, 3-7, 15-3)."""
    concern = await _readable(concern_id, by=by)
    if step is Step.REFER:
        raise NotAllowedNow(why="needs_a_body")
    async with in_transaction():
        await _take(concern, step, reason=reason, version=version, by=by, now=now)
        await _log(concern, f"{step}_concern", by=by, now=now)


async def refer(
    *,
    concern_id: UUID,
    body: str,
    note: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Hand a clue to the body responsible: who, when, to whom. Art. 15 (15-3)."""
    concern = await _readable(concern_id, by=by)
    async with in_transaction():
        await _take(concern, Step.REFER, reason="", version=version, by=by, now=now)
        row = uuid4()
        await Referral.create(
            id=row,
            concern_id=concern.id,
            body=body.strip(),
            note_sealed=deps.keys.seal(note.strip(), Referral, "note_sealed", row),
            referred_at=now,
            staff_id=by.staff_id,
        )
        await _log(concern, "refer_concern", by=by, now=now)


async def note_receipt(*, concern_id: UUID, number: str, by: StaffMember, now: datetime) -> None:
    """The receipt number of the body a clue went to, once. Art. 15 (15-3)."""
    concern = await _readable(concern_id, by=by)
    taken = await Referral.filter(concern_id=concern.id, receipt_number=None).update(
        receipt_number=number.strip(), receipt_at=now
    )
    await _once(taken, concern, "note_receipt", by=by, now=now)


async def note_result(
    *, concern_id: UUID, text: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """What the body made of it, once, sealed. Art. 15 (15-3, 15-4)."""
    concern = await _readable(concern_id, by=by)
    waiting, taken = await Referral.get_or_none(concern_id=concern.id, result_at=None), 0
    if waiting is not None:
        sealed = deps.keys.seal(text.strip(), Referral, "result_sealed", waiting.id)
        taken = await Referral.filter(id=waiting.id, result_at=None).update(
            result_sealed=sealed, result_at=now
        )
    await _once(taken, concern, "note_result", by=by, now=now)


async def _once(
    taken: int, concern: Concern, action: str, *, by: StaffMember, now: datetime
) -> None:
    if taken != 1:
        raise NotAllowedNow
    await _log(concern, action, by=by, now=now)


async def _readable(concern_id: UUID, *, by: StaffMember) -> Concern:
    concern = await Concern.filter(await in_reach(by), id=concern_id).first()
    if concern is None:
        raise NotFound
    return concern


async def _take(
    concern: Concern, step: Step, *, reason: str, version: int, by: StaffMember, now: datetime
) -> None:
    if concern.version != version:
        raise Stale(version=concern.version)
    after = TABLE.apply(State(concern.state), step, Reader.READER)
    taken = await Concern.filter(id=concern.id, version=version).update(
        state=after,
        version=version + 1,
        decided_at=now,
        decided_by_id=by.staff_id,
        reason=reason.strip(),
    )
    if taken != 1:
        raise Stale


async def _log(concern: Concern, action: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(by=by, action=action, outcome="done", object_id=concern.number, now=now)
