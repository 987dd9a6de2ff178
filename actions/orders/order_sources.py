"""A copy another system sent joins the order there is, instead of opening another (11-5)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from models import Bureau, OrderSource, WorkOrder
from queries.order_list import in_reach
from rules.actors import StaffMember
from rules.refusals import Refused
from rules.sources import Source


class NoOrderOfService(Refused):
    """No order in reach is about this service; the copy is a matter of its own (11-1)."""

    code = "no_order_of_service"


class SourceTaken(Refused):
    """This number of the other system stands in the order of another service (11-5)."""

    code = "source_taken"


async def merge(
    *,
    source: Source,
    number: str,
    project_number: str,
    service_number: int,
    note: str,
    by: StaffMember,
    now: datetime,
) -> UUID:
    """Join what came from elsewhere under `number` to the order about the same service.

    The open order of the service, else its newest. The same copy again joins nothing: the unique
    constraint on (source, number) tells, and the order it stands in is the answer (11-5).
    """
    number = number.strip()
    orders = (
        await WorkOrder.filter(
            in_reach(by),
            rating__service_record__project_number=project_number.strip(),
            rating__service_record__service_number=service_number,
        )
        .distinct()
        .order_by("-opened_at")
    )
    if not orders:
        raise NoOrderOfService
    order = next((one for one in orders if one.closed_at is None), orders[0])
    try:
        async with in_transaction():
            await OrderSource.create(
                id=uuid4(),
                order_id=order.id,
                source=source,
                number=number,
                joined_at=now,
                staff_id=by.staff_id,
                office=(await Bureau.get(id=by.bureau_id)).name,
                note=note.strip(),
            )
            if order.closed_at is None:
                await outbox.post(topic="work_order_joined", order_id=order.id, now=now)
    except IntegrityError as error:
        known = await OrderSource.get(source=source, number=number)
        if known.order_id not in {one.id for one in orders}:
            raise SourceTaken from error
        return known.order_id
    return order.id
