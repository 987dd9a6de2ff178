"""Ratings on paper: sheets printed for a window, typed in by two people (Art. 7; 7-12)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.channels import paper, paper_sheets
from handlers.endpoint import Call, File, endpoint
from handlers.permissions import May
from queries.channels import paper_slips
from queries.channels.paper_slips import PaperSlips
from rules.actors import StaffMember
from rules.paper import MOST_AT_ONCE, Typed

Digits = Annotated[str, Meta(min_length=1, max_length=20)]


class WhichSlips(Struct, forbid_unknown_fields=True):
    state: Literal["", "blank", "first", "differs", "agreed", "done", "set_aside"] = ""
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1


class PrintSlips(Struct, forbid_unknown_fields=True):
    """So many sheets for one window."""

    window_id: UUID
    count: Annotated[int, Meta(ge=1, le=MOST_AT_ONCE)]


class PrintedSlips(Struct, frozen=True):
    batch: UUID
    count: int


class TypedSlip(Struct, forbid_unknown_fields=True):
    """What stands on a sheet."""

    number: Digits
    project_number: Annotated[str, Meta(min_length=1, max_length=64)]
    written_on: date
    grade: Annotated[str, Meta(max_length=20)]
    tags: Annotated[list[Annotated[str, Meta(max_length=10)]], Meta(max_length=8)] = []
    service_number: Annotated[int, Meta(ge=1, le=9999)] = 1


class Decision(Struct, forbid_unknown_fields=True):
    """Which of two readings stands; 0: neither, and why."""

    turn: Literal[0, 1, 2]
    reason: Annotated[str, Meta(max_length=200)] = ""


class SlipState(Struct, frozen=True):
    state: str


TYPING = (
    "paper_over",
    "paper_same_person",
    "paper_service",
    "paper_day",
    "paper_rated",
    "paper_own_house",
    "stale",
)


@endpoint(
    "GET",
    "/api/halls/{hall_id}/paper-slips",
    may=May.CODE_STAFF,
    takes=WhichSlips,
    gives=PaperSlips,
    errors=("not_found",),
)
async def list_paper_slips(call: Call[StaffMember, WhichSlips], hall_id: UUID) -> PaperSlips:
    """The sheets of a hall and where each stands."""
    return await paper_slips.of_hall(
        hall_id, state=call.body.state, page=call.body.page, by=call.by
    )


@endpoint(
    "POST",
    "/api/paper-slips",
    may=May.CODE_STAFF,
    takes=PrintSlips,
    gives=PrintedSlips,
    errors=("not_found",),
    status=201,
)
async def print_paper_slips(call: Call[StaffMember, PrintSlips]) -> PrintedSlips:
    """New numbered sheets for a window; the answer names the printing."""
    batch, _ = await paper.print_slips(
        window_id=call.body.window_id, count=call.body.count, by=call.by, now=call.now
    )
    return PrintedSlips(batch, call.body.count)


@endpoint(
    "GET",
    "/api/paper-slips/{batch}/sheets.pdf",
    may=May.CODE_STAFF,
    gives=File,
    errors=("not_found",),
)
async def paper_sheets_pdf(call: Call[StaffMember, None], batch: UUID) -> File:
    """The sheets of a printing that nobody has typed in yet, one page each."""
    content = await paper_sheets.pdf(batch=batch, by=call.by, deps=call.deps)
    return File(content, "application/pdf", "paper-slips.pdf")


@endpoint(
    "POST",
    "/api/paper-entries",
    may=May.CODE_STAFF,
    takes=TypedSlip,
    gives=SlipState,
    errors=("paper_unknown", "unknown_grade", "unknown_tag", "tag_of_another_grade", *TYPING),
)
async def type_in_paper(call: Call[StaffMember, TypedSlip]) -> SlipState:
    """What the caller reads on a sheet; the second person makes it a rating if both agree."""
    sent = call.body
    typed = Typed(
        sent.project_number.strip(),
        sent.service_number,
        sent.written_on,
        sent.grade,
        ",".join(sorted(sent.tags)),
    )
    state = await paper.type_in(
        number=sent.number.replace(" ", ""), typed=typed, by=call.by, deps=call.deps, now=call.now
    )
    return SlipState(state)


@endpoint(
    "POST",
    "/api/paper-slips/{slip_id}/decide",
    may=May.CODE_STAFF,
    takes=Decision,
    gives=SlipState,
    errors=("not_found", "reason_missing", *TYPING),
)
async def decide_paper(call: Call[StaffMember, Decision], slip_id: UUID) -> SlipState:
    """A third person says which reading stands, or sets the sheet aside."""
    return SlipState(
        await paper.decide(
            slip_id=slip_id,
            turn=call.body.turn,
            reason=call.body.reason.strip(),
            by=call.by,
            deps=call.deps,
            now=call.now,
        )
    )
