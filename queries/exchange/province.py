"""The exchange with the province at a glance, and what lies in quarantine (Art. 10; 10-5)."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct
from tortoise.functions import Count, Min

from models import ExchangeItem, ExchangeParty, ExchangeReceived
from rules.actors import StaffMember
from rules.exchange import Agreement, Kind, Receipt, State
from rules.provisions import PERSON_FACTS
from rules.work_calendar import DAY, day_bounds, local_day

DAYS_SHOWN = 7
EXAMPLES = 3
COLUMNS = ("error", "about", "code", "many", "since")


class Volume(Struct, frozen=True):
    """Messages of one kind: on their way, put aside, arrived today and in the last seven days."""

    kind: str
    waiting: int
    quarantined: int
    today: int
    week: int


class Received(Struct, frozen=True):
    """What the province told: made into ratings, known here already, refused, put aside."""

    taken: int
    known: int
    refused: int
    quarantined: int
    waiting: int


class MappingInForce(Struct, frozen=True):
    code: str
    source: str
    effective_from: date
    person: list[str]  # parts of the evaluator it demands, told on the person's consent alone


class Overview(Struct, frozen=True):
    """`connected` is whether an address is set; the rest is what happened with it."""

    connected: bool
    answered_at: datetime | None
    failures: int
    failed_at: datetime | None
    error: str
    retry_at: datetime | None
    waiting_since: datetime | None
    volumes: list[Volume]
    fetched_at: datetime | None
    received: Received
    mapping: MappingInForce


class HeldGroup(Struct, frozen=True):
    """Messages put aside for one reason. `about` is the table or field, `code` what stood there.

    Of messages in, `cases` are the numbers they have on the other side.
    """

    direction: str  # out, in
    error: str
    about: str
    code: str
    count: int
    since: datetime
    cases: list[str]  # the first few
    may_map: bool


class Quarantine(Struct, frozen=True):
    groups: list[HeldGroup]
    tables: list[str]  # of the mapping in force


async def overview(
    *, by: StaffMember, connected: bool, agreement: Agreement, now: datetime
) -> Overview:
    """Last contact, what is wrong, and how much went out (10-1, 10-4)."""
    party = await ExchangeParty.get_or_none(name=agreement.partner)
    today, _ = day_bounds(local_day(now))
    week = today - (DAYS_SHOWN - 1) * DAY
    waiting = await _counts(state__in=[State.QUEUED, State.SENDING])
    held = await _counts(state=State.QUARANTINED)
    of_today, of_week = await _counts(done_at__gte=today), await _counts(done_at__gte=week)
    first = await ExchangeItem.filter(state=State.QUEUED).order_by("turn_at").first()
    return Overview(
        connected=connected,
        answered_at=party.answered_at if party else None,
        failures=party.failures if party else 0,
        failed_at=party.failed_at if party else None,
        error=party.error if party else "",
        retry_at=party.retry_at if party else None,
        waiting_since=first.created_at if first else None,
        volumes=[
            Volume(
                kind,
                waiting.get(kind, 0),
                held.get(kind, 0),
                of_today.get(kind, 0),
                of_week.get(kind, 0),
            )
            for kind in Kind
        ],
        fetched_at=party.fetched_at if party else None,
        received=await received_from(agreement.partner),
        mapping=mapping_of(agreement),
    )


def mapping_of(agreement: Agreement) -> MappingInForce:
    """Which mapping is used, and what of a person it demands (9-7, 10-5)."""
    return MappingInForce(
        agreement.code,
        agreement.source,
        agreement.effective_from,
        sorted({PERSON_FACTS[fact] for fact in agreement.person_facts}),
    )


async def _counts(**within: Any) -> dict[str, int]:
    rows = ExchangeItem.filter(**within).annotate(many=Count("id")).group_by("kind")
    return dict(await rows.values_list("kind", "many"))


async def received_from(partner: str) -> Received:
    """What became of the rows a partner told (10-2)."""
    rows = ExchangeReceived.filter(party__name=partner).annotate(many=Count("id")).group_by("state")
    counts = dict(await rows.values_list("state", "many"))
    return Received(
        taken=counts.get(Receipt.TAKEN, 0),
        known=counts.get(Receipt.KNOWN, 0),
        refused=counts.get(Receipt.REFUSED, 0),
        quarantined=counts.get(Receipt.QUARANTINED, 0),
        waiting=counts.get(Receipt.NEW, 0),
    )


async def quarantine(*, by: StaffMember, agreement: Agreement) -> Quarantine:
    """What was put aside on its way out or in, by its reason, the largest first (10-5)."""
    groups = await _held_out(agreement) + await held_in(agreement)
    return in_order(groups, agreement)


def in_order(groups: list[HeldGroup], agreement: Agreement) -> Quarantine:
    """The largest group first, with the tables there are (10-5)."""
    groups.sort(key=lambda one: (-one.count, one.about, one.code))
    return Quarantine(groups, sorted(agreement.tables))


async def _held_out(agreement: Agreement) -> list[HeldGroup]:
    out = (
        ExchangeItem.filter(state=State.QUARANTINED)
        .annotate(many=Count("id"), since=Min("created_at"))
        .group_by("error", "about", "code")
    )
    return [await _out(row, agreement) for row in await out.values(*COLUMNS)]


async def held_in(agreement: Agreement) -> list[HeldGroup]:
    """What a partner told and nobody understands yet, by its reason (10-5)."""
    told = (
        ExchangeReceived.filter(state=Receipt.QUARANTINED, party__name=agreement.partner)
        .annotate(many=Count("id"), since=Min("received_at"))
        .group_by("error", "about", "code")
    )
    return [await _in(row, agreement) for row in await told.values(*COLUMNS)]


async def _out(row: dict[str, Any], agreement: Agreement) -> HeldGroup:
    held = ExchangeItem.filter(state=State.QUARANTINED, **_alike(row)).order_by("created_at", "id")
    items = await held.limit(EXAMPLES).select_related("service_record")
    return group_of(row, agreement, "out", [one.service_record.project_number for one in items])


async def _in(row: dict[str, Any], agreement: Agreement) -> HeldGroup:
    told = ExchangeReceived.filter(party__name=agreement.partner)
    held = told.filter(state=Receipt.QUARANTINED, **_alike(row))
    items = await held.order_by("received_at", "id").limit(EXAMPLES)
    return group_of(row, agreement, "in", [one.number for one in items])


def _alike(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("error", "about", "code")}


def group_of(
    row: dict[str, Any], agreement: Agreement, direction: str, cases: list[str]
) -> HeldGroup:
    return HeldGroup(
        direction=direction,
        **_alike(row),
        count=row["many"],
        since=row["since"],
        cases=cases,
        may_map=row["about"] in agreement.tables and bool(row["code"]),
    )
