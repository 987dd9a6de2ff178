"""What is told of an office's work orders for 效能监督 and 督促检查 (4-3, 4-5).

第四条 市政务服务数据管理局负责组织协调全市“好差评”工作，按照省统一“好差评”指标体系的要求，
配合推进“好差评”系统建设，承担全市政务服务评价的组织协调、督促检查、复核申诉
以及相关配套制度的建立。

各级相关部门按规定将“好差评”结果纳入效能监督和绩效考核。
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from rules.order_clocks import Clock, is_overdue
from rules.rectification import AT_THE_BUREAU, STARTS, Action, Status
from rules.rule_set import RuleSet
from rules.scoring import Figure, ratio
from rules.work_calendar import Calendar, Pause

CONTACTS = frozenset({Action.RESPOND, Action.CALL_REACHED})


@dataclass(frozen=True, slots=True)
class Facts:
    """An order as it stands: its steps in order, and each round's clock and feedback."""

    opened_at: datetime
    status: Status
    due_what: str | None
    due_at: datetime | None
    paused: Pause | None
    steps: Sequence[tuple[str, datetime]]
    rounds: Mapping[int, datetime | None]  # by when each has to be rectified, None: nobody owes it
    fed_back: Mapping[int, datetime]


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Counts of orders and steps; they add up over orders."""

    orders: int = 0
    dispatches: int = 0  # done, or their clock is over
    dispatched_in_time: int = 0
    contacts: int = 0
    contacted_in_time: int = 0
    rounds: int = 0
    rectified_in_time: int = 0
    overdue: int = 0  # orders of which the institution ever was late with something
    extended: int = 0
    returned: int = 0
    supervised: int = 0
    supervision_answered: int = 0
    supervision_in_time: int = 0
    reopened: int = 0
    unsolved: int = 0  # closed by the bureau: the citizen never said that it is solved


def summed(counts: Iterable[Efficiency]) -> Efficiency:
    """The counts of many orders. Art. 4 (4-5)."""
    each = list(counts)
    return Efficiency(
        *(sum(getattr(one, field.name) for one in each) for field in fields(Efficiency))
    )


def figures(counts: Efficiency) -> tuple[Figure, Figure, Figure]:
    """Dispatched, first contacted and rectified in time, in per cent. Art. 4, 11 (4-5, 11-2)."""
    return (
        ratio(
            counts.dispatched_in_time,
            counts.dispatches,
            "期限内转办的 ÷ 已转办或转办期限已过的 × 100%",
            100,
        ),
        ratio(
            counts.contacted_in_time,
            counts.contacts,
            "转办后期限内首次联系的 ÷ 已联系或联系期限已过的 × 100%",
            100,
        ),
        ratio(
            counts.rectified_in_time,
            counts.rounds,
            "整改期限（含延期）内反馈的 ÷ 已反馈或整改期限已过的 × 100%",
            100,
        ),
    )


def efficiency_of(facts: Facts, *, rules: RuleSet, calendar: Calendar, now: datetime) -> Efficiency:
    """One order's counts by `now`.

    Every dispatch counts, also after a return or a reopening; days of an appeal do not run.
    Art. 4, 11 (4-3, 4-5, 11-2, 11-10, 11-13).
    """
    dispatches = _dispatches(facts, rules, calendar, now)
    contacts = _contacts(facts, rules, calendar, now)
    rounds = _rounds(facts, now)
    answers = _answers(facts, rules, calendar)
    took = [action for action, _ in facts.steps]
    institution_late = is_overdue(facts.due_what, facts.due_at, now) and facts.due_what != (
        Clock.DISPATCH
    )
    return Efficiency(
        orders=1,
        dispatches=len(dispatches),
        dispatched_in_time=sum(dispatches),
        contacts=len(contacts),
        contacted_in_time=sum(contacts),
        rounds=len(rounds),
        rectified_in_time=sum(rounds),
        overdue=int(not all(contacts) or not all(rounds) or institution_late),
        extended=took.count(Action.GRANT_EXTENSION),
        returned=took.count(Action.RETURN),
        supervised=took.count(Action.SUPERVISE),
        supervision_answered=len(answers),
        supervision_in_time=sum(answers),
        reopened=took.count(Action.REOPEN),
        unsolved=int(facts.status is Status.CLOSED_BY_BUREAU),
    )


def answer_due(supervised_at: datetime, rules: RuleSet, calendar: Calendar) -> datetime:
    """By when a supervision has to be answered. Art. 4 (4-3)."""
    return calendar.add_working_days(supervised_at, rules.supervision_working_days.value).at


def _dispatches(facts: Facts, rules: RuleSet, calendar: Calendar, now: datetime) -> list[bool]:
    """Of each time the bureau had to dispatch whether it was in time; what may wait is left out."""
    found = []
    waiting: datetime | None = None
    for action, at in facts.steps:
        if action == Action.DISPATCH:
            if waiting is not None:
                found.append(at < _dispatch_due(waiting, rules, calendar))
            waiting = None
        elif action in STARTS:
            waiting = at
    still = waiting if facts.status in AT_THE_BUREAU else None
    if still is not None and _dispatch_due(still, rules, calendar) <= now:
        found.append(False)
    return found


def _dispatch_due(since: datetime, rules: RuleSet, calendar: Calendar) -> datetime:
    return calendar.add_working_days(since, rules.dispatch_working_days.value).at


def _contacts(facts: Facts, rules: RuleSet, calendar: Calendar, now: datetime) -> list[bool]:
    """Of each dispatch that was not returned whether the citizen was contacted in time."""
    found = []
    for place, (action, at) in enumerate(facts.steps):
        if action != Action.DISPATCH:
            continue
        after = facts.steps[place + 1 :]
        ends = next((n for n, (step, _) in enumerate(after) if step in STARTS), len(after))
        contacted = next((when for step, when in after[:ends] if step in CONTACTS), None)
        if contacted is None and ends < len(after) and after[ends][0] == Action.RETURN:
            continue
        days = rules.contact_working_days.value
        due = calendar.add_working_days(at, days, paused=facts.paused).at
        if contacted is not None or due <= now:
            found.append(contacted is not None and contacted < due)
    return found


def _rounds(facts: Facts, now: datetime) -> list[bool]:
    """Of each round that was fed back or is over whether it was fed back in time."""
    found = []
    for number, due in facts.rounds.items():
        at = facts.fed_back.get(number)
        if due is not None and (at is not None or due <= now):
            found.append(at is not None and at < due)
    return found


def _answers(facts: Facts, rules: RuleSet, calendar: Calendar) -> list[bool]:
    """Of each answered supervision whether the answer came in time."""
    found = []
    pressed: datetime | None = None
    for action, at in facts.steps:
        if action == Action.SUPERVISE:
            pressed = at
        elif action == Action.ANSWER_SUPERVISION and pressed is not None:
            found.append(at < answer_due(pressed, rules, calendar))
            pressed = None
    return found
