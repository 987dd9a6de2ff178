"""One step of a work order in one transaction: status, transition row, entry, messages (Art. 11).

`version` is the number of the last transition the caller saw; the unique constraint on
(order, number) decides when two act at once, and the loser is told `stale`; what was typed stays
in the form.
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
from actions.orders import clocks, rounds
from actions.rating.rating_store import PictureUnknown
from models import Bureau, Entry, Institution, StepPicture, Transition, WorkOrder
from rules.actors import Role, StaffMember
from rules.order_clocks import clock_of
from rules.rectification import STARTS, TABLE, Action, CaseRole, Status
from rules.refusals import NotFound, Stale
from rules.step_pictures import UNUSED


@dataclass(slots=True)
class Step:
    """What one step changes besides the status."""

    action: Action
    role: CaseRole
    note: str = ""
    staff_id: UUID | None = None
    office: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    topics: Sequence[str] = ()
    pictures: Sequence[UUID] = ()  # of the one who takes it, kept before


async def load(order_id: UUID, **scope: Any) -> WorkOrder:
    order = await WorkOrder.get_or_none(id=order_id, **scope).select_related(
        "bureau", "institution", "rating__service_record"
    )
    if order is None:
        raise NotFound
    return order


async def own_order(order_id: UUID, *, by: StaffMember) -> WorkOrder:
    """The order, if it is the caller's turn to act on it: seeing more is not acting on more."""
    if by.role is Role.HANDLER:
        return await load(order_id, institution_id=by.institution_id)
    return await load(order_id, bureau_id=by.bureau_id)


async def staff_step(action: Action, role: CaseRole, *, by: StaffMember, note: str = "") -> Step:
    office: Bureau | Institution
    if role is CaseRole.BUREAU:
        office = await Bureau.get(id=by.bureau_id)
    else:
        office = await Institution.get(id=by.institution_id)
    return Step(action, role, note=note, staff_id=by.staff_id, office=office.name)


async def take(
    order: WorkOrder,
    step: Step,
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
    changes = step.changes
    # A call changes nothing, and no clock starts anew; an extension moves it.
    if after != order.status or step.action is Action.GRANT_EXTENSION:
        changes |= await _clock(order, step.action, after, deps=deps, now=now)
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
            # An appeal that stops or frees the clock at this moment makes the step stale, too.
            same = WorkOrder.filter(id=order.id, version=version, paused_at=order.paused_at)
            taken = await same.update(status=after, version=version + 1, **changes)
            if taken != 1:
                raise Stale
            if entry is not None:
                await entry.save(force_create=True)
            await _take_pictures(order, step, number=version + 1, now=now)
            await rounds.follow(
                order,
                after,
                institution_id=changes.get("institution_id", order.institution_id),
                paused=order.paused_at is not None,
                deps=deps,
                now=now,
            )
            for topic in step.topics:
                await outbox.post(topic=topic, order_id=order.id, now=now)
    except IntegrityError as error:
        raise Stale from error


async def _take_pictures(order: WorkOrder, step: Step, *, number: int, now: datetime) -> None:
    """Only what the same account kept for this order, no step has, and is not being swept."""
    for place, picture_id in enumerate(step.pictures, 1):
        free = StepPicture.filter(
            id=picture_id,
            order_id=order.id,
            staff_id=step.staff_id,
            step=None,
            kept_at__gt=now - UNUSED,
        )
        if not await free.update(step=number, place=place):
            raise PictureUnknown


async def _clock(
    order: WorkOrder, action: Action, after: Status, *, deps: Dependencies, now: datetime
) -> dict[str, Any]:
    """The clock of the new state; contact and rectification both count from the dispatch."""
    rules = deps.rule_sets.named(order.rating.service_record.rule_set)
    clock = None
    # The clock of the answer starts with the delivery of the feedback, not with its writing, and
    # none runs while an appeal is open (11-13).
    if after is not Status.FED_BACK and order.paused_at is None:
        counted = (await clocks.began([order], now=now))[order.id]
        clock = clock_of(
            after,
            since=now if action in STARTS else counted.since,
            rules=rules,
            calendar=deps.calendar,
            paused=counted.paused,
            extensions=counted.extensions + (action is Action.GRANT_EXTENSION),
        )
    if clock is None:
        return {"due_what": None, "due_at": None, "due_provisional": False}
    return {"due_what": clock.what, "due_at": clock.at, "due_provisional": clock.provisional}
