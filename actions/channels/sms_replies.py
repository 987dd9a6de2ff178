"""Answers to text messages: one becomes a rating, once; stop means stop (Art. 7, 9; 7-1, 7-12)."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.channels import sms_invitations
from actions.dependencies import Dependencies
from actions.figures import figures
from actions.people import guardians
from actions.services.intake import CLOCK_SKEW, InTheFuture
from actions.submission import Submission
from models import Consent, Rating, SmsInvitation, SmsReply
from rules.actors import Partner
from rules.grades import Grade
from rules.rating import TEXT_LIMIT, Channel, IdentityBasis, Origin
from rules.refusals import Busy, Refused
from rules.sms import (
    INVITATIONS,
    Heard,
    Invited,
    Means,
    Reply,
    Topic,
    plain_number,
    understood,
)

LARGEST_BATCH = 100
TOLD_OVER = 0  # the turn of the one answer that is told it came too late


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as the operator tells of it, by a number of his own."""

    number: str
    phone: str = field(repr=False)
    extension: str
    text: str = field(repr=False)
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """The row of an answer; `new`: it was not there before."""

    id: UUID
    new: bool


async def take_in(*, told: Told, by: Partner, deps: Dependencies, now: datetime) -> Taken:
    """An answer; told again, it changes nothing. Art. 7, 9 (7-1, 7-12, 9-1).

    The rating comes before the state: whoever breaks off in between tells again and finds it.
    Raises `InTheFuture`, and `Busy` if nothing could be stored just now.
    """
    if told.sent_at.tzinfo is None or told.sent_at > now + CLOCK_SKEW:
        raise InTheFuture
    reply, new = await _kept(told.number, by=by, now=now)
    if reply.outcome == Heard.NEW:
        await _hear(reply, told, by=by, deps=deps, now=now)
    return Taken(reply.id, new)


async def _kept(number: str, *, by: Partner, now: datetime) -> tuple[SmsReply, bool]:
    own = SmsReply.filter(partner_id=by.partner_id, number=number)
    if (known := await own.first()) is not None:
        return known, False
    try:
        made = await SmsReply.create(
            id=uuid4(),
            partner_id=by.partner_id,
            number=number,
            outcome=Heard.NEW,
            received_at=now,
        )
    except IntegrityError:
        return await own.get(), False
    return made, True


async def _hear(
    reply: SmsReply, told: Told, *, by: Partner, deps: Dependencies, now: datetime
) -> None:
    index = deps.keys.index("phone", plain_number(told.phone))
    row = await _asked(index, told.extension)
    code = row.service_record.rule_set if row else deps.rule_sets.at(now).code
    rules = deps.rule_sets.named(code)
    said = understood(told.text, rules)
    if said.means is Means.STOP:
        await _stop(reply, index, row, now=now)
    elif row is None:
        await _settle(reply, Heard.STRANGER, None, now=now)
    elif not await _may_answer(row, index, told.sent_at, now=now):
        await _over(reply, row, now=now)
    elif said.means is Means.UNCLEAR:
        await _unclear(reply, row, again=rules.sms_asks.value, now=now)
    else:
        await _rate(reply, row, said, told, by=by, deps=deps, now=now)


async def _asked(index: str, extension: str) -> SmsInvitation | None:
    """What was answered: by its extension, else the newest that is open, else the newest."""
    sent = SmsInvitation.filter(phone_index=index, sent_at__isnull=False)
    found = await sent.order_by("-sent_at", "-id").select_related("service_record", "evaluator")
    found.sort(key=lambda one: one.open is None)  # open ones first, each lot newest first
    named = [one for one in found if extension and one.extension == extension]
    return next(iter(named or found), None)


async def _may_answer(row: SmsInvitation, index: str, at: datetime, *, now: datetime) -> bool:
    """Whether it is open, and its person may rate and still has the number verified (9-1)."""
    own = row.evaluator.phone_index == index
    if row.open is None or at >= row.until or not own:
        return False
    return not await guardians.is_missing(row.evaluator, now=now)


