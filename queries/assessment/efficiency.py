"""What an office did with the orders of some months, for 效能监督 (Art. 4; 4-5).

Counted from the orders themselves, a piece at a time: a late step shows whatever became of it.
"""

from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Appeal, Entry, OrderRound, Transition, WorkOrder
from queries.briefs import moment_for
from queries.orders.order_list import RELATED, in_reach
from queries.shapes import Figure
from queries.whole_city import whole_city
from rules import efficiency
from rules.actors import Role, StaffMember
from rules.efficiency import Efficiency, Facts
from rules.in_force import RuleSets
from rules.rectification import EntryKind, Status
from rules.work_calendar import Calendar, month_bounds

AT_A_TIME = 500


class EfficiencyRow(Struct, frozen=True):
    """An institution, or all of them: the three shares with what they are made of, and counts."""

    id: UUID | None
    name: str
    dispatch: Figure
    contact: Figure
    rectification: Figure
    orders: int
    overdue: int
    extended: int
    returned: int
    supervised: int
    supervision_answered: int
    supervision_in_time: int
    reopened: int
    unsolved: int


class EfficiencyReport(Struct, frozen=True):
    """The orders opened from `first` to `last` (months), as they stood at `until`."""

    first: str
    last: str
    until: datetime
    rows: list[EfficiencyRow]
    total: EfficiencyRow


class OrderBehind(Struct, frozen=True):
    """An order of an institution with what is counted of it."""

    id: UUID
    number: str
    status: str
    item_name: str
    opened_at: datetime
    marks: list[str]  # dispatch_late, contact_late, rectification_late, overdue, extended, …


class OrdersBehind(Struct, frozen=True):
    rows: list[OrderBehind]


Counted = tuple[WorkOrder, Efficiency]


async def report(
    *,
    by: StaffMember,
    first: str,
    last: str,
    now: datetime,
    calendar: Calendar,
    rule_sets: RuleSets,
) -> EfficiencyReport:
    """Per institution in reach what became of the orders of these months (4-5)."""
    found: dict[UUID, tuple[str, list[Efficiency]]] = {}
    async for order, counts in _counted(
        await _reported(by) & _opened(first, last), now=now, calendar=calendar, rule_sets=rule_sets
    ):
        office = order.institution or order.rating.service_record.institution
        found.setdefault(office.id, (office.name, []))[1].append(counts)
    rows = [_row(key, name, efficiency.summed(each)) for key, (name, each) in found.items()]
    every = efficiency.summed(counts for _, each in found.values() for counts in each)
    return EfficiencyReport(
        first,
        last,
        now,
        sorted(rows, key=lambda row: (row.name, str(row.id))),
        _row(None, "", every),
    )


async def behind(
    institution_id: UUID,
    *,
    by: StaffMember,
    first: str,
    last: str,
    now: datetime,
    calendar: Calendar,
    rule_sets: RuleSets,
) -> OrdersBehind:
    """The orders behind an institution's row, oldest first (4-5)."""
    own = Q(institution_id=institution_id) | Q(
        institution_id=None, rating__service_record__institution_id=institution_id
    )
    counted = _counted(
        in_reach(by) & _opened(first, last) & own, now=now, calendar=calendar, rule_sets=rule_sets
    )
    return OrdersBehind([_behind(order, counts, by=by) async for order, counts in counted])


async def _reported(by: StaffMember) -> Q:
    """The orders that are counted for somebody: a performance office sees counts alone (4-5)."""
    if by.role is not Role.PERFORMANCE:
        return in_reach(by)
    if await whole_city(by):
        return Q(status__isnull=False)
    return Q(area_id=by.bureau_id)


def _opened(first: str, last: str) -> Q:
    start, end = month_bounds(first)[0], month_bounds(last)[1]
    return Q(opened_at__gte=start, opened_at__lt=end)


async def _counted(
    wanted: Q, *, now: datetime, calendar: Calendar, rule_sets: RuleSets
) -> AsyncIterator[Counted]:
    """Each order with its counts, without those whose rating was not adopted (12-9)."""
    found = WorkOrder.filter(wanted).exclude(status=Status.CLOSED_INVALID)
    ids = (
        await found.order_by("opened_at", "number")
        .distinct()
        .values_list("id", "opened_at", "number")
    )
    for start in range(0, len(ids), AT_A_TIME):
        piece = [one[0] for one in ids[start : start + AT_A_TIME]]
        facts = await _facts(piece, now)
        for order, fact in facts:
            rules = rule_sets.named(order.rating.service_record.rule_set)
            yield order, efficiency.efficiency_of(fact, rules=rules, calendar=calendar, now=now)


async def _facts(ids: list[UUID], now: datetime) -> list[tuple[WorkOrder, Facts]]:
    """These orders in their order, with all that is known of their steps."""
    orders = {one.id: one for one in await WorkOrder.filter(id__in=ids).select_related(*RELATED)}
    steps: dict[UUID, list[tuple[str, datetime]]] = {one: [] for one in ids}
    rows = Transition.filter(order_id__in=ids).order_by("number")
    for order_id, action, at in await rows.values_list("order_id", "action", "at"):
        steps[order_id].append((action, at))
    rounds: dict[UUID, dict[int, datetime | None]] = {one: {} for one in ids}
    for each in await OrderRound.filter(order_id__in=ids).order_by("round"):
        rounds[each.order_id][each.round] = each.due_at
    fed_back: dict[UUID, dict[int, datetime]] = {one: {} for one in ids}
    for entry in await Entry.filter(order_id__in=ids, kind=EntryKind.FEEDBACK):
        fed_back[entry.order_id][entry.round] = entry.at
    appeals = Appeal.filter(rating_id__in=[one.rating_id for one in orders.values()])
    paused = {
        rating_id: (start, end or now)
        for rating_id, start, end in await appeals.values_list(
            "rating_id", "lodged_at", "decided_at"
        )
    }
    return [
        (
            order,
            Facts(
                opened_at=order.opened_at,
                status=Status(order.status),
                due_what=order.due_what,
                due_at=order.due_at,
                paused=paused.get(order.rating_id),
                steps=steps[order.id],
                rounds=rounds[order.id],
                fed_back=fed_back[order.id],
            ),
        )
        for order in (orders[one] for one in ids)
    ]


def _row(key: UUID | None, name: str, counts: Efficiency) -> EfficiencyRow:
    dispatch, contact, rectification = (
        Figure(one.value, one.numerator, one.denominator, one.formula)
        for one in efficiency.figures(counts)
    )
    names = EfficiencyRow.__struct_fields__
    shown = {one: count for one, count in asdict(counts).items() if one in names}
    return EfficiencyRow(
        id=key, name=name, dispatch=dispatch, contact=contact, rectification=rectification, **shown
    )


def _behind(order: WorkOrder, counts: Efficiency, *, by: StaffMember) -> OrderBehind:
    item = order.rating.service_record.item
    late = {
        "dispatch_late": counts.dispatches > counts.dispatched_in_time,
        "contact_late": counts.contacts > counts.contacted_in_time,
        "rectification_late": counts.rounds > counts.rectified_in_time,
        "extended": counts.extended > 0,
        "returned": counts.returned > 0,
        "supervised": counts.supervised > 0,
        "reopened": counts.reopened > 0,
        "unsolved": counts.unsolved > 0,
    }
    return OrderBehind(
        id=order.id,
        number=order.number,
        status=order.status,
        item_name=item.name if item else "",
        opened_at=moment_for(by, order.opened_at),
        marks=[mark for mark, holds in late.items() if holds],
    )
