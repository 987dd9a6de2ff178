"""The in-app inbox, of a citizen or of a member of staff. Always written, whatever else fails."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from msgspec import Struct

from models import Appeal
from models import InboxMessage as Row
from queries.keyset import Key, before
from rules.actors import Citizen, StaffMember

A_PAGE = 20  # at the desk
ON_THE_PHONE = 30  # at once; older ones are asked for
NONE: Mapping[UUID, UUID] = MappingProxyType({})


class InboxMessage(Struct, frozen=True):
    id: UUID
    topic: str
    title: str
    body: str
    case_id: UUID | None
    at: datetime
    read: bool
    appeal_id: UUID | None = None  # which appeal it tells of


class Inbox(Struct, frozen=True):
    messages: list[InboxMessage]
    unread: int
    older: bool  # whether there are messages behind the last of these


class StaffInbox(Struct, frozen=True):
    """A page of what was asked for, of which there are `total`; `unread` counts all that wait."""

    messages: list[InboxMessage]
    unread: int
    total: int


async def of_citizen(*, behind: Key | None = None, by: Citizen) -> Inbox:
    """The inbox of a citizen, newest first, a piece behind the last message seen."""
    own = Row.filter(evaluator_id=by.evaluator_id)
    found = own.filter(before(behind, "at")).order_by("-at", "-id")
    rows = await found.limit(ON_THE_PHONE + 1)
    unread = await own.filter(read_at=None).count()
    return Inbox(_told(rows[:ON_THE_PHONE]), unread, older=len(rows) > ON_THE_PHONE)


async def of_staff(*, by: StaffMember, page: int = 1, unread: bool = False) -> StaffInbox:
    """A page of the console inbox of a member of staff, newest first."""
    own = Row.filter(staff_id=by.staff_id)
    waiting = own.filter(read_at=None)
    asked = waiting if unread else own
    rows = await asked.order_by("-at", "-id").offset((page - 1) * A_PAGE).limit(A_PAGE)
    appeals = await _appeals(rows)
    return StaffInbox(_told(rows, appeals), await waiting.count(), await asked.count())


async def _appeals(rows: Sequence[Row]) -> dict[UUID, UUID]:
    """The appeal against the rating of an order, by order: there is one at most."""
    orders = [row.order_id for row in rows if row.order_id and row.topic.startswith("appeal_")]
    if not orders:
        return {}
    pairs = await Appeal.filter(rating__work_order__id__in=orders).values_list(
        "rating__work_order__id", "id"
    )
    return dict(pairs)


def _told(rows: Sequence[Row], appeals: Mapping[UUID, UUID] = NONE) -> list[InboxMessage]:
    return [
        InboxMessage(
            row.id,
            row.topic,
            row.title,
            row.body,
            row.order_id,
            row.at,
            row.read_at is not None,
            appeals.get(row.order_id) if row.order_id else None,
        )
        for row in rows
    ]
