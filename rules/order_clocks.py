"""The clocks of a work order: what is due by when, for whom, and when somebody is late.

第十一条 省政务服务咨询投诉平台对“不满意”或“非常不满意”的评价进行转办，
市、县（区）政务服务数据管理局（政务服务管理机构）应及时转办，
全市各级政务服务机构对转办的工单要做出回应整改并反馈整改结果。
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from rules.rectification import AT_THE_BUREAU, Status
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar, Deadline, Pause, local_day


class Clock(StrEnum):
    """What the citizen waits for."""

    DISPATCH = "dispatch"
    ACCEPT = "accept"
    CONTACT = "contact"
    RECTIFY = "rectify"
    ANSWER = "answer"


STAFF_CLOCKS = frozenset({Clock.DISPATCH, Clock.ACCEPT, Clock.CONTACT, Clock.RECTIFY})
"""The offices' own; the citizen who still thinks about an answer makes nobody late (11-13)."""


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
