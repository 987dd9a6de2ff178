"""Messages leave for the province: claim, call, record (Art. 10; 10-1, 10-4).

A message is committed before it is sent and marked when the other side has acknowledged it; a
crash in between sends it again under the same place, and the other side knows it by that.
"""

from datetime import datetime, timedelta
from typing import Any

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.exchange.facts import RELATED, Facts, facts_of
from actions.exchange.persons import with_persons
from actions.sql import exchange as sql
from gateways.errors import GatewayError
from gateways.province import ALREADY_THERE, Row
from models import ExchangeItem, Rating, ServiceRecord, Watermark
from rules.exchange import Agreement, FieldMissing, Held, Kind, State, UnknownCode
from rules.work_calendar import DAY

LOOKED = "exchange_listed"
LOOK_BACK = timedelta(minutes=10)  # a row is committed after the moment it bears
LEASE = timedelta(minutes=2)
BATCH = 500


async def list_new(*, now: datetime) -> int:
    """List messages for what happened since the last time, a day at a time; how many were added.

    The first time it begins with the earliest service there is. Art. 10 (10-1).
    """
    mark = await Watermark.get_or_none(name=LOOKED)
    since = mark.at if mark else await _beginning(now)
    until = min(now, since + DAY)
    added = await sql.list_new(since - LOOK_BACK, until, now=now)
    await Watermark.update_or_create(defaults={"at": until}, name=LOOKED)
    return added + int(until < now)


async def _beginning(now: datetime) -> datetime:
    service = await ServiceRecord.all().order_by("ended_at").first()
    rating = await Rating.all().order_by("rated_at").first()
    return min(
        service.ended_at if service else now,
        rating.rated_at if rating else now,
    )


async def push_due(*, deps: Dependencies, now: datetime) -> int:
    """Send the messages whose turn it is, one batch; how many arrived or were put aside.

    Does nothing while the province rests after a failure: then nothing is claimed, nothing counts
    as an attempt, and everything waits in its order. Art. 10 (10-1, 10-4).
    """
    gateway, party = deps.gateways.province, await parties.province()
    if gateway is None or parties.is_resting(party, now):
        return 0
    claimed = await sql.claim(lease=now + LEASE, now=now, most=BATCH)
    if not claimed:
        return 0
    items = await ExchangeItem.filter(id__in=claimed).select_related(*RELATED).order_by("place")
    agreement = await parties.agreement(deps=deps, now=now)
    rows = await worded(items, agreement, deps=deps, now=now)
    if not rows:
        return len(claimed)
    try:
        results = await gateway.push([row for _, row in rows])
    except GatewayError as error:
        await ExchangeItem.filter(id__in=[one.id for one, _ in rows], state=State.SENDING).update(
            state=State.QUEUED, turn_at=now
        )
        await parties.note_failure(party, error, now=now)
        return 0
    await record([(item, answer) for (item, _), answer in zip(rows, results, strict=True)], now=now)
    await parties.note_answer(party, now=now)
    return len(claimed)


async def worded(
    items: list[ExchangeItem], agreement: Agreement, *, deps: Dependencies, now: datetime
) -> list[tuple[ExchangeItem, Row]]:
    """The rows to send; what cannot be said is put aside with its reason (10-5).

    Of one service the items come in their order, and what stands behind one that is put aside is
    left out. Who rated is among them only as far as the mapping demands and the person agrees;
    nobody is looked at for a row that does not leave (9-7).
    """
    told = await facts_of(items, agreement)
    rows = await _said(told, agreement)
    if not agreement.person_facts:
        return rows
    leaving = {item.id for item, _ in rows}
    told = [one for one in told if one[0].id in leaving]
    return await _said(await with_persons(told, agreement, deps=deps, now=now), agreement)


async def _said(
    told: list[tuple[ExchangeItem, Facts]], agreement: Agreement
) -> list[tuple[ExchangeItem, Row]]:
    rows = []
    stopped = set()
    for item, facts in told:
        if item.service_record_id in stopped:
            continue
        try:
            rows.append((item, row_of(item, agreement.outgoing(Kind(item.kind), facts))))
        except UnknownCode as error:
            await hold(item, Held.CODE_UNKNOWN, about=error.table, code=error.code)
            stopped.add(item.service_record_id)
        except FieldMissing as error:
            await hold(item, Held.FIELD_MISSING, about=error.field)
            stopped.add(item.service_record_id)
    return rows


def row_of(item: ExchangeItem, fields: dict[str, str]) -> Row:
    """A message as the wire knows it; the same `version` again is the same message."""
    return Row(kind=item.kind, version=item.place, fields=fields)


async def hold(item: ExchangeItem, error: str, *, about: str = "", code: str = "") -> None:
    """Put a message into quarantine; what follows about its service waits behind it (10-5)."""
    await (
        ExchangeItem.filter(id=item.id)
        .exclude(state=State.SENT)
        .update(state=State.QUARANTINED, error=error[:40], about=about[:40], code=code[:64])
    )


async def record(answers: list[tuple[ExchangeItem, Any]], *, now: datetime) -> None:
    """Write down what the other side said of each message, in one transaction (10-4)."""
    async with in_transaction():
        there = [item.id for item, answer in answers if answer.code in ALREADY_THERE]
        await ExchangeItem.filter(id__in=there).update(
            state=State.SENT, done_at=now, error="", about="", code=""
        )
        for item, answer in answers:
            if answer.code not in ALREADY_THERE:
                await hold(item, answer.code, about=answer.field, code=answer.value)
