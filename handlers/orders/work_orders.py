"""Work orders: looked up, listed, raised by hand, joined with copies (11-5, 11-8, 11-14)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.orders import order_sources, raising
from actions.rating import pictures
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries.orders import follow_ups, order_list
from queries.orders import work_orders as orders
from queries.orders.follow_ups import FollowUps
from queries.orders.order_list import Chosen, OrderPage
from queries.orders.work_orders import Institutions, OrderView
from rules.actors import StaffMember
from rules.sources import Source

Reason = Annotated[str, Meta(min_length=4, max_length=500)]


class OrderFilter(Struct, frozen=True):
    """What of the list is asked for: days of the opening; `waiting` for the own office.

    `channel` and `basis`, by which the rating came and is known whose it is, are for bureaus.
    """

    waiting: bool = False
    status: Annotated[str, Meta(max_length=40)] = ""
    grade: Annotated[str, Meta(max_length=20)] = ""
    channel: Annotated[str, Meta(max_length=20)] = ""
    basis: Annotated[str, Meta(max_length=20)] = ""
    overdue: bool = False
    supervised: bool = False
    extension: bool = False
    repeated: bool = False
    institution_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    search: Annotated[str, Meta(max_length=40)] = ""

    def chosen(self, by: StaffMember) -> Chosen:
        said = {name: getattr(self, name) for name in OrderFilter.__struct_fields__}
        return Chosen(**said).asked_by(by)


class OrderQuery(OrderFilter, frozen=True):
    page: Annotated[int, Meta(ge=1, le=10000)] = 1


class Copy(Struct, forbid_unknown_fields=True):
    """What another system sent about a service: its number there, and the service's here."""

    source: Literal["complaint_platform", "hotline", "gdzwfw_web", "elsewhere"]
    number: Annotated[str, Meta(min_length=1, max_length=64)]
    project_number: Annotated[str, Meta(min_length=1, max_length=64)]
    service_number: Annotated[int, Meta(ge=1, le=32767)] = 1
    note: Annotated[str, Meta(max_length=500)] = ""


class FollowUpQuery(Struct, frozen=True):
    """Days are those of the orders' opening; `waiting` asks for those still to be called."""

    waiting: bool = False
    first: date | None = None
    last: date | None = None
    page: Annotated[int, Meta(ge=1, le=10000)] = 1


class Raise(Struct, forbid_unknown_fields=True):
    reason: Reason


@endpoint("GET", "/api/work-orders", may=May.CASE_STAFF, takes=OrderQuery, gives=OrderPage)
async def list_work_orders(call: Call[StaffMember, OrderQuery]) -> OrderPage:
    """Work orders in the own reach, by clock."""
    return await order_list.page(
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        chosen=call.body.chosen(call.by),
        page=call.body.page,
    )


@endpoint(
    "GET",
    "/api/work-orders/{order_id}",
    may=May.CASE_STAFF,
    gives=OrderView,
    errors=("not_found",),
)
async def show_work_order(call: Call[StaffMember, None], order_id: UUID) -> OrderView:
    """One work order with its steps and what may be done now."""
    return await order_view(call, order_id)


@endpoint(
    "GET",
    "/api/work-orders/{order_id}/institutions",
    may=May.BUREAU,
    gives=Institutions,
    errors=("not_found",),
)
async def list_institutions(call: Call[StaffMember, None], order_id: UUID) -> Institutions:
    """The institutions this order can be dispatched to."""
    return await orders.institutions(order_id, by=call.by)


@endpoint(
    "GET",
    "/api/work-orders/{order_id}/pictures/{picture_id}",
    may=May.CASE_STAFF,
    gives=File,
    errors=("not_found",),
)
async def show_order_picture(
    call: Call[StaffMember, None], order_id: UUID, picture_id: UUID
) -> File:
    """A picture of the rating behind an order in the own reach."""
    content = await pictures.read_of_order(
        picture_id, order_id=order_id, by=call.by, deps=call.deps
    )
    return File(content, "image/jpeg")


@endpoint(
    "POST",
    "/api/statistics/ratings/{rating_id}/work-order",
    may=May.BUREAU,
    takes=Raise,
    gives=OrderView,
    errors=("not_found", "not_allowed_now"),
)
async def raise_order(call: Call[StaffMember, Raise], rating_id: UUID) -> OrderView:
    """Raise a work order by hand on an opinion whose grade opens none (11-14)."""
    order_id = await raising.raise_order(
        rating_id=rating_id, reason=call.body.reason, by=call.by, deps=call.deps, now=call.now
    )
    return await order_view(call, order_id)


@endpoint(
    "GET", "/api/work-orders/follow-ups", may=May.CASE_STAFF, takes=FollowUpQuery, gives=FollowUps
)
async def list_follow_ups(call: Call[StaffMember, FollowUpQuery]) -> FollowUps:
    """Whom to call, who was called by whom, and how many citizens were spoken to (11-8)."""
    return await follow_ups.page(
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        rule_sets=call.deps.rule_sets,
        waiting=call.body.waiting,
        first=call.body.first,
        last=call.body.last,
        page=call.body.page,
    )


@endpoint(
    "POST",
    "/api/work-orders/sources",
    may=May.BUREAU,
    takes=Copy,
    gives=OrderView,
    errors=("no_order_of_service", "source_taken"),
)
async def join_source(call: Call[StaffMember, Copy]) -> OrderView:
    """Join a copy that came from elsewhere to the order about the same service (11-5)."""
    copy = call.body
    order_id = await order_sources.merge(
        source=Source(copy.source),
        number=copy.number,
        project_number=copy.project_number,
        service_number=copy.service_number,
        note=copy.note,
        by=call.by,
        now=call.now,
    )
    return await order_view(call, order_id)


async def order_view(call: Call[StaffMember, Any], order_id: UUID) -> OrderView:
    """One order as the caller sees it."""
    return await orders.one(
        order_id,
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        rule_sets=call.deps.rule_sets,
        indicator_sets=call.deps.indicator_sets,
    )
