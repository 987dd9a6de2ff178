"""Who may look at the citizen of a case, decided in the SQL; and which looks there were (9-5).

The only query that reads what is sealed of an evaluator for an office.
"""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Bureau, IdentityLook, IdentityView, Staff, WorkOrder
from queries.orders.order_list import in_reach
from rules.actors import Citizen, Role, StaffMember
from rules.identity import LookOver, Purpose, State, as_told, may_ask, needs_second
from rules.in_force import RuleSets
from rules.rectification import CLOSED
from rules.refusals import NotFound
from rules.rule_set import RuleSet

MOST = 100
OPEN = ~Q(status__in=[str(one) for one in CLOSED])


class Look(Struct, frozen=True):
    """A look as the offices of the case see it: who asked for what, never the citizen."""

    id: UUID
    order_id: UUID
    order_number: str
    purpose: str
    reason: str
    asked_by: str
    office: str
    asked_at: datetime
    state: str
    until: datetime | None
    views: int
    own: bool  # the caller's, and still open to be shown
    to_decide: bool  # by the caller, as the second person


class OrderLooks(Struct, frozen=True):
    """`may_ask` now, the caller; for the purposes of `alone` without a second person."""

    looks: list[Look]
    may_ask: bool
    alone: list[str]


class MyLook(Struct, frozen=True):
    """What the citizen reads of a look: the hour, the office, the purpose; of no person."""

    at: datetime
    office: str
    purpose: str
    case_number: str
    case_id: UUID


async def beyond(by: StaffMember) -> Q:
    """The cases whose citizen is not walled off from the caller: open ones it is their turn in.

    Never the rated officer, under whatever account; never a bureau of whose own windows the
    rating is (11-12, 4-7, 9-4).
    """
    if by.role is Role.HANDLER:
        own = Q(institution_id=by.institution_id)
    else:
        own = Q(bureau_id=by.bureau_id)
    wall = own & OPEN & Q(rating__service_record__officer_id__not=by.staff_id)
    index = (await Staff.get(id=by.staff_id)).document_index
    if index is not None:
        wall &= Q(rating__service_record__officer__document_index__not=index)
    bureau = await Bureau.get_or_none(id=by.bureau_id) if by.bureau_id else None
    if bureau is not None and bureau.own_institution_id is not None:
        house = bureau.own_institution_id
        wall &= Q(institution_id__not=house)
        wall &= Q(rating__service_record__institution_id__not=house)
    return wall


async def order(order_id: UUID, *, by: StaffMember, rule_sets: RuleSets) -> WorkOrder | None:
    """The case, if the wall lets the caller ask; None behind it; `NotFound` out of reach.

    Who was deleted is nobody's to see; of a rating at the device the service knows the citizen.
    """
    if not await WorkOrder.filter(in_reach(by), id=order_id).exists():
        raise NotFound
    evaluator = Q(rating__evaluator_id__isnull=False, rating__evaluator__erased_at=None)
    device = Q(rating__evaluator_id=None)
    device &= Q(rating__service_record__applicant_sealed__isnull=False)
    somebody = evaluator | device
    found = WorkOrder.filter(await beyond(by), somebody, id=order_id)
    order = await found.select_related("rating__service_record").first()
    if order is None or not may_ask(by.role, _rules(order, rule_sets)):
        return None
    return order


def _rules(order: WorkOrder, rule_sets: RuleSets) -> RuleSet:
    return rule_sets.named(order.rating.service_record.rule_set)


async def to_show(look_id: UUID, *, by: StaffMember, now: datetime) -> IdentityLook:
    """The own look while it lasts, with what is sealed of its citizen; else `LookOver`."""
    look = await IdentityLook.get_or_none(id=look_id, staff_id=by.staff_id)
    if look is None:
        raise NotFound
    here = await WorkOrder.filter(await beyond(by), id=look.order_id).exists()
    valid = IdentityLook.filter(id=look_id, state=State.GRANTED, active=1, until__gt=now)
    found = await valid.select_related("order__rating__evaluator", "order__rating__service_record")
    if not here or not found:
        raise LookOver
    return found[0]


