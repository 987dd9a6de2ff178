"""Supervisions of some months and what was answered, for 督促检查 (Art. 4; 4-3)."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import Transition, WorkOrder
from queries.orders.order_list import RELATED, in_reach
from rules import efficiency
from rules.actors import StaffMember
from rules.in_force import RuleSets
from rules.rectification import Action
from rules.work_calendar import Calendar, month_bounds


class Supervision(Struct, frozen=True):
    """One 督办 with its answer; `in_time` is None while neither is known."""

    order_id: UUID
    number: str
    institution_name: str
    bureau_name: str
    item_name: str
    status: str
    pressed_at: datetime
    by: str
    reason: str
    due_at: datetime
    answered_at: datetime | None
    answer: str
    in_time: bool | None


class Supervisions(Struct, frozen=True):
    first: str
    last: str
    rows: list[Supervision]


async def of_months(
    *,
    by: StaffMember,
    first: str,
    last: str,
    calendar: Calendar,
    rule_sets: RuleSets,
    now: datetime,
) -> Supervisions:
    """Every supervision of these months in reach with its answer, oldest first (4-3)."""
    start, end = month_bounds(first)[0], month_bounds(last)[1]
    pressed = Transition.filter(action=Action.SUPERVISE, at__gte=start, at__lt=end)
    steps = await pressed.order_by("at", "order_id").select_related("staff")
    ids = list({one.order_id for one in steps})
    orders = (
        {
            one.id: one
            for one in await WorkOrder.filter(in_reach(by), id__in=ids).select_related(*RELATED)
        }
        if ids
        else {}
    )
    answers = await _answers(ids)
    rows = []
    for step in steps:
        order = orders.get(step.order_id)
        if order is None:
            continue
        answer = next((one for one in answers.get(order.id, []) if one.number > step.number), None)
        rules = rule_sets.named(order.rating.service_record.rule_set)
        due = efficiency.answer_due(step.at, rules, calendar)
        rows.append(_supervision(order, step, answer, due, now))
    return Supervisions(first, last, rows)


async def _answers(ids: list[UUID]) -> dict[UUID, list[Transition]]:
    found: dict[UUID, list[Transition]] = {}
    if ids:
        rows = Transition.filter(order_id__in=ids, action=Action.ANSWER_SUPERVISION)
        for one in await rows.order_by("number"):
            found.setdefault(one.order_id, []).append(one)
    return found


def _supervision(
    order: WorkOrder, step: Transition, answer: Transition | None, due: datetime, now: datetime
) -> Supervision:
    record = order.rating.service_record
    in_time = answer.at < due if answer else (False if due <= now else None)
    return Supervision(
        order_id=order.id,
        number=order.number,
        institution_name=(order.institution or record.institution).name,
        bureau_name=order.bureau.name,
        item_name=record.item.name if record.item else "",
        status=order.status,
        pressed_at=step.at,
        by=step.office,
        reason=step.note,
        due_at=due,
        answered_at=answer.at if answer else None,
        answer=answer.note if answer else "",
        in_time=in_time,
    )
