"""Appeals of officers and their review (Art. 12)."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct, structs

from actions.appeals import appeal_files, appeals
from actions.appeals.appeal_sheet import appeal_sheet
from handlers.endpoint import Call, File, Limit, endpoint
from handlers.permissions import May
from queries.appeals import appeal_list
from queries.appeals import appeals as queries
from queries.appeals.appeal_list import Appeals, Chosen
from queries.appeals.appeals import AppealView
from rules.actors import StaffMember
from rules.evidence import MOST_BYTES, FileKind

Words = Annotated[str, Meta(min_length=4, max_length=1000)]
Optional = Annotated[str, Meta(max_length=1000)]
Status = Literal[
    "",
    "lodged",
    "under_review",
    "declined",
    "withdrawn",
    "upheld",
    "mistaken",
    "malicious",
]
STEP_ERRORS = ("not_found", "not_allowed_now", "not_yours", "stale")


class Lodge(Struct, forbid_unknown_fields=True):
    rating_id: UUID
    reason: Words
    evidence: Optional = ""


class UnitStep(Struct, forbid_unknown_fields=True):
    reason: Words
    version: int


class OwnStep(Struct, forbid_unknown_fields=True):
    version: int


class AppealFilters(Struct, frozen=True):
    """`reviewer_id` is who decided; days are those of the decision."""

    status: Status = ""
    reviewed: bool = False
    excluded: bool = False
    overdue: bool = False
    waiting: bool = False
    unit_id: UUID | None = None
    reviewer_id: UUID | None = None
    first: date | None = None
    last: date | None = None

    def chosen(self) -> Chosen:
        return Chosen(**{name: getattr(self, name) for name in AppealFilters.__struct_fields__})


class AppealList(AppealFilters, frozen=True):
    sort: Literal["clock", "lodged", "decided"] = "clock"
    page: Annotated[int, Meta(ge=1, le=5000)] = 1


async def step(
    call: Call[StaffMember, Any], appeal_id: UUID, take: Callable[..., Awaitable[object]]
) -> AppealView:
    """Take a step, whose keywords are the fields of the body; the appeal as it is then."""
    body = structs.asdict(call.body)
    await take(appeal_id=appeal_id, by=call.by, deps=call.deps, now=call.now, **body)
    return await view(call, appeal_id)


async def view(call: Call[StaffMember, Any], appeal_id: UUID) -> AppealView:
    """The appeal as the caller sees it now."""
    return await queries.one(appeal_id, by=call.by, now=call.now, calendar=call.deps.calendar)


@endpoint("GET", "/api/appeals", may=May.APPEALS, takes=AppealList, gives=Appeals)
async def list_appeals(call: Call[StaffMember, AppealList]) -> Appeals:
    """Appeals in the own reach, open ones by clock, then the newest decisions."""
    return await appeal_list.listed(
        by=call.by,
        now=call.now,
        calendar=call.deps.calendar,
        chosen=call.body.chosen(),
        sort=call.body.sort,
        page=call.body.page,
    )


@endpoint("GET", "/api/appeals/file", may=May.APPEALS, takes=AppealFilters, gives=File)
async def export_appeals(call: Call[StaffMember, AppealFilters]) -> File:
    """The chosen appeals with the reason of what ended each, as CSV (12-5, 12-10)."""
    content = await appeal_sheet(
        by=call.by, now=call.now, calendar=call.deps.calendar, chosen=call.body.chosen()
    )
    return File(content, "text/csv; charset=utf-8", "appeals.csv")


@endpoint(
    "GET",
    "/api/appeals/{appeal_id}",
    may=May.APPEALS,
    gives=AppealView,
    errors=("not_found",),
)
async def show_appeal(call: Call[StaffMember, None], appeal_id: UUID) -> AppealView:
    """One appeal with its steps."""
    return await view(call, appeal_id)


@endpoint(
    "POST",
    "/api/officer/appeals",
    may=May.OFFICER,
    takes=Lodge,
    gives=AppealView,
    errors=("not_found", "already_appealed", "appeal_too_late", "not_independent"),
    status=201,
)
async def lodge_appeal(call: Call[StaffMember, Lodge]) -> AppealView:
    """Appeal against a poor rating of the own, through the own unit (12-1)."""
    made = await appeals.lodge(
        rating_id=call.body.rating_id,
        reason=call.body.reason,
        evidence=call.body.evidence,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await view(call, made)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/endorse",
    may=May.HANDLER,
    takes=UnitStep,
    gives=AppealView,
    errors=("not_independent", *STEP_ERRORS),
)
async def endorse_appeal(call: Call[StaffMember, UnitStep], appeal_id: UUID) -> AppealView:
    """Stand behind an appeal of an own officer (12-1)."""
    return await step(call, appeal_id, appeals.endorse)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/decline",
    may=May.HANDLER,
    takes=UnitStep,
    gives=AppealView,
    errors=("not_independent", *STEP_ERRORS),
)
async def decline_appeal(call: Call[StaffMember, UnitStep], appeal_id: UUID) -> AppealView:
    """Do not take an appeal on, with a reason (12-1)."""
    return await step(call, appeal_id, appeals.decline)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/file-directly",
    may=May.OFFICER,
    takes=OwnStep,
    gives=AppealView,
    errors=("unit_has_time", *STEP_ERRORS),
)
async def file_appeal_directly(call: Call[StaffMember, OwnStep], appeal_id: UUID) -> AppealView:
    """Past a unit that has let its time go by (12-1)."""
    return await step(call, appeal_id, appeals.file_directly)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/withdraw",
    may=May.OFFICER,
    takes=OwnStep,
    gives=AppealView,
    errors=STEP_ERRORS,
)
async def withdraw_appeal(call: Call[StaffMember, OwnStep], appeal_id: UUID) -> AppealView:
    """Let an own appeal be."""
    return await step(call, appeal_id, appeals.withdraw)


@endpoint(
    "POST",
    "/api/appeals/{appeal_id}/files",
    may=May.APPEALS,
    gives=AppealView,
    errors=(
        "not_found",
        "not_yours",
        "not_allowed_now",
        "too_large",
        "evidence_type",
        "enough_evidence",
        "stale",
    ),
    raw_limit=MOST_BYTES,
    raw_type="application/octet-stream",
    limit=Limit(60, 3600),
    status=201,
)
async def attach_to_appeal(call: Call[StaffMember, bytes], appeal_id: UUID) -> AppealView:
    """Add a picture or a PDF as evidence; what it is, its bytes say (12-4)."""
    await appeal_files.attach(
        appeal_id=appeal_id, content=call.body, by=call.by, deps=call.deps, now=call.now
    )
    return await view(call, appeal_id)


@endpoint(
    "GET",
    "/api/appeals/{appeal_id}/files/{file_id}",
    may=May.APPEALS,
    gives=File,
    errors=("not_found",),
)
async def show_appeal_file(call: Call[StaffMember, None], appeal_id: UUID, file_id: UUID) -> File:
    """A picture to look at, or a PDF to save (12-4)."""
    row, content = await appeal_files.read(
        file_id, appeal_id=appeal_id, by=call.by, deps=call.deps, now=call.now
    )
    if row.kind == FileKind.PDF:
        return File(content, "application/pdf", f"evidence-{row.number}.pdf", attached=True)
    return File(content, "image/jpeg", f"evidence-{row.number}.jpg")
