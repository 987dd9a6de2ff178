"""Public results: counties and city-level institutions, small numbers kept back (Art. 13)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType
from tortoise.expressions import Q

from models import Bureau, Institution, InstitutionDay, RollupDay, ServiceDay
from queries.figures.tally import (
    Figures,
    RulesOf,
    Tally,
    figures_of,
    merge,
    orders_by,
    ratings_by,
    scores_by,
    services_by,
)
from queries.shapes import Composite, Figure, GradeCount
from queries.spans import span_of, told_until
from rules import scoring
from rules.actors import Actor
from rules.composite import Measure, measure_of
from rules.indicators import IndicatorSets, Target
from rules.rule_set import RuleSet
from rules.work_calendar import month_days

MONTHS_SHOWN = 12
CITY = UUID(int=0)


class ResultRow(Struct, frozen=True):
    """One county or institution. What is made of too few opinions is None (13-4).

    `composite` is there where the indicator set of the month weighs (4-2).
    """

    id: UUID
    name: str
    kind: str  # "region" | "institution"
    services: int
    opinions: int | None
    defaults: int
    walk_ins: int | None
    participation: Figure
    satisfaction: Figure
    average: Figure
    grades: list[GradeCount]
    composite: Composite | UnsetType = UNSET


class Results(Struct, frozen=True):
    month: str
    months: list[str]
    running: bool  # the month is not over: its figures end with yesterday
    city_name: str
    city: ResultRow
    rows: list[ResultRow]
    minimum_sample: int
    counted_at: datetime | None  # the rollups are of this moment
    comments: bool  # whether single comments are published as well (13-7)


async def month(
    *,
    by: Actor,
    month: str,
    now: datetime,
    rules: RuleSet,
    rules_of: RulesOf,
    indicator_sets: IndicatorSets,
) -> Results:
    """A month by the moment of the rating, a default by its due moment (13-5)."""
    until = told_until(by, now)
    this = f"{until:%Y-%m}"
    first, last = month_days(month or this)
    last = min(last, until)
    measure = measure_of(indicator_sets.on(last), Target.INSTITUTION, rules)
    tallies = await institutions_of(Q(), first, last, measure)
    places = await _places()
    sums = {key: _sum(tallies, offices) for key, (_, _, offices) in places.items()}
    kept_back = scoring.suppressed({key: sums[key].count for key in sums}, rules)
    city = await Bureau.filter(level="city").select_related("region").first()
    name = city.region.name if city else ""
    total = _sum(tallies, list(tallies))
    too_few = 0 < total.count < rules.minimum_sample.value
    return Results(
        month=month or this,
        months=_months(this),
        running=last < month_days(month or this)[1],
        city_name=name,
        city=_row(
            CITY, name, "region", figures_of(total, rules_of, measure=measure, hidden=too_few)
        ),
        rows=[
            _row(
                key,
                named,
                kind,
                figures_of(sums[key], rules_of, measure=measure, hidden=key in kept_back),
            )
            for key, (named, kind, _) in places.items()
        ],
        minimum_sample=rules.minimum_sample.value,
        counted_at=await counted_at(first, last),
        comments=rules.comments_published.value,
    )


async def institutions_of(
    where: Q, first: date, last: date, measure: Measure | None = None
) -> dict[UUID, Tally]:
    """Ratings, services, rounds and scores of each institution, in reach of `where`."""
    found: dict[UUID, Tally] = {}
    keys = ["institution_id"]
    span = await span_of(first, last)
    scores = await scores_by(measure, keys, where, span) if measure else {}
    for part in (
        scores,
        await ratings_by(InstitutionDay, keys, where, span),
        await services_by(ServiceDay, keys, where, span),
        await orders_by(keys, where, span),
    ):
        for (office,), tally in part.items():
            merge(found, office, tally)
    return found


async def counted_at(first: date, last: date) -> datetime | None:
    """How fresh the figures of these days are."""
    day = await RollupDay.filter(day__gte=first, day__lte=last).order_by("-counted_at").first()
    return day.counted_at if day else None


Place = tuple[str, str, list[UUID]]


async def _places() -> dict[UUID, Place]:
    """Counties with their institutions, then each institution of city level; none is missing.

    Closed institutions stay in the sum of their county and are rows no more (2-4).
    """
    counties = await Bureau.filter(level="county").select_related("region").order_by("id")
    offices = await Institution.all().order_by("name")
    places: dict[UUID, Place] = {}
    for bureau in counties:
        own = [one.id for one in offices if one.bureau_id == bureau.id]
        places[bureau.region.id] = (bureau.region.name, "region", own)
    for one in offices:
        if one.level == "city" and one.closed_at is None:
            places[one.id] = (one.name, "institution", [one.id])
    return places


def _sum(tallies: dict[UUID, Tally], offices: list[UUID]) -> Tally:
    total = Tally()
    for office in offices:
        total.add(tallies.get(office, Tally()))
    return total


def _months(this: str) -> list[str]:
    year, number = int(this[:4]), int(this[5:])
    counted = [year * 12 + number - 1 - back for back in range(MONTHS_SHOWN)]
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in counted]


def _row(id: UUID, name: str, kind: str, figures: Figures) -> ResultRow:
    return ResultRow(
        id=id,
        name=name,
        kind=kind,
        services=figures.services,
        opinions=figures.opinions,
        defaults=figures.defaults,
        walk_ins=figures.walk_ins,
        participation=figures.participation,
        satisfaction=figures.satisfaction,
        average=figures.average,
        grades=figures.grades,
        composite=figures.composite,
    )
