"""The exchange with the complaint platform, as the city bureau sees it (Art. 11; 7-5, 11-4)."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from tortoise.functions import Count, Min

from models import ComplaintStep, ExchangeParty
from queries.exchange.province import (
    COLUMNS,
    DAYS_SHOWN,
    EXAMPLES,
    HeldGroup,
    MappingInForce,
    Quarantine,
    Received,
    group_of,
    held_in,
    in_order,
    mapping_of,
    received_from,
)
from rules.actors import StaffMember
from rules.exchange import Agreement, State
from rules.work_calendar import DAY, day_bounds, local_day


class StepVolume(Struct, frozen=True):
    """Steps told back: on their way, put aside, arrived today and in the last seven days."""

    waiting: int
    quarantined: int
    today: int
    week: int


class ComplaintOverview(Struct, frozen=True):
    """`connected` is whether an address is set; `told_at` when the platform last told anything."""

    connected: bool
    answered_at: datetime | None
    failures: int
    failed_at: datetime | None
    error: str
    retry_at: datetime | None
    waiting_since: datetime | None
    steps: StepVolume
    told_at: datetime | None
    received: Received
    mapping: MappingInForce


async def overview(
    *, by: StaffMember, connected: bool, agreement: Agreement, now: datetime
) -> ComplaintOverview:
    """Last contact both ways, what is wrong, and how much came and went (7-5, 11-4)."""
    party = await ExchangeParty.get_or_none(name=agreement.partner)
    first = await ComplaintStep.filter(state=State.QUEUED).order_by("turn_at").first()
    return ComplaintOverview(
        connected=connected,
        answered_at=party.answered_at if party else None,
        failures=party.failures if party else 0,
        failed_at=party.failed_at if party else None,
        error=party.error if party else "",
        retry_at=party.retry_at if party else None,
        waiting_since=first.created_at if first else None,
        steps=await _volume(now),
        told_at=party.fetched_at if party else None,
        received=await received_from(agreement.partner),
        mapping=mapping_of(agreement),
    )


async def _volume(now: datetime) -> StepVolume:
    today, _ = day_bounds(local_day(now))
    return StepVolume(
        waiting=await ComplaintStep.filter(state__in=[State.QUEUED, State.SENDING]).count(),
        quarantined=await ComplaintStep.filter(state=State.QUARANTINED).count(),
        today=await ComplaintStep.filter(done_at__gte=today).count(),
        week=await ComplaintStep.filter(done_at__gte=today - (DAYS_SHOWN - 1) * DAY).count(),
    )


async def quarantine(*, by: StaffMember, agreement: Agreement) -> Quarantine:
    """What was put aside on its way out or in, by its reason (10-5)."""
    out = (
        ComplaintStep.filter(state=State.QUARANTINED)
        .annotate(many=Count("id"), since=Min("created_at"))
        .group_by("error", "about", "code")
    )
    groups = [await _out(row, agreement) for row in await out.values(*COLUMNS)]
    return in_order(groups + await held_in(agreement), agreement)


async def _out(row: dict[str, Any], agreement: Agreement) -> HeldGroup:
    alike = {name: row[name] for name in ("error", "about", "code")}
    held = ComplaintStep.filter(state=State.QUARANTINED, **alike).order_by("created_at", "id")
    steps = await held.limit(EXAMPLES).select_related("source")
    return group_of(row, agreement, "out", [one.source.number for one in steps])
