"""The thread of a case as its evaluator sees it: what happens next, the steps, the reply."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from queries.my_ratings import MyRating, Template
from queries.shapes import Due, Entry, Step


class MyCase(Struct, frozen=True):
    id: UUID
    number: str
    status: str
    round: int
    bureau_name: str
    institution_name: str | None
    opened_at: datetime
    due: Due | None
    rating: MyRating
    steps: list[Step]
    entries: list[Entry]
    may_answer: bool
    reopen_until: datetime | None
    notices_left: int  # subscription messages still in the quota
    templates: list[Template]
    version: int
