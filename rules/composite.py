"""The composite index: what an institution or hall reached of what it could, weighed by its set.

第四条 市政务服务数据管理局负责组织协调全市“好差评”工作，按照省统一“好差评”指标体系的要求，
配合推进“好差评”系统建设，承担全市政务服务评价的组织协调、督促检查、复核申诉以及相关配套制度的建立。

There is an index only where the indicator set gives weights: the program invents none
(docs/decisions/0020).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rules.grades import Grade
from rules.indicators import Feed, Indicator, IndicatorSet, Target
from rules.rule_set import RuleSet
from rules.scoring import points

MOST_SCORE = 5  # a citizen scores a dimension 1 to 5
FORMULA = "Σ（权重 × 指标得分）÷ 有得分的指标权重之和，指标得分为所得占最高可得的百分比"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Index:
    """`denominator` is how much of the weight of 100 is in; value and numerator with two decimals.

    `value` is None where no item has enough behind it.
    """

    value: float | None
    numerator: float
    denominator: float
    formula: str = FORMULA


NO_INDEX = Index(None, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Measure:
    """By what rows are measured: the weighed items of one set, and the smallest sample of one."""

    indicator_set: str
    items: tuple[Indicator, ...]
    minimum_sample: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Of a row: scores by item as (answers, total), opinions with their rule set, services."""

    scores: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    opinions: tuple[tuple[Mapping[str, int], RuleSet], ...] = ()
    rated: int = 0
    due: int = 0


def measure_of(indicators: IndicatorSet, target: Target, rules: RuleSet) -> Measure | None:
    """How institutions or halls are measured; None under a set without weights. Art. 4 (4-2)."""
    if not indicators.weighted:
        return None
    return Measure(indicators.code, indicators.of(target), rules.minimum_sample.value)


def index_of(measure: Measure, counted: Counted) -> Index:
    """Σ(weight × value) ÷ Σ weight of the items that have a value, 0 to 100, half up.

    An item has a value if at least `minimum_sample` answers, opinions or ended seven days of
    services are behind it. Art. 4 (4-2).
    """
    reached, weights = Fraction(0), Fraction(0)
    for item in measure.items:
        value = _value(item.fed_by, item.code, counted, measure.minimum_sample)
        if value is not None and item.weight is not None:
            reached += Fraction(item.weight) * value
            weights += Fraction(item.weight)
    if not weights:
        return NO_INDEX
    return Index(_rounded(reached / weights), _rounded(reached), _rounded(weights))


def _value(fed_by: Feed, code: str, counted: Counted, least: int) -> Fraction | None:
    """The share of the most it could be, in per cent."""
    if fed_by is Feed.ANSWERS:
        answers, total = counted.scores.get(code, (0, 0))
        return _share(total, answers * MOST_SCORE, answers, least)
    if fed_by is Feed.PARTICIPATION:
        return _share(counted.rated, counted.due, counted.due, least)
    opinions = sum(sum(counts.values()) for counts, _ in counted.opinions)
    if fed_by is Feed.AVERAGE:
        return _share(*_points(counted.opinions), opinions, least)
    good = sum(
        count
        for counts, _ in counted.opinions
        for grade, count in counts.items()
        if not Grade(grade).is_poor
    )
    return _share(good, opinions, opinions, least)


def _points(opinions: Iterable[tuple[Mapping[str, int], RuleSet]]) -> tuple[int, int]:
    """The points given, and those of the best grade for all of them, each by its own set."""
    given = most = 0
    for counts, rules in opinions:
        given += sum(points(grade, rules) * count for grade, count in counts.items())
        most += max(points(grade, rules) for grade in Grade) * sum(counts.values())
    return given, most


def _share(reached: int, most: int, sample: int, least: int) -> Fraction | None:
    if not most or sample < least:
        return None
    return Fraction(100 * reached, most)


def _rounded(exact: Fraction) -> float:
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(quotient.quantize(CENT, ROUND_HALF_UP))
