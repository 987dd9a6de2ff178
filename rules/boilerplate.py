"""Feedbacks that say what the last ones said: flagged for the bureau, never held back.

第十一条 省政务服务咨询投诉平台对“不满意”或“非常不满意”的评价进行转办，
市、县（区）政务服务数据管理局（政务服务管理机构）应及时转办，
全市各级政务服务机构对转办的工单要做出回应整改并反馈整改结果。
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from rules.rule_set import RuleSet

# Dates, amounts and signs differ in every letter made from one form.
NO_WORDS = re.compile(r"[\W\d_]+")


def likeness(one: str, other: str) -> int:
    """How much two texts have in common, in whole per cent: pairs of neighbouring characters.

    Digits, spaces and signs do not count. Art. 11 (11-3).
    """
    mine, others = _pairs(one), _pairs(other)
    whole = mine.total() + others.total()
    return 100 * 2 * (mine & others).total() // whole if whole else 0


def _pairs(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(NO_WORDS.sub("", text)))


def likest(text: str, earlier: Iterable[str], rules: RuleSet) -> tuple[int, int] | None:
    """The place of the earlier feedback this one repeats, and how much of it in per cent.

    None where none comes near the rule set's share, or the text is too short to tell.
    Art. 11 (11-3).
    """
    if _pairs(text).total() < rules.boilerplate_characters.value:
        return None
    found = [(likeness(text, one), place) for place, one in enumerate(earlier)]
    # Of equally near ones the first, which is the newest.
    share, back = max(((share, -place) for share, place in found), default=(0, 0))
    return (-back, share) if share >= rules.boilerplate_percent.value else None
