"""Ratings and orders of the provincial complaint platform are taken in (7-5, 11-1, 11-5).

A row is kept, then dealt with at once; what nobody understands waits in quarantine and can be
dealt with again. One row that is bad holds up no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from actions.complaints import verdicts
from actions.complaints.services import service_of
from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange import received
from actions.exchange.received import Opinion, Unclear
from actions.orders import order_sources, raising
from actions.orders.order_sources import SourceTaken
from actions.rating.rating_store import AlreadyRated
from actions.services.intake import CLOCK_SKEW
from models import ExchangeParty, ExchangeReceived, Rating, WorkOrder
from rules.complaints import PARTNER, Contradiction, Paper, Told, number_of, read, told_case
from rules.exchange import Agreement, FieldMissing, Held, Receipt, UnknownCode, is_same_rating
from rules.rating import Channel
from rules.sources import Source
from rules.work_calendar import local_day

AT_A_TIME = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it came; `number` is the platform's, and of one kind only."""

    kind: Paper
    number: str
    fields: Mapping[str, Any]

    @property
    def known_by(self) -> str:
        return number_of(self.kind, self.number)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row, why, and our number of its case if there is one."""

    state: str
    error: str
    about: str
    code: str
    order_number: str


async def take_in(rows: Sequence[Row], *, deps: Dependencies, now: datetime) -> list[Outcome]:
    """Take rows in; what became of each, in their order.

    The same number again is the same row. One that lies in quarantine may be told anew, set right
    at its source. Art. 7, 11 (7-5, 11-1).
    """
    party = await parties.named(PARTNER)
    told = {one.known_by: one.fields for one in reversed(rows)}  # the first of a number counts
    async with in_transaction():
        await received.keep(party.id, told, keys=deps.keys, now=now)
        await _tell_anew(party, told, deps=deps)
    await ExchangeParty.filter(id=party.id).update(fetched_at=now)
    mine = ExchangeReceived.filter(party_id=party.id, number__in=list(told))
    await _deal_with(await mine.filter(state=Receipt.NEW), deps=deps, now=now)
    found = {one.number: one for one in await mine}
    orders = await _order_numbers([one.service_record_id for one in found.values()])
    return [_outcome(found[one.known_by], orders) for one in rows]


async def _order_numbers(services: list[UUID | None]) -> dict[UUID, str]:
    """Our numbers of the cases of services; of several the newest."""
    told = [one for one in services if one is not None]
    orders = WorkOrder.filter(rating__service_record_id__in=told).order_by("opened_at")
    return dict(await orders.values_list("rating__service_record_id", "number"))


def _outcome(row: ExchangeReceived, orders: Mapping[UUID, str]) -> Outcome:
    number = orders.get(row.service_record_id, "") if row.service_record_id else ""
    return Outcome(row.state, row.error, row.about, row.code, number)


async def _tell_anew(
    party: ExchangeParty, told: Mapping[str, Mapping[str, Any]], *, deps: Dependencies
) -> None:
    held = ExchangeReceived.filter(
        party_id=party.id, number__in=list(told), state=Receipt.QUARANTINED
    )
    for row in await held:
        await held.filter(id=row.id).update(
            state=Receipt.NEW,
            told_sealed=received.seal(told[row.number], row.id, deps.keys),
            error="",
            about="",
            code="",
        )


async def take_waiting(*, deps: Dependencies, now: datetime) -> int:
    """Deal with rows that were kept and not dealt with, or released since; how many (10-5)."""
    waiting = ExchangeReceived.filter(state=Receipt.NEW, party__name=PARTNER)
    rows = await waiting.order_by("received_at", "id").limit(AT_A_TIME)
    await _deal_with(rows, deps=deps, now=now)
    return len(rows)


async def _deal_with(
    rows: Sequence[ExchangeReceived], *, deps: Dependencies, now: datetime
) -> None:
    if not rows:
        return
    agreement = await parties.agreement(deps=deps, now=now, partner=PARTNER)
    # In the order things happen, whatever the order they came in.
    turns = {str(kind): turn for turn, kind in enumerate(Paper)}
    for row in sorted(rows, key=lambda one: turns[one.number.partition(":")[0]]):
        try:
            await _take(row, agreement, deps=deps, now=now)
        except Unclear as unclear:
            await received.hold(row, unclear)


async def _take(
    row: ExchangeReceived, agreement: Agreement, *, deps: Dependencies, now: datetime
) -> None:
    name, _, number = row.number.partition(":")
    kind = Paper(name)
    if kind is Paper.VERDICT:
        await verdicts.take(row, agreement, deps=deps, now=now)
        return
    told = _read(kind, received.told_of(row, deps.keys), agreement, deps=deps, now=now)
    service_id = await service_of(told, told_case(told, kind, number), deps=deps)
    await ExchangeReceived.filter(id=row.id).update(service_record_id=service_id)
    state = await _submit(row, told, service_id, deps=deps, now=now)
    opinion = await Rating.get(service_record_id=service_id, opinion=1)
    opened = state is Receipt.TAKEN
    if kind is Paper.ORDER and not await WorkOrder.exists(rating__service_record_id=service_id):
        # The opinion that stands here is not a poor one, and the platform wants it looked into.
        rating = await Rating.get(id=opinion.id).select_related("service_record")
        await raising.open_told(rating=rating, office=PARTNER, deps=deps, now=now)
        opened, state = True, Receipt.TAKEN
    if kind is Paper.ORDER or (told.grade.is_poor and state is not Receipt.REFUSED):
        await _join(kind, number, told, service_id, opened=opened, now=now)
    if kind is Paper.ORDER and state is Receipt.REFUSED:
        state = Receipt.KNOWN  # its opinion is not taken in, and the order is
    await received.done(
        row,
        state,
        error=AlreadyRated.code if state is Receipt.REFUSED else "",
        rating_id=opinion.id if state is Receipt.TAKEN else None,
        now=now,
    )


def _read(
    kind: Paper,
    fields: Mapping[str, Any],
    agreement: Agreement,
    *,
    deps: Dependencies,
    now: datetime,
) -> Told:
    """A row in our words, or `Unclear`: nothing is guessed (10-5)."""
    try:
        told = read(kind, fields, agreement)
    except UnknownCode as error:
        raise Unclear(Held.CODE_UNKNOWN, error.table, error.code) from error
    except FieldMissing as error:
        raise Unclear(Held.FIELD_MISSING, error.field) from error
    except Contradiction as error:
        raise Unclear(Held.CONTRADICTION, error.field) from error
    except ValueError as error:
        raise Unclear(Held.UNREADABLE) from error
    begun = min(one.effective_from for one in deps.rule_sets.sets)
    if told.at > now + CLOCK_SKEW or local_day(told.at) < begun:
        raise Unclear(Held.UNREADABLE, "assessTime")
    return replace(told, at=min(told.at, now))


async def _submit(
    row: ExchangeReceived, told: Told, service_id: UUID, *, deps: Dependencies, now: datetime
) -> Receipt:
    """The opinion of a row: taken in, known already, or refused because another one stands."""
    opinion = await Rating.get_or_none(service_record_id=service_id, opinion=1)
    if opinion is None:
        made = Opinion(
            service_id=service_id,
            grade=told.grade,
            tags=told.tags,
            text=told.text,
            channel=Channel.COMPLAINT_PLATFORM,
            rated_at=told.at,
        )
        try:
            await received.submit(row, made, deps=deps, now=now)
        except AlreadyRated:  # at this very moment
            opinion = await Rating.get(service_record_id=service_id, opinion=1)
        else:
            return Receipt.TAKEN
    theirs = opinion.partner_id == row.party_id
    if theirs and opinion.partner_message == row.number:
        return Receipt.TAKEN  # by somebody who dealt with this row at the same time, or before
    if (theirs and opinion.grade == told.grade) or is_same_rating(
        opinion.grade, opinion.rated_at, told.grade, told.at
    ):
        return Receipt.KNOWN
    return Receipt.REFUSED


async def _join(
    kind: Paper, number: str, told: Told, service_id: UUID, *, opened: bool, now: datetime
) -> None:
    try:
        await order_sources.join_told(
            service_id=service_id,
            source=Source.COMPLAINT_PLATFORM,
            number=number,
            note=told.note if kind is Paper.ORDER else "",
            opened=opened,
            now=now,
        )
    except SourceTaken as error:
        raise Unclear(Held.CONTRADICTION, "number") from error
