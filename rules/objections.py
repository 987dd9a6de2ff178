"""Objections of officers to what an assessment is about to use (docs/decisions/0028).

第十四条 参照省的做法将全市各级部门“好差评”评价结果纳入各部门年度考核内容，
市、县（区）、镇（街）、村（社区）政务服务机构要将“好差评”评价结果
纳入工作人员个人绩效考核、年度考核重要内容。
"""

from enum import StrEnum

from rules.workflow import Table, transition


class Kind(StrEnum):
    """What an officer says is wrong about the month."""

    NOT_MINE = "not_mine"  # 不是我办的
    NOT_ON_DUTY = "not_on_duty"  # 当时不在该窗口
    WRONG_FIGURE = "wrong_figure"  # 数字不对
    OTHER = "other"


class State(StrEnum):
    """Where an objection stands."""

    OPEN = "open"  # the institution has to answer
    ACCEPTED = "accepted"  # well-founded: the bureau corrects the bulletin
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What is done with one."""

    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class Side(StrEnum):
    """Who objects, and who answers."""

    OFFICER = "officer"
    INSTITUTION = "institution"


TABLE: Table[State, Step, Side] = Table(
    (
        transition(Step.ACCEPT, [State.OPEN], State.ACCEPTED, Side.INSTITUTION),
        transition(Step.DECLINE, [State.OPEN], State.DECLINED, Side.INSTITUTION),
        transition(Step.WITHDRAW, [State.OPEN], State.WITHDRAWN, Side.OFFICER),
    )
)

UNSETTLED = frozenset({State.OPEN, State.ACCEPTED})
"""What an assessment says of itself until it is answered or corrected. Art. 14 (14-3)."""

STATE_NAMES = {
    State.OPEN: "未答复",
    State.ACCEPTED: "成立，待更正",
    State.DECLINED: "不成立",
    State.WITHDRAWN: "已撤回",
}
KIND_NAMES = {
    Kind.NOT_MINE: "不是本人办理",
    Kind.NOT_ON_DUTY: "当时不在该窗口",
    Kind.WRONG_FIGURE: "数字不对",
    Kind.OTHER: "其他",
}
"""The words of tables that leave the house."""
