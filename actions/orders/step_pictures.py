"""Pictures of the steps of a work order: kept before the step that takes them (11-3).

Re-encoded without place and camera, under a random key, seen by whoever reads the step
(docs/decisions/0058). The step itself takes them in its own transaction (`order_steps.take`).
"""

import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from actions.dependencies import Dependencies
from actions.orders.order_steps import own_order
from actions.rating.pictures import PictureType, let_go, reencode, stored
from models import StepPicture, Transition, WorkOrder
from queries.orders.order_list import in_reach
from rules.actors import Citizen, Role, StaffMember
from rules.rectification import CaseRole, Status
from rules.refusals import NotAllowedNow, NotFound
from rules.step_pictures import UNUSED, may_add, seen_by_citizen


async def keep(
    *,
    order_id: UUID,
    key: str,
    content: bytes,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> UUID:
    """Keep a picture until a step takes it; under the same key again it is the same picture.

    Art. 11 (11-3). Errors: `not_found` where it is not the caller's turn; `not_allowed_now` if no
    step with pictures is open; `picture_type`.
    """
    order = await own_order(order_id, by=by)
    known = await _known(order_id, key, by=by)
    if known is not None:
        return known
    role = CaseRole.HANDLER if by.role is Role.HANDLER else CaseRole.BUREAU
    if not may_add(Status(order.status), role):
        raise NotAllowedNow
    jpeg = await deps.in_worker(reencode, content)
    if jpeg is None:
        raise PictureType
    made = uuid4()
    try:
        async with stored(jpeg, deps=deps) as store_key:
            await StepPicture.create(
                id=made,
                order_id=order_id,
                staff_id=by.staff_id,
                key=key,
                store_key=store_key,
                size=len(jpeg),
                sha256=hashlib.sha256(jpeg).hexdigest(),
                kept_at=now,
            )
    except IntegrityError:  # the same key at this very moment: the other one is the picture
        first = await _known(order_id, key, by=by)
        if first is None:
            raise
        return first
    return made


async def _known(order_id: UUID, key: str, *, by: StaffMember) -> UUID | None:
    row = await StepPicture.get_or_none(order_id=order_id, staff_id=by.staff_id, key=key)
    return row.id if row else None


async def read(picture_id: UUID, *, order_id: UUID, by: StaffMember, deps: Dependencies) -> bytes:
    """A picture of a step of an order in reach, or an own one that waits. Art. 11 (11-3)."""
    if not await WorkOrder.filter(in_reach(by), id=order_id).exists():
        raise NotFound
    seen = Q(step__isnull=False) | Q(staff_id=by.staff_id)
    row = await StepPicture.filter(seen, id=picture_id, order_id=order_id).first()
    if row is None:
        raise NotFound
    return await deps.gateways.pictures.get(row.store_key)


async def read_own_case(
    picture_id: UUID, *, order_id: UUID, by: Citizen, deps: Dependencies
) -> bytes:
    """A picture of what the citizen is told in the own case. Art. 11 (11-3)."""
    row = await StepPicture.get_or_none(
        id=picture_id, order_id=order_id, order__rating__evaluator_id=by.evaluator_id
    )
    step = row and await Transition.get_or_none(order_id=order_id, number=row.step)
    if not row or not step or not seen_by_citizen(step.action):
        raise NotFound
    return await deps.gateways.pictures.get(row.store_key)


async def sweep(*, deps: Dependencies, now: datetime) -> int:
    """Delete pictures no step took within a day; how many."""
    return await let_go(StepPicture.filter(step=None, kept_at__lte=now - UNUSED), deps=deps)
