"""A copy another system sent joins the order there is, instead of opening another (11-5)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from actions import outbox
from models import Bureau, OrderSource, WorkOrder
from queries.orders.order_list import in_reach
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
    orders = await _orders(
        in_reach(by),
        rating__service_record__project_number=project_number.strip(),
        rating__service_record__service_number=service_number,
    )
    if not orders:
        raise NoOrderOfService
    order = _current(orders)
    joined = OrderSource(
        id=uuid4(),
        order_id=order.id,
        source=source,
        number=number,
        joined_at=now,
        staff_id=by.staff_id,
        office=(await Bureau.get(id=by.bureau_id)).name,
        note=note.strip(),
    )
    try:
        await _join(order, joined, now=now)
    except IntegrityError as error:
        known = await OrderSource.get(source=source, number=number)
        if known.order_id not in {one.id for one in orders}:
            raise SourceTaken from error
        return known.order_id
    return order.id


async def join_told(
    *, service_id: UUID, source: Source, number: str, note: str, opened: bool, now: datetime
) -> UUID | None:
    """Join what the system of `source` itself told, to the order of a service; None if none is.

    Told again under the same number it joins nothing. An order that was just `opened` by it is no
    news to the offices. Art. 11 (11-1, 11-5). Raises `SourceTaken`.
    """
    orders = await _orders(Q(), rating__service_record_id=service_id)
    if not orders:
        return None
    order = _current(orders)
    joined = OrderSource(
        id=uuid4(), order_id=order.id, source=source, number=number, joined_at=now, note=note
    )
    try:
        await _join(order, joined, now=now, news=not opened)
    except IntegrityError as error:
        known = await OrderSource.get(source=source, number=number)
        if known.order_id not in {one.id for one in orders}:
            raise SourceTaken from error
        return known.order_id
    return order.id


async def _orders(within: Q, **of_service: Any) -> list[WorkOrder]:
    return await WorkOrder.filter(within, **of_service).distinct().order_by("-opened_at")


def _current(orders: list[WorkOrder]) -> WorkOrder:
    """The open one, else the newest."""
    return next((one for one in orders if one.closed_at is None), orders[0])


async def _join(order: WorkOrder, joined: OrderSource, *, now: datetime, news: bool = True) -> None:
    async with in_transaction():
        await joined.save(force_create=True)
        if news and order.closed_at is None:
            await outbox.post(topic="work_order_joined", order_id=order.id, now=now)
