"""The life of a work order: dispatch, accept, return, three entries, answer, close (Art. 11).

Each step is one transaction: the status, its transition row and the messages. `version` is the
number of the last transition the caller saw; the unique constraint on (order, number) decides
when two act at once, and the loser is told `stale`; what was typed stays in the form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from models import Bureau, Entry, Institution, Staff, Transition, WorkOrder
from queries.work_orders import dispatchable
from rules.actors import Citizen, Role, StaffMember
from rules.rectification import (
    ENTRY_OF,
    TABLE,
    Action,
    CaseRole,
    Clock,
    EntryKind,
    Status,
    clock_of,
    reopen_until,
    rounds_used_up,
)
from rules.refusals import NotAllowedNow, NotFound, Refused, Stale

CITIZEN_OFFICE = "citizen"


class InstitutionUnknown(Refused):
    """The order cannot be dispatched to this institution: not there, closed, or out of reach."""

    code = "institution_unknown"


class OwnCase(Refused):
    """The handler is the rated officer: somebody else must write the entries (11-12)."""

    code = "own_case"


class EntriesMissing(Refused):
    """Response, rectification and feedback must all be there before the order closes (11-3)."""

    code = "entries_missing"


@dataclass(slots=True)
class _Step:
    """What one step changes besides the status."""

    action: Action
    role: CaseRole
    note: str = ""
    staff_id: UUID | None = None
    office: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    topics: Sequence[str] = ()
    clock_from: datetime | None = None


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
    order = await _own_order(order_id, by=by)
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    if rounds_used_up(order.round, rules):
        raise NotAllowedNow(why="rounds_used_up")  # the bureau decides with a reason
    if not await dispatchable(order).filter(id=institution_id).exists():
        raise InstitutionUnknown
    step = await _staff_step(Action.DISPATCH, CaseRole.BUREAU, by=by, note=note)
    step.changes = {"institution_id": institution_id}
    step.topics = ("work_order_dispatched", "dispatched")
    await _take(order, step, version=version, deps=deps, now=now)


async def accept(
    *, order_id: UUID, version: int, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """The institution takes the order on; the citizen is told, and so is the officer."""
    order = await _own_order(order_id, by=by)
    step = await _staff_step(Action.ACCEPT, CaseRole.HANDLER, by=by)
    told = order.rating.service_record.officer_id is not None and order.round == 1
    step.topics = ("accepted", "poor_rating_told") if told else ("accepted",)
    await _take(order, step, version=version, deps=deps, now=now)


async def return_(
    *,
    order_id: UUID,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Not the institution's matter: back to the bureau, with a reason, counted (11-6)."""
    order = await _own_order(order_id, by=by)
    step = await _staff_step(Action.RETURN, CaseRole.HANDLER, by=by, note=reason)
    step.changes = {"returned": order.returned + 1}
    step.topics = ("work_order_returned",)
    await _take(order, step, version=version, deps=deps, now=now)


