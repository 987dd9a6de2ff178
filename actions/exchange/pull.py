"""What the province holds of our city comes in: fetched, kept, then dealt with (10-2, 7-7).

A page is kept in the commit that moves the cursor on, so that a crash neither loses nor repeats
one; what is told twice has the same number and is one row. Dealing with a row is apart from that
and can be done again.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange import received
from actions.exchange.received import Unclear
from actions.rating.rating_store import AlreadyRated
from actions.services.intake import CLOCK_SKEW
from gateways.errors import GatewayError
from gateways.province import Page
from models import ExchangeParty, ExchangeReceived, Rating, ServiceRecord
from rules.documents import mask_personal_data
from rules.exchange import (
    Agreement,
    FieldMissing,
    Held,
    Kind,
    Receipt,
    UnknownCode,
    is_same_rating,
    read_moment,
)
from rules.rating import TEXT_LIMIT
from rules.refusals import Refused

PAGE = 500
MOST_SERVICES = 32_767  # of one case, as far as a column counts
AT_A_TIME = 100
WANTED = frozenset(
    {
        "project_number",
        "service_number",
        "rated_at",
        "grade",
        "channel",
        "tags",
        "text",
        "default",
    }
)


async def fetch(*, deps: Dependencies, now: datetime) -> int:
    """Fetch the next page and keep it; how many rows were new (10-2).

    Does nothing while the province rests after a failure.
    """
    gateway, party = deps.gateways.province, await parties.province()
    if gateway is None or parties.is_resting(party, now):
        return 0
    try:
        page = await gateway.pull(party.cursor, PAGE)
    except GatewayError as error:
        await parties.note_failure(party, error, now=now)
        return 0
    kept = await _keep(page, party, deps=deps, now=now)
    await parties.note_answer(party, now=now)
    return kept + int(page.more)


async def _keep(page: Page, party: ExchangeParty, *, deps: Dependencies, now: datetime) -> int:
    """The rows of a page and the cursor behind it, in one transaction."""
    told = {one.number: one.fields for one in page.rows}
    async with in_transaction():
        new = await received.keep(party.id, told, keys=deps.keys, now=now)
        await ExchangeParty.filter(id=party.id).update(cursor=page.cursor, fetched_at=now)
    return new


async def take_new(*, deps: Dependencies, now: datetime) -> int:
    """Deal with rows that were kept; how many (10-2, 7-7)."""
    rows = (
        await ExchangeReceived.filter(state=Receipt.NEW, party__name=parties.PROVINCE)
        .order_by("received_at", "id")
        .limit(AT_A_TIME)
    )
    agreement = await parties.agreement(now=now) if rows else None
    for row in rows:
        assert agreement is not None
        await _take(row, agreement, deps=deps, now=now)
    return len(rows)


@dataclass(frozen=True, slots=True)
class _Told:
    """A rating made there, in our words, with the service it is of."""

    facts: dict[str, str]
    rated_at: datetime
    service_id: UUID


async def _take(
    row: ExchangeReceived, agreement: Agreement, *, deps: Dependencies, now: datetime
) -> None:
    try:
        told = await _read(received.told_of(row, deps.keys), agreement, now)
    except Unclear as unclear:
        await received.hold(row, unclear)
        return
    await ExchangeReceived.filter(id=row.id).update(service_record_id=told.service_id)
    opinion = await Rating.filter(service_record_id=told.service_id, opinion=1).first()
    if told.facts.get("default") == "yes":
        # Their default is our default, or an opinion has taken its place here.
        await received.done(row, Receipt.KNOWN, now=now)
    elif opinion is None:
        await _submit(row, told, deps=deps, now=now)
    elif is_same_rating(opinion.grade, opinion.rated_at, told.facts["grade"], told.rated_at):
        await received.done(row, Receipt.KNOWN, now=now)
    else:
        await received.done(row, Receipt.REFUSED, error=AlreadyRated.code, now=now)


async def _read(fields: dict[str, str], agreement: Agreement, now: datetime) -> _Told:
    """A row in our words, or `Unclear`: nothing is guessed (10-5)."""
    try:
        facts = agreement.incoming(Kind.RATING, fields, WANTED)
        rated_at = read_moment(facts["rated_at"])
        service_number = int(facts["service_number"])
    except UnknownCode as error:
        raise Unclear(Held.CODE_UNKNOWN, error.table, error.code) from error
    except FieldMissing as error:
        raise Unclear(Held.FIELD_MISSING, error.field) from error
    except ValueError as error:
        raise Unclear(Held.UNREADABLE) from error
    if rated_at > now + CLOCK_SKEW or not 0 < service_number <= MOST_SERVICES:
        raise Unclear(Held.UNREADABLE)
    if "channel" not in facts and facts.get("default") != "yes":
        raise Unclear(Held.FIELD_MISSING, agreement.field_of(Kind.RATING, "channel"))
    record = await ServiceRecord.get_or_none(
        project_number=facts["project_number"], service_number=service_number
    )
    if record is None:
        raise Unclear(Held.SERVICE_UNKNOWN)
    return _Told(facts, min(rated_at, now), record.id)


async def _submit(row: ExchangeReceived, told: _Told, *, deps: Dependencies, now: datetime) -> None:
    """An opinion made there, on the way every opinion takes; the one constraint decides (7-1)."""
    facts = told.facts
    opinion = received.Opinion(
        service_id=told.service_id,
        grade=facts["grade"],
        tags=facts.get("tags", ""),
        text=mask_personal_data(facts.get("text", ""))[:TEXT_LIMIT],
        channel=facts["channel"],
        rated_at=told.rated_at,
    )
    try:
        stored = await received.submit(row, opinion, deps=deps, now=now)
    except Unclear as unclear:
        await received.hold(row, unclear)
    except Refused as error:
        await received.done(row, Receipt.REFUSED, error=error.code, now=now)
    else:
        await received.done(row, Receipt.TAKEN, rating_id=stored.rating_id, now=now)
