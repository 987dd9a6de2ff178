"""Sums over the rollups: three series, never added to each other, under their own rule sets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from tortoise.expressions import Q
from tortoise.functions import Sum

from models import IndicatorDay, OrderDay
from models.grade_counts import GradeCounts
from models.service_counts import ServiceCounts
from queries.shapes import Composite, Figure, GradeCount
from rules import composite, scoring
from rules.composite import Counted, Measure
from rules.grades import GRADES
from rules.rule_set import RuleSet

RulesOf = Callable[[str], RuleSet]
UNTOLD = Figure(None, 0, 0, "")  # of bulletins frozen before there was such a figure


class Figures(Struct, frozen=True):
    """What a row of a table shows; None where it is suppressed (13-4) or nothing is counted.

    `composite` is there where the indicator set in force weighs (4-2), in no bulletin of before.
    """

    services: int
    due: int
    opinions: int | None
    walk_ins: int | None
    defaults: int
    average: Figure
    satisfaction: Figure
    poor_share: Figure
    participation: Figure
    grades: list[GradeCount]
    suppressed: bool = False
    orders_due: int | None = None
    rectification: Figure = UNTOLD
    on_time: Figure = UNTOLD
    contact: Figure = UNTOLD
    composite: Composite | UnsetType = UNSET


SUMMED = (
    *("walk_ins", "defaults", "ended", "due", "rated"),
    *("orders_due", "rectified", "in_time", "contacted"),
)


@dataclass(slots=True)
class Tally:
    """Counted ratings, services and rounds of one row; `opinions` by rule set and grade.

    `scores` are answers and their total by item of the one set that is measured by.
    """

    opinions: dict[str, dict[str, int]] = field(default_factory=dict)
    walk_ins: int = 0
    defaults: int = 0
    ended: int = 0
    due: int = 0
    rated: int = 0
    orders_due: int = 0
    rectified: int = 0
    in_time: int = 0
    contacted: int = 0
    scores: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        for name in SUMMED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for rule_set, grades in other.opinions.items():
            self.note(rule_set, grades)
        for item, (answers, score) in other.scores.items():
            before = self.scores.get(item, (0, 0))
            self.scores[item] = (before[0] + answers, before[1] + score)

    def note(self, rule_set: str, grades: dict[str, int]) -> None:
        mine = self.opinions.setdefault(rule_set, dict.fromkeys(map(str, GRADES), 0))
        for grade, count in grades.items():
            mine[grade] += count

    @property
    def grades(self) -> dict[str, int]:
        total = dict.fromkeys(map(str, GRADES), 0)
        for grades in self.opinions.values():
            for grade, count in grades.items():
                total[grade] += count
        return total

    @property
    def count(self) -> int:
        return sum(self.grades.values())


async def ratings_by(
    table: type[GradeCounts], keys: Iterable[str], where: Q, start: date, end: date
) -> dict[tuple[Any, ...], Tally]:
    """The ratings of the days from `start` to `end`, both included, by the columns `keys`."""
    names = list(keys)
    rows = (
        await table.filter(where, day__gte=start, day__lte=end)
        .annotate(**{f"n_{grade}": Sum(str(grade)) for grade in GRADES})
        .group_by(*names, "series", "rule_set")
        .values(*names, "series", "rule_set", *(f"n_{grade}" for grade in GRADES))
    )
    found: dict[tuple[Any, ...], Tally] = {}
    for row in rows:
        tally = found.setdefault(tuple(row[name] for name in names), Tally())
        grades = {str(grade): int(row[f"n_{grade}"]) for grade in GRADES}
        if row["series"] == "default":
            tally.defaults += sum(grades.values())
        elif row["series"] == "walk_in":
            tally.walk_ins += sum(grades.values())
        else:
            tally.note(row["rule_set"], grades)
    return found


async def services_by(
    table: type[ServiceCounts], keys: Iterable[str], where: Q, start: date, end: date
) -> dict[tuple[Any, ...], Tally]:
    """Services that ended, and those whose seven days did, by the columns `keys`."""
    return await _summed(table, ("ended", "due", "rated"), keys, where, start, end)


async def orders_by(
    keys: Iterable[str], where: Q, start: date, end: date
) -> dict[tuple[Any, ...], Tally]:
    """Rounds of work orders due on these days, by the columns `keys`."""
    columns = ("due", "rectified", "in_time", "contacted")
    found = await _summed(OrderDay, columns, keys, where, start, end)
    for tally in found.values():
        tally.orders_due, tally.due = tally.due, 0  # `due` is that of services
    return found


async def _summed(
    table: type[Any],
    columns: tuple[str, ...],
    keys: Iterable[str],
    where: Q,
    start: date,
    end: date,
) -> dict[tuple[Any, ...], Tally]:
    names = list(keys)
    rows = (
        await table.filter(where, day__gte=start, day__lte=end)
        .annotate(**{f"n_{column}": Sum(column) for column in columns})
        .group_by(*names)
        .values(*names, *(f"n_{column}" for column in columns))
    )
    found: dict[tuple[Any, ...], Tally] = {}
    for row in rows:
        tally = found[tuple(row[name] for name in names)] = Tally()
        for column in columns:
            setattr(tally, column, int(row[f"n_{column}"]))
    return found


async def scores_by(
    measure: Measure, keys: Iterable[str], where: Q, start: date, end: date
) -> dict[tuple[Any, ...], Tally]:
    """What citizens scored under the set measured by, by the columns `keys` (4-2)."""
    names = list(keys)
    rows = (
        await IndicatorDay.filter(
            where, day__gte=start, day__lte=end, indicator_set=measure.indicator_set
        )
        .annotate(n_answers=Sum("answers"), n_total=Sum("total"))
        .group_by(*names, "item")
        .values(*names, "item", "n_answers", "n_total")
    )
    found: dict[tuple[Any, ...], Tally] = {}
    for row in rows:
        tally = found.setdefault(tuple(row[name] for name in names), Tally())
        tally.scores[row["item"]] = (int(row["n_answers"]), int(row["n_total"]))
    return found


def figures_of(
    tally: Tally,
    rules_of: RulesOf,
    *,
    measure: Measure | None = None,
    hidden: bool = False,
    orders_hidden: bool = False,
) -> Figures:
    """The figures of a row; `hidden` keeps back everything made of its opinions (13-4).

    `orders_hidden` does so with what is made of its work orders.
    """
    grades = tally.grades
    parts = [(counts, rules_of(code)) for code, counts in tally.opinions.items()]
    return Figures(
        services=tally.ended,
        due=tally.due,
        opinions=None if hidden else tally.count,
        walk_ins=None if hidden else tally.walk_ins,
        defaults=tally.defaults,
        average=_shown(scoring.average_of(parts), hidden),
        satisfaction=_shown(scoring.satisfaction(grades), hidden),
        poor_share=_shown(scoring.poor_share(grades), hidden),
        participation=_shown(scoring.participation(tally.rated, tally.due), hidden),
        grades=[] if hidden else [GradeCount(grade, grades[grade]) for grade in GRADES],
        suppressed=hidden,
        orders_due=None if orders_hidden else tally.orders_due,
        rectification=_shown(
            scoring.rectification(tally.rectified, tally.orders_due), orders_hidden
        ),
        on_time=_shown(scoring.on_time(tally.in_time, tally.rectified), orders_hidden),
        contact=_shown(scoring.contact(tally.contacted, tally.orders_due), orders_hidden),
        composite=_composite(tally, parts, measure, hidden) if measure else UNSET,
    )


def _composite(
    tally: Tally, opinions: list[tuple[dict[str, int], RuleSet]], measure: Measure, hidden: bool
) -> Composite:
    index = composite.NO_INDEX
    if not hidden:
        counted = Counted(tally.scores, tuple(opinions), tally.rated, tally.due)
        index = composite.index_of(measure, counted)
    return Composite(index.value, index.numerator, index.denominator, index.formula)


def _shown(figure: scoring.Figure, hidden: bool) -> Figure:
    if hidden:
        return Figure(None, 0, 0, figure.formula)
    return Figure(figure.value, figure.numerator, figure.denominator, figure.formula)
