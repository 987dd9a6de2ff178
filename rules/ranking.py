"""Who stands where, and how sure that is (Art. 13, 15).

第十五条 全市各级政务服务机构按要求对评价连续排名靠后的且整改不力、造成不良影响的工作人员
按有关纪律规定进行追责问责；对反映工作人员涉嫌违纪、违法的信息
要及时转有关部门依法依规调查处理。
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Generic, TypeVar

from rules.rule_set import RuleSet
from rules.scoring import points

Key = TypeVar("Key")
NORMAL = 1.96  # two-sided 95 per cent


@dataclass(frozen=True, slots=True)
class Standing(Generic[Key]):
    """A place in a ranking. `rank` is None for who has too few opinions to be ranked.

    `low` and `high` are the 95 per cent interval of the average: where two of them overlap, the
    order between the two says little.
    """

    key: Key
    average: float | None
    opinions: int
    rank: int | None
    low: float | None
    high: float | None
    in_tail: bool = False


Parts = Sequence[tuple[Mapping[str, int], RuleSet]]
"""Opinions by grade, and the rule set their services ended under (1-2)."""


def ranking(counts: Mapping[Key, Parts], rules: RuleSet) -> list[Standing[Key]]:
    """By average, best first; equal averages share a rank; small samples stand at the end.

    The tail is the last tenth (as the rule set says) of those ranked, at least one when there
    are enough of them, and whoever shares its first rank. Art. 13, 15 (15-1, 15-5).
    """
    measured = {key: _measure(parts) for key, parts in counts.items()}
    ranked = sorted(
        (key for key, one in measured.items() if one.n >= rules.ranking_sample.value),
        key=lambda key: (-measured[key].mean, str(key)),
    )
    means = [round(measured[key].mean, 2) for key in ranked]
    ranks = {key: means.index(round(measured[key].mean, 2)) + 1 for key in ranked}
    tail_from = _tail_from([ranks[key] for key in ranked], rules)
    placed = [_placed(key, measured[key], ranks[key], ranks[key] >= tail_from) for key in ranked]
    small = sorted(
        (key for key in measured if key not in ranks), key=lambda key: (-measured[key].n, str(key))
    )
    return placed + [_placed(key, measured[key], None, False) for key in small]


@dataclass(frozen=True, slots=True)
class _Measure:
    n: int
    mean: float
    margin: float


def _measure(parts: Parts) -> _Measure:
    worth = [
        (points(grade, rules), count) for counts, rules in parts for grade, count in counts.items()
    ]
    n = sum(count for _, count in worth)
    if not n:
        return _Measure(0, 0.0, 0.0)
    mean = sum(each * count for each, count in worth) / n
    spread = sum(count * (each - mean) ** 2 for each, count in worth)
    return _Measure(n, mean, NORMAL * sqrt(spread / max(n - 1, 1)) / sqrt(n))


def _tail_from(ranks: list[int], rules: RuleSet) -> int:
    """The rank the tail begins with; past the last one if there are too few to have a tail."""
    size = len(ranks) * rules.ranking_tail_percent.value // 100
    return ranks[-size] if size else len(ranks) + 1


def _placed(key: Key, one: _Measure, rank: int | None, in_tail: bool) -> Standing[Key]:
    if not one.n:
        return Standing(key, None, 0, None, None, None)
    low, high = round(max(one.mean - one.margin, 0), 2), round(one.mean + one.margin, 2)
    return Standing(key, round(one.mean, 2), one.n, rank, low, high, in_tail)
