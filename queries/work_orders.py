"""Work orders as bureau and institution see them: scoped in the SQL, the evaluator anonymous."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from queries.shapes import Due, Entry, Step


class OrderRow(Struct, frozen=True):
    id: UUID
    number: str
    status: str
    grade: str
    item_name: str
    institution_name: str
    bureau_name: str
    hall_name: str | None
    opened_at: datetime
    due: Due | None
    overdue: bool
    round: int
    returned: int


class StatusCount(Struct, frozen=True):
    status: str
    count: int


class OrderPage(Struct, frozen=True):
    rows: list[OrderRow]
    total: int
    counts: list[StatusCount]
    overdue: int


class RatedService(Struct, frozen=True):
    """The rating behind an order; text masked, day instead of minute, no evaluator."""

    grade: str
    tags: list[str]
    dimensions: dict[str, int]
    text: str
    pictures: list[UUID]
    rated_on: date
    item_name: str
    hall_name: str | None
    window_number: str | None
    officer_name: str | None
    linked: bool  # False: a walk-in without service record


class OrderView(Struct, frozen=True):
    row: OrderRow
    rating: RatedService
    steps: list[Step]
    entries: list[Entry]
    actions: list[str]  # what the caller may do now
    version: int  # sent back with each action: a stale one is refused


class InstitutionBrief(Struct, frozen=True):
    id: UUID
    name: str
    level: str
    kind: str
    region_name: str


class Institutions(Struct, frozen=True):
    institutions: list[InstitutionBrief]
