"""Work orders: the bureau dispatches; the institution responds, rectifies, feeds back (Art. 11)."""

from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from actions import pictures, work_orders
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries import work_orders as orders
from queries.work_orders import Institutions, OrderPage, OrderView
from rules.actors import StaffMember

Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Reason = Annotated[str, Meta(min_length=4, max_length=500)]
STEP_ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")


class OrderQuery(Struct, frozen=True):
    status: Annotated[str, Meta(max_length=40)] = ""
    overdue: bool = False
    search: Annotated[str, Meta(max_length=40)] = ""
    page: Annotated[int, Meta(ge=1, le=10000)] = 1


class Dispatch(Struct, forbid_unknown_fields=True):
    institution_id: UUID
    version: int
    note: Annotated[str, Meta(max_length=500)] = ""


class Accept(Struct, forbid_unknown_fields=True):
    version: int


class Return(Struct, forbid_unknown_fields=True):
    reason: Reason
    version: int


class Write(Struct, forbid_unknown_fields=True):
    text: Text
    version: int


class CallRecord(Struct, forbid_unknown_fields=True):
    reached: bool
    version: int
    note: Annotated[str, Meta(max_length=500)] = ""


class Close(Struct, forbid_unknown_fields=True):
    reason: Reason
    version: int


@endpoint("GET", "/api/work-orders", may=May.CASE_STAFF, takes=OrderQuery, gives=OrderPage)
async def list_work_orders(call: Call[StaffMember, OrderQuery]) -> OrderPage:
    """Work orders in the own reach, by clock."""
    q = call.body
    return await orders.page(
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        status=q.status,
        overdue=q.overdue,
        search=q.search,
        page=q.page,
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
    return await _view(call, order_id)


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/dispatch",
    may=May.BUREAU,
    takes=Dispatch,
    gives=OrderView,
    errors=("institution_unknown", *STEP_ERRORS),
)
async def dispatch(call: Call[StaffMember, Dispatch], order_id: UUID) -> OrderView:
    """Dispatch the order to the institution responsible (11-2)."""
    await work_orders.dispatch(
        order_id=order_id,
        institution_id=call.body.institution_id,
        note=call.body.note,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, order_id)


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/accept",
    may=May.HANDLER,
    takes=Accept,
    gives=OrderView,
    errors=STEP_ERRORS,
)
async def accept(call: Call[StaffMember, Accept], order_id: UUID) -> OrderView:
    """Accept a dispatched order."""
    await work_orders.accept(
        order_id=order_id, version=call.body.version, by=call.by, deps=call.deps, now=call.now
    )
    return await _view(call, order_id)


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/return",
    may=May.HANDLER,
    takes=Return,
    gives=OrderView,
    errors=STEP_ERRORS,
)
async def return_order(call: Call[StaffMember, Return], order_id: UUID) -> OrderView:
    """Return an order that is not the own matter, with a reason (11-6)."""
    await work_orders.return_(
        order_id=order_id,
        reason=call.body.reason,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, order_id)


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/respond",
    may=May.HANDLER,
    takes=Write,
    gives=OrderView,
    errors=("own_case", *STEP_ERRORS),
)
async def respond(call: Call[StaffMember, Write], order_id: UUID) -> OrderView:
    """Record the response (11-3)."""
    return await _write(call, order_id, "respond")


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/rectify",
    may=May.HANDLER,
    takes=Write,
    gives=OrderView,
    errors=("own_case", *STEP_ERRORS),
)
async def rectify(call: Call[StaffMember, Write], order_id: UUID) -> OrderView:
    """Record the rectification (11-3)."""
    return await _write(call, order_id, "rectify")


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/feed-back",
    may=May.HANDLER,
    takes=Write,
    gives=OrderView,
    errors=("own_case", *STEP_ERRORS),
)
async def feed_back(call: Call[StaffMember, Write], order_id: UUID) -> OrderView:
    """Record the feedback to the evaluator (11-3)."""
    return await _write(call, order_id, "feed_back")


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/calls",
    may=May.CASE_STAFF,
    takes=CallRecord,
    gives=OrderView,
    errors=("own_case", *STEP_ERRORS),
)
async def record_call(call: Call[StaffMember, CallRecord], order_id: UUID) -> OrderView:
    """Put a follow-up call to the citizen on record (11-8)."""
    await work_orders.call(
        order_id=order_id,
        reached=call.body.reached,
        note=call.body.note,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, order_id)


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/close",
    may=May.BUREAU,
    takes=Close,
    gives=OrderView,
    errors=("entries_missing", "calls_missing", *STEP_ERRORS),
)
async def close(call: Call[StaffMember, Close], order_id: UUID) -> OrderView:
    """Close with a reason, once response, rectification and feedback are there (11-3)."""
    await work_orders.close(
        order_id=order_id,
        reason=call.body.reason,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, order_id)


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


async def _write(call: Call[StaffMember, Write], order_id: UUID, action: str) -> OrderView:
    await work_orders.write(
        action=action,
        order_id=order_id,
        text=call.body.text,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, order_id)


async def _view(call: Call[StaffMember, Any], order_id: UUID) -> OrderView:
    return await orders.one(order_id, by=call.by, now=call.now, calendar=call.deps.calendar)
