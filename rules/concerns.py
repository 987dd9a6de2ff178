"""Clues: what somebody has to look into. They change no rating and decide nothing.

第三条 各级政务服务机构和平台工作人员在政务服务完成后应引导服务对象作出评价，
但不得强迫或干扰评价人的评价行为。

第十五条 全市各级政务服务机构按要求对评价连续排名靠后的且整改不力、造成不良影响的工作人员按有关
纪律规定进行追责问责；对反映工作人员涉嫌违纪、违法的信息要及时转有关部门依法依规调查处理。
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from rules.rule_set import RuleSet
from rules.workflow import Table, transition


class Kind(StrEnum):
    """What was said or found (docs/decisions/0018)."""

    PRESSED = "pressed"  # a citizen says so (3-5)
    BURST = "burst"  # more ratings of a window than it can serve people (3-7)
    EVEN = "even"  # ratings at even intervals, as machines make them (3-7)
    ONE_ACCOUNT = "one_account"  # many of one window through one account (3-7)
    ONE_ADDRESS = "one_address"  # a burst from one network address (3-7)
    CRIME = "crime"  # a text speaks of it (11-11)
    DISCIPLINE = "discipline"
    SELF_HARM = "self_harm"
    THREAT = "threat"


class Desk(StrEnum):
    """Who reads it. The last two only by name (15-4)."""

    BUREAU = "bureau"
    DISCIPLINE = "discipline"
    CARE = "care"


class State(StrEnum):
    """Where a clue stands."""

    OPEN = "open"
    DISMISSED = "dismissed"  # looked into, nothing in it
    CONFIRMED = "confirmed"  # looked into, and true
    REFERRED = "referred"  # handed to the body responsible (15-3)


class Step(StrEnum):
    """What a reader of the desk does."""

    DISMISS = "dismiss"
    CONFIRM = "confirm"
    REFER = "refer"
    REOPEN = "reopen"


class Reader(StrEnum):
    """The one role there is: somebody who may read the clue."""

    READER = "reader"


PER_CENT = 100
NAMED_DESKS = (Desk.DISCIPLINE, Desk.CARE)
DESK_OF = {
    Kind.CRIME: Desk.DISCIPLINE,
    Kind.DISCIPLINE: Desk.DISCIPLINE,
    Kind.SELF_HARM: Desk.CARE,
    Kind.THREAT: Desk.CARE,
}
"""All others are the bureau's own. Art. 11, 15 (11-11, 15-4)."""

TABLE: Table[State, Step, Reader] = Table(
    (
        transition(Step.DISMISS, [State.OPEN, State.CONFIRMED], State.DISMISSED, Reader.READER),
        transition(Step.CONFIRM, [State.OPEN], State.CONFIRMED, Reader.READER),
        transition(Step.REFER, [State.OPEN, State.CONFIRMED], State.REFERRED, Reader.READER),
        transition(Step.REOPEN, [State.DISMISSED], State.OPEN, Reader.READER),
    )
)

# Plain words people use. Much is missed and much is harmless: a person reads what is found.
WORDS: dict[Kind, tuple[str, ...]] = {
    Kind.CRIME: (
        "诈骗",
        "伪造公章",
        "假公章",
        "倒卖个人信息",
        "贩卖信息",
        "黑社会",
        "敲诈",
        "勒索",
        "猥亵",
    ),
    Kind.DISCIPLINE: (
        "受贿",
        "行贿",
        "索贿",
        "索要红包",
        "收红包",
        "收了红包",
        "好处费",
        "吃拿卡要",
        "贪污",
        "以权谋私",
        "黄牛勾结",
        "收钱办事",
    ),
    Kind.SELF_HARM: ("自杀", "轻生", "不想活", "活不下去", "跳楼", "割腕", "遗书"),
    Kind.THREAT: (
        "杀了你",
        "杀死",
        "弄死",
        "打死",
        "砍死",
        "同归于尽",
        "炸了",
        "泼汽油",
        "放火烧",
        "报复社会",
    ),
}


def kinds_in(text: str) -> tuple[Kind, ...]:
    """What a text speaks of, by its words; spaces between characters hide nothing (11-11)."""
    plain = "".join(text.split())
    return tuple(kind for kind, words in WORDS.items() if any(word in plain for word in words))


def is_burst(moments: Sequence[datetime], rules: RuleSet) -> bool:
    """Whether so many lie within so few minutes; `moments` are in order. Art. 3 (3-7)."""
    many = rules.burst_ratings.value
    span = timedelta(minutes=rules.burst_minutes.value)
    return any(
        last - first <= span for first, last in zip(moments, moments[many - 1 :], strict=False)
    )


def is_even(moments: Sequence[datetime], rules: RuleSet) -> bool:
    """Whether so many in a row come at even intervals; `moments` are in order. Art. 3 (3-7)."""
    gaps = [(after - before).total_seconds() for before, after in pairwise(moments)]
    row = rules.even_ratings.value - 1
    return any(_even(gaps[start : start + row], rules) for start in range(len(gaps) - row + 1))


def _even(gaps: Sequence[float], rules: RuleSet) -> bool:
    mean = sum(gaps) / len(gaps)
    allowed = mean * rules.even_spread_percent.value / PER_CENT
    return all(abs(gap - mean) <= allowed for gap in gaps)
