"""A key becomes a grade, or is asked for again; on the way of every rating (Art. 7; 7-1, 7-6)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError

from actions.dependencies import Dependencies
from actions.figures import figures
from actions.submission import Submission
from models import PhoneQuestion, Rating, ServiceRecord
from rules.calls import Asked, after_key, grade_of
from rules.grades import Grade
from rules.rating import IdentityBasis, Origin
from rules.refusals import Busy, Refused


@dataclass(frozen=True, slots=True)
class Pressed:
    """One key of the question's `turn`, counted from 1; "" is none: hung up, or said nothing."""

    turn: int
    key: str
    at: datetime


async def ask(
    record: ServiceRecord,
    *,
    channel: str,
    partner_id: UUID,
    number: str,
    basis: IdentityBasis,
    now: datetime,
) -> PhoneQuestion:
    """The question about a service on this channel: made once, found ever after."""
    rated = await Rating.filter(service_record_id=record.id, opinion__gte=1).exists()
    try:
        return await PhoneQuestion.create(
            id=uuid4(),
            service_record_id=record.id,
            channel=channel,
            partner_id=partner_id,
            number=number,
            identity_basis=basis,
            state=Asked.REFUSED if rated else Asked.ASKING,
            asked_at=now,
            done_at=now if rated else None,
        )
    except IntegrityError:
        return await PhoneQuestion.get(service_record_id=record.id, channel=channel)


async def answer(
    question: PhoneQuestion,
    pressed: Pressed,
    *,
    record: ServiceRecord,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Take a key in; told again, or too late, it changes nothing. Art. 7 (7-1, 7-6).

    The rating comes before the state: whoever breaks off in between tells again and finds it.
    Raises `Busy` if nothing could be stored just now.
    """
    if question.state != Asked.ASKING or pressed.turn <= question.turns:
        return
    rules = deps.rule_sets.named(record.rule_set)
    outcome = after_key(pressed.key, turn=pressed.turn, rules=rules)
    asking = PhoneQuestion.filter(id=question.id)
    if outcome is Asked.RATED:
        at = max(record.ended_at, min(pressed.at, now))
        outcome = await _rate(question, grade_of(pressed.key, rules), at=at, deps=deps, now=now)
        await asking.update(state=outcome, done_at=now)
    elif outcome is Asked.SILENT:
        await asking.filter(state=Asked.ASKING).update(state=outcome, done_at=now)
    else:
        done_at = None if outcome is Asked.ASKING else now
        await asking.filter(state=Asked.ASKING, turns__lt=pressed.turn).update(
            turns=pressed.turn, state=outcome, done_at=done_at
        )
    await question.refresh_from_db()


async def _rate(
    question: PhoneQuestion,
    grade: Grade | None,
    *,
    at: datetime,
    deps: Dependencies,
    now: datetime,
) -> Asked:
    assert grade is not None
    submission = Submission(
        rating_id=uuid4(),
        key=str(question.id),
        service_id=question.service_record_id,
        grade=grade,
        tags="",
        dimensions="{}",
        text="",
        anonymous=True,
        pictures=(),
        origin=Origin.PARTNER,
        identity_basis=question.identity_basis,
        channel=question.channel,
        rated_at=at,
        partner_id=question.partner_id,
        partner_message=question.number,
    )
    try:
        stored = await deps.queue.submit(submission)
    except Busy:
        raise
    except Refused:
        return Asked.REFUSED
    await figures.note_late(stored.rating_id, rated_at=stored.rated_at, now=now)
    return Asked.RATED
