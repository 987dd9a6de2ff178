"""Shapes several queries share. Names are the field's; times are UTC, days are Asia/Shanghai's."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct


class HallBrief(Struct, frozen=True):
    id: UUID
    name: str
    address: str


class WindowBrief(Struct, frozen=True):
    """A window as a citizen recognises it: hall, number over the counter, what is done there."""

    id: UUID
    number: str
    name: str
    hall: HallBrief


class Due(Struct, frozen=True):
    """A clock: what is due, by when, and how many working days are left (negative: overdue)."""

    what: str  # dispatch, accept, contact, rectify, answer; endorse, review
    at: datetime
    working_days_left: int
    provisional: bool  # past the last published holiday year


class CaseBrief(Struct, frozen=True):
    """The work order of a poor rating, as its evaluator sees it in a list."""

    id: UUID
    number: str
    status: str
    due: Due | None


class Step(Struct, frozen=True):
    """One transition of a work order."""

    number: int
    action: str
    status: str
    at: datetime
    who: str  # an office's name, or "citizen" or "system"; never a person's
    note: str
    answer: str = ""  # of a citizen who confirms: "solved" or "partly"
    pictures: list[UUID] = []  # of a step between offices; an entry has its own


class Entry(Struct, frozen=True):
    """A response, rectification or feedback (11-3)."""

    round: int
    kind: str
    text: str
    at: datetime
    who: str
    handling: str = ""  # of a response: at_once, by_date, explained (11-9)
    plan: str = ""
    plan_until: date | None = None
    pictures: list[UUID] = []


class JoinedSource(Struct, frozen=True):
    """What else speaks of the order: a copy from elsewhere, or a second opinion (11-5, 7-11).

    `number` is the other system's; a second opinion has none to show, but what was said: its
    grade, tags and masked text.
    """

    source: str
    number: str
    day: date
    office: str
    note: str
    grade: str = ""
    tags: list[str] = []
    text: str = ""


class RepeatedFeedback(Struct, frozen=True):
    """A feedback that nearly repeats an earlier one of its institution (11-3)."""

    round: int
    percent: int
    order_id: UUID
    order_number: str
    text: str  # the earlier one's


class GradeCount(Struct, frozen=True):
    grade: str
    count: int


class Figure(Struct, frozen=True):
    """A figure with what it was made of; `value` is None while the denominator is too small."""

    value: float | None
    numerator: float
    denominator: int
    formula: str


class Composite(Struct, frozen=True):
    """The composite index; `denominator` is how much of the weight of 100 is in (4-2)."""

    value: float | None
    numerator: float
    denominator: float
    formula: str


class TagCount(Struct, frozen=True):
    code: str
    label: str
    count: int