async def _rate(
    reply: SmsReply,
    row: SmsInvitation,
    said: Reply,
    told: Told,
    *,
    by: Partner,
    deps: Dependencies,
    now: datetime,
) -> None:
    """On the way of every rating; of two answers at once the constraint takes one (7-1)."""
    assert said.grade is not None
    assert row.sent_at is not None
    before = await Rating.filter(service_record_id=row.service_record_id, opinion__gte=1).first()
    if before is not None and before.key != str(row.id):
        await _over(reply, row, now=now)
        return
    submission = Submission(
        rating_id=uuid4(),
        key=str(row.id),
        service_id=row.service_record_id,
        grade=said.grade,
        tags="",
        dimensions="{}",
        text=said.comment[:TEXT_LIMIT],
        anonymous=True,
        pictures=(),
        origin=Origin.PARTNER,
        identity_basis=IdentityBasis.VERIFIED_PHONE,
        channel=Channel.SMS,
        evaluator_id=row.evaluator_id,
        document_index=row.evaluator.document_index,
        later_index=deps.keys.later(row.evaluator.document_index),
        rated_at=min(max(told.sent_at, row.sent_at), now),
        partner_id=by.partner_id,
        partner_message=reply.number,
    )
    try:
        stored = await deps.queue.submit(submission)
    except Busy:
        raise
    except Refused:
        await _over(reply, row, now=now)
        return
    rating = await Rating.get(id=stored.rating_id)
    if rating.partner_message != reply.number:  # another answer was faster
        await _over(reply, row, now=now)
        return
    await figures.note_late(stored.rating_id, rated_at=stored.rated_at, now=now)
    await SmsInvitation.filter(id=row.id, open=1).update(state=Invited.ANSWERED, open=None)
    topic = Topic.CASE if Grade(rating.grade).is_poor else Topic.THANKS
    await _settle(reply, Heard.RATED, row, topic=topic, now=now)


async def _unclear(reply: SmsReply, row: SmsInvitation, *, again: int, now: datetime) -> None:
    """Ask again as often as the set says, then say nothing more."""
    for turn in range(1, again):
        if await _settle(reply, Heard.AGAIN, row, turn=turn, topic=Topic.AGAIN, now=now):
            return
    await _settle(reply, Heard.SILENT, row, now=now)


async def _over(reply: SmsReply, row: SmsInvitation, *, now: datetime) -> None:
    """Say so once: two machines that answer each other would never end."""
    if not await _settle(reply, Heard.OVER, row, turn=TOLD_OVER, topic=Topic.OVER, now=now):
        await _settle(reply, Heard.OVER, row, now=now)


async def _stop(reply: SmsReply, index: str, row: SmsInvitation | None, *, now: datetime) -> None:
    """Whoever holds this number is sent no more of them, and told so once (9-6; PIPL 15)."""
    async with in_transaction():
        standing = Consent.filter(
            evaluator__phone_index=index, purpose=INVITATIONS, withdrawn_at=None
        )
        found = await standing.order_by("given_at", "id")
        ids = [one.id for one in found]
        stopped = await Consent.filter(id__in=ids, withdrawn_at=None).update(withdrawn_at=now)
        await sms_invitations.close_open(index)
        heard = SmsReply.filter(id=reply.id, outcome=Heard.NEW)
        await heard.update(outcome=Heard.STOPPED, invitation_id=row.id if row else None)
        if stopped:
            await outbox.post(topic=Topic.STOPPED, about=found[0].evaluator_id, now=now)


async def _settle(
    reply: SmsReply,
    outcome: Heard,
    row: SmsInvitation | None,
    *,
    now: datetime,
    turn: int | None = None,
    topic: Topic | None = None,
) -> bool:
    """Write down what became of an answer, with the text it is answered by.

    False if another answer has taken this turn; told twice at once, one of the two writes.
    """
    heard = SmsReply.filter(id=reply.id, outcome=Heard.NEW)
    values = {"outcome": outcome, "invitation_id": row.id if row else None, "turn": turn}
    try:
        async with in_transaction():
            if await heard.update(**values) and topic is not None:
                await outbox.post(topic=topic, about=reply.id, now=now)
    except IntegrityError:
        return False
    return True
