"""Sheets of paper as hall and bureau see them: where each stands, never who wrote it (7-12)."""

from datetime import date
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.functions import Count

from models import PaperEntry, PaperSlip, Staff
from queries.channels.rating_devices import halls_in_reach
from rules.actors import Role, StaffMember
from rules.paper import Paper, Typed
from rules.refusals import NotFound
from rules.work_calendar import local_day

PER_PAGE = 20


class TypedBy(Struct, frozen=True):
    """Who typed a sheet in, and on which day."""

    turn: int
    clerk_name: str
    on: date


class Reading(Struct, frozen=True):
    """One of two readings that differ, for the third person alone."""

    turn: int
    project_number: str
    service_number: int
    written_on: date
    grade: str
    tags: list[str]


class PaperRow(Struct, frozen=True):
    """`own`: the caller has typed it in. `readings` only where the caller may decide."""

    id: UUID
    number: str
    batch: UUID
    window_number: str
    window_name: str
    printed_on: date
    state: str
    typed: list[TypedBy]
    own: bool
    readings: list[Reading]
    reason: str


class PaperSlips(Struct, frozen=True):
    """`counts` by state, of the whole hall."""

    hall_id: UUID
    hall_name: str
    counts: dict[str, int]
    rows: list[PaperRow]
    total: int
    page: int
    per_page: int


def slips_in_reach(by: StaffMember) -> Q:
    """Of closed halls as well: what was written there is typed in still."""
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    if by.role is Role.COUNTY_BUREAU:
        return Q(window__hall__bureau_id=by.bureau_id)
    return Q(window__hall_id=by.hall_id) | Q(window__hall__parent_id=by.hall_id)


def typed_of(entry: PaperEntry) -> Typed:
    """What an entry says of its sheet."""
    return Typed(
        entry.project_number, entry.service_number, entry.written_on, entry.grade, entry.tags
    )


async def of_hall(hall_id: UUID, *, state: str, page: int, by: StaffMember) -> PaperSlips:
    """The sheets of a hall in reach, those touched last first."""
    hall = await halls_in_reach(by).filter(id=hall_id).first()
    if hall is None:
        raise NotFound
    here = PaperSlip.filter(window__hall_id=hall_id)
    counted = await here.annotate(sheets=Count("id")).group_by("state").values("state", "sheets")
    counts = {str(one): 0 for one in Paper} | {one["state"]: one["sheets"] for one in counted}
    chosen = here.filter(state=state) if state else here
    rows = (
        await chosen.order_by("-changed_at", "number")
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
        .select_related("window")
    )
    me = await Staff.get(id=by.staff_id)
    entries = (
        await PaperEntry.filter(slip_id__in=[one.id for one in rows])
        .order_by("turn")
        .select_related("clerk")
    )
    return PaperSlips(
        hall_id=hall_id,
        hall_name=hall.name,
        counts=counts,
        rows=[_row(one, [e for e in entries if e.slip_id == one.id], me) for one in rows],
        total=counts[state] if state else sum(counts.values()),
        page=page,
        per_page=PER_PAGE,
    )


def _row(slip: PaperSlip, entries: list[PaperEntry], me: Staff) -> PaperRow:
    own = (me.document_index or str(me.id)) in {one.person for one in entries}
    shown = entries if slip.state == Paper.DIFFERS and not own else []
    return PaperRow(
        id=slip.id,
        number=slip.number,
        batch=slip.batch,
        window_number=slip.window.number,
        window_name=slip.window.name,
        printed_on=local_day(slip.printed_at),
        state=slip.state,
        typed=[TypedBy(one.turn, one.clerk.name, local_day(one.at)) for one in entries],
        own=own,
        readings=[_reading(one) for one in shown],
        reason=slip.reason,
    )


def _reading(entry: PaperEntry) -> Reading:
    return Reading(
        turn=entry.turn,
        project_number=entry.project_number,
        service_number=entry.service_number,
        written_on=entry.written_on,
        grade=entry.grade,
        tags=entry.tags.split(",") if entry.tags else [],
    )


async def to_print(batch: UUID, *, by: StaffMember) -> list[PaperSlip]:
    """The sheets of a printing nobody has typed in, to be printed (again)."""
    blank = PaperSlip.filter(slips_in_reach(by), batch=batch, state=Paper.BLANK)
    found = await blank.order_by("number").select_related("window__hall")
    if not found:
        raise NotFound
    return found
