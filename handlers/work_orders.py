"""Work orders: the bureau dispatches; the institution responds, rectifies, feeds back (Art. 11)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions import pictures, work_orders
from actions.handling import AT_ONCE, Way
from actions.order_sheet import order_sheet
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries import order_list
from queries import work_orders as orders
from queries.order_list import Chosen, OrderPage
from queries.work_orders import Institutions, OrderView
from rules.actors import StaffMember

Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Reason = Annotated[str, Meta(min_length=4, max_length=500)]
STEP_ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")


class OrderFilter(Struct, frozen=True):
    """What of the list is asked for; days are those of the opening."""

    status: Annotated[str, Meta(max_length=40)] = ""
    grade: Annotated[str, Meta(max_length=20)] = ""
    overdue: bool = False
    supervised: bool = False
    extension: bool = False
    repeated: bool = False
    institution_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    search: Annotated[str, Meta(max_length=40)] = ""

    def chosen(self) -> Chosen:
        return Chosen(**{name: getattr(self, name) for name in OrderFilter.__struct_fields__})


class OrderQuery(OrderFilter, frozen=True):
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


class Respond(Struct, forbid_unknown_fields=True):
    text: Text
    version: int
    handling: Literal["at_once", "by_date", "explained"] = "at_once"
    plan: Annotated[str, Meta(max_length=1000)] = ""
    until: date | None = None


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
    return await order_list.page(
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        chosen=call.body.chosen(),
        page=call.body.page,
    )


@endpoint("GET", "/api/work-orders/file", may=May.CASE_STAFF, takes=OrderFilter, gives=File)
async def download_work_orders(call: Call[StaffMember, OrderFilter]) -> File:
    """The chosen orders with what they went through, as CSV, for supervision (4-3)."""
    content = await order_sheet(
        by=call.by, now=call.now, calendar=call.deps.calendar, chosen=call.body.chosen()
    )
    return File(content, "text/csv; charset=utf-8", "work-orders.csv")


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
    errors=("institution_unknown", "supervision_unanswered", *STEP_ERRORS),
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
    errors=("supervision_unanswered", *STEP_ERRORS),
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
    takes=Respond,
    gives=OrderView,
    errors=("own_case", "plan_incomplete", "plan_too_late", *STEP_ERRORS),
)
async def respond(call: Call[StaffMember, Respond], order_id: UUID) -> OrderView:
    """Record the response and how it will be set right (11-3, 11-9)."""
    body = call.body
    way = Way(body.handling, body.plan, body.until)
    return await _write(call, order_id, "respond", way)


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
    errors=("own_case", "supervision_unanswered", *STEP_ERRORS),
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


async def _write(
    call: Call[StaffMember, Any], order_id: UUID, action: str, way: Way = AT_ONCE
) -> OrderView:
    await work_orders.write(
        action=action,
        order_id=order_id,
        text=call.body.text,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
        way=way,
    )
    return await _view(call, order_id)


async def _view(call: Call[StaffMember, Any], order_id: UUID) -> OrderView:
    return await orders.one(
        order_id,
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        rule_sets=call.deps.rule_sets,
        indicator_sets=call.deps.indicator_sets,
    )
