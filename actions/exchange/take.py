"""What was fetched or carried in becomes ratings, or waits for somebody (10-2, 10-5, 7-7).

Many rows at once, as after a day without the province: what they are about is read in a few
questions, the opinions go the way all opinions go, and the outcomes are written set-based. Of two
rows about one service the second waits for the next turn. Dealing with a row twice changes nothing.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange import received
from actions.exchange.received import NUL, Unclear
from actions.exchange.told import Told, read
from actions.rating.rating_store import AlreadyRated
from actions.sql import exchange as sql
from models import ExchangeReceived, Rating, ServiceRecord
from rules.documents import mask_personal_data
from rules.exchange import Agreement, Held, Receipt, is_same_rating
from rules.rating import TEXT_LIMIT
from rules.refusals import Refused

AT_A_TIME = 500
Key = tuple[str, int]
Row = ExchangeReceived


@dataclass
class _Outcomes:
    """What became of the rows of one turn, by what is to be written."""

    held: dict[tuple[str, str, str], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    known: list[UUID] = field(default_factory=list)
    refused: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    taken: list[UUID] = field(default_factory=list)

    def hold(self, row: Row, why: Unclear) -> None:
        self.held[str(why.error)[:40], why.about[:40], why.code.replace(NUL, "")[:64]].append(
            row.id
        )


async def take_new(*, deps: Dependencies, now: datetime) -> int:
    """Deal with rows that were kept; how many (10-2, 7-7)."""
    new = ExchangeReceived.filter(state=Receipt.NEW, party__name=parties.PROVINCE)
    rows = await new.order_by("received_at", "id").limit(AT_A_TIME)
    if rows:
        outcomes = _Outcomes()
        told = _readable(
            rows, await parties.agreement(deps=deps, now=now), outcomes, deps=deps, now=now
        )
        await _judge(told, outcomes, deps=deps, now=now)
        await _write(outcomes, now=now)
    return len(rows)


def _readable(
    rows: Iterable[Row],
    agreement: Agreement,
    outcomes: _Outcomes,
    *,
    deps: Dependencies,
    now: datetime,
) -> dict[Key, tuple[Row, Told]]:
    """Rows in our words, one a service; the others of a service have their turn afterwards."""
    first: dict[Key, tuple[Row, Told]] = {}
    for row in rows:
        try:
            told = read(received.told_of(row, deps.keys), agreement, now)
        except Unclear as unclear:
            outcomes.hold(row, unclear)
        else:
            first.setdefault(told.key, (row, told))
    return first


async def _judge(
    told: dict[Key, tuple[Row, Told]], outcomes: _Outcomes, *, deps: Dependencies, now: datetime
) -> None:
    services = await _services(told)
    opinions = defaultdict(list)
    found = Rating.filter(service_record_id__in=list(services.values()), opinion__not_isnull=True)
    for opinion in await found:
        opinions[opinion.service_record_id].append(opinion)
    to_submit = []
    about = []
    for key, (row, one) in told.items():
        if (service := services.get(key)) is None:
            outcomes.hold(row, Unclear(Held.SERVICE_UNKNOWN))
            continue
        row.service_record_id = service
        about.append(row)
        there = opinions[service]
        if any(_is_its_own(row, other) for other in there):
            outcomes.taken.append(row.id)  # stored before a crash
        elif one.default or any(_is_same(one, other) for other in there):
            # Their default is our default, or an opinion has taken its place here.
            outcomes.known.append(row.id)
        elif there:
            outcomes.refused[AlreadyRated.code].append(row.id)
        else:
            to_submit.append((row, one))
    if about:
        # The row with its service is the proof a rating of such an origin needs.
        await ExchangeReceived.bulk_update(about, ["service_record_id"], batch_size=AT_A_TIME)
    await asyncio.gather(*(_submit(*pair, outcomes, deps=deps, now=now) for pair in to_submit))


async def _services(keys: Iterable[Key]) -> dict[Key, UUID]:
    numbers = {project for project, _ in keys}
    found = ServiceRecord.filter(project_number__in=list(numbers))
    rows = await found.values_list("project_number", "service_number", "id")
    return {(project, number): id for project, number, id in rows}


def _is_its_own(row: Row, other: Rating) -> bool:
    return (other.partner_id, other.partner_message) == (row.party_id, row.number)


def _is_same(told: Told, other: Rating) -> bool:
    return is_same_rating(other.grade, other.rated_at, told.facts["grade"], told.rated_at)


async def _submit(
    row: Row, told: Told, outcomes: _Outcomes, *, deps: Dependencies, now: datetime
) -> None:
    facts = told.facts
    assert row.service_record_id is not None
    opinion = received.Opinion(
        service_id=row.service_record_id,
        grade=facts["grade"],
        tags=facts.get("tags", ""),
        text=mask_personal_data(facts.get("text", ""))[:TEXT_LIMIT],
        channel=facts["channel"],
        rated_at=told.rated_at,
    )
    try:
        await received.submit(row, opinion, deps=deps, now=now)
    except Unclear as unclear:
        outcomes.hold(row, unclear)
    except Refused as error:
        outcomes.refused[error.code].append(row.id)
    else:
        outcomes.taken.append(row.id)


async def _write(outcomes: _Outcomes, *, now: datetime) -> None:
    """Dealt with: what was told is forgotten, the number stays."""
    over = {"done_at": now, "told_sealed": None, "about": "", "code": ""}
    for (error, about, code), ids in outcomes.held.items():
        await ExchangeReceived.filter(id__in=ids).update(
            state=Receipt.QUARANTINED, error=error, about=about, code=code
        )
    await ExchangeReceived.filter(id__in=outcomes.known).update(
        state=Receipt.KNOWN, error="", **over
    )
    for error, ids in outcomes.refused.items():
        await ExchangeReceived.filter(id__in=ids).update(state=Receipt.REFUSED, error=error, **over)
    await sql.mark_taken(outcomes.taken, now=now)
