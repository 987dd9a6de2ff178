"""Sheets of paper in the demo: printed, taken out of the box, typed in by hall and bureau."""

from datetime import datetime
from random import Random

from tortoise.queryset import QuerySet

from actions.channels import paper
from actions.dependencies import Dependencies
from models import PaperEntry, PaperSlip, ServiceRecord, Window
from rules.actors import StaffMember
from rules.grades import Grade
from rules.paper import Paper, Typed
from rules.refusals import Refused
from rules.work_calendar import local_day
from server.demo.members import by_login
from server.demo.people import demo_persons
from server.demo.rosters import AROUND_THE_CLOCK

CLERKS = ("hall", "city-second")
BLANK = 4  # sheets that lie at the window
# Most are content; now and then two people read a sheet differently, or the second is still busy.
GRADES = (Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.SATISFIED, Grade.DISSATISFIED)
ENDS = (Paper.DONE, Paper.DONE, Paper.DONE, Paper.DIFFERS, Paper.FIRST)


async def first_sheets(*, deps: Dependencies, now: datetime) -> int:
    """Once: one sheet of each kind, and some blank ones; how many were typed in."""
    if await PaperSlip.exists():
        return 0
    found = [await _sheet(end, Random(0), deps=deps, now=now) for end in dict.fromkeys(ENDS)]
    hall, number = AROUND_THE_CLOCK.split("/")
    window = await Window.get(hall__code=hall, number=number)
    clerk = await by_login(CLERKS[0])
    await paper.print_slips(window_id=window.id, count=BLANK, by=clerk, now=now)
    return sum(found)


async def one_sheet(*, rng: Random, deps: Dependencies, now: datetime) -> int:
    """Somebody wrote a sheet; 1 if there was a service to write it of."""
    return await _sheet(rng.choice(ENDS), rng, deps=deps, now=now)


async def _sheet(end: Paper, rng: Random, *, deps: Dependencies, now: datetime) -> int:
    first, second = [await by_login(one) for one in CLERKS]
    typed_in = await PaperEntry.all().values_list("project_number", flat=True)
    record = await _services(deps, now).exclude(project_number__in=[*typed_in, ""]).first()
    if record is None or record.window_id is None:
        return 0
    batch, _ = await paper.print_slips(window_id=record.window_id, count=1, by=first, now=now)
    slip = await PaperSlip.get(batch=batch)
    grade, today = rng.choice(GRADES), local_day(now)
    typed = Typed(record.project_number, record.service_number, today, grade, "")
    other = Typed(record.project_number, record.service_number, today, Grade.VERY_DISSATISFIED, "")
    try:
        await _type(slip, typed, first, deps=deps, now=now)
        if end is not Paper.FIRST:
            again = other if end is Paper.DIFFERS else typed
            await _type(slip, again, second, deps=deps, now=now)
    except Refused:
        return 0  # a clerk belongs to the house, or the citizen was faster on the phone
    return 1


async def _type(
    slip: PaperSlip, typed: Typed, by: StaffMember, *, deps: Dependencies, now: datetime
) -> None:
    await paper.type_in(number=slip.number, typed=typed, by=by, deps=deps, now=now)


def _services(deps: Dependencies, now: datetime) -> QuerySet[ServiceRecord]:
    """Services of strangers nobody has rated, latest first, in the hall that never closes."""
    hall, _ = AROUND_THE_CLOCK.split("/")
    known = [one.index(deps.keys) for one in demo_persons()]
    there = ServiceRecord.filter(
        hall__code=hall,
        window_id__isnull=False,
        applicant_index__isnull=False,
        default_due_at__gt=now,
        ratings__id__isnull=True,
        paper_slip__id__isnull=True,
    )
    return there.exclude(applicant_index__in=known).order_by("-ended_at")
