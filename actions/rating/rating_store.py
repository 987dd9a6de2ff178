"""Ratings with all that belongs to them, stored set-based in one transaction (3-3, 7-1, 11-5).

Read what the batch is about, decide by the rules, write in the order of the unique key (unsorted
batches deadlock), look up what was there already.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import connections

from actions.receipts import new_number, receipt_hash
from actions.sql.postgres import PostgresWriter
from actions.sql.rows import (
    Decided,
    Existing,
    Fact,
    Facts,
    NewJoin,
    NewOrder,
    NewRating,
    Writer,
    Written,
)
from actions.sql.sqlite import SqliteWriter
from actions.submission import Submission
from rules.grades import Grade
from rules.order_clocks import clock_of
from rules.rating import channel_of
from rules.rectification import Status
from rules.refusals import Refused
from rules.rule_set import RuleSet
from rules.series import may_rate_again, place_of
from rules.work_calendar import Calendar


class ServiceUnknown(Refused):
    """No such service record, or the evaluator is neither its applicant nor its agent.

    Of a device: it was not asked for this service at its window.
    """

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


class Raced(Exception):
    """Something took the rating's place between reading and writing: read again."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was stored and, for a poor rating, the work order it opened or joined."""

    rating_id: UUID
    receipt_number: str
    receipt_hash: str
    grade: str
    rated_at: datetime
    late: bool
    order_id: UUID | None = None
    order_number: str | None = None
    order_status: str | None = None
    due_what: str | None = None
    due_at: datetime | None = None
    due_provisional: bool = False
    replayed: bool = False


Outcome = Stored | Exception


class RatingStore:
    """Writes batches on the database that is open, one at a time."""

    def __init__(
        self, *, rules_of: Callable[[str], RuleSet], calendar: Callable[[], Calendar]
    ) -> None:
        self._rules_of = rules_of
        self._calendar = calendar
        self._writer: Writer | None = None

    async def write(self, batch: Sequence[Submission]) -> list[Outcome]:
        """The outcome of each submission, in the order given; all in one transaction.

        Raises whatever the database raises; then nothing of the batch is stored.
        """
        if self._writer is None:
            self._writer = _open_writer()
        judged = _Batch(self._rules_of, self._calendar(), batch)
        written = await self._writer.store(batch, judged.decide)
        return [judged.outcome(one, written) for one in batch]

    async def close(self) -> None:
        if self._writer is not None:
            await self._writer.close()
            self._writer = None


def _open_writer() -> Writer:
    client: Any = connections.get("default")
    if client.capabilities.dialect == "postgres":
        return PostgresWriter(client)
    return SqliteWriter(client)


