"""The in-app inbox, of a citizen or of a member of staff. Always written, whatever else fails."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


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
