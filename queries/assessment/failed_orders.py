"""Orders whose rectification failed: what Article 15 calls 整改不力 (15-1, 15-2).

Counted by the rounds that were due, as every figure on orders is (docs/decisions/0024): what was
not adopted on review is no failure, and nobody owes anything before the first dispatch.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import Entry, OrderRound, WorkOrder
from queries.orders.order_list import in_reach
from rules.accountability import Failure
from rules.actors import StaffMember
from rules.rectification import EntryKind, Status


class FailedOrder(Struct, frozen=True):
    """An order that is part of the grounds, as it stands now."""

    id: UUID
    number: str
    status: str
    grade: str
    item_name: str
    institution_name: str
    opened_at: datetime
    round: int
    failures: list[str]


async def failures_of(
    whose: Mapping[str, Any], start: datetime, end: datetime
) -> dict[UUID, list[Failure]]:
    """The failed orders of a subject with rounds due from `start` to before `end`, and how.

    `whose` is a condition on a work order. For the action that lists suggestions: no reader yet.
    """
    subject = {f"order__{name}": value for name, value in whose.items()}
    rounds = (
        await OrderRound.filter(due_at__gt=start, due_at__lte=end, **subject)
        .exclude(order__status=Status.CLOSED_INVALID)
        .select_related("order__rating__service_record")
        .order_by("due_at")
    )
    ids = [one.order_id for one in rounds]
    entries = await Entry.filter(order_id__in=ids, kind=EntryKind.FEEDBACK) if ids else []
    fed_back = {(one.order_id, one.round): one.at for one in entries}
    found: dict[UUID, set[Failure]] = {}
    for one in rounds:
        at = fed_back.get((one.order_id, one.round))
        assert one.due_at is not None
        failed = _of(one.order)
        if at is None or at >= one.due_at:
            failed.add(Failure.OVERDUE)
        if failed:
            found.setdefault(one.order_id, set()).update(failed)
    return {order: sorted(failed) for order, failed in found.items()}


def _of(order: WorkOrder) -> set[Failure]:
    """Reopened by its evaluator, or sent back by the institution that had to do it after all."""
    failed = set()
    if order.round > 1:
        failed.add(Failure.REOPENED)
    if order.returned and order.institution_id == order.rating.service_record.institution_id:
        failed.add(Failure.REFUSED)
    return failed


async def shown(failures: Mapping[UUID, list[str]], *, by: StaffMember) -> list[FailedOrder]:
    """These orders as they stand now, those in the reader's reach alone (4-6)."""
    if not failures:
        return []
    rows = (
        await WorkOrder.filter(in_reach(by), id__in=list(failures))
        .select_related("rating__service_record__item", "rating__service_record__institution")
        .order_by("opened_at", "number")
    )
    return [
        FailedOrder(
            id=row.id,
            number=row.number,
            status=row.status,
            grade=row.rating.grade,
            item_name=item.name if (item := row.rating.service_record.item) else "",
            institution_name=row.rating.service_record.institution.name,
            opened_at=row.opened_at,
            round=row.round,
            failures=failures[row.id],
        )
        for row in rows
    ]
