"""What goes into and comes out of the write path, the same on both databases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from actions.submission import Submission
from rules.series import Before, Place
from rules.sources import Source

OPENED = ("open", "", "opened", "system")  # action, before, after, actor of the first transition
TOPIC = "work_order_opened"
JOINED = Source.SECOND_RATING
JOINED_TOPIC = "work_order_joined"


class Unreachable(Exception):
    """The database did not answer, or not in time; nothing is wrong with the rows."""


class PictureGone(Exception):
    """A picture was claimed or swept between reading and writing: read again."""


class OrderClosed(Exception):
    """The order to be joined was closed between reading and writing: read again."""


@dataclass(slots=True)
class Fact:
    """What a service record says of an own service, and the ratings it has."""

    bureau_id: UUID
    default_due_at: datetime | None
    rule_set: str
    own_institution: bool
    source: str
    before: tuple[Before, ...] = ()

    def add(self, one: Before) -> None:
        """Once, however many of a batch ask for this service."""
        if one not in self.before:
            self.before = (*self.before, one)


@dataclass(slots=True)
class Facts:
    """By (service, `Submission.whose`): only own services, those asked for at the device,
    the one of a voucher at its kiosk, those a partner has told a rating of, those it was asked
    about by keys, and the one of a sheet of paper two people agree on.

    Pictures by evaluator: unclaimed.
    """

    services: dict[tuple[UUID, UUID], Fact] = field(default_factory=dict)
    pictures: dict[UUID, set[UUID]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewRating:
    submission: Submission
    place: Place
    receipt_number: str
    receipt_hash: str


@dataclass(frozen=True, slots=True)
class NewOrder:
    id: UUID
    number: str
    rating_id: UUID
    bureau_id: UUID
    opened_at: datetime
    due_what: str
    due_at: datetime
    due_provisional: bool
    transition_id: UUID
    message_id: UUID


@dataclass(frozen=True, slots=True)
class NewJoin:
    """A second opinion that is looked into with the order there is (7-11)."""

    id: UUID
    order_id: UUID
    rating_id: UUID
    receipt_number: str
    at: datetime
    message_id: UUID


@dataclass(slots=True)
class Decided:
    """What is to be written: ratings in the order of their unique key, and what they bring."""

    ratings: list[NewRating] = field(default_factory=list)
    orders: list[NewOrder] = field(default_factory=list)
    claims: list[tuple[UUID, UUID]] = field(default_factory=list)  # picture, its rating
    joins: list[NewJoin] = field(default_factory=list)
    # A rating that leaves the figures, the one that counts instead, and when.
    superseded: list[tuple[UUID, UUID, datetime]] = field(default_factory=list)

    def settled(self, stored: set[UUID]) -> set[UUID]:
        """The ratings nothing has to be asked about: stored, and joined to no order."""
        return stored.difference(join.rating_id for join in self.joins)


@dataclass(frozen=True, slots=True)
class Existing:
    """A rating that was there before, with its order if it has one."""

    evaluator_id: UUID | None
    key: str | None
    opinion: int | None
    rating_id: UUID
    receipt_number: str
    receipt_hash: str
    grade: str
    rated_at: datetime
    late: bool
    order_id: UUID | None
    order_number: str | None
    order_status: str | None
    due_what: str | None
    due_at: datetime | None
    due_provisional: bool | None


@dataclass(slots=True)
class Written:
    """The ids of the ratings that are stored now; what the table says where that is unclear."""

    stored: set[UUID]
    known: dict[UUID, list[Existing]] = field(default_factory=dict)


Decide = Callable[[Facts], Decided]


class Writer(Protocol):
    """Writes batches, one at a time; one file of this folder for each database."""

    async def store(self, batch: Sequence[Submission], decide: Decide) -> Written:
        """Read the facts, let `decide` decide, write it in one transaction.

        Raises `Unreachable` when the database is away, `PictureGone` when a picture is,
        `OrderClosed` when the order to be joined is closed.
        """

    async def close(self) -> None: ...


RATING_COLUMNS = (
    "id, service_record_id, ordinal, opinion, grade, origin, identity_basis, channel, rated_at, "
    "late, tags, dimensions, text, anonymous, evaluator_id, session_id, key, receipt_number, "
    "receipt_hash, device_id, service_token, partner_id, partner_message, first_clerk_id, "
    "second_clerk_id"
)
FIND_COLUMNS = (
    "r.evaluator_id, r.key, r.opinion, r.id AS rating_id, r.receipt_number, r.receipt_hash, "
    "r.grade, r.rated_at, r.late, w.id AS order_id, w.number AS order_number, "
    "w.status AS order_status, w.due_what, w.due_at, w.due_provisional"
)
# The order a rating opened, or the one it was joined to.
ITS_ORDER = """
LEFT JOIN work_order w ON w.id = COALESCE(
  (SELECT o.id FROM work_order o WHERE o.rating_id = r.id),
  (SELECT j.order_id FROM order_source j WHERE j.rating_id = r.id))
"""


def rating_values(row: NewRating) -> tuple[object, ...]:
    """A rating in the order of RATING_COLUMNS."""
    one = row.submission
    first, second = one.clerks or (None, None)
    return (
        one.rating_id,
        one.service_id,
        row.place.ordinal,
        row.place.opinion,
        one.grade,
        one.origin,
        one.identity_basis,
        one.channel,
        one.rated_at,
        row.place.late,
        one.tags,
        one.dimensions,
        one.text,
        one.anonymous,
        one.evaluator_id,
        one.session_id,
        one.key,
        row.receipt_number,
        row.receipt_hash,
        one.device_id,
        one.service_token,
        one.partner_id,
        one.partner_message,
        first,
        second,
    )
