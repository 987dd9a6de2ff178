"""The in-app inbox, of a citizen or of a member of staff. Always written, whatever else fails."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import InboxMessage as Row
from queries.keyset import Key, before
from rules.actors import Citizen, StaffMember

MOST = 100  # at the desk, which turns the pages itself
ON_THE_PHONE = 30  # at once; older ones are asked for


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
    older: bool  # whether there are messages behind the last of these


async def of_citizen(*, behind: Key | None = None, by: Citizen) -> Inbox:
    """The inbox of a citizen, newest first, a piece behind the last message seen."""
    return await _inbox(Q(evaluator_id=by.evaluator_id), behind, ON_THE_PHONE)


async def of_staff(*, by: StaffMember) -> Inbox:
    """The console inbox of a member of staff, newest first."""
    return await _inbox(Q(staff_id=by.staff_id), None, MOST)


async def _inbox(own: Q, behind: Key | None, most: int) -> Inbox:
    found = Row.filter(own, before(behind, "at")).order_by("-at", "-id")
    rows = await found.limit(most + 1)
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
        for row in rows[:most]
    ]
    unread = await Row.filter(own, read_at=None).count()
    return Inbox(messages, unread, older=len(rows) > most)
