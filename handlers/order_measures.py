"""More time, supervision, and orders raised by hand (Art. 4, 11; 4-3, 11-10, 11-14)."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions import extensions, order_sources, raising, supervision
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from handlers.work_orders import STEP_ERRORS, Reason
from queries import follow_ups
from queries import work_orders as orders
from queries.follow_ups import FollowUps
from queries.work_orders import OrderView
from rules.actors import StaffMember
from rules.sources import Source


class Ask(Struct, forbid_unknown_fields=True):
    reason: Reason
    version: int


class Decide(Struct, forbid_unknown_fields=True):
    granted: bool
    version: int
    reason: Annotated[str, Meta(max_length=500)] = ""


class Answer(Struct, forbid_unknown_fields=True):
    text: Reason
    version: int


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


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/extension",
    may=May.HANDLER,
    takes=Ask,
    gives=OrderView,
    errors=("extension_refused", *STEP_ERRORS),
)
async def ask_extension(call: Call[StaffMember, Ask], order_id: UUID) -> OrderView:
    """Ask the bureau for more working days, before the clock is over (11-10)."""
    await extensions.ask(
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
    "/api/work-orders/{order_id}/extension/decision",
    may=May.BUREAU,
    takes=Decide,
    gives=OrderView,
    errors=("reason_missing", *STEP_ERRORS),
)
async def decide_extension(call: Call[StaffMember, Decide], order_id: UUID) -> OrderView:
    """Grant the days of the rule set, or refuse with a reason (11-10)."""
    await extensions.decide(
        order_id=order_id,
        granted=call.body.granted,
        reason=call.body.reason,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, order_id)


@endpoint(
    "POST",
    "/api/work-orders/{order_id}/supervision",
    may=May.BUREAU,
    takes=Ask,
    gives=OrderView,
    errors=("not_near_its_clock", *STEP_ERRORS),
)
async def supervise(call: Call[StaffMember, Ask], order_id: UUID) -> OrderView:
    """Press the office whose turn it is for an answer, near or past its clock (4-3)."""
    await supervision.supervise(
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
    "/api/work-orders/{order_id}/supervision/answer",
    may=May.CASE_STAFF,
    takes=Answer,
    gives=OrderView,
    errors=STEP_ERRORS,
)
async def answer_supervision(call: Call[StaffMember, Answer], order_id: UUID) -> OrderView:
    """Answer a supervision; until then the order goes no further (4-3)."""
    await supervision.answer(
        order_id=order_id,
        text=call.body.text,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _view(call, order_id)


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
    return await _view(call, order_id)


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
