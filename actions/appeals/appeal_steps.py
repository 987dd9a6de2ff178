"""One step of an appeal in one transaction: status, step row, messages (Art. 12).

The unique constraints (one appeal a rating, one number a step) decide when two act at once, and
the loser is told `stale`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from actions.figures import figures
from actions.orders import order_clock, order_steps
from models import Appeal, AppealStep, WorkOrder
from rules.actors import StaffMember
from rules.appeals import (
    NOT_ADOPTED,
    OPEN,
    TABLE,
    AppealAction,
    AppealRole,
    AppealStatus,
    due_at,
)
from rules.rectification import Action, CaseRole
from rules.refusals import NotFound, Refused, Stale

# What a step tells; the other steps tell the officer how it ended.
TOPICS = {
    AppealAction.ENDORSE: ("appeal_to_review",),
    AppealAction.FILE_DIRECTLY: ("appeal_to_review",),
    AppealAction.ASSIGN: ("appeal_assigned",),
    AppealAction.CONTACT: (),
}


class NotIndependent(Refused):
    """The reviewer is the appellant under another account, or dispatched the order (12-7)."""

    code = "not_independent"


@dataclass(slots=True)
class Taken:
    """Who takes a step, and why."""

    action: AppealAction
    role: AppealRole
    by: StaffMember
    reason: str = ""
    evidence: str = ""
    assignee_id: UUID | None = None
    changes: dict[str, Any] = field(default_factory=dict)


async def load(appeal_id: UUID, **scope: Any) -> Appeal:
    """An appeal within a scope; `not_found` outside it (4-6)."""
    appeal = await Appeal.get_or_none(id=appeal_id, **scope).select_related(
        "rating__service_record"
    )
    if appeal is None:
        raise NotFound
    return appeal


async def take(
    appeal: Appeal, taken: Taken, *, version: int, deps: Dependencies, now: datetime
) -> None:
    """One step; the order's clock goes on, or the rating leaves every figure (12-5, 12-9)."""
    if appeal.version != version:
        raise Stale(version=appeal.version)
    before = AppealStatus(appeal.status)
    after = TABLE.apply(before, taken.action, taken.role)
    changes = taken.changes
    if after is not before:  # naming a reviewer or a call to the citizen moves no clock
        changes |= _clock(appeal, after, deps=deps, now=now)
    order = await order_steps.load((await WorkOrder.get(rating_id=appeal.rating_id)).id)
    try:
        async with in_transaction():
            appeal.version = version + 1
            await note(appeal, taken, before, now=now, after=after)
            moved = await Appeal.filter(id=appeal.id, version=version).update(
                status=after, version=version + 1, **changes
            )
            if moved != 1:
                raise Stale
            if after in NOT_ADOPTED:
                await _exclude(appeal, order, taken.reason, deps=deps, now=now)
            elif after not in OPEN:
                await order_clock.resume(order, deps=deps, now=now)
            for topic in TOPICS.get(taken.action, ("appeal_decided",)):
                await outbox.post(topic=topic, order_id=order.id, now=now)
    except IntegrityError as error:
        raise Stale from error


def _clock(
    appeal: Appeal, after: AppealStatus, *, deps: Dependencies, now: datetime
) -> dict[str, Any]:
    rules = deps.rule_sets.named(appeal.rating.service_record.rule_set)
    return {
        "due_at": due_at(after, since=now, rules=rules, calendar=deps.calendar),
        "decided_at": None if after in OPEN else now,
    }


async def _exclude(
    appeal: Appeal, order: WorkOrder, reason: str, *, deps: Dependencies, now: datetime
) -> None:
    """The rating leaves every figure, its order is closed as invalid, its citizen is told."""
    await figures.exclude(rating_id=appeal.rating_id, now=now)
    step = order_steps.Step(Action.EXCLUDE, CaseRole.SYSTEM, note=reason[:500], office="system")
    step.changes = {"closed_at": now, "paused_at": None}
    step.topics = ("review_decided",)
    await order_steps.take(order, step, version=order.version, deps=deps, now=now)


async def note(
    appeal: Appeal,
    taken: Taken,
    before: str,
    *,
    now: datetime,
    after: AppealStatus = AppealStatus.LODGED,
) -> None:
    """The row of a step, within the caller's transaction."""
    await AppealStep.create(
        id=uuid4(),
        appeal_id=appeal.id,
        number=appeal.version,
        action=taken.action,
        before=before,
        after=after,
        at=now,
        actor=taken.role,
        staff_id=taken.by.staff_id,
        assignee_id=taken.assignee_id,
        reason=taken.reason.strip(),
        evidence=taken.evidence.strip(),
    )
