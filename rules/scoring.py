"""How figures are made: each with its numerator, denominator and formula.

第十三条 市政务服务数据管理局负责定期通报和发布各县（区）和市级各政务服务机构的“好差评”结果。
各县（区）政务服务数据管理局（政务服务管理机构）负责定期通报和发布本行政区域“好差评”结果。
第十四条 参照省的做法将全市各级部门“好差评”评价结果纳入各部门年度考核内容，
市、县（区）、镇（街）、村（社区）政务服务机构要将“好差评”评价结果纳入工作人员个人绩效考核、
年度考核重要内容。

Default ratings are never opinions: they stand in no figure here (6-4, 13-5).
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from rules.grades import Grade
from rules.rule_set import RuleSet

Key = TypeVar("Key", bound=Hashable)


class Figure(NamedTuple):
    """A figure and what it was made of; `value` is None when there is nothing to divide by.

    Two decimals, half up, as people reckon and not as binary fractions do.
    """

    value: float | None
    numerator: int
    denominator: int
    formula: str


POOR = frozenset(grade for grade in Grade if grade.is_poor)


def points(grade: str, rules: RuleSet) -> int:
    """What a grade is worth; 10 is best in the first rule set. Art. 14 (1-1)."""
    return rules.points.value[Grade(grade)]


def average(counts: Mapping[str, int], rules: RuleSet) -> Figure:
    """Points by opinions. Art. 13, 14 (13-5)."""
    return average_of([(counts, rules)])


def average_of(parts: Iterable[tuple[Mapping[str, int], RuleSet]]) -> Figure:
    """Points by opinions where services ended under several sets, each worth its own points.

    Art. 13, 14 (1-2, 13-5).
    """
    total = opinions = 0
    for counts, rules in parts:
        total += sum(each * counts.get(grade, 0) for grade, each in rules.points.value.items())
        opinions += sum(counts.values())
    return ratio(total, opinions, "Σ(等级分 × 评价数) ÷ 评价数", 1)


def satisfaction(counts: Mapping[str, int]) -> Figure:
    """The share of 非常满意, 满意 and 基本满意 among opinions, in per cent. Art. 13 (13-5)."""
    good = sum(count for grade, count in counts.items() if grade not in POOR)
    formula = "（非常满意 + 满意 + 基本满意）÷ 评价数 × 100%"
    return ratio(good, sum(counts.values()), formula, 100)


def poor_share(counts: Mapping[str, int]) -> Figure:
    """The share of 不满意 and 非常不满意 among opinions, in per cent. Art. 13 (13-5)."""
    poor = sum(count for grade, count in counts.items() if grade in POOR)
    return ratio(poor, sum(counts.values()), "（不满意 + 非常不满意）÷ 评价数 × 100%", 100)


def participation(rated: int, due: int) -> Figure:
    """The share of services with an opinion in time among those whose seven days have ended.

    Walk-ins have no service to count, and defaults are no participation. Art. 13 (6-4, 13-5).
    """
    return ratio(rated, due, "期满办件中有评价的 ÷ 评价期满的办件 × 100%", 100)


def follow_up(reached: int, accepted: int) -> Figure:
    """The share of accepted orders whose citizen was spoken to, in per cent. Art. 4 (4-3)."""
    return ratio(reached, accepted, "已接通回访的工单 ÷ 已接收的工单 × 100%", 100)


def rectification(rectified: int, due: int) -> Figure:
    """The share of rounds that ended with all three entries and a closed order among those due.

    A round is due on the last day of its (extended) clock. Rounds of orders closed as invalid are
    neither. Art. 11, 13 (12-9, 13-5; docs/decisions/0024).
    """
    return ratio(rectified, due, "三项记录齐全并办结的 ÷ 到期应办结的工单 × 100%", 100)


def on_time(in_time: int, rectified: int) -> Figure:
    """The share fed back before the (extended) clock ended among those rectified.

    A second round counts from its own start. Art. 11, 13 (11-10, 13-5; docs/decisions/0024).
    """
    return ratio(in_time, rectified, "期限内反馈的 ÷ 三项记录齐全并办结的工单 × 100%", 100)


def contact(contacted: int, due: int) -> Figure:
    """The share with a contact with the citizen on record among those due, in per cent.

    Art. 11, 13 (13-5; docs/decisions/0024).
    """
    return ratio(contacted, due, "有联系记录的 ÷ 到期应办结的工单 × 100%", 100)


def suppressed(counts: Mapping[Key, int], rules: RuleSet) -> frozenset[Key]:
    """The rows of a public table whose figures are not shown: those of too few opinions.

    If that is one row alone, the total would tell it, so the next smallest goes with it.
    Art. 13 (13-4).
    """
    some = {key: count for key, count in counts.items() if count}
    small = {key for key, count in some.items() if count < rules.minimum_sample.value}
    if len(small) == 1:
        others = sorted((count, str(key)) for key, count in some.items() if key not in small)
        if others:
            small |= {key for key in some if str(key) == others[0][1]}
    return frozenset(small)


def whole_batches(opinions: int, rules: RuleSet) -> int:
    """How many opinions, the oldest first, an officer's figures may be made of.

    Showing the sixth beside the first five would tell its grade, and its evaluator is the one
    who was just here. Art. 3, 14 (3-6, 14-3).
    """
    return opinions - opinions % rules.officer_batch.value


def ratio(numerator: int, denominator: int, formula: str, scale: int) -> Figure:
    """A quotient times `scale`, two decimals, half up. Art. 13 (13-5)."""
    value = None
    if denominator:
        # In whole hundredths, so that nothing is rounded twice; nothing here is negative.
        hundredths, rest = divmod(100 * scale * numerator, denominator)
        value = (hundredths + (rest >= denominator - rest)) / 100
    return Figure(value, numerator, denominator, formula)
