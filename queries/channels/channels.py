"""Every channel of the city at a glance: heard of when, what came today, what reached the province.

Art. 7 and 10 name them (7-3 … 7-6, 7-12, 10-1, 10-6). Numbers alone, nobody's name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from tortoise.functions import Count, Max

from models import (
    ExchangeItem,
    Kiosk,
    PartnerDay,
    Rating,
    RatingDevice,
    Reconciliation,
    ReconciliationLine,
    ServiceImport,
    ServiceRecord,
)
from rules.actors import StaffMember
from rules.exchange import Kind, State
from rules.rating import PLATFORMS, Channel
from rules.reconciliation import State as Difference
from rules.work_calendar import day_bounds, local_day

WALK_IN = "walk_in"


@dataclass(frozen=True, slots=True)
class _Way:
    """What counts under a line: sources of services, channels of ratings, endpoints of partners."""

    sources: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    endpoints: frozenset[str] = frozenset()


def _way(*, sources: Iterable[str] = (), channels: Iterable[str] = (), by: str = "") -> _Way:
    return _Way(frozenset(sources), frozenset(channels), frozenset(by.split()))


# In the order of Art. 7, then what tells of services alone, then what nobody gave.
WAYS: Mapping[str, _Way] = {
    "portal": _way(
        sources=PLATFORMS,
        channels=PLATFORMS,
        by="take_in_online_service take_in_rating take_in_ratings",
    ),
    "window_code": _way(channels=[Channel.WINDOW_CODE]),
    "device": _way(channels=[Channel.DEVICE]),
    "kiosk": _way(channels=[Channel.KIOSK]),
    "complaint_platform": _way(channels=[Channel.COMPLAINT_PLATFORM], by="take_in_complaints"),
    "hotline": _way(
        sources=["call"], channels=[Channel.HOTLINE], by="take_in_call ask_caller take_key"
    ),
    "sms": _way(channels=[Channel.SMS], by="take_in_text take_in_texts"),
    "paper": _way(channels=[Channel.PAPER]),
    "queue_machine": _way(sources=["queue_machine"], by="take_in_service take_in_services"),
    "officer": _way(sources=["officer"]),
    "system_default": _way(channels=[Channel.SYSTEM_DEFAULT]),
}


class ChannelLine(Struct, frozen=True):
    """`services` and `ratings` of today, None where the channel has none; `told` of `ratings`
    has reached the province, the others are on their way or `held` in quarantine.

    `last_at`: when its partner or terminal was heard of, or today something came.
    """

    channel: str
    last_at: datetime | None
    services: int | None
    ratings: int | None
    errors: int | None  # requests and rows refused today; None where no partner speaks
    told: int | None
    held: int


class LastReconciliation(Struct, frozen=True):
    """The newest day that was compared; `open`: differing records nobody has settled."""

    day: date
    made_at: datetime
    ours: int
    theirs: int
    open: int


class Channels(Struct, frozen=True):
    day: date
    lines: list[ChannelLine]
    reconciled: LastReconciliation | None


async def at_a_glance(*, by: StaffMember, now: datetime) -> Channels:
    """All channels of today; walk-ins are told to nobody and stand in none of the counts."""
    start, end = day_bounds(local_day(now))
    services = ServiceRecord.filter(ended_at__gte=start, ended_at__lt=end)
    ratings = Rating.filter(rated_at__gte=start, rated_at__lt=end)
    items = ExchangeItem.filter(
        kind=Kind.RATING, rating__rated_at__gte=start, rating__rated_at__lt=end
    )
    by_source, served = await _counts(services.exclude(source=WALK_IN), "source", "ended_at")
    linked = ratings.exclude(service_record__source=WALK_IN)
    by_channel, rated = await _counts(linked, "channel", "rated_at")
    told, _ = await _counts(items.filter(state=State.SENT), "rating__channel", "turn_at")
    held, _ = await _counts(items.filter(state=State.QUARANTINED), "rating__channel", "turn_at")
    heard, errors = await _partners(local_day(now))
    last = {**served, **rated, **heard, **await _last_seen()}
    lines = []
    for name, way in WAYS.items():
        names = {f"{name} seen", *way.endpoints, *way.channels, *way.sources}
        moments = [last[one] for one in names if one in last]
        lines.append(
            ChannelLine(
                channel=name,
                last_at=max(moments, default=None),
                services=_sum(by_source, way.sources),
                ratings=_sum(by_channel, way.channels),
                errors=_sum(errors, way.endpoints),
                told=_sum(told, way.channels),
                held=_sum(held, way.channels) or 0,
            )
        )
    return Channels(local_day(now), lines, await _reconciled())


def _sum(counts: Mapping[str, int], names: frozenset[str]) -> int | None:
    return sum(counts.get(one, 0) for one in names) if names else None


async def _counts(rows: Any, column: str, moment: str) -> tuple[Counter[str], dict[str, datetime]]:
    """How many there are of each, and when the newest was."""
    grouped = rows.annotate(many=Count("id"), last=Max(moment)).group_by(column)
    found = await grouped.values(column, "many", "last")
    counts = Counter({str(one[column]): int(one["many"]) for one in found})
    return counts, {str(one[column]): one["last"] for one in found}


async def _partners(day: date) -> tuple[dict[str, datetime], Counter[str]]:
    """By endpoint: when a partner was last heard there, and what was refused today."""
    newest = PartnerDay.all().annotate(last=Max("last_at")).group_by("endpoint")
    heard = {str(one["endpoint"]): one["last"] for one in await newest.values("endpoint", "last")}
    errors: Counter[str] = Counter()
    for one in await PartnerDay.filter(day=day).exclude(code=""):
        errors[one.endpoint] += one.contacts + one.rows
    return heard, errors


async def _last_seen() -> dict[str, datetime]:
    """When a terminal of each kind was last heard of, and a file of services taken in."""
    seen: dict[str, datetime] = {}
    for name, rows, column in (
        ("device", RatingDevice.filter(active=1), "seen_at"),
        ("kiosk", Kiosk.filter(active=1), "seen_at"),
        ("queue_machine", ServiceImport.all(), "applied_at"),
    ):
        [newest] = await rows.annotate(last=Max(column)).values("last")
        if newest["last"] is not None:
            seen[f"{name} seen"] = newest["last"]
    return seen


async def _reconciled() -> LastReconciliation | None:
    newest = await Reconciliation.all().order_by("-day").first()
    if newest is None:
        return None
    lines = ReconciliationLine.filter(reconciliation_id=newest.id, state=Difference.OPEN)
    return LastReconciliation(
        newest.day, newest.made_at, newest.ours, newest.theirs, await lines.count()
    )
