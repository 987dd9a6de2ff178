"""Rows of the tables as the shapes several queries share."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from models import Entry as EntryRow
from models import StepPicture, Transition, Window, WorkOrder
from queries.shapes import CaseBrief, Due, Entry, HallBrief, Step, WindowBrief
from rules.actors import HOUSE, StaffMember
from rules.documents import mask_personal_data
from rules.rectification import Action, CaseRole, confirmed
from rules.step_pictures import seen_by_citizen
from rules.work_calendar import Calendar, day_bounds, local_day

Pictures = Mapping[int, list[UUID]]  # by the number of the step they were taken with
NONE: Pictures = MappingProxyType({})


def window_brief(window: Window | None) -> WindowBrief | None:
    """A window with its hall, which must have been fetched."""
    if window is None:
        return None
    hall = HallBrief(window.hall.id, window.hall.name, window.hall.address)
    return WindowBrief(window.id, window.number, window.name, hall)


def moment_for(by: StaffMember | None, moment: datetime) -> datetime:
    """When a citizen acted, as `by` may know it: to the rated house its day begins then.

    The minute would tell who it was (3-6, 9-4). None is the citizen.
    """
    known = by is None or by.role not in HOUSE
    return moment if known else day_bounds(local_day(moment))[0]


def due_of(order: WorkOrder, *, calendar: Calendar, now: datetime) -> Due | None:
    """The running clock of an order."""
    if order.due_at is None or order.due_what is None:
        return None
    left = calendar.working_days_left(now, order.due_at)
    return Due(order.due_what, order.due_at, left, bool(order.due_provisional))


def case_brief(order: WorkOrder, *, calendar: Calendar, now: datetime) -> CaseBrief:
    return CaseBrief(
        order.id, order.number, order.status, due_of(order, calendar=calendar, now=now)
    )


async def pictures_of(order_id: UUID) -> Pictures:
    """The pictures of an order's steps, each step's in their order (11-3)."""
    found: dict[int, list[UUID]] = {}
    rows = StepPicture.filter(order_id=order_id, step__isnull=False).order_by("step", "place")
    for one in await rows:
        found.setdefault(one.step, []).append(one.id)
    return found


def steps_of(
    transitions: Iterable[Transition],
    *,
    notes: bool,
    by: StaffMember | None = None,
    pictures: Pictures = NONE,
) -> list[Step]:
    """The steps; offices' notes to each other are not for the citizen (`notes=False`).

    What the citizen said, and why a rating is not adopted, are (12-8). Pictures of entries stand
    with the entries.
    """
    return [_step(row, notes=notes, by=by, pictures=pictures) for row in transitions]


def _step(row: Transition, *, notes: bool, by: StaffMember | None, pictures: Pictures) -> Step:
    note = row.note if notes else _for_the_citizen(row)
    answer = ""
    if row.action == Action.CONFIRM:
        answer, note = confirmed(note)
    # What a citizen did, and what the program did at that moment, bears no office of its own.
    by_an_office = row.office and row.actor != CaseRole.EVALUATOR
    return Step(
        number=row.number,
        action=row.action,
        status=row.after,
        at=row.at if by_an_office else moment_for(by, row.at),
        who=row.office or row.actor,
        note=note,
        answer=answer,
        pictures=[] if seen_by_citizen(row.action) else pictures.get(row.number, []),
    )


def _for_the_citizen(row: Transition) -> str:
    if row.action == Action.EXCLUDE:
        return mask_personal_data(row.note)
    return row.note if row.actor == "evaluator" else ""


def entries_of(rows: Iterable[EntryRow], pictures: Pictures = NONE) -> list[Entry]:
    return [
        Entry(
            round=row.round,
            kind=row.kind,
            text=row.text,
            at=row.at,
            who=row.office,
            handling=row.handling,
            plan=row.plan,
            plan_until=row.plan_until,
            pictures=pictures.get(row.step, []),
        )
        for row in rows
    ]
