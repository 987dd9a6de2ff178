"""Sums over the rollups: three series, never added to each other, under their own rule sets."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from tortoise.expressions import Q
from tortoise.functions import Sum

from models import IndicatorDay, OrderDay, TagDay
from models.grade_counts import GradeCounts
from models.service_counts import ServiceCounts
from queries.shapes import Composite, Figure, GradeCount
from queries.spans import Span
from rules import composite, scoring
from rules.composite import Counted, Measure
from rules.grades import GRADES
from rules.rule_set import RuleSet

RulesOf = Callable[[str], RuleSet]
Key = tuple[Any, ...]
GRADE_NAMES = tuple(map(str, GRADES))
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
        for item, (answers, total) in other.scores.items():
            self.score(item, answers, total)

    def note(self, rule_set: str, grades: dict[str, int]) -> None:
        mine = self.opinions.setdefault(rule_set, dict.fromkeys(map(str, GRADES), 0))
        for grade, count in grades.items():
            mine[grade] += count

    def score(self, item: str, answers: int, total: int) -> None:
        before = self.scores.get(item, (0, 0))
        self.scores[item] = (before[0] + answers, before[1] + total)

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
    table: type[GradeCounts], keys: Iterable[str], where: Q, span: Span
) -> dict[Key, Tally]:
    """The ratings of the days of the span by the columns `keys`."""
    found: dict[Key, Tally] = {}
    names = list(keys)
    rows = await _sums(table, [*names, "series", "rule_set"], GRADE_NAMES, where, span)
    for (*key, series, rule_set), counts in rows:
        tally = _of(found, key)
        if series == "default":
            tally.defaults += sum(counts)
        elif series == "walk_in":
            tally.walk_ins += sum(counts)
        else:
            tally.note(rule_set, dict(zip(GRADE_NAMES, counts, strict=True)))
    return found


async def services_by(
    table: type[ServiceCounts], keys: Iterable[str], where: Q, span: Span
) -> dict[Key, Tally]:
    """Services that ended, and those whose seven days did, by the columns `keys`."""
    found: dict[Key, Tally] = {}
    for key, (ended, due, rated) in await _sums(
        table, list(keys), ("ended", "due", "rated"), where, span
    ):
        tally = _of(found, key)
        tally.ended += ended
        tally.due += due
        tally.rated += rated
    return found


async def orders_by(keys: Iterable[str], where: Q, span: Span) -> dict[Key, Tally]:
    """Rounds of work orders due on the days of the span, by the columns `keys`."""
    found: dict[Key, Tally] = {}
    columns = ("due", "rectified", "in_time", "contacted")
    for key, counts in await _sums(OrderDay, list(keys), columns, where, span):
        tally = _of(found, key)
        tally.orders_due, tally.rectified, tally.in_time, tally.contacted = counts
    return found


async def scores_by(
    measure: Measure, keys: Iterable[str], where: Q, span: Span
) -> dict[Key, Tally]:
    """What citizens scored under the set measured by, by the columns `keys` (4-2)."""
    found: dict[Key, Tally] = {}
    where = where & Q(indicator_set=measure.indicator_set)
    rows = await _sums(IndicatorDay, [*keys, "item"], ("answers", "total"), where, span)
    for (*key, item), (answers, total) in rows:
        _of(found, key).score(item, answers, total)
    return found


async def tags_by(where: Q, span: Span) -> Counter[str]:
    """How often each tag was chosen."""
    found: Counter[str] = Counter()
    for (tag,), (count,) in await _sums(TagDay, ["tag"], ("count",), where, span):
        found[tag] += count
    return found


def _of(found: dict[Key, Tally], key: list[Any]) -> Tally:
    return found.setdefault(tuple(key), Tally())


async def _sums(
    table: type[Any], names: list[str], columns: tuple[str, ...], where: Q, span: Span
) -> list[tuple[list[Any], list[int]]]:
    """The columns summed by `names`, once for days and once for months: those are to be added."""
    found = []
    for rows in span.rows(table, where):
        summed = rows.annotate(**{f"n_{column}": Sum(column) for column in columns})
        found += await summed.group_by(*names).values_list(
            *names, *(f"n_{column}" for column in columns)
        )
    keys = len(names)
    parted = ((list(row[:keys]), [int(one) for one in row[keys:]]) for row in found)
    # Where the only rating was excluded, nothing is left to be told.
    return [(key, counts) for key, counts in parted if any(counts)]


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
