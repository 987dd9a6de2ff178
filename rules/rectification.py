"""The life of a work order.

第十一条 省政务服务咨询投诉平台对“不满意”或“非常不满意”的评价进行转办，
市、县（区）政务服务数据管理局（政务服务管理机构）应及时转办，
全市各级政务服务机构对转办的工单要做出回应整改并反馈整改结果。
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.rule_set import RuleSet
from rules.workflow import Table, transition

SAID = ": "  # between a citizen's answer and the words behind it


class Status(StrEnum):
    """Where an order stands."""

    OPENED = "opened"  # a poor rating came in, or the order was returned: the bureau dispatches
    DISPATCHED = "dispatched"  # the institution accepts or returns it
    ACCEPTED = "accepted"  # the institution contacts the citizen and responds
    RESPONDED = "responded"  # the institution rectifies
    RECTIFIED = "rectified"  # the institution tells the citizen what was done
    FED_BACK = "fed_back"  # the citizen says whether it is solved
    REOPENED = "reopened"  # not solved: one level up, dispatched again or decided
    SOLVED = "solved"  # the citizen says so, in full or in part
    CLOSED_BY_SILENCE = "closed_by_silence"  # no answer after a delivered feedback
    CLOSED_BY_BUREAU = "closed_by_bureau"  # decided with a reason
    CLOSED_INVALID = "closed_invalid"  # the rating was excluded on review (Art. 12)


class Action(StrEnum):
    """The steps."""

    OPEN = "open"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    RETURN = "return_"
    RESPOND = "respond"
    RECTIFY = "rectify"
    FEED_BACK = "feed_back"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    CALL_REACHED = "call_reached"  # 回访: a follow-up call, and the citizen was spoken to
    CALL_MISSED = "call_missed"  # a follow-up call nobody answered
    CLOSE_BY_SILENCE = "close_by_silence"
    CLOSE_BY_BUREAU = "close_by_bureau"
    EXCLUDE = "exclude"  # the rating was not adopted on review (Art. 12)
    ASK_EXTENSION = "ask_extension"  # 申请延期, with a reason
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    SUPERVISE = "supervise"  # 督办: a bureau presses for an answer
    ANSWER_SUPERVISION = "answer_supervision"


class CaseRole(StrEnum):
    """Who takes a step."""

    SYSTEM = "system"
    BUREAU = "bureau"
    HANDLER = "handler"
    EVALUATOR = "evaluator"


class EntryKind(StrEnum):
    """The three entries every round needs (11-3)."""

    RESPONSE = "response"
    RECTIFICATION = "rectification"
    FEEDBACK = "feedback"


class Handling(StrEnum):
    """处理方式: how an institution means to set right what was rated (11-9)."""

    AT_ONCE = "at_once"  # 立行立改
    BY_DATE = "by_date"  # 限期整改: with a plan and a date
    EXPLAINED = "explained"  # 解释说明: no legal ground for what was asked


ENTRY_OF = {
    Action.RESPOND: EntryKind.RESPONSE,
    Action.RECTIFY: EntryKind.RECTIFICATION,
    Action.FEED_BACK: EntryKind.FEEDBACK,
}
CALLS = (Action.CALL_REACHED, Action.CALL_MISSED)
EXTENDABLE = frozenset({Status.ACCEPTED, Status.RESPONDED, Status.RECTIFIED})
AT_THE_BUREAU = frozenset({Status.OPENED, Status.REOPENED})
SUPERVISED = AT_THE_BUREAU | EXTENDABLE | {Status.DISPATCHED}
"""States in which an office has something to do."""
STARTS = frozenset({Action.OPEN, Action.DISPATCH, Action.RETURN, Action.REOPEN})
"""Steps working-day clocks count from: the last of them that was taken (11-2, 11-13)."""
CLOSED = frozenset(
    {Status.SOLVED, Status.CLOSED_BY_SILENCE, Status.CLOSED_BY_BUREAU, Status.CLOSED_INVALID}
)

RECTIFIED_BY = CLOSED - {Status.CLOSED_INVALID}
"""Ends that count: an order whose rating was not adopted never was one (12-9)."""

STATUS_NAMES = {
    Status.OPENED: "待转办",
    Status.DISPATCHED: "待接收",
    Status.ACCEPTED: "待回应",
    Status.RESPONDED: "待整改",
    Status.RECTIFIED: "待反馈",
    Status.FED_BACK: "待群众答复",
    Status.REOPENED: "待再转办",
    Status.SOLVED: "已解决",
    Status.CLOSED_BY_SILENCE: "到期办结",
    Status.CLOSED_BY_BUREAU: "主管部门办结",
    Status.CLOSED_INVALID: "评价不予采纳",
}
"""The words of tables that leave the house."""

TABLE: Table[Status, Action, CaseRole] = Table(
    (
        transition(
            Action.DISPATCH,
            [Status.OPENED, Status.REOPENED],
            Status.DISPATCHED,
            CaseRole.BUREAU,
        ),
        transition(Action.ACCEPT, [Status.DISPATCHED], Status.ACCEPTED, CaseRole.HANDLER),
        transition(Action.RETURN, [Status.DISPATCHED], Status.OPENED, CaseRole.HANDLER),
        transition(Action.RESPOND, [Status.ACCEPTED], Status.RESPONDED, CaseRole.HANDLER),
        transition(Action.RECTIFY, [Status.RESPONDED], Status.RECTIFIED, CaseRole.HANDLER),
        transition(Action.FEED_BACK, [Status.RECTIFIED], Status.FED_BACK, CaseRole.HANDLER),
        transition(Action.CONFIRM, [Status.FED_BACK], Status.SOLVED, CaseRole.EVALUATOR),
        transition(
            Action.REOPEN,
            [
                Status.FED_BACK,
                Status.SOLVED,
                Status.CLOSED_BY_SILENCE,
                Status.CLOSED_BY_BUREAU,
            ],
            Status.REOPENED,
            CaseRole.EVALUATOR,
        ),
        transition(
            Action.CLOSE_BY_SILENCE, [Status.FED_BACK], Status.CLOSED_BY_SILENCE, CaseRole.SYSTEM
        ),
        transition(
            Action.CLOSE_BY_BUREAU,
            [Status.FED_BACK, Status.REOPENED],
            Status.CLOSED_BY_BUREAU,
            CaseRole.BUREAU,
        ),
        transition(
            Action.EXCLUDE,
            [one for one in Status if one is not Status.CLOSED_INVALID],
            Status.CLOSED_INVALID,
            CaseRole.SYSTEM,
        ),
        *(
            transition(call, [status], status, CaseRole.HANDLER, CaseRole.BUREAU)
            for status in (*EXTENDABLE, Status.FED_BACK)
            for call in CALLS
        ),
        *(
            transition(action, [status], status, role)
            for status in EXTENDABLE
            for action, role in (
                (Action.ASK_EXTENSION, CaseRole.HANDLER),
                (Action.GRANT_EXTENSION, CaseRole.BUREAU),
                (Action.REFUSE_EXTENSION, CaseRole.BUREAU),
            )
        ),
        *(transition(Action.SUPERVISE, [one], one, CaseRole.BUREAU) for one in SUPERVISED),
        *(
            transition(Action.ANSWER_SUPERVISION, [one], one, role)
            for one in SUPERVISED
            for role in [CaseRole.BUREAU if one in AT_THE_BUREAU else CaseRole.HANDLER]
        ),
    )
)
"""Who may do what when (11-2, 11-3, 11-6, 11-8)."""


def reopen_until(closed_at: datetime, rules: RuleSet) -> datetime:
    """The last moment a closed order can be reopened by its evaluator. Art. 11 (11-8)."""
    return closed_at + timedelta(days=rules.reopen_days.value)


def rounds_used_up(round_: int, rules: RuleSet) -> bool:
    """Whether only the bureau's decision is left; that one is final. Art. 11 (11-8)."""
    return round_ > rules.rounds.value


def bureau_may_close(
    status: Status, *, delivered: bool, call_days: Collection[date], rules: RuleSet
) -> bool:
    """Whether the bureau's own decision may end an order in this state.

    After a feedback the citizen has the word: once it is delivered, silence closes by itself; if
    it never was, calls on so many different days (of Asia/Shanghai, since the feedback) must be
    on record first. Art. 11 (11-3, 11-8).
    """
    if status is Status.FED_BACK:
        return not delivered and len(set(call_days)) >= rules.call_attempts.value
    return True


def calls_since_feedback(actions: Sequence[str]) -> int:
    """Where the calls that count begin among an order's steps: after the last feedback.

    Art. 11 (11-8).
    """
    written = [place for place, action in enumerate(actions) if action == Action.FEED_BACK]
    return written[-1] + 1 if written else 0


def confirmation(answer: str, words: str) -> str:
    """What is kept of a citizen who says that it is solved, in full or in part (Art. 11; 11-8)."""
    return f"{answer}{SAID}{words}" if words else answer


def confirmed(note: str) -> tuple[str, str]:
    """The answer and the words a `confirmation` is made of (11-8)."""
    answer, _, words = note.partition(SAID)
    return answer, words
