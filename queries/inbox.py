"""The in-app inbox, of a citizen or of a member of staff. Always written, whatever else fails."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import InboxMessage as Row
from rules.actors import Citizen, StaffMember

MOST = 100


class InboxMessage(Struct, frozen=True):
    id: UUID
    topic: str
    title: str
    body: str
    case_id: UUID | None
    at: datetime
    read: bool


class Inbox(Struct, frozen=True):
    messages: list[InboxMessage]
    unread: int


async def of_citizen(*, by: Citizen) -> Inbox:
    """The inbox of a citizen, newest first."""
    return await _inbox(Q(evaluator_id=by.evaluator_id))


async def of_staff(*, by: StaffMember) -> Inbox:
    """The console inbox of a member of staff, newest first."""
    return await _inbox(Q(staff_id=by.staff_id))


async def _inbox(own: Q) -> Inbox:
    rows = await Row.filter(own).order_by("-at").limit(MOST)
    messages = [
        InboxMessage(
            row.id,
            row.topic,
            row.title,
            row.body,
            row.order_id,
            row.at,
            row.read_at is not None,
        )
        for row in rows
    ]
    return Inbox(messages, await Row.filter(own, read_at=None).count())
