"""Public results of halls, by county, small numbers kept back (Art. 13)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Hall, HallDay, ServiceHallDay
from queries.figures.results import counted_at
from queries.figures.tally import RulesOf, Tally, figures_of, ratings_by, services_by
from queries.shapes import Figure
from queries.spans import span_of, told_until
from rules import scoring
from rules.actors import Actor
from rules.rule_set import RuleSet
from rules.work_calendar import month_days


class HallResult(Struct, frozen=True):
    """One hall or branch hall. What is made of too few opinions is None (13-4).

    Opinions, defaults and walk-ins stand apart; the figures are of opinions alone.
    """

    id: UUID
    name: str
    address: str
    latitude: float | None  # with longitude, as maps in China show it (GCJ-02)
    longitude: float | None
    services: int
    opinions: int | None
    defaults: int
    walk_ins: int | None
    satisfaction: Figure
    average: Figure


class HallRegion(Struct, frozen=True):
    """The halls of one county, those of its towns and villages included, or of the city itself."""

    id: UUID
    name: str
    halls: list[HallResult]


class HallResults(Struct, frozen=True):
    month: str
    regions: list[HallRegion]
    minimum_sample: int
    counted_at: datetime | None


async def month(
    *, by: Actor, month: str, now: datetime, rules: RuleSet, rules_of: RulesOf
) -> HallResults:
    """The halls that serve, each with its month."""
    until = told_until(by, now)
    this = month or f"{until:%Y-%m}"
    first, last = month_days(this)
    last = min(last, until)
    span = await span_of(first, last)
    tallies: dict[UUID, Tally] = {}
    for part in (
        await ratings_by(HallDay, ["hall_id"], Q(), span),
        await services_by(ServiceHallDay, ["hall_id"], Q(), span),
    ):
        for (hall,), tally in part.items():
            tallies.setdefault(hall, Tally()).add(tally)
    halls = await Hall.filter(closed_at=None).select_related("bureau__region").order_by("name")
    regions = {one.bureau.region_id: one.bureau.region for one in halls}
    ordered = sorted(regions.values(), key=lambda one: (one.level != "city", one.name))
    return HallResults(
        month=this,
        regions=[
            HallRegion(
                one.id,
                one.name,
                _rows(
                    [hall for hall in halls if hall.bureau.region_id == one.id],
                    tallies,
                    rules,
                    rules_of,
                ),
            )
            for one in ordered
        ],
        minimum_sample=rules.minimum_sample.value,
        counted_at=await counted_at(first, last),
    )


def _rows(
    halls: list[Hall], tallies: dict[UUID, Tally], rules: RuleSet, rules_of: RulesOf
) -> list[HallResult]:
    """Kept back county by county: the sum of a county is published too, and would tell."""
    sums = {one.id: tallies.get(one.id, Tally()) for one in halls}
    kept_back = scoring.suppressed({key: sums[key].count for key in sums}, rules)
    return [_row(one, sums[one.id], one.id in kept_back, rules_of) for one in halls]


def _row(hall: Hall, tally: Tally, hidden: bool, rules_of: RulesOf) -> HallResult:
    figures = figures_of(tally, rules_of, hidden=hidden)
    return HallResult(
        id=hall.id,
        name=hall.name,
        address=hall.address,
        latitude=hall.latitude,
        longitude=hall.longitude,
        services=figures.services,
        opinions=figures.opinions,
        defaults=figures.defaults,
        walk_ins=figures.walk_ins,
        satisfaction=figures.satisfaction,
        average=figures.average,
    )
