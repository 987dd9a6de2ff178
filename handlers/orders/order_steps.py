"""The steps bureau and institution take on a work order (Art. 4, 11; 4-3, 11-2 … 11-10).

Each is one declaration: it takes its step, and the answer is the order as it is then.
"""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from functools import wraps
from typing import Annotated, Any, Literal, TypedDict
from uuid import UUID

from msgspec import Meta, Struct

from actions.dependencies import Dependencies
from actions.orders import extensions, supervision, work_orders
from actions.orders.handling import AT_ONCE, Way
from handlers.endpoint import Call, Run, endpoint
from handlers.orders.work_orders import Reason, order_view
from handlers.permissions import May
from queries.orders.work_orders import OrderView
from rules.actors import StaffMember
from rules.step_pictures import MOST_PICTURES

ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
Note = Annotated[str, Meta(max_length=500)]
Pictures = Annotated[list[UUID], Meta(max_length=MOST_PICTURES)]
Step = Callable[[Call[StaffMember, Any], UUID], Awaitable[None]]


class Seen(Struct, forbid_unknown_fields=True):
    """The version of the order the page showed: a step on another is refused."""

    version: int


class Dispatch(Seen):
    institution_id: UUID
    note: Note = ""


class Because(Seen):
    reason: Reason


class Return(Because):
    pictures: Pictures = []


class Write(Seen):
    text: Text
    pictures: Pictures = []


class Respond(Write):
    handling: Literal["at_once", "by_date", "explained"] = "at_once"
    plan: Annotated[str, Meta(max_length=1000)] = ""
    until: date | None = None


class CallRecord(Seen):
    reached: bool
    note: Note = ""


class DecideExtension(Seen):
    granted: bool
    reason: Note = ""


class Answer(Seen):
    text: Reason
    pictures: Pictures = []


class _Taken(TypedDict):
    version: int
    by: StaffMember
    deps: Dependencies
    now: datetime


def _step(
    path: str, *, may: May, takes: type[Seen], errors: tuple[str, ...] = ()
) -> Callable[[Step], Run]:
    def declare(step: Step) -> Run:
        @endpoint(
            "POST",
            f"/api/work-orders/{{order_id}}/{path}",
            may=may,
            takes=takes,
            gives=OrderView,
            errors=(*errors, *ERRORS),
        )
        @wraps(step)
        async def run(call: Call[StaffMember, Any], order_id: UUID) -> OrderView:
            await step(call, order_id)
            return await order_view(call, order_id)

        return run

    return declare


def _taken(call: Call[StaffMember, Any]) -> _Taken:
    """What every step says beside its own."""
    return {"version": call.body.version, "by": call.by, "deps": call.deps, "now": call.now}


@_step(
    "dispatch",
    may=May.BUREAU,
    takes=Dispatch,
    errors=("institution_unknown", "supervision_unanswered"),
)
async def dispatch(call: Call[StaffMember, Dispatch], order_id: UUID) -> None:
    """Dispatch the order to the institution responsible (11-2)."""
    await work_orders.dispatch(
        order_id=order_id,
        institution_id=call.body.institution_id,
        note=call.body.note,
        **_taken(call),
    )


@_step("accept", may=May.HANDLER, takes=Seen)
async def accept(call: Call[StaffMember, Seen], order_id: UUID) -> None:
    """Accept a dispatched order."""
    await work_orders.accept(order_id=order_id, **_taken(call))


@_step(
    "return",
    may=May.HANDLER,
    takes=Return,
    errors=("supervision_unanswered", "picture_unknown"),
)
async def return_order(call: Call[StaffMember, Return], order_id: UUID) -> None:
    """Return an order that is not the own matter, with a reason (11-6)."""
    await work_orders.return_(
        order_id=order_id,
        reason=call.body.reason,
        pictures=call.body.pictures,
        **_taken(call),
    )


@_step(
    "respond",
    may=May.HANDLER,
    takes=Respond,
    errors=("own_case", "plan_incomplete", "plan_too_late", "picture_unknown"),
)
async def respond(call: Call[StaffMember, Respond], order_id: UUID) -> None:
    """Record the response and how it will be set right (11-3, 11-9)."""
    body = call.body
    await _write(call, order_id, "respond", Way(body.handling, body.plan, body.until))


@_step("rectify", may=May.HANDLER, takes=Write, errors=("own_case", "picture_unknown"))
async def rectify(call: Call[StaffMember, Write], order_id: UUID) -> None:
    """Record the rectification (11-3)."""
    await _write(call, order_id, "rectify")


@_step(
    "feed-back",
    may=May.HANDLER,
    takes=Write,
    errors=("own_case", "supervision_unanswered", "picture_unknown"),
)
async def feed_back(call: Call[StaffMember, Write], order_id: UUID) -> None:
    """Record the feedback to the evaluator (11-3)."""
    await _write(call, order_id, "feed_back")


@_step("calls", may=May.CASE_STAFF, takes=CallRecord, errors=("own_case",))
async def record_call(call: Call[StaffMember, CallRecord], order_id: UUID) -> None:
    """Put a follow-up call to the citizen on record (11-8)."""
    await work_orders.call(
        order_id=order_id, reached=call.body.reached, note=call.body.note, **_taken(call)
    )


@_step("close", may=May.BUREAU, takes=Because, errors=("entries_missing", "calls_missing"))
async def close(call: Call[StaffMember, Because], order_id: UUID) -> None:
    """Close with a reason, once response, rectification and feedback are there (11-3)."""
    await work_orders.close(order_id=order_id, reason=call.body.reason, **_taken(call))


@_step("extension", may=May.HANDLER, takes=Because, errors=("extension_refused",))
async def ask_extension(call: Call[StaffMember, Because], order_id: UUID) -> None:
    """Ask the bureau for more working days, before the clock is over (11-10)."""
    await extensions.ask(order_id=order_id, reason=call.body.reason, **_taken(call))


@_step("extension/decision", may=May.BUREAU, takes=DecideExtension, errors=("reason_missing",))
async def decide_extension(call: Call[StaffMember, DecideExtension], order_id: UUID) -> None:
    """Grant the days of the rule set, or refuse with a reason (11-10)."""
    await extensions.decide(
        order_id=order_id, granted=call.body.granted, reason=call.body.reason, **_taken(call)
    )


@_step("supervision", may=May.BUREAU, takes=Because, errors=("not_near_its_clock",))
async def supervise(call: Call[StaffMember, Because], order_id: UUID) -> None:
    """Press the office whose turn it is for an answer, near or past its clock (4-3)."""
    await supervision.supervise(order_id=order_id, reason=call.body.reason, **_taken(call))


@_step("supervision/answer", may=May.CASE_STAFF, takes=Answer, errors=("picture_unknown",))
async def answer_supervision(call: Call[StaffMember, Answer], order_id: UUID) -> None:
    """Answer a supervision; until then the order goes no further (4-3)."""
    await supervision.answer(
        order_id=order_id, text=call.body.text, pictures=call.body.pictures, **_taken(call)
    )


async def _write(
    call: Call[StaffMember, Any], order_id: UUID, action: str, way: Way = AT_ONCE
) -> None:
    await work_orders.write(
        action=action,
        order_id=order_id,
        text=call.body.text,
        way=way,
        pictures=call.body.pictures,
        **_taken(call),
    )
