"""How figures are made: each with its numerator, denominator and formula.

第十三条 市政务服务数据管理局负责定期通报和发布各县（区）和市级各政务服务机构的“好差评”结果。……

Default ratings are never opinions: they stand in no figure here (6-4, 13-5).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.grades import Grade
from rules.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it was made of; `value` is None when there is nothing to divide by."""

    value: float | None
    numerator: float
    denominator: int
    formula: str


def average(counts: Mapping[str, int], rules: RuleSet) -> Figure:
    """Points by opinions; 10 is best. Art. 13, 14 (13-5)."""
    points = rules.points.value
    total = sum(points[grade] * count for grade, count in counts.items())
    return _ratio(total, sum(counts.values()), "Σ(等级分 × 评价数) ÷ 评价数", 1)


def satisfaction(counts: Mapping[str, int]) -> Figure:
    """The share of 非常满意, 满意 and 基本满意 among opinions, in per cent. Art. 13 (13-5)."""
    good = sum(count for grade, count in counts.items() if not Grade(grade).is_poor)
    formula = "（非常满意 + 满意 + 基本满意）÷ 评价数 × 100%"
    return _ratio(good, sum(counts.values()), formula, 100)


def participation(opinions: int, services: int) -> Figure:
    """Opinions by ended services, in per cent; defaults are no participation. Art. 13 (13-5)."""
    return _ratio(opinions, services, "主动评价数 ÷ 办件数 × 100%", 100)


def _ratio(numerator: float, denominator: int, formula: str, scale: int) -> Figure:
    value = round(scale * numerator / denominator, 2) if denominator else None
    return Figure(value, numerator, denominator, formula)
