"""Ratings made on the portals are taken in under their channel (Art. 7; 7-1, 7-3, 7-7, 10-5).

Each row is judged by itself and, if it is good, kept and stored on the way of every rating. What
cannot be read in the agreed words is refused with its reason: nothing is guessed, and whoever
sent it sends it again.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange import received
from actions.exchange.received import Opinion, Unclear
from actions.rating.rating_store import AlreadyRated, OwnInstitution, ServiceUnknown
from actions.services.intake import CLOCK_SKEW, InTheFuture
from models import ExchangeReceived, Rating, ServiceRecord
from rules import tags
from rules.actors import Partner
from rules.documents import mask_personal_data
from rules.exchange import Receipt, is_same_rating
from rules.grade_scale import Scale, scale_named
from rules.rating import TEXT_LIMIT, Channel
from rules.refusals import Busy, Refused

LARGEST_BATCH = 500
AT_ONCE = 64  # waiting in the queue of ratings at a time, so that citizens find room in it
LONGEST_NAME = 20


class NumberElsewhere(Refused):
    """The partner used this number for a rating of another service."""

    code = "number_elsewhere"


class BeforeTheService(Refused):
    """The rating would be older than the end of its service."""

    code = "before_the_service"


@dataclass(frozen=True, slots=True)
class Told:
    """A rating made over there; `number` is the partner's own, `grade` a code of its scale."""

    number: str
    project_number: str
    service_number: int
    grade: str
    channel: Channel
    rated_at: datetime
    tags: list[str]
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """A rating that is stored; `new`: it was not there before."""

    rating_id: UUID
    new: bool


Outcome = Taken | Refused


async def take_in(*, told: Told, by: Partner, deps: Dependencies, now: datetime) -> Taken:
    """One rating; raises what `take_in_all` answers of a refused row. Art. 7 (7-3, 10-5)."""
    [outcome] = await take_in_all(told=[told], by=by, deps=deps, now=now)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


async def take_in_all(
    *, told: Sequence[Told], by: Partner, deps: Dependencies, now: datetime
) -> list[Outcome]:
    """What became of each rating, in the order given; the same number again is the same rating.

    Refused with `GradeCodeUnknown`, `UnknownTag`, `TagOfAnotherGrade`, `InTheFuture`,
    `BeforeTheService`, `ServiceUnknown`, `NumberElsewhere`, `AlreadyRated`, `OwnInstitution` or
    `Busy`. Raises `ScaleMissing`. Art. 7, 10 (7-1, 7-3, 7-7, 10-5).
    """
    scale = scale_named(by.grade_scale)
    services = await _services(told)
    judged = [_judged(one, services, scale, now) for one in told]
    party = await parties.named(f"p{by.partner_id.hex}"[:LONGEST_NAME])
    good: dict[str, Opinion] = {}
    for one, found in zip(told, judged, strict=True):
        if isinstance(found, Opinion):
            good.setdefault(one.number, found)
    async with in_transaction():
        kept = {number: _fields(opinion) for number, opinion in good.items()}
        await received.keep(party.id, kept, keys=deps.keys, now=now)
    rows = await ExchangeReceived.filter(party_id=party.id, number__in=list(good))
    stored = await _store_all(rows, good, deps=deps, now=now)
    return [
        found
        if isinstance(found, Refused)
        else _answer(found, good[one.number], stored[one.number])
        for one, found in zip(told, judged, strict=True)
    ]


def _answer(found: Opinion, first: Opinion, outcome: Outcome) -> Outcome:
    """What became of a row; of a number that stands twice in a batch the first row is stored."""
    if found is first or isinstance(outcome, Refused):
        return outcome
    if found.service_id != first.service_id:
        return NumberElsewhere()
    return Taken(outcome.rating_id, new=False) if found == first else AlreadyRated()


def _judged(
    told: Told, services: Mapping[tuple[str, int], ServiceRecord], scale: Scale, now: datetime
) -> Opinion | Refused:
    """The rating in our words, or why nothing can be made of it."""
    service = services.get((told.project_number, told.service_number))
    try:
        grade = scale.grade(told.grade)
        tags.check(grade, told.tags)
        if told.rated_at.tzinfo is None or told.rated_at > now + CLOCK_SKEW:
            raise InTheFuture
        if service is None:
            raise ServiceUnknown
        if told.rated_at < service.ended_at - CLOCK_SKEW:
            raise BeforeTheService
    except Refused as refusal:
        return refusal
    return Opinion(
        service_id=service.id,
        grade=grade,
        tags=",".join(told.tags),
        text=mask_personal_data(told.text)[:TEXT_LIMIT],
        channel=told.channel,
        rated_at=min(max(told.rated_at, service.ended_at), now),
    )


def _fields(opinion: Opinion) -> dict[str, Any]:
    """What is kept until it is stored; a row that is dealt with forgets it."""
    return {"grade": opinion.grade, "rated_at": opinion.rated_at.isoformat()}


async def _services(told: Sequence[Told]) -> dict[tuple[str, int], ServiceRecord]:
    cases = {one.project_number for one in told}
    found = await ServiceRecord.filter(project_number__in=cases)
    return {(one.project_number, one.service_number): one for one in found}


async def _store_all(
    rows: Sequence[ExchangeReceived],
    opinions: Mapping[str, Opinion],
    *,
    deps: Dependencies,
    now: datetime,
) -> dict[str, Outcome]:
    room = asyncio.Semaphore(AT_ONCE)

    async def one(row: ExchangeReceived) -> Outcome:
        async with room:
            try:
                return await _store(row, opinions[row.number], deps=deps, now=now)
            except Refused as refusal:
                return refusal

    outcomes = await asyncio.gather(*(one(row) for row in rows))
    return {row.number: outcome for row, outcome in zip(rows, outcomes, strict=True)}


async def _store(
    row: ExchangeReceived, opinion: Opinion, *, deps: Dependencies, now: datetime
) -> Taken:
    """A kept row on the way of every rating; one that was dealt with says what became of it."""
    if row.service_record_id not in (None, opinion.service_id):
        raise NumberElsewhere
    if row.state == Receipt.REFUSED and row.error == OwnInstitution.code:
        raise OwnInstitution
    if row.state != Receipt.NEW:
        return await _known(opinion)
    await ExchangeReceived.filter(id=row.id).update(service_record_id=opinion.service_id)
    try:
        stored = await received.submit(row, opinion, deps=deps, now=now)
    except Unclear as unclear:
        raise Busy from unclear  # kept: sent again, it goes on from here
    except AlreadyRated:
        return await _compared(row, opinion, now=now)
    except Refused as refusal:
        await received.done(row, Receipt.REFUSED, error=refusal.code, now=now)
        raise
    await received.done(row, Receipt.TAKEN, rating_id=stored.rating_id, now=now)
    return Taken(stored.rating_id, not stored.replayed)


async def _compared(row: ExchangeReceived, opinion: Opinion, *, now: datetime) -> Taken:
    """The service has an opinion: this one, come by another way, or another one (7-7)."""
    try:
        known = await _known(opinion)
    except AlreadyRated as refusal:
        await received.done(row, Receipt.REFUSED, error=refusal.code, now=now)
        raise
    await received.done(row, Receipt.KNOWN, now=now)
    return known


async def _known(opinion: Opinion) -> Taken:
    there = await Rating.get_or_none(service_record_id=opinion.service_id, opinion=1)
    if there is None or not is_same_rating(
        there.grade, there.rated_at, opinion.grade, opinion.rated_at
    ):
        raise AlreadyRated
    return Taken(there.id, new=False)
