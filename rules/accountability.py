"""Who has to be looked at, and why; people decide, nothing follows by itself.

第十五条 全市各级政务服务机构按要求对评价连续排名靠后的且整改不力、造成不良影响的工作人员
按有关纪律规定进行追责问责；对反映工作人员涉嫌违纪、违法的信息
要及时转有关部门依法依规调查处理。
"""

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Failures:
    """Rectification that failed in the periods looked at: overdue and reopened orders."""

    overdue: int
    reopened: int


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
    count = in_a_row(tails)
    failed = failures.overdue + failures.reopened > 0
    if count >= rules.candidate_after_periods.value and failed:
        return Suggestion.CANDIDATE
    if count >= rules.talk_after_periods.value:
        return Suggestion.TALK
    return None
