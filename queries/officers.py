"""What an officer sees: the duty of today, and the own scores in batches (12-7, 14-3, 14-4)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from queries.shapes import Figure, GradeCount, TagCount, WindowBrief


class ItemBrief(Struct, frozen=True):
    id: UUID
    code: str
    name: str


class Duty(Struct, frozen=True):
    """Where the officer is on the roster now; `window` is None when off duty."""

    window: WindowBrief | None
    until: datetime | None
    link: str | None  # what the window's code says
    items: list[ItemBrief]
    ended_today: int


class PoorRating(Struct, frozen=True):
    """A poor rating as its officer may know it: the day, never the minute, never the evaluator."""

    day: date
    item_name: str
    grade: str
    tags: list[str]
    text: str  # personal data masked
    status: str


class OwnScores(Struct, frozen=True):
    """Shown once `needed` opinions are there; until then only how many there are."""

    month: str  # YYYY-MM
    services: int
    opinions: int
    needed: int
    defaults: int  # a series of its own: never an opinion (6-4)
    average: Figure | None
    satisfaction: Figure | None
    grades: list[GradeCount]
    tags: list[TagCount]
    poor_ratings: list[PoorRating]
