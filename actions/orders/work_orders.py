"""What bureau and institution do with a work order: dispatch, accept, return, write, close."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.orders import boilerplate
from actions.orders.handling import AT_ONCE, Way, checked
from actions.orders.order_steps import own_order, staff_step, take
from models import Entry, Evaluator, WorkOrder
from queries.orders.order_actions import call_days
from queries.orders.work_orders import dispatchable
from queries.people.same_person import same_person
from rules.actors import Role, StaffMember
from rules.rectification import (
    ENTRY_OF,
    Action,
    CaseRole,
    EntryKind,
    Status,
    bureau_may_close,
    rounds_used_up,
)
from rules.refusals import NotAllowedNow, Refused


class InstitutionUnknown(Refused):
    """The order cannot be dispatched to this institution: not there, closed, or out of reach."""

    code = "institution_unknown"


class OwnCase(Refused):
    """The handler is the rated officer: somebody else must write the entries (11-12)."""

    code = "own_case"


class EntriesMissing(Refused):
    """Response, rectification and feedback must all be there before the order closes (11-3)."""

    code = "entries_missing"


class SupervisionUnanswered(Refused):
    """The bureau presses for an answer; it comes before the next step (4-3)."""

    code = "supervision_unanswered"


class CallsMissing(Refused):
    """The feedback was not delivered: calls on different days must be on record first (11-8)."""

    code = "calls_missing"


async def dispatch(
    *,
    order_id: UUID,
    institution_id: UUID,
    note: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The bureau sends the order to the institution responsible (11-2)."""
    order = await own_order(order_id, by=by)
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    _demand_answer(order)
    if rounds_used_up(order.round, rules):
        raise NotAllowedNow(why="rounds_used_up")  # the bureau decides with a reason
    if not await dispatchable(order).filter(id=institution_id).exists():
        raise InstitutionUnknown
    step = await staff_step(Action.DISPATCH, CaseRole.BUREAU, by=by, note=note)
    step.changes = {"institution_id": institution_id}
    step.topics = ("work_order_dispatched", "dispatched", *_told(order, "at_dispatch", deps=deps))
    await take(order, step, version=version, deps=deps, now=now)


async def accept(
    *, order_id: UUID, version: int, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """The institution takes the order on, and the citizen is told."""
    order = await own_order(order_id, by=by)
    step = await staff_step(Action.ACCEPT, CaseRole.HANDLER, by=by)
    step.topics = ("accepted", *_told(order, "at_acceptance", deps=deps))
    await take(order, step, version=version, deps=deps, now=now)


def _told(order: WorkOrder, moment: str, *, deps: Dependencies) -> tuple[str, ...]:
    """Tells the officer of the poor rating, once, when the rule set says (12-6)."""
    record = order.rating.service_record
    rules = deps.rule_sets.named(record.rule_set)
    first = order.round == 1 and (moment == "at_acceptance" or order.returned == 0)
    now = record.officer_id is not None and first and rules.poor_rating_told.value == moment
    return ("poor_rating_told",) if now else ()


async def return_(
    *,
    order_id: UUID,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
    pictures: Sequence[UUID] = (),
) -> None:
    """Not the institution's matter: back to the bureau, with a reason, counted (11-6)."""
    order = await own_order(order_id, by=by)
    _demand_answer(order)
    step = await staff_step(Action.RETURN, CaseRole.HANDLER, by=by, note=reason)
    step.pictures = pictures
    step.changes = {"returned": order.returned + 1}
    step.topics = ("work_order_returned",)
    await take(order, step, version=version, deps=deps, now=now)


async def write(
    *,
    action: str,
    order_id: UUID,
    text: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
    way: Way = AT_ONCE,
    pictures: Sequence[UUID] = (),
) -> None:
    """Record the response, the rectification or the feedback: one entry each a round (11-3).

    A response says the `way` it will be set right (11-9). A supervision has to be answered before
    the order goes back to the citizen (4-3), and a request for more time ends with it.
    """
    order = await own_order(order_id, by=by)
    await _refuse_own_case(order, by=by)
    kind = ENTRY_OF[Action(action)]
    chosen = Way()
    if kind is EntryKind.RESPONSE:
        chosen = await checked(way, order, deps=deps, now=now)
    if kind is EntryKind.FEEDBACK:
        _demand_answer(order)
    step = await staff_step(Action(action), CaseRole.HANDLER, by=by)
    step.pictures = pictures
    if kind is EntryKind.FEEDBACK:
        step.topics, step.changes = ("feedback",), {"extension_asked_at": None}
    entry = Entry(
        id=uuid4(),
        order_id=order.id,
        step=version + 1,
        round=order.round,
        kind=kind,
        text=text.strip(),
        handling=chosen.handling,
        plan=chosen.plan.strip(),
        plan_until=chosen.until,
        at=now,
        staff_id=by.staff_id,
        office=step.office,
    )
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    if kind is EntryKind.FEEDBACK and await boilerplate.mark(entry, order, rules=rules):
        step.topics = (*step.topics, "feedback_repeated")
    await take(order, step, version=version, deps=deps, now=now, entry=entry)


async def close(
    *,
    order_id: UUID,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The bureau closes with a reason; without the three entries it cannot (11-3)."""
    order = await own_order(order_id, by=by)
    if not await _entries_complete(order):
        raise EntriesMissing
    await _demand_calls(order, deps=deps)
    step = await staff_step(Action.CLOSE_BY_BUREAU, CaseRole.BUREAU, by=by, note=reason)
    step.changes = {"closed_at": now}
    step.topics = ("closed",)
    await take(order, step, version=version, deps=deps, now=now)


async def call(
    *,
    order_id: UUID,
    reached: bool,
    note: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Put a follow-up call on record; the citizen sees that it was made (11-8)."""
    order = await own_order(order_id, by=by)
    await _refuse_own_case(order, by=by)
    action = Action.CALL_REACHED if reached else Action.CALL_MISSED
    role = CaseRole.HANDLER if by.role is Role.HANDLER else CaseRole.BUREAU
    step = await staff_step(action, role, by=by, note=note)
    await take(order, step, version=version, deps=deps, now=now)


def _demand_answer(order: WorkOrder) -> None:
    if order.supervised_at is not None:
        raise SupervisionUnanswered


async def _demand_calls(order: WorkOrder, *, deps: Dependencies) -> None:
    if await Evaluator.filter(id=order.rating.evaluator_id, erased_at__isnull=False).exists():
        return  # nobody is left to be called (9-6)
    allowed = bureau_may_close(
        Status(order.status),
        delivered=order.delivered_at is not None,
        call_days=await call_days(order),
        rules=deps.rule_sets.named(order.rating.service_record.rule_set),
    )
    if not allowed:
        raise NotAllowedNow(why="citizen_has_time") if order.delivered_at else CallsMissing


async def _refuse_own_case(order: WorkOrder, *, by: StaffMember) -> None:
    """The same account, or the same person under another account (11-12)."""
    if await same_person(order.rating.service_record.officer_id, by=by.staff_id):
        raise OwnCase


async def _entries_complete(order: WorkOrder) -> bool:
    kinds = await Entry.filter(order_id=order.id).distinct().values_list("kind", flat=True)
    return {str(kind) for kind in kinds} >= {str(kind) for kind in EntryKind}