class _Batch:
    """One attempt to store one batch: what was refused, what is new."""

    def __init__(
        self, rules_of: Callable[[str], RuleSet], calendar: Calendar, batch: Sequence[Submission]
    ) -> None:
        self._rules_of = rules_of
        self._calendar = calendar
        self._batch = batch
        self._refused: dict[UUID, Refused] = {}
        self._new: dict[UUID, tuple[NewRating, NewOrder | None]] = {}
        self._facts = Facts()

    def decide(self, facts: Facts) -> Decided:
        """What is to be written."""
        self._facts, decided = facts, Decided()
        for one in sorted(self._batch, key=lambda one: (one.service_id, one.rating_id)):
            fact = facts.services.get((one.service_id, one.whose))
            refusal = _refusal(one, fact, facts)
            if refusal is not None or fact is None:
                self._refused[one.rating_id] = refusal or ServiceUnknown()
                continue
            facts.pictures.get(one.whose, set()).difference_update(one.pictures)
            self._decide(one, fact, decided)
        decided.claims.sort()
        return decided

    def _decide(self, one: Submission, fact: Fact, decided: Decided) -> None:
        rating, order = self._rating(one, fact), None
        place = rating.place
        if place.joins is not None:
            decided.joins.append(_join(rating, place.joins))
        elif Grade(one.grade).is_poor:
            order = self._order(one, fact)
            decided.orders.append(order)
        self._new[one.rating_id] = rating, order
        decided.ratings.append(rating)
        for pair in place.superseded:
            decided.superseded.append((*pair, one.rated_at))
        for picture in set(one.pictures):
            decided.claims.append((picture, one.rating_id))

    def _rating(self, one: Submission, fact: Fact) -> NewRating:
        channel = channel_of(one.channel, fact.source)
        if channel != one.channel:
            one = replace(one, channel=channel)
        place = place_of(
            one.rating_id,
            evaluator_id=one.evaluator_id,
            rated_at=one.rated_at,
            due_at=fact.default_due_at,
            before=fact.before,
            rules=self._rules_of(fact.rule_set),
            told_later=one.told_later,
        )
        number = new_number()
        return NewRating(one, place, number, receipt_hash(one, number))

    def _order(self, one: Submission, fact: Fact) -> NewOrder:
        opened_at = one.told_at or one.rated_at
        clock = clock_of(
            Status.OPENED,
            since=opened_at,
            rules=self._rules_of(fact.rule_set),
            calendar=self._calendar,
        )
        assert clock is not None
        return NewOrder(
            id=uuid4(),
            number=f"{secrets.randbelow(10**12):012d}",
            rating_id=one.rating_id,
            bureau_id=fact.bureau_id,
            opened_at=opened_at,
            due_what=clock.what,
            due_at=clock.at,
            due_provisional=clock.provisional,
            transition_id=uuid4(),
            message_id=uuid4(),
        )

    def outcome(self, one: Submission, written: Written) -> Outcome:
        """The same key again gets its rating back; another key is refused, own receipt or not."""
        known = written.known.get(one.rating_id, [])
        fresh = one.rating_id in written.stored
        if fresh and not known:
            return _stored(*self._new[one.rating_id])
        for other in known:
            if other.evaluator_id == one.evaluator_id and other.key == one.key:
                return _again(other, replayed=not fresh)
        refused = self._refused.get(one.rating_id)
        full = bool(known) and not self._may_say_more(one, known)
        if refused is not None and not (full and isinstance(refused, PictureUnknown)):
            return refused
        if not full:
            return Raced()
        latest = max(known, key=lambda other: other.opinion or 0)
        own = one.evaluator_id is not None and latest.evaluator_id == one.evaluator_id
        return AlreadyRated(_again(latest) if own else None)

    def _may_say_more(self, one: Submission, known: Sequence[Existing]) -> bool:
        """Whether only the first of two came in between, and there is room for another (7-11)."""
        fact = self._facts.services.get((one.service_id, one.whose))
        if (
            fact is None
            or one.evaluator_id is None
            or any(other.evaluator_id != one.evaluator_id for other in known)
        ):
            return False
        linked, rules = fact.default_due_at is not None, self._rules_of(fact.rule_set)
        return may_rate_again(len(known), linked=linked, rules=rules)


def _refusal(one: Submission, fact: Fact | None, facts: Facts) -> Refused | None:
    if fact is None:
        return ServiceUnknown()
    if fact.own_institution:
        return OwnInstitution()
    if not facts.pictures.get(one.whose, set()).issuperset(one.pictures):
        return PictureUnknown()
    return None


def _join(rating: NewRating, order_id: UUID) -> NewJoin:
    one = rating.submission
    return NewJoin(uuid4(), order_id, one.rating_id, rating.receipt_number, one.rated_at, uuid4())


def _stored(rating: NewRating, order: NewOrder | None) -> Stored:
    one = rating.submission
    return Stored(
        rating_id=one.rating_id,
        receipt_number=rating.receipt_number,
        receipt_hash=rating.receipt_hash,
        grade=one.grade,
        rated_at=one.rated_at,
        late=rating.place.late,
        order_id=order.id if order else None,
        order_number=order.number if order else None,
        order_status=Status.OPENED if order else None,
        due_what=order.due_what if order else None,
        due_at=order.due_at if order else None,
        due_provisional=order.due_provisional if order else False,
    )


def _again(known: Existing, *, replayed: bool = True) -> Stored:
    return Stored(
        rating_id=known.rating_id,
        receipt_number=known.receipt_number,
        receipt_hash=known.receipt_hash,
        grade=known.grade,
        rated_at=known.rated_at,
        late=known.late,
        order_id=known.order_id,
        order_number=known.order_number,
        order_status=known.order_status,
        due_what=known.due_what,
        due_at=known.due_at,
        due_provisional=bool(known.due_provisional),
        replayed=replayed,
    )
