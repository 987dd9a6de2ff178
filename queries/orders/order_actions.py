"""What can be done with a work order now, as the actions would let it be done (Art. 11)."""

from collections.abc import Sequence
from datetime import date, datetime

from models import Transition, WorkOrder
from rules.actors import Role, StaffMember
from rules.order_clocks import may_ask_for_more, may_be_supervised
from rules.rectification import (
    AT_THE_BUREAU,
    CALLS,
    TABLE,
    Action,
    CaseRole,
    Status,
    calls_since_feedback,
)
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar, local_day


def actions_of(
    order: WorkOrder,
    steps: Sequence[Transition],
    *,
    by: StaffMember,
    now: datetime,
    calendar: Calendar,
    rules: RuleSet,
) -> list[str]:
    """What the caller can do now, as the actions would let them."""
    closed_to = _closed_to(order, steps, now=now, rules=rules)
    if by.role is Role.HANDLER:
        turn = order.institution is not None and order.institution.id == by.institution_id
        role = CaseRole.HANDLER
    else:
        turn = order.bureau.id == by.bureau_id
        role = CaseRole.BUREAU
    status = Status(order.status)
    own = TABLE.actions_for(status, role) if turn else ()
    actions: list[Action] = [
        one for one in own if one not in closed_to and one is not Action.SUPERVISE
    ]
    presses = role is CaseRole.BUREAU and order.supervised_at is None
    at_bureau = status in AT_THE_BUREAU
    if presses and (not at_bureau or (by.role is Role.CITY_BUREAU and not turn)):
        late = may_be_supervised(
            order.due_what, order.due_at, rules=rules, calendar=calendar, now=now
        )
        actions += [Action.SUPERVISE] if late else []
    return [str(one) for one in actions]


def _closed_to(
    order: WorkOrder, steps: Sequence[Transition], *, now: datetime, rules: RuleSet
) -> set[Action]:
    """Steps the table allows in this state and this order's history does not."""
    closed = {Action.SUPERVISE}  # decided by reach, not by turn
    # A delivered feedback waits for its citizen; silence closes by itself.
    if order.status == Status.FED_BACK and order.delivered_at is not None:
        closed.add(Action.CLOSE_BY_BUREAU)
    if order.supervised_at is None:
        closed.add(Action.ANSWER_SUPERVISION)
    else:
        closed |= {Action.DISPATCH, Action.RETURN, Action.FEED_BACK}
    if order.extension_asked_at is None:
        closed |= {Action.GRANT_EXTENSION, Action.REFUSE_EXTENSION}
    granted = sum(one.action == Action.GRANT_EXTENSION for one in steps)
    if order.extension_asked_at is not None or not may_ask_for_more(
        order.due_what, order.due_at, granted=granted, rules=rules, now=now
    ):
        closed.add(Action.ASK_EXTENSION)
    return closed


async def call_days(order: WorkOrder) -> set[date]:
    """The days on which the citizen was called since the last feedback of this order."""
    steps = await Transition.filter(order_id=order.id).order_by("number")
    since = calls_since_feedback([step.action for step in steps])
    return {local_day(one.at) for one in steps[since:] if one.action in CALLS}
