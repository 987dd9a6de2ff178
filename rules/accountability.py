"""Who has to be looked at, and why; people decide, nothing follows by itself.

第十五条 全市各级政务服务机构按要求对评价连续排名靠后的且整改不力、造成不良影响的工作人员
按有关纪律规定进行追责问责；对反映工作人员涉嫌违纪、违法的信息
要及时转有关部门依法依规调查处理。
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.rule_set import RuleSet


class Suggestion(StrEnum):
    """What the figures suggest. Art. 15 (15-1)."""

    TALK = "talk"  # 约谈: in the tail several periods running
    CANDIDATE = "candidate"  # longer, and with rectification that failed


class Decision(StrEnum):
    """What a person decided. Art. 15 (15-1, 15-2)."""

    NO_ACTION = "no_action"
    TALK = "talk"
    REFERRED = "referred"


class Failure(StrEnum):
    """How the rectification of an order failed, 整改不力. Art. 15 (15-1, 15-2)."""

    OVERDUE = "overdue"  # not fed back before its clock ended
    REOPENED = "reopened"  # the citizen says it is not solved
    REFUSED = "refused"  # sent back by the institution that had to do it after all


@dataclass(frozen=True, slots=True)
class Failures:
    """How many orders of the periods looked at failed in which way."""

    overdue: int
    reopened: int
    refused: int

    @property
    def any(self) -> bool:
        """Whether rectification failed at all."""
        return self.overdue + self.reopened + self.refused > 0


def counted(orders: Iterable[Collection[Failure]]) -> Failures:
    """The failed orders by how they failed; one may have failed in several ways. Art. 15 (15-2)."""
    how = Counter(failure for one in orders for failure in one)
    return Failures(*(how[failure] for failure in Failure))


def in_a_row(tails: Sequence[bool]) -> int:
    """How many periods running, up to the newest, somebody stood in the tail (newest last)."""
    count = 0
    for in_tail in reversed(tails):
        if not in_tail:
            break
        count += 1
    return count


def suggested(tails: Sequence[bool], failures: Failures, rules: RuleSet) -> Suggestion | None:
    """What ranks and failures together suggest; harm is for people to judge. Art. 15 (15-1)."""
    if in_a_row(tails) >= rules.candidate_after_periods.value and failures.any:
        return Suggestion.CANDIDATE
    return Suggestion.TALK if looked_at(tails, rules) else None


def looked_at(tails: Sequence[bool], rules: RuleSet) -> bool:
    """Whether somebody has stood in the tail often enough to be listed. Art. 15 (15-1, 15-5)."""
    return in_a_row(tails) >= rules.talk_after_periods.value
