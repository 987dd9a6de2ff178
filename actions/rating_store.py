"""Ratings with all that belongs to them, stored set-based in one transaction (3-3, 7-1, 11-5).

Read what the batch is about, decide by the rules, write in the order of the unique key (unsorted
batches deadlock), look up what was there already.
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import connections

from actions.sql import postgres, sqlite
from actions.sql.rows import Existing, Fact, NewOrder, NewRating
from actions.submission import Submission
from rules.grades import Grade
from rules.rectification import Status, clock_of
from rules.refusals import Refused
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar

RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RECEIPT_LENGTH = 16


class ServiceUnknown(Refused):
    """No such service record, or the evaluator is neither its applicant nor its agent."""

    code = "service_unknown"


class OwnInstitution(Refused):
    """The evaluator works for the institution rated (3-3)."""

    code = "own_institution"


class PictureUnknown(Refused):
    """A picture is not there, not the evaluator's, or belongs to another rating."""

    code = "picture_unknown"


class AlreadyRated(Refused):
    """The service has its opinion; its own evaluator gets the receipt again (7-1)."""

    code = "already_rated"

    def __init__(self, existing: "Stored | None" = None) -> None:
        super().__init__()
        self.existing = existing


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored and, for a poor rating, the work order it opened."""

    rating_id: UUID
    receipt_number: str
    receipt_hash: str
    grade: str
    rated_at: datetime
    late: bool
    order_id: UUID | None = None
    order_number: str | None = None
    due_what: str | None = None
    due_at: datetime | None = None
    due_provisional: bool = False
    replayed: bool = False


Outcome = Stored | Exception


def receipt_hash(submission: Submission, receipt_number: str) -> str:
    """SHA-256 over what was stored, so that a receipt proves its rating unchanged."""
    facts = (
        receipt_number,
        str(submission.rating_id),
        str(submission.service_id),
        submission.grade,
        submission.tags,
        submission.dimensions,
        submission.text,
        submission.rated_at.isoformat(),
    )
    return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()


class RatingStore:
    """Writes batches on the database that is open."""

    def __init__(
        self, *, rules_of: Callable[[str], RuleSet], calendar: Callable[[], Calendar]
    ) -> None:
        self._rules_of = rules_of
        self._calendar = calendar

    async def write(self, batch: Sequence[Submission]) -> list[Outcome]:
        """The outcome of each submission, in the order given; all in one transaction."""
        connection = connections.get("default")
        sql: Any = postgres if connection.capabilities.dialect == "postgres" else sqlite
        facts = await sql.read_facts(connection, batch)
        refused: dict[UUID, Refused] = {}
        ready: list[tuple[Submission, NewRating, NewOrder | None]] = []
        for one in sorted(batch, key=lambda one: (str(one.service_id), str(one.rating_id))):
            refusal = _refusal(one, facts.services.get((one.service_id, one.evaluator_id)))
            if refusal is None and set(one.pictures) - facts.pictures.get(one.evaluator_id, set()):
                refusal = PictureUnknown()
            if refusal is not None:
                refused[one.rating_id] = refusal
                continue
            ready.append(
                (one, *self._decide(one, facts.services[one.service_id, one.evaluator_id]))
            )
        stored = await sql.write(
            connection,
            [rating for _, rating, _ in ready],
            [order for _, _, order in ready if order is not None],
            {one.rating_id: one.pictures for one, _, _ in ready if one.pictures},
        )
        made = {
            one.rating_id: _stored(rating, order)
            for one, rating, order in ready
            if one.rating_id in stored
        }
        return [
            made.get(one.rating_id) or await self._known(sql, connection, one, refused)
            for one in batch
        ]

    def _decide(self, one: Submission, fact: Fact) -> tuple[NewRating, NewOrder | None]:
        late = fact.default_due_at is not None and one.rated_at >= fact.default_due_at
        number = "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(RECEIPT_LENGTH))
        rating = NewRating(
            submission=one,
            ordinal=2 if late else 1,
            late=late,
            receipt_number=number,
            receipt_hash=receipt_hash(one, number),
        )
        if not Grade(one.grade).is_poor:
            return rating, None
        clock = clock_of(
            Status.OPENED,
            since=one.rated_at,
            rules=self._rules_of(fact.rule_set),
            calendar=self._calendar(),
        )
        assert clock is not None
        order = NewOrder(
            id=uuid4(),
            number=f"{secrets.randbelow(10**12):012d}",
            rating_id=one.rating_id,
            bureau_id=fact.bureau_id,
            opened_at=one.rated_at,
            due_what=clock.what,
            due_at=clock.at,
            due_provisional=clock.provisional,
        )
        return rating, order

    async def _known(
        self,
        sql: Any,
        connection: Any,
        one: Submission,
        refused: dict[UUID, Refused],
    ) -> Outcome:
        """The same key again gets its rating back; another key is refused, own receipt or not."""
        known: Existing | None = await sql.find(connection, one)
        if known is not None and known.same_evaluator and known.key == one.key:
            return _again(known)
        if one.rating_id in refused:
            return refused[one.rating_id]
        if known is None:
            raise RuntimeError("a rating was neither stored nor found")
        return AlreadyRated(_again(known) if known.same_evaluator else None)


def _refusal(one: Submission, fact: Fact | None) -> Refused | None:
    if fact is None:
        return ServiceUnknown()
    return OwnInstitution() if fact.own_institution else None


def _stored(rating: NewRating, order: NewOrder | None) -> Stored:
    one = rating.submission
    return Stored(
        rating_id=one.rating_id,
        receipt_number=rating.receipt_number,
        receipt_hash=rating.receipt_hash,
        grade=one.grade,
        rated_at=one.rated_at,
        late=rating.late,
        order_id=order.id if order else None,
        order_number=order.number if order else None,
        due_what=order.due_what if order else None,
        due_at=order.due_at if order else None,
        due_provisional=order.due_provisional if order else False,
    )


def _again(known: Existing) -> Stored:
    return Stored(
        rating_id=known.rating_id,
        receipt_number=known.receipt_number,
        receipt_hash=known.receipt_hash,
        grade=known.grade,
        rated_at=known.rated_at,
        late=known.late,
        order_id=known.order_id,
        order_number=known.order_number,
        due_what=known.due_what,
        due_at=known.due_at,
        due_provisional=known.due_provisional,
        replayed=True,
    )
