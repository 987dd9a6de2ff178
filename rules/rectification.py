"""The life of a work order.

第十一条 省政务服务咨询投诉平台对“不满意”或“非常不满意”的评价进行转办，
市、县（区）政务服务数据管理局（政务服务管理机构）应及时转办，
全市各级政务服务机构对转办的工单要做出回应整改并反馈整改结果。
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.rule_set import RuleSet
from rules.work_calendar import Calendar, Deadline, Pause, local_day
from rules.workflow import Table, transition


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


class Clock(StrEnum):
    """What the citizen waits for."""

    DISPATCH = "dispatch"
    ACCEPT = "accept"
    CONTACT = "contact"
    RECTIFY = "rectify"
    ANSWER = "answer"


ENTRY_OF = {
    Action.RESPOND: EntryKind.RESPONSE,
    Action.RECTIFY: EntryKind.RECTIFICATION,
    Action.FEED_BACK: EntryKind.FEEDBACK,
}
STAFF_CLOCKS = frozenset({Clock.DISPATCH, Clock.ACCEPT, Clock.CONTACT, Clock.RECTIFY})
"""The offices' own; the citizen who still thinks about an answer makes nobody late (11-13)."""
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


@dataclass(frozen=True, slots=True)
class RunningClock:
    """What is due and when."""

    what: Clock
    at: datetime
    provisional: bool


def clock_of(
    status: Status,
    *,
    since: datetime,
    rules: RuleSet,
    calendar: Calendar,
    paused: Pause | None = None,
    extensions: int = 0,
) -> RunningClock | None:
    """The clock that runs in a state, from `since`; None once the order is closed.

    Contact and rectification both count from the dispatch, so `since` is then the dispatch's
    moment; answering counts from the delivery of the feedback. While an appeal was open
    (`paused`) the offices' clocks stood still; each of the `extensions` granted since adds its
    days to the rectification. Art. 11 (11-2, 11-10, 11-13).
    """
    working = {
        Status.OPENED: (Clock.DISPATCH, rules.dispatch_working_days),
        Status.REOPENED: (Clock.DISPATCH, rules.dispatch_working_days),
        Status.DISPATCHED: (Clock.ACCEPT, rules.accept_working_days),
        Status.ACCEPTED: (Clock.CONTACT, rules.contact_working_days),
        Status.RESPONDED: (Clock.RECTIFY, rules.rectify_working_days),
        Status.RECTIFIED: (Clock.RECTIFY, rules.rectify_working_days),
    }
    if status in working:
        what, value = working[status]
        days = value.value
        if what is Clock.RECTIFY:
            days += extensions * rules.extension_working_days.value
        return _running(what, calendar.add_working_days(since, days, paused=paused))
    if status is Status.FED_BACK:
        deadline = calendar.add_natural_days(since, rules.silence_days.value)
        return _running(Clock.ANSWER, deadline)
    return None


def rectification_due(
    status: Status,
    *,
    since: datetime,
    rules: RuleSet,
    calendar: Calendar,
    paused: Pause | None = None,
    extensions: int = 0,
) -> datetime | None:
    """By when the round has to be rectified, counted from its dispatch; None before it.

    Before the first dispatch and after a return nobody owes a rectification yet.
    Art. 11 (11-2, 11-10, 11-13; docs/decisions/0024).
    """
    if status in AT_THE_BUREAU:
        return None
    clock = clock_of(
        Status.RESPONDED,
        since=since,
        rules=rules,
        calendar=calendar,
        paused=paused,
        extensions=extensions,
    )
    assert clock is not None
    return clock.at


def due_day(due_at: datetime) -> date:
    """The last day of a clock: one that ends at 24:00 is due on the day that ends. Art. 11."""
    return local_day(due_at - timedelta(microseconds=1))


def may_ask_for_more(
    what: str | None, due_at: datetime | None, *, granted: int, rules: RuleSet, now: datetime
) -> bool:
    """Whether an institution may ask for an extension: in time, and so often. Art. 11 (11-10)."""
    running = what in (Clock.CONTACT, Clock.RECTIFY) and due_at is not None and now < due_at
    return running and granted < rules.extensions.value


def may_be_supervised(
    what: str | None, due_at: datetime | None, *, rules: RuleSet, calendar: Calendar, now: datetime
) -> bool:
    """Whether an office's clock is over or nearly so, which a supervision needs. Art. 4 (4-3)."""
    if due_at is None or what not in STAFF_CLOCKS:
        return False
    return calendar.working_days_left(now, due_at) <= rules.escalation_working_days.value


def plan_is_in_time(until: date, *, now: datetime, due_at: datetime) -> bool:
    """Whether a plan's day lies between today and the last day of its clock. Art. 11 (11-9)."""
    return local_day(now) <= until <= due_day(due_at)


def reckoned_again(kept: RunningClock, fresh: RunningClock) -> RunningClock:
    """A provisional clock once more is known of its year: never sooner than what was promised.

    Art. 11 (11-13; docs/decisions/0005).
    """
    return RunningClock(fresh.what, max(kept.at, fresh.at), fresh.provisional)


def is_overdue(what: str | None, due_at: datetime | None, now: datetime) -> bool:
    """Whether an office is late. 24:00 of the last day is over the moment it strikes.

    Without a clock, as in a closed order, nobody is. Art. 11 (11-13).
    """
    return due_at is not None and what in STAFF_CLOCKS and now >= due_at


def _running(what: Clock, deadline: Deadline) -> RunningClock:
    return RunningClock(what, deadline.at, deadline.provisional)
