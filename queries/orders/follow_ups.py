"""Follow-up calls: which citizens are still to be called, who called whom when, and the rate.

A feedback that never arrived needs calls on different days before the bureau may close the order
(Art. 11; 11-8); a call that was answered is the contact the follow-up rate counts (4-3).
"""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Transition, WorkOrder
from queries.orders.order_list import RELATED, OrderRow, in_reach, row_of
from queries.shapes import Figure
from rules import scoring
from rules.actors import StaffMember
from rules.in_force import RuleSets
from rules.rectification import CALLS, Action, Status, calls_since_feedback
from rules.work_calendar import DAY, Calendar, day_bounds, local_day

A_PAGE = 20


class CallMade(Struct, frozen=True):
    """One follow-up call: by whom, an account of the bureau or institution, and what came of it."""

    at: datetime
    reached: bool
    name: str
    office: str
    note: str


class FollowUp(Struct, frozen=True):
    """`waiting`: the feedback was not delivered; then `days_called` of `days_needed` days count."""

    row: OrderRow
    waiting: bool
    called_today: bool
    days_called: int
    days_needed: int
    calls: list[CallMade]


class FollowUps(Struct, frozen=True):
    rows: list[FollowUp]
    total: int
    waiting: int
    rate: Figure


async def page(
    *,
    by: StaffMember,
    now: datetime,
    calendar: Calendar,
    rule_sets: RuleSets,
    waiting: bool,
    first: date | None,
    last: date | None,
    page: int,
) -> FollowUps:
    """Orders to be called about, the longest answered first; or those called about, newest first.

    The rate is of the orders opened from `first` to `last` (Asia/Shanghai, both included).
    """
    reach = WorkOrder.filter(in_reach(by))
    # Who was deleted is not called (9-6).
    there = Q(rating__evaluator__erased_at=None)
    to_call = reach.filter(there, status=Status.FED_BACK, delivered_at=None)
    period = reach.filter(_opened(first, last))
    called = period.filter(transitions__action__in=CALLS)
    ids = await (to_call if waiting else called).distinct().values_list("id", flat=True)
    found = (
        await WorkOrder.filter(id__in=ids)
        .order_by("opened_at" if waiting else "-opened_at", "number")
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
        .select_related(*RELATED)
    )
    steps = await _steps([order.id for order in found])
    rows = []
    for order in found:
        row = row_of(order, by=by, calendar=calendar, now=now)
        needed = rule_sets.named(order.rating.service_record.rule_set).call_attempts.value
        rows.append(_follow_up(order, row, steps.get(order.id, []), needed=needed, now=now))
    return FollowUps(
        rows=rows,
        total=len(ids),
        waiting=len(set(await to_call.values_list("id", flat=True))),
        rate=await _rate(by, first, last),
    )


def _opened(first: date | None, last: date | None) -> Q:
    found = Q(opened_at__gte=day_bounds(first)[0]) if first else Q()
    return found & Q(opened_at__lt=day_bounds(last + DAY)[0]) if last else found


async def _steps(ids: list[UUID]) -> dict[UUID, list[Transition]]:
    found: dict[UUID, list[Transition]] = {}
    wanted = (*CALLS, Action.FEED_BACK)
    steps = Transition.filter(order_id__in=ids, action__in=wanted).order_by("number")
    for step in await steps.select_related("staff"):
        found.setdefault(step.order_id, []).append(step)
    return found


def _follow_up(
    order: WorkOrder, row: OrderRow, steps: list[Transition], *, needed: int, now: datetime
) -> FollowUp:
    since = calls_since_feedback([step.action for step in steps])
    days = {local_day(step.at) for step in steps[since:]}
    return FollowUp(
        row=row,
        waiting=order.status == Status.FED_BACK and order.delivered_at is None,
        called_today=local_day(now) in days,
        days_called=len(days),
        days_needed=needed,
        calls=[_call(step) for step in reversed(steps) if step.action in CALLS],
    )


def _call(step: Transition) -> CallMade:
    return CallMade(
        at=step.at,
        reached=step.action == Action.CALL_REACHED,
        name=step.staff.name if step.staff else "",
        office=step.office,
        note=step.note,
    )


async def _rate(by: StaffMember, first: date | None, last: date | None) -> Figure:
    """Orders whose citizen was reached, of those an institution has accepted (4-3)."""
    taken = WorkOrder.filter(in_reach(by)).filter(_opened(first, last))
    taken = taken.exclude(status=Status.CLOSED_INVALID)
    ids = set(await taken.filter(transitions__action=Action.ACCEPT).values_list("id", flat=True))
    reached = set(
        await Transition.filter(order_id__in=list(ids), action=Action.CALL_REACHED).values_list(
            "order_id", flat=True
        )
    )
    share = scoring.follow_up(len(reached), len(ids))
    return Figure(share.value, share.numerator, share.denominator, share.formula)