async def to_decide(look_id: UUID, *, by: StaffMember) -> IdentityLook:
    """A look that waits for a second person, who the caller may be: of the bureau of the case."""
    found = IdentityLook.filter(id=look_id).exclude(staff_id=by.staff_id)
    look = await found.select_related("staff").first()
    if look is None or not await WorkOrder.filter(await beyond(by), id=look.order_id).exists():
        raise NotFound
    return look


async def of_order(
    order_id: UUID, *, by: StaffMember, now: datetime, rule_sets: RuleSets
) -> OrderLooks:
    """The looks at the citizen of a case in reach, newest first, and whether one may be asked."""
    open_to = await order(order_id, by=by, rule_sets=rule_sets)
    looks = await _told(Q(order_id=order_id), by=by, now=now)
    lasting = (
        any(one.own for one in looks)
        or await IdentityLook.filter(
            order_id=order_id, staff_id=by.staff_id, active=1, state=State.ASKED
        ).exists()
    )
    if open_to is None:
        return OrderLooks(looks, False, [])
    rules = _rules(open_to, rule_sets)
    alone = [str(one) for one in Purpose if not needs_second(one, by.role, rules)]
    return OrderLooks(looks, not lasting, alone)


async def waiting(*, by: StaffMember, now: datetime) -> list[Look]:
    """Looks that wait for a second person of the caller's bureau, newest first."""
    here = Q(state=State.ASKED, order__bureau_id=by.bureau_id) & ~Q(staff_id=by.staff_id)
    return [one for one in await _told(here, by=by, now=now) if one.to_decide]


async def _told(which: Q, *, by: StaffMember, now: datetime) -> list[Look]:
    rows = (
        await IdentityLook.filter(which)
        .order_by("-asked_at")
        .limit(MOST)
        .select_related("staff", "order")
    )
    orders = [row.order_id for row in rows]
    open_to = WorkOrder.filter(await beyond(by), id__in=orders).values_list("id", flat=True)
    mine = set(await open_to) if orders else set()
    views = await IdentityView.filter(look_id__in=[row.id for row in rows]).values_list(
        "look_id", flat=True
    )
    seen = [str(one) for one in views]
    return [_look(row, row.order_id in mine, seen.count(str(row.id)), by, now) for row in rows]


def _look(row: IdentityLook, here: bool, views: int, by: StaffMember, now: datetime) -> Look:
    lasts = row.state == State.GRANTED and row.until is not None and row.until > now
    own = row.staff_id == by.staff_id
    second = by.role is not Role.HANDLER and not own
    return Look(
        id=row.id,
        order_id=row.order_id,
        order_number=row.order.number,
        purpose=row.purpose,
        reason=row.reason,
        asked_by=row.staff.name,
        office=row.office,
        asked_at=row.asked_at,
        state=row.state,
        until=row.until,
        views=views,
        own=own and here and lasts and row.active == 1,
        to_decide=second and here and row.state == State.ASKED,
    )


async def mine(*, by: Citizen) -> list[MyLook]:
    """谁看过我的信息: each time somebody saw name and number of the citizen, newest first (9-5)."""
    rated = Q(look__order__rating__evaluator_id=by.evaluator_id)
    if by.document_index is not None:  # a rating at the device has no account behind it
        me = by.document_indexes
        device = Q(look__order__rating__service_record__applicant_index__in=me)
        rated |= Q(look__order__rating__evaluator_id=None) & device
    rows = IdentityView.filter(rated).order_by("-at").limit(MOST).select_related("look__order")
    return [
        MyLook(
            as_told(row.at),
            row.look.office,
            row.look.purpose,
            row.look.order.number,
            row.look.order_id,
        )
        for row in await rows
    ]
