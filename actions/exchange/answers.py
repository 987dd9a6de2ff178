"""What the province says of each message of a file of ours (10-4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from actions.exchange.push import hold
from gateways.province import ALREADY_THERE
from models import ExchangeItem
from rules.exchange import State


@dataclass(slots=True)
class Counts:
    """Messages that are confirmed by it, were confirmed already, and were put aside by it."""

    confirmed: int = 0
    known: int = 0
    held: int = 0


async def confirm(rows: Sequence[Mapping[str, Any]], *, now: datetime) -> Counts:
    """Write down each answer, inside the caller's transaction. Art. 10 (10-1, 10-4).

    With the same result as over the wire: there nothing leaves before what stands in front of it
    has arrived, so a refusal behind a message that has not arrived says nothing, and it waits.
    """
    said = {id: one for one in rows if (id := _id(one)) is not None}
    items = await ExchangeItem.filter(id__in=list(said)).order_by("service_record_id", "place")
    open_ones = [one for one in items if one.state != State.SENT]
    there = [one.id for one in open_ones if said[one.id].get("code") in ALREADY_THERE]
    await ExchangeItem.filter(id__in=there).update(
        state=State.SENT, done_at=now, error="", about="", code=""
    )
    counts = Counts(len(there), len(items) - len(open_ones))
    arrived = set(there)
    refused = [one for one in open_ones if one.id not in arrived]
    first = await _first_open([one.service_record_id for one in refused])
    for one in refused:
        if one.place == first[one.service_record_id]:
            answer = said[one.id]
            told = (str(answer.get(name, "")) for name in ("code", "field", "value"))
            error, about, code = told
            await hold(one, error or "no_answer", about=about, code=code)
            counts.held += 1
    return counts


def _id(row: Mapping[str, Any]) -> UUID | None:
    try:
        return UUID(str(row.get("id", "")))
    except ValueError:
        return None


async def _first_open(services: Sequence[UUID]) -> dict[UUID, int]:
    """The first message of each service that has not arrived."""
    found: dict[UUID, int] = {}
    waiting = ExchangeItem.filter(service_record_id__in=list(services)).exclude(state=State.SENT)
    for one in await waiting.order_by("-place"):
        found[one.service_record_id] = one.place
    return found
