"""Sums over the rollups: three series, never added to each other, under their own rule sets."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from tortoise.expressions import F, Q
from tortoise.functions import Sum

from models import IndicatorDay, OrderDay, TagDay
from models.figures.grade_counts import GradeCounts
from models.figures.service_counts import ServiceCounts
from queries.shapes import Composite, Figure, GradeCount
from queries.spans import Span
from rules import composite, scoring
from rules.composite import Counted, Measure
from rules.grades import GRADES
from rules.rule_set import RuleSet

RulesOf = Callable[[str], RuleSet]
Key = tuple[Any, ...]
GRADE_NAMES = tuple(map(str, GRADES))


def _sums_of(*columns: str) -> dict[str, Sum]:
    return {f"n_{column}": Sum(column) for column in columns}


def _in_all(series: str) -> Sum:
    """Of a series that is not told by grade."""
    return Sum(reduce(add, map(F, GRADE_NAMES)), _filter=Q(series=series))


OF_RATINGS = {
    "n_walk_ins": _in_all("walk_in"),
    "n_defaults": _in_all("default"),
    **{f"n_{grade}": Sum(grade, _filter=Q(series="opinion")) for grade in GRADE_NAMES},
}
OF_SERVICES = _sums_of("ended", "due", "rated")
OF_ORDERS = _sums_of("due", "rectified", "in_time", "contacted")
OF_SCORES = _sums_of("answers", "total")
OF_TAGS = _sums_of("count")
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
        self.walk_ins += other.walk_ins
        self.defaults += other.defaults
        self.ended += other.ended
        self.due += other.due
        self.rated += other.rated
        self.orders_due += other.orders_due
        self.rectified += other.rectified
        self.in_time += other.in_time
        self.contacted += other.contacted
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


def merge(found: dict[Any, Tally], key: Any, tally: Tally) -> None:
    """Add to the row of the key; where there is none, the tally itself becomes it."""
    known = found.setdefault(key, tally)
    if known is not tally:
        known.add(tally)


async def ratings_by(
    table: type[GradeCounts], keys: Iterable[str], where: Q, span: Span
) -> dict[Key, Tally]:
    """The ratings of the days of the span by the columns `keys`."""
    found: dict[Key, Tally] = {}
    for (*key, rule_set), (walk_ins, defaults, *grades) in await _sums(
        table, [*keys, "rule_set"], OF_RATINGS, where, span
    ):
        tally = _of(found, key)
        tally.walk_ins += walk_ins
        tally.defaults += defaults
        if any(grades):
            tally.note(rule_set, dict(zip(GRADE_NAMES, grades, strict=True)))
    return found


async def services_by(
    table: type[ServiceCounts], keys: Iterable[str], where: Q, span: Span
) -> dict[Key, Tally]:
    """Services that ended, and those whose seven days did, by the columns `keys`."""
    found: dict[Key, Tally] = {}
    for key, (ended, due, rated) in await _sums(table, list(keys), OF_SERVICES, where, span):
        tally = _of(found, key)
        tally.ended += ended
        tally.due += due
        tally.rated += rated
    return found


async def orders_by(keys: Iterable[str], where: Q, span: Span) -> dict[Key, Tally]:
    """Rounds of work orders due on the days of the span, by the columns `keys`."""
    found: dict[Key, Tally] = {}
    for key, counts in await _sums(OrderDay, list(keys), OF_ORDERS, where, span):
        tally = _of(found, key)
        tally.orders_due, tally.rectified, tally.in_time, tally.contacted = counts
    return found


async def scores_by(
    measure: Measure, keys: Iterable[str], where: Q, span: Span
) -> dict[Key, Tally]:
    """What citizens scored under the set measured by, by the columns `keys` (4-2)."""
    found: dict[Key, Tally] = {}
    where = where & Q(indicator_set=measure.indicator_set)
    rows = await _sums(IndicatorDay, [*keys, "item"], OF_SCORES, where, span)
    for (*key, item), (answers, total) in rows:
        _of(found, key).score(item, answers, total)
    return found


async def tags_by(where: Q, span: Span) -> Counter[str]:
    """How often each tag was chosen."""
    found: Counter[str] = Counter()
    for (tag,), (count,) in await _sums(TagDay, ["tag"], OF_TAGS, where, span):
        found[tag] += count
    return found


def _of(found: dict[Key, Tally], key: Iterable[Any]) -> Tally:
    key = tuple(key)
    tally = found.get(key)
    if tally is None:
        tally = found[key] = Tally()
    return tally


async def _sums(
    table: type[Any], names: list[str], sums: Mapping[str, Sum], where: Q, span: Span
) -> list[tuple[tuple[Any, ...], tuple[int, ...]]]:
    """The columns summed by `names`, once for days and once for months: those are to be added."""
    found: list[tuple[Any, ...]] = []
    for rows in span.rows(table, where):
        found += await rows.annotate(**sums).group_by(*names).values_list(*names, *sums)
    keys = len(names)
    parted = ((row[:keys], tuple(int(one or 0) for one in row[keys:])) for row in found)
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
        opinions=None if hidden else sum(grades.values()),
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
