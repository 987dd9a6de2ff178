"""Public results: counts by county and city-level institution, defaults and walk-ins apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from models import Bureau, Institution, Rating, ServiceRecord
from queries.shapes import Figure, GradeCount
from rules import scoring
from rules.actors import Actor
from rules.grades import GRADES
from rules.rule_set import RuleSet
from rules.work_calendar import local_day, month_bounds

MONTHS_SHOWN = 12


class ResultRow(Struct, frozen=True):
    """One county or institution; figures are suppressed below the minimum sample (13-4)."""

    id: UUID
    name: str
    kind: str  # "region" | "institution"
    services: int
    opinions: int
    defaults: int
    walk_ins: int
    participation: Figure
    satisfaction: Figure
    average: Figure
    grades: list[GradeCount]


class Results(Struct, frozen=True):
    month: str
    months: list[str]
    city_name: str
    city: ResultRow
    rows: list[ResultRow]
    minimum_sample: int


@dataclass(slots=True)
class _Sums:
    """The series of one row: opinions by grade, defaults, walk-ins, each apart."""

    services: int = 0
    defaults: int = 0
    walk_ins: int = 0
    grades: dict[str, int] = field(default_factory=dict)

    def add(self, other: "_Sums") -> None:
        self.services += other.services
        self.defaults += other.defaults
        self.walk_ins += other.walk_ins
        for grade, count in other.grades.items():
            self.grades[grade] = self.grades.get(grade, 0) + count


async def month(*, by: Actor, month: str, now: datetime, rules: RuleSet) -> Results:
    """Counties and city-level institutions of a month, by the day the service ended."""
    this = f"{local_day(now):%Y-%m}"
    month = month or this
    sums = await _sums(*month_bounds(month))
    city = await Bureau.filter(level="city").select_related("region").first()
    counties = await Bureau.filter(level="county").select_related("region").order_by("id")
    offices = await Institution.filter(closed_at=None)
    of_county = {
        bureau.id: [one.id for one in offices if one.bureau_id == bureau.id] for bureau in counties
    }
    rows = [
        _row(bureau.region.id, bureau.region.name, "region", of_county[bureau.id], sums, rules)
        for bureau in counties
    ]
    rows += [
        _row(one.id, one.name, "institution", [one.id], sums, rules)
        for one in offices
        if one.level == "city"
    ]
    name = city.region.name if city else ""
    everything = _row(
        city.region.id if city else UUID(int=0), name, "region", list(sums), sums, rules
    )
    return Results(
        month=month,
        months=_months(this),
        city_name=name,
        city=everything,
        rows=rows,
        minimum_sample=rules.minimum_sample.value,
    )


def _months(this: str) -> list[str]:
    year, number = int(this[:4]), int(this[5:])
    counted = [year * 12 + number - 1 - back for back in range(MONTHS_SHOWN)]
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in counted]


async def _sums(start: datetime, end: datetime) -> dict[UUID, _Sums]:
    """Per institution; counted, never stored: `benchmarks/` says when this needs rollups."""
    period = {"ended_at__gte": start, "ended_at__lt": end}
    sums: dict[UUID, _Sums] = {}
    services = ServiceRecord.filter(**period).exclude(source="walk_in")
    for office, count in await _grouped(services, "institution_id"):
        sums.setdefault(office, _Sums()).services = count
    rated = Rating.filter(
        **{f"service_record__{name}": value for name, value in period.items()},
        excluded_at=None,
        superseded_by=None,
        late=False,
    )
    rows = (
        await rated.annotate(n=Count("id"))
        .group_by("service_record__institution_id", "service_record__source", "origin", "grade")
        .values_list(
            "service_record__institution_id", "service_record__source", "origin", "grade", "n"
        )
    )
    for office, source, origin, grade, count in rows:
        one = sums.setdefault(office, _Sums())
        if origin == "default":
            one.defaults += count
        elif source == "walk_in":
            one.walk_ins += count
        else:
            one.grades[grade] = one.grades.get(grade, 0) + count
    return sums


async def _grouped(found: QuerySet[ServiceRecord], by: str) -> list[tuple[UUID, int]]:
    rows = found.annotate(n=Count("id")).group_by(by).values_list(by, "n")
    return [(office, count) for office, count in await rows]


def _row(
    id: UUID,
    name: str,
    kind: str,
    offices: Iterable[UUID],
    sums: dict[UUID, _Sums],
    rules: RuleSet,
) -> ResultRow:
    total = _Sums()
    for office in offices:
        total.add(sums.get(office, _Sums()))
    opinions = sum(total.grades.values())
    enough = opinions >= rules.minimum_sample.value
    return ResultRow(
        id=id,
        name=name,
        kind=kind,
        services=total.services,
        opinions=opinions,
        defaults=total.defaults,
        walk_ins=total.walk_ins,
        participation=_figure(scoring.participation(opinions, total.services), True),
        satisfaction=_figure(scoring.satisfaction(total.grades), enough),
        average=_figure(scoring.average(total.grades, rules), enough),
        grades=[GradeCount(grade, total.grades.get(grade, 0) if enough else 0) for grade in GRADES],
    )


def _figure(figure: scoring.Figure, enough: bool) -> Figure:
    if not enough:
        return Figure(None, 0, figure.denominator, figure.formula)
    return Figure(figure.value, figure.numerator, figure.denominator, figure.formula)