async def write(
    *,
    action: str,
    order_id: UUID,
    text: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """Record the response, the rectification or the feedback: one entry each a round (11-3)."""
    order = await _own_order(order_id, by=by)
    await _refuse_own_case(order, by=by)
    kind = ENTRY_OF[Action(action)]
    step = await _staff_step(Action(action), CaseRole.HANDLER, by=by)
    step.topics = ("feedback",) if kind is EntryKind.FEEDBACK else ()
    entry = Entry(
        id=uuid4(),
        order_id=order.id,
        step=version + 1,
        round=order.round,
        kind=kind,
        text=text.strip(),
        at=now,
        staff_id=by.staff_id,
        office=step.office,
    )
    await _take(order, step, version=version, deps=deps, now=now, entry=entry)


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
    order = await _own_order(order_id, by=by)
    if not await _entries_complete(order):
        raise EntriesMissing
    step = await _staff_step(Action.CLOSE_BY_BUREAU, CaseRole.BUREAU, by=by, note=reason)
    step.changes = {"closed_at": now}
    step.topics = ("closed",)
    await _take(order, step, version=version, deps=deps, now=now)


async def answer(
    *,
    order_id: UUID,
    answer: str,
    text: str,
    version: int,
    by: Citizen,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The citizen says whether it is solved; "not solved" reopens one level up (11-8)."""
    order = await _own_case(order_id, by=by)
    if answer == "not_solved":
        step = await _reopening(order, text, deps=deps, now=now)
    else:
        note = f"{answer}: {text}" if text else answer
        step = _Step(Action.CONFIRM, CaseRole.EVALUATOR, note=note, office=CITIZEN_OFFICE)
        step.changes = {"closed_at": now}
    await _take(order, step, version=version, deps=deps, now=now)


async def _reopening(order: WorkOrder, text: str, *, deps: Dependencies, now: datetime) -> _Step:
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    if rounds_used_up(order.round, rules):
        raise NotAllowedNow(why="decided")  # the bureau's reasoned decision is the last word
    if order.closed_at and now > reopen_until(order.closed_at, rules):
        raise NotAllowedNow(why="too_late")
    step = _Step(Action.REOPEN, CaseRole.EVALUATOR, note=text, office=CITIZEN_OFFICE)
    above = await Bureau.filter(level="city").first()
    step.changes = {
        "round": order.round + 1,
        "bureau_id": above.id if above else order.bureau.id,
        "closed_at": None,
        "delivered_at": None,
    }
    step.topics = ("work_order_reopened", "reopened")
    return step


async def close_silent(*, deps: Dependencies, now: datetime) -> int:
    """Close the orders whose citizen stayed silent after a delivered feedback; how many."""
    due = await WorkOrder.filter(
        status=Status.FED_BACK, due_what=Clock.ANSWER, due_at__lte=now, delivered_at__isnull=False
    ).limit(50)
    for found in due:
        order = await _load(found.id)
        step = _Step(Action.CLOSE_BY_SILENCE, CaseRole.SYSTEM, office="system")
        step.changes = {"closed_at": now}
        step.topics = ("closed",)
        try:
            await _take(order, step, version=order.version, deps=deps, now=now)
        except Stale:
            continue  # the citizen answered at this very moment, and that counts
    return len(due)


async def note_opened(*, order_id: UUID, by: Citizen, deps: Dependencies, now: datetime) -> None:
    """The citizen opened the thread: a feedback in it counts as delivered."""
    own = await WorkOrder.filter(
        id=order_id, rating__evaluator_id=by.evaluator_id, status=Status.FED_BACK, delivered_at=None
    ).exists()
    if own:
        await note_delivered(order_id=order_id, deps=deps, now=now)


async def note_delivered(*, order_id: UUID, deps: Dependencies, now: datetime) -> None:
    """The feedback reached the citizen: the clock of closing by silence starts, once."""
    order = await _load(order_id)
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    clock = clock_of(Status.FED_BACK, since=now, rules=rules, calendar=deps.calendar)
    assert clock is not None
    await WorkOrder.filter(id=order_id, status=Status.FED_BACK, delivered_at=None).update(
        delivered_at=now, due_what=clock.what, due_at=clock.at, due_provisional=clock.provisional
    )


async def _load(order_id: UUID, **scope: Any) -> WorkOrder:
    order = await WorkOrder.get_or_none(id=order_id, **scope).select_related(
        "bureau", "institution", "rating__service_record"
    )
    if order is None:
        raise NotFound
    return order


async def _own_order(order_id: UUID, *, by: StaffMember) -> WorkOrder:
    """The order, if it is the caller's turn to act on it: seeing more is not acting on more."""
    if by.role is Role.HANDLER:
        return await _load(order_id, institution_id=by.institution_id)
    return await _load(order_id, bureau_id=by.bureau_id)


async def _own_case(order_id: UUID, *, by: Citizen) -> WorkOrder:
    return await _load(order_id, rating__evaluator_id=by.evaluator_id)


async def _refuse_own_case(order: WorkOrder, *, by: StaffMember) -> None:
    """The same account, or the same person under another account (11-12)."""
    officer_id = order.rating.service_record.officer_id
    if officer_id is None:
        return
    officer, writer = await Staff.get(id=officer_id), await Staff.get(id=by.staff_id)
    known = officer.document_index is not None
    if officer.id == writer.id or (known and officer.document_index == writer.document_index):
        raise OwnCase


async def _entries_complete(order: WorkOrder) -> bool:
    kinds = await Entry.filter(order_id=order.id).distinct().values_list("kind", flat=True)
    return {str(kind) for kind in kinds} >= {str(kind) for kind in EntryKind}


async def _staff_step(action: Action, role: CaseRole, *, by: StaffMember, note: str = "") -> _Step:
    office: Bureau | Institution
    if role is CaseRole.BUREAU:
        office = await Bureau.get(id=by.bureau_id)
    else:
        office = await Institution.get(id=by.institution_id)
    return _Step(action, role, note=note, staff_id=by.staff_id, office=office.name)


async def _take(
    order: WorkOrder,
    step: _Step,
    *,
    version: int,
    deps: Dependencies,
    now: datetime,
    entry: Entry | None = None,
) -> None:
    """One step in one transaction: status, transition, entry, messages."""
    if order.version != version:
        raise Stale(version=order.version)
    after = TABLE.apply(Status(order.status), step.action, step.role)
    changes = step.changes | await _clock(order, after, deps=deps, now=now)
    try:
        async with in_transaction():
            await Transition.create(
                id=uuid4(),
                order_id=order.id,
                number=version + 1,
                action=step.action,
                before=order.status,
                after=after,
                at=now,
                actor=step.role,
                staff_id=step.staff_id,
                office=step.office,
                note=step.note,
            )
            taken = await WorkOrder.filter(id=order.id, version=version).update(
                status=after, version=version + 1, **changes
            )
            if taken != 1:
                raise Stale
            if entry is not None:
                await entry.save(force_create=True)
            for topic in step.topics:
                await outbox.post(topic=topic, order_id=order.id, now=now)
    except IntegrityError as error:
        raise Stale from error


async def _clock(
    order: WorkOrder, after: Status, *, deps: Dependencies, now: datetime
) -> dict[str, Any]:
    """The clock of the new state; contact and rectification both count from the dispatch."""
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    since = now
    if after in (Status.ACCEPTED, Status.RESPONDED, Status.RECTIFIED):
        dispatched = (
            await Transition.filter(order_id=order.id, action=Action.DISPATCH)
            .order_by("-number")
            .first()
        )
        since = dispatched.at if dispatched else now
    clock = None
    if after is not Status.FED_BACK:  # that clock starts with the delivery, not with the writing
        clock = clock_of(after, since=since, rules=rules, calendar=deps.calendar)
    if clock is None:
        return {"due_what": None, "due_at": None, "due_provisional": False}
    return {"due_what": clock.what, "due_at": clock.at, "due_provisional": clock.provisional}
