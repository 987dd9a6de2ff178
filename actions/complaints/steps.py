"""Every step of an order goes back up the chain to the complaint platform (Art. 11; 11-4).

Listed from the transitions there are, sent in the order of each of its numbers, written down as
told once the platform has said so. A step sent twice is known there by number and place.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tortoise.transactions import in_transaction

from actions.complaints.step_facts import RELATED, facts_of
from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.orders import cases
from actions.sql import exchange as sql
from gateways.complaints import ALREADY_THERE, StepBack
from gateways.errors import GatewayError
from models import ComplaintStep, OrderSource, Transition, Watermark
from rules.complaints import PARTNER, TOLD_BACK, Paper
from rules.exchange import Agreement, FieldMissing, Held, State, UnknownCode
from rules.rectification import Action
from rules.sources import Source
from rules.work_calendar import DAY

LISTED = "complaint_steps"
LOOK_BACK = timedelta(minutes=10)  # a row is committed after the moment it bears
LEASE = timedelta(minutes=2)
BATCH = 200


async def list_new(*, now: datetime) -> int:
    """List the steps taken since the last time, a day at a time; how many were added.

    Of an order that a number was joined to since, every step so far. Art. 11 (11-4).
    """
    mark = await Watermark.get_or_none(name=LISTED)
    since = mark.at if mark else await _beginning(now)
    until = min(now, since + DAY)
    span = (since - LOOK_BACK, until)
    numbers = OrderSource.filter(source=Source.COMPLAINT_PLATFORM)
    joined = await numbers.filter(joined_at__gt=span[0], joined_at__lte=span[1])
    taken = Transition.filter(at__gt=span[0], at__lte=span[1], action__in=list(TOLD_BACK))
    moved = await taken.distinct().values_list("order_id", flat=True)
    sources = {one.id: one for one in [*joined, *await numbers.filter(order_id__in=list(moved))]}
    added = await _add(list(sources.values()), now=now)
    await Watermark.update_or_create(defaults={"at": until}, name=LISTED)
    return added + int(until < now)


async def _beginning(now: datetime) -> datetime:
    told = OrderSource.filter(source=Source.COMPLAINT_PLATFORM)
    first = await told.order_by("joined_at").first()
    return first.joined_at if first else now


async def _add(sources: list[OrderSource], *, now: datetime) -> int:
    """A row for every step of these that has none; the unique constraint tells two at once."""
    if not sources:
        return 0
    steps = await Transition.filter(
        order_id__in=[one.order_id for one in sources], action__in=list(TOLD_BACK)
    )
    there = ComplaintStep.filter(source_id__in=[one.id for one in sources])
    known = {(source, place) for source, place in await there.values_list("source_id", "place")}
    new = [
        ComplaintStep(
            id=uuid4(),
            source_id=source.id,
            transition_id=step.id,
            place=step.number,
            turn_at=now,
            created_at=now,
        )
        for source in sources
        for step in steps
        if step.order_id == source.order_id and (source.id, step.number) not in known
    ]
    await ComplaintStep.bulk_create(new, ignore_conflicts=True)
    return len(new)


async def push_due(*, deps: Dependencies, now: datetime) -> int:
    """Send the steps whose turn it is, one batch; how many arrived or were put aside.

    Does nothing while the platform rests after a failure: then nothing is claimed, nothing counts
    as an attempt, and everything waits in its order. Art. 11 (11-4).
    """
    gateway, party = deps.gateways.complaints, await parties.named(PARTNER)
    if gateway is None or parties.is_resting(party, now):
        return 0
    claimed = await sql.claim(
        lease=now + LEASE, now=now, most=BATCH, table="complaint_step", line="source_id"
    )
    if not claimed:
        return 0
    steps = await ComplaintStep.filter(id__in=claimed).select_related(*RELATED).order_by("place")
    rows = await worded(steps, await parties.agreement(deps=deps, now=now, partner=PARTNER))
    if not rows:
        return len(claimed)
    try:
        results = await gateway.tell([row for _, row in rows])
    except GatewayError as error:
        await ComplaintStep.filter(id__in=[one.id for one, _ in rows], state=State.SENDING).update(
            state=State.QUEUED, turn_at=now
        )
        await parties.note_failure(party, error, now=now)
        return 0
    answers = [(step, answer) for (step, _), answer in zip(rows, results, strict=True)]
    await record(answers, deps=deps, now=now)
    await parties.note_answer(party, now=now)
    return len(claimed)


async def worded(
    steps: list[ComplaintStep], agreement: Agreement
) -> list[tuple[ComplaintStep, StepBack]]:
    """The steps in the platform's words; what cannot be said is put aside with its reason."""
    rows = []
    for step, facts in await facts_of(steps):
        try:
            fields = agreement.outgoing(Paper.STEP, facts)
        except UnknownCode as error:
            await _hold(step, Held.CODE_UNKNOWN, about=error.table, code=error.code)
        except FieldMissing as error:
            await _hold(step, Held.FIELD_MISSING, about=error.field)
        else:
            rows.append((step, StepBack(step.source.number, step.place, fields)))
    return rows


async def record(
    answers: list[tuple[ComplaintStep, Any]], *, deps: Dependencies, now: datetime
) -> None:
    """Write down what the platform said of each step; they come with what `RELATED` names."""
    async with in_transaction():
        there = [step.id for step, answer in answers if arrived(answer)]
        await ComplaintStep.filter(id__in=there).update(
            state=State.SENT, done_at=now, error="", about="", code=""
        )
        for step, answer in answers:
            if not arrived(answer):
                await _hold(step, answer.code, about=answer.field, code=answer.value)
    await _note_delivered([step for step, answer in answers if arrived(answer)], deps, now)


def arrived(answer: Any) -> bool:
    """Whether the platform has the step, now or before."""
    return answer.code in ALREADY_THERE


async def _hold(step: ComplaintStep, error: str, *, about: str = "", code: str = "") -> None:
    """Put a step into quarantine; what follows under its number waits behind it (10-5)."""
    await (
        ComplaintStep.filter(id=step.id)
        .exclude(state=State.SENT)
        .update(state=State.QUARANTINED, error=error[:40], about=about[:40], code=code[:64])
    )


async def _note_delivered(steps: list[ComplaintStep], deps: Dependencies, now: datetime) -> None:
    """A feedback the platform has is delivered, where nobody here knows who complained (11-8)."""
    for step in steps:
        if step.transition.action != Action.FEED_BACK:
            continue
        order = step.source.order
        only_there = order.rating.partner_id is not None
        if only_there and order.version == step.place:
            await cases.note_delivered(order_id=order.id, deps=deps, now=now)
