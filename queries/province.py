"""The exchange with the province at a glance, and what lies in quarantine (Art. 10; 10-5)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.functions import Count, Min

from models import ExchangeItem, ExchangeParty, ServiceRecord
from rules.actors import StaffMember
from rules.exchange import Agreement, Kind, State
from rules.work_calendar import DAY, day_bounds, local_day

DAYS_SHOWN = 7
EXAMPLES = 3


class Volume(Struct, frozen=True):
    """Messages of one kind: on their way, put aside, arrived today and in the last seven days."""

    kind: str
    waiting: int
    quarantined: int
    today: int
    week: int


class MappingInForce(Struct, frozen=True):
    code: str
    source: str
    effective_from: date


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
    mapping: MappingInForce


class HeldGroup(Struct, frozen=True):
    """Messages put aside for one reason. `about` is the table or field, `code` what stood there.

    `behind` messages about the same services wait until these have gone.
    """

    error: str
    about: str
    code: str
    count: int
    since: datetime
    cases: list[str]  # project numbers, the first few
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
        mapping=MappingInForce(agreement.code, agreement.source, agreement.effective_from),
    )


async def _counts(**within: Any) -> dict[str, int]:
    rows = ExchangeItem.filter(**within).annotate(many=Count("id")).group_by("kind")
    return dict(await rows.values_list("kind", "many"))


async def quarantine(*, by: StaffMember, agreement: Agreement) -> Quarantine:
    """What was put aside, by its reason, the largest first (10-5)."""
    grouped = (
        ExchangeItem.filter(state=State.QUARANTINED)
        .annotate(many=Count("id"), since=Min("created_at"))
        .group_by("error", "about", "code")
    )
    rows = await grouped.values("error", "about", "code", "many", "since")
    groups = [await _group(row, agreement) for row in rows]
    return Quarantine(
        sorted(groups, key=lambda one: (-one.count, one.about)), list(agreement.tables)
    )


async def _group(row: dict[str, Any], agreement: Agreement) -> HeldGroup:
    alike = {name: row[name] for name in ("error", "about", "code")}
    held = ExchangeItem.filter(state=State.QUARANTINED, **alike).order_by("created_at", "id")
    ids: list[UUID] = await held.limit(EXAMPLES).values_list("service_record_id", flat=True)  # type: ignore[assignment]
    cases = await ServiceRecord.filter(id__in=ids).values_list("project_number", flat=True)
    return HeldGroup(
        **alike,
        count=row["many"],
        since=row["since"],
        cases=sorted(str(one) for one in cases),
        may_map=row["about"] in agreement.tables and bool(row["code"]),
    )
