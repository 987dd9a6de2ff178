"""督办: a bureau presses an office for an answer, which has to come (Art. 4; 4-3)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from actions.dependencies import Dependencies
from actions.orders.order_steps import own_order, staff_step, take
from models import WorkOrder
from queries.orders.order_list import in_reach
from rules.actors import Role, StaffMember
from rules.order_clocks import may_be_supervised
from rules.rectification import AT_THE_BUREAU, Action, CaseRole, Status
from rules.refusals import NotAllowedNow, NotFound, Refused


class NotNearItsClock(Refused):
    """The office still has time; a supervision needs a clock that is over or nearly so."""

    code = "not_near_its_clock"


async def supervise(
    *,
    order_id: UUID,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Press the office whose turn it is; its answer is due in the rule set's working days.

    City and county supervise institutions in their reach, the city counties as well; nobody
    supervises the own turn. Art. 4 (4-3). Errors: `not_near_its_clock`; `not_allowed_now` while
    one is unanswered.
    """
    order = await _in_reach(order_id, by=by)
    if order.supervised_at is not None:
        raise NotAllowedNow(why="supervised")
    at_bureau = Status(order.status) in AT_THE_BUREAU
    if at_bureau and (by.role is not Role.CITY_BUREAU or order.bureau_id == by.bureau_id):
        raise NotAllowedNow(why="bureaus_turn")
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    late = may_be_supervised(
        order.due_what, order.due_at, rules=rules, calendar=deps.calendar, now=now
    )
    if not late:
        raise NotNearItsClock
    step = await staff_step(Action.SUPERVISE, CaseRole.BUREAU, by=by, note=reason)
    due = deps.calendar.add_working_days(now, rules.supervision_working_days.value)
    step.changes = {"supervised_at": now, "supervision_due_at": due.at}
    step.topics = ("supervised",)
    await take(order, step, version=version, deps=deps, now=now)


async def answer(
    *,
    order_id: UUID,
    text: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
    pictures: Sequence[UUID] = (),
) -> None:
    """The office answers; until then its order goes no further. Art. 4 (4-3)."""
    order = await own_order(order_id, by=by)
    if order.supervised_at is None:
        raise NotAllowedNow(why="not_supervised")
    role = CaseRole.HANDLER if by.role is Role.HANDLER else CaseRole.BUREAU
    step = await staff_step(Action.ANSWER_SUPERVISION, role, by=by, note=text)
    step.pictures = pictures
    step.changes = {"supervised_at": None, "supervision_due_at": None}
    step.topics = ("supervision_answered",)
    await take(order, step, version=version, deps=deps, now=now)


async def _in_reach(order_id: UUID, *, by: StaffMember) -> WorkOrder:
    found = WorkOrder.filter(in_reach(by), id=order_id)
    order = await found.select_related("bureau", "institution", "rating__service_record").first()
    if order is None:
        raise NotFound
    return order
