"""Interpretations: written, revised as drafts, published by a second person, withdrawn (17-1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.transactions import in_transaction

from actions.trail import audit
from models import Interpretation
from queries.papers.interpretations import hand_of
from queries.people.same_person import same_person
from rules.actors import StaffMember
from rules.bulletins import SamePerson
from rules.interpretations import TABLE, State, Step
from rules.refusals import NotFound, Stale


@dataclass(frozen=True, slots=True)
class _Move:
    """A step on the version that was seen, with what it writes."""

    step: Step
    version: int
    changes: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


async def write(
    *, article: int, question: str, answer: str, by: StaffMember, now: datetime
) -> None:
    """Keep a draft on one article. Art. 17 (17-1)."""
    made = await Interpretation.create(
        id=uuid4(),
        article=article,
        question=question,
        answer=answer,
        state=State.DRAFT,
        written_by_id=by.staff_id,
        written_at=now,
    )
    await _note("write", made.id, by=by, now=now)


async def revise(
    *,
    interpretation_id: UUID,
    version: int,
    article: int,
    question: str,
    answer: str,
    by: StaffMember,
    now: datetime,
) -> None:
    """Put an own draft into better words."""
    changes = {"article": article, "question": question, "answer": answer, "written_at": now}
    await _take(interpretation_id, _Move(Step.REVISE, version, changes), by=by, now=now)


async def publish(*, interpretation_id: UUID, version: int, by: StaffMember, now: datetime) -> None:
    """Make a colleague's draft official, in the words that were read: from now on they are fixed.

    Art. 17 (17-1). Errors: `same_person`; `stale` if the words changed meanwhile.
    """
    changes = {"published_by_id": by.staff_id, "published_at": now}
    await _take(interpretation_id, _Move(Step.PUBLISH, version, changes), by=by, now=now)


async def discard(*, interpretation_id: UUID, version: int, by: StaffMember, now: datetime) -> None:
    """Put a draft aside."""
    await _take(interpretation_id, _Move(Step.DISCARD, version), by=by, now=now)


async def withdraw(
    *, interpretation_id: UUID, version: int, reason: str, by: StaffMember, now: datetime
) -> None:
    """Withdraw what was published; it stays readable, with the reason. Art. 17 (17-1)."""
    changes = {"withdrawn_by_id": by.staff_id, "withdrawn_at": now, "reason": reason}
    move = _Move(Step.WITHDRAW, version, changes, reason)
    await _take(interpretation_id, move, by=by, now=now)


async def _take(interpretation_id: UUID, move: _Move, *, by: StaffMember, now: datetime) -> None:
    known = await Interpretation.get_or_none(id=interpretation_id)
    if known is None:
        raise NotFound
    hand, before = hand_of(known, by), State(known.state)
    publishes = move.step is Step.PUBLISH and before is State.DRAFT
    if publishes and await same_person(known.written_by_id, by=by.staff_id):
        raise SamePerson
    after = TABLE.apply(before, move.step, hand)
    async with in_transaction():
        taken = Interpretation.filter(
            id=interpretation_id, state=before, version=move.version
        ).update(state=after, version=move.version + 1, **move.changes)
        if await taken != 1:
            raise Stale
        await _note(move.step, interpretation_id, by=by, now=now, reason=move.reason)


async def _note(
    step: str, interpretation_id: UUID, *, by: StaffMember, now: datetime, reason: str = ""
) -> None:
    await audit.record(
        by=by,
        action=f"{step}_interpretation",
        outcome="done",
        object_kind="interpretation",
        object_id=interpretation_id,
        reason=reason,
        now=now,
    )
