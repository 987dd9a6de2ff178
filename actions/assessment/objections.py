"""Officers object to what an assessment is about to use; the institution answers (14-3)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.trail import audit
from models import AssessmentObjection
from queries.assessment import assessment
from queries.assessment.objections import within_reach
from rules.actors import Role, StaffMember
from rules.objections import TABLE, Kind, Side, State, Step
from rules.refusals import NotAllowedNow, NotFound, ReasonMissing, Stale


@dataclass(frozen=True, slots=True)
class _Move:
    """A step with what it writes and what it tells."""

    step: Step
    topic: str | None = None
    changes: dict[str, Any] = field(default_factory=dict)


async def raise_(*, period: str, kind: str, reason: str, by: StaffMember, now: datetime) -> UUID:
    """An officer objects to the own figures of a published month, once per version of it.

    The institution of that month answers. Art. 14 (14-3; docs/decisions/0028). Errors:
    `not_found` without own figures in the month, `reason_missing`, `not_allowed_now` a second time.
    """
    if not reason.strip():
        raise ReasonMissing
    found = await assessment.own_figures(period, by=by)
    if found is None:
        raise NotFound
    bulletin_id, institution_id = found
    made = uuid4()
    try:
        async with in_transaction():
            await AssessmentObjection.create(
                id=made,
                officer_id=by.staff_id,
                bulletin_id=bulletin_id,
                institution_id=institution_id,
                kind=Kind(kind),
                reason=reason.strip(),
                state=State.OPEN,
                raised_at=now,
            )
            await outbox.post(topic="objection_raised", about=made, now=now)
            await _note("object_to_assessment", made, by=by, now=now)
    except IntegrityError as error:
        raise NotAllowedNow(why="objected") from error
    return made


async def withdraw(*, objection_id: UUID, by: StaffMember, now: datetime) -> None:
    """The officer takes an unanswered objection back (14-3)."""
    await _take(objection_id, _Move(Step.WITHDRAW), by=by, now=now)


async def answer(
    *, objection_id: UUID, accepted: bool, answer: str, by: StaffMember, now: datetime
) -> None:
    """The institution says whether it is well-founded, with its reason. Art. 14 (14-3).

    Accepting changes no figure: only a correcting version of the bulletin does (13-6).
    Errors: `reason_missing`, `not_found`, `not_allowed_now`, `stale`.
    """
    if not answer.strip():
        raise ReasonMissing
    changes = {"answer": answer.strip(), "answered_by_id": by.staff_id, "answered_at": now}
    step = Step.ACCEPT if accepted else Step.DECLINE
    await _take(objection_id, _Move(step, "objection_answered", changes), by=by, now=now)


async def _take(objection_id: UUID, move: _Move, *, by: StaffMember, now: datetime) -> None:
    """One step of the table, in one commit with what it tells."""
    before = State((await within_reach(objection_id, by=by)).state)
    side = Side.OFFICER if by.role is Role.OFFICER else Side.INSTITUTION
    after = TABLE.apply(before, move.step, side)
    async with in_transaction():
        taken = AssessmentObjection.filter(id=objection_id, state=before)
        if await taken.update(state=after, **move.changes) != 1:
            raise Stale
        if move.topic:
            await outbox.post(topic=move.topic, about=objection_id, now=now)
        await _note(f"{move.step}_objection", objection_id, by=by, now=now)


async def _note(action: str, objection_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by,
        action=action,
        outcome="done",
        object_kind="objection",
        object_id=objection_id,
        now=now,
    )
