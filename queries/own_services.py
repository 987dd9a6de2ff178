"""The finished services of a citizen, as applicant or agent, matched by blind index alone."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from queries.shapes import WindowBrief


class OwnService(Struct, frozen=True):
    id: UUID
    item_name: str
    institution_name: str
    window: WindowBrief | None
    ended_at: datetime
    standing: str  # "applicant" | "agent"
    default_due_at: datetime
    rated_as: str | None  # the grade given, None while unrated
    rating_id: UUID | None  # only if it is the citizen's own
    defaulted: bool  # the seven days are over: a rating now is a late comment (6-6)


class WalkIn(Struct, frozen=True):
    """Whether a rating without a service record is possible here now (7-10)."""

    possible: bool
    reason: str | None  # machine code when it is not: window_closed, done_today, limit_reached


class OwnServices(Struct, frozen=True):
    services: list[OwnService]
    walk_in: WalkIn | None  # None when no window was named
