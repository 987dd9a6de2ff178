"""An order raised by hand, on an opinion whose grade opens none (Art. 11; 11-14)."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from models import Bureau, Rating, Transition, WorkOrder
from rules.actors import Role, StaffMember
from rules.order_clocks import clock_of
from rules.rating import Origin
from rules.rectification import Action, CaseRole, Status
from rules.refusals import NotAllowedNow, NotFound


async def raise_order(
    *, rating_id: UUID, reason: str, by: StaffMember, deps: Dependencies, now: datetime
) -> UUID:
    """Open a work order on an opinion in the own area; the one there is, if there is one.

    Nobody said anything in a default, and what was excluded is not taken up again.
    Art. 11 (11-14).
    """
    rating = await _rating(rating_id, by=by)
    if rating.origin == Origin.DEFAULT or rating.excluded_at is not None:
        raise NotAllowedNow
    known = await WorkOrder.get_or_none(rating_id=rating.id)
    if known is not None:
        return known.id
    opening = {
        "actor": CaseRole.BUREAU,
        "staff_id": by.staff_id,
        "office": (await Bureau.get(id=by.bureau_id)).name,
        "note": reason,
    }
    return await _open(rating, opening, deps=deps, now=now)


async def open_told(*, rating: Rating, office: str, deps: Dependencies, now: datetime) -> UUID:
    """Open an order on an opinion because another system sent one about its service (11-1).

    `rating` comes with its service record; `office` is the word of the system. Told again, the
    order there is.
    """
    opening = {"actor": CaseRole.SYSTEM, "office": office}
    return await _open(rating, opening, deps=deps, now=now)


async def _rating(rating_id: UUID, *, by: StaffMember) -> Rating:
    area = Q() if by.role is Role.CITY_BUREAU else Q(service_record__bureau_id=by.bureau_id)
    rating = await Rating.filter(area, id=rating_id).select_related("service_record").first()
    if rating is None:
        raise NotFound
    return rating


async def _open(
    rating: Rating, opening: dict[str, Any], *, deps: Dependencies, now: datetime
) -> UUID:
    try:
        return await _write(rating, opening, deps=deps, now=now)
    except IntegrityError:  # somebody else was quicker
        return (await WorkOrder.get(rating_id=rating.id)).id


async def _write(
    rating: Rating, opening: dict[str, Any], *, deps: Dependencies, now: datetime
) -> UUID:
    record, order_id = rating.service_record, uuid4()
    clock = clock_of(
        Status.OPENED,
        since=now,
        rules=deps.rule_sets.named(record.rule_set),
        calendar=deps.calendar,
    )
    assert clock is not None
    async with in_transaction():
        await WorkOrder.create(
            id=order_id,
            number=f"{secrets.randbelow(10**12):012d}",
            rating_id=rating.id,
            status=Status.OPENED,
            bureau_id=record.bureau_id,
            area_id=record.bureau_id,
            opened_at=now,
            due_what=clock.what,
            due_at=clock.at,
            due_provisional=clock.provisional,
        )
        await Transition.create(
            id=uuid4(),
            order_id=order_id,
            number=1,
            action=Action.OPEN,
            before="",
            after=Status.OPENED,
            at=now,
            **opening,
        )
        await outbox.post(topic="work_order_opened", order_id=order_id, now=now)
    return order_id
