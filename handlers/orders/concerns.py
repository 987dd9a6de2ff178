"""Clues: raised by citizens and by what is looked through, read at their desk (Art. 3, 15)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.concerns import concerns, desks
from actions.concerns.concerns import OpenedConcern
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.orders import concerns as queries
from queries.orders.concerns import Concerns, DeskMembers
from rules.actors import Citizen, StaffMember
from rules.concerns import Desk, Step

Note = Annotated[str, Meta(min_length=4, max_length=1000)]
Reason = Annotated[str, Meta(min_length=4, max_length=500)]
Name = Annotated[str, Meta(min_length=2, max_length=80)]
STEP_ERRORS = ("not_found", "not_allowed_now", "stale")


class Pressed(Struct, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=500)] = ""


class Chosen(Struct, forbid_unknown_fields=True):
    state: Literal["", "open", "dismissed", "confirmed", "referred"] = ""
    page: Annotated[int, Meta(ge=1, le=5000)] = 1


class DecideConcern(Struct, forbid_unknown_fields=True):
    step: Literal["dismiss", "confirm", "reopen"]
    reason: Reason
    version: int


class Refer(Struct, forbid_unknown_fields=True):
    body: Name
    note: Note
    version: int


class ReceiptNumber(Struct, forbid_unknown_fields=True):
    number: Annotated[str, Meta(min_length=1, max_length=60)]


class Result(Struct, forbid_unknown_fields=True):
    text: Note


class NameReader(Struct, forbid_unknown_fields=True):
    desk: Literal["discipline", "care"]
    staff_id: UUID
    reads: bool


@endpoint(
    "POST",
    "/api/my/ratings/{rating_id}/pressed",
    may=May.EVALUATOR,
    takes=Pressed,
    errors=("not_found",),
    limit=Limit(20, 3600),
)
async def report_pressed(call: Call[Citizen, Pressed], rating_id: UUID) -> Nothing:
    """Say that an own rating was pressed for; it goes to the bureau, not to the unit (3-5)."""
    await concerns.report_pressed(
        rating_id=rating_id, text=call.body.text, by=call.by, deps=call.deps, now=call.now
    )
    return Nothing()


@endpoint("GET", "/api/concerns", may=May.BUREAU, takes=Chosen, gives=Concerns)
async def list_concerns(call: Call[StaffMember, Chosen]) -> Concerns:
    """Clues the caller may read, the newest first, and what waits at the named desks."""
    return await queries.page(by=call.by, state=call.body.state, page=call.body.page)


@endpoint("GET", "/api/concerns/desks", may=May.BUREAU, gives=DeskMembers)
async def list_desk_members(call: Call[StaffMember, None]) -> DeskMembers:
    """Who by name reads the desks of the own bureau (15-4)."""
    return await queries.members(by=call.by)


@endpoint(
    "POST",
    "/api/concerns/desks",
    may=May.BUREAU,
    takes=NameReader,
    gives=DeskMembers,
    errors=("not_found", "same_person"),
)
async def name_desk_member(call: Call[StaffMember, NameReader]) -> DeskMembers:
    """Name a colleague for a desk, or release them; nobody names themselves (15-4)."""
    change = desks.name if call.body.reads else desks.release
    await change(desk=Desk(call.body.desk), staff_id=call.body.staff_id, by=call.by, now=call.now)
    return await queries.members(by=call.by)


@endpoint(
    "GET",
    "/api/concerns/{concern_id}",
    may=May.BUREAU,
    gives=OpenedConcern,
    errors=("not_found",),
)
async def show_concern(call: Call[StaffMember, None], concern_id: UUID) -> OpenedConcern:
    """One clue with what was sealed of it; that it was read is recorded (15-4)."""
    return await _opened(call, concern_id)


@endpoint(
    "POST",
    "/api/concerns/{concern_id}/decision",
    may=May.BUREAU,
    takes=DecideConcern,
    gives=OpenedConcern,
    errors=STEP_ERRORS,
)
async def decide_concern(call: Call[StaffMember, DecideConcern], concern_id: UUID) -> OpenedConcern:
    """Dismiss, confirm or take up again, with a reason; the rating stays as it is (3-7)."""
    await concerns.decide(
        concern_id=concern_id,
        step=Step(call.body.step),
        reason=call.body.reason,
        version=call.body.version,
        by=call.by,
        now=call.now,
    )
    return await _opened(call, concern_id)


@endpoint(
    "POST",
    "/api/concerns/{concern_id}/referral",
    may=May.BUREAU,
    takes=Refer,
    gives=OpenedConcern,
    errors=STEP_ERRORS,
)
async def refer_concern(call: Call[StaffMember, Refer], concern_id: UUID) -> OpenedConcern:
    """Hand it to the body responsible (15-3)."""
    await concerns.refer(
        concern_id=concern_id,
        body=call.body.body,
        note=call.body.note,
        version=call.body.version,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _opened(call, concern_id)


@endpoint(
    "POST",
    "/api/concerns/{concern_id}/receipt",
    may=May.BUREAU,
    takes=ReceiptNumber,
    gives=OpenedConcern,
    errors=("not_found", "not_allowed_now"),
)
async def note_referral_receipt(
    call: Call[StaffMember, ReceiptNumber], concern_id: UUID
) -> OpenedConcern:
    """The number under which the other body received it, once (15-3)."""
    await concerns.note_receipt(
        concern_id=concern_id, number=call.body.number, by=call.by, now=call.now
    )
    return await _opened(call, concern_id)


@endpoint(
    "POST",
    "/api/concerns/{concern_id}/result",
    may=May.BUREAU,
    takes=Result,
    gives=OpenedConcern,
    errors=("not_found", "not_allowed_now"),
)
async def note_referral_result(call: Call[StaffMember, Result], concern_id: UUID) -> OpenedConcern:
    """What the other body made of it, once (15-3)."""
    await concerns.note_result(
        concern_id=concern_id, text=call.body.text, by=call.by, deps=call.deps, now=call.now
    )
    return await _opened(call, concern_id)


async def _opened(call: Call[StaffMember, Any], concern_id: UUID) -> OpenedConcern:
    return await concerns.read(concern_id=concern_id, by=call.by, deps=call.deps, now=call.now)
