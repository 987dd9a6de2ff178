"""What a reviewer has to know of the moment a poor rating is about; never whose it is (12-7).

Counts and offices only: of earlier ratings of the same evaluator how many and how poor, never
which. For the reviewing bureau and those who look back, not for the rated (docs/decisions/0022).
"""

from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import Appeal, Duty, Rating, ServiceRecord, Transition, WorkOrder
from models import Entry as EntryRow
from queries.appeals.appeal_list import in_reach
from queries.briefs import entries_of, steps_of
from queries.shapes import Entry, Step
from rules.actors import StaffMember
from rules.grades import GRADES
from rules.refusals import NotFound

EARLIER = timedelta(days=365)
AROUND = timedelta(days=30)
POOR = [str(grade) for grade in GRADES if grade.is_poor]


class OnDuty(Struct, frozen=True):
    """A line of the roster at that moment."""

    officer_name: str
    window_number: str
    starts_at: datetime
    ends_at: datetime
    here: bool  # at the window of the service


class Moment(Struct, frozen=True):
    """The end of the service. Minutes are of it, never of the rating's own time on a clock."""

    ended_at: datetime
    hall_name: str | None
    window_number: str | None
    source: str  # officer, queue_machine, call, walk_in
    handled_at_most: int | None  # minutes since the service before at this window, in this duty
    ended_in_the_hour: int  # services at this window in the hour up to this one
    rated_after: int  # minutes
    roster: list[OnDuty]


class Tally(Struct, frozen=True):
    opinions: int
    poor: int


class Pattern(Struct, frozen=True):
    """How it was before: counts of a year for the evaluator, of thirty days for the places."""

    evaluator: Tally
    evaluator_here: Tally  # of the same institution
    evaluator_officer: Tally  # of the same officer
    evaluator_excluded: int
    officer: Tally
    window: Tally


class Bundle(Struct, frozen=True):
    moment: Moment
    pattern: Pattern
    order_number: str
    order_status: str
    steps: list[Step]
    entries: list[Entry]


async def bundle(appeal_id: UUID, *, by: StaffMember) -> Bundle:
    """Roster, pace, thread and pattern around the rating of an appeal in reach (12-7, 12-4)."""
    appeal = (
        await Appeal.filter(in_reach(by), id=appeal_id)
        .select_related("rating__service_record__hall", "rating__service_record__window")
        .first()
    )
    if appeal is None:
        raise NotFound
    order = await WorkOrder.get(rating_id=appeal.rating_id)
    steps = await Transition.filter(order_id=order.id).order_by("number")
    return Bundle(
        moment=await _moment(appeal.rating),
        pattern=await _pattern(appeal.rating),
        order_number=order.number,
        order_status=order.status,
        steps=steps_of(steps, notes=True),
        entries=entries_of(await EntryRow.filter(order_id=order.id).order_by("step")),
    )


async def _moment(rating: Rating) -> Moment:
    record = rating.service_record
    roster = await _roster(record)
    here = next((one for one in roster if one.here), None)
    hour = record.ended_at - timedelta(hours=1)
    ended = ServiceRecord.filter(window_id=record.window_id).exclude(source="walk_in")
    before = None
    if here and record.source != "walk_in":
        earlier = ended.filter(ended_at__gte=here.starts_at, ended_at__lt=record.ended_at)
        before = await earlier.order_by("-ended_at").first()
    return Moment(
        ended_at=record.ended_at,
        hall_name=record.hall.name if record.hall else None,
        window_number=record.window.number if record.window else None,
        source=record.source,
        handled_at_most=_minutes(record.ended_at - before.ended_at) if before else None,
        ended_in_the_hour=await ended.filter(
            ended_at__gt=hour, ended_at__lte=record.ended_at
        ).count(),
        rated_after=_minutes(rating.rated_at - record.ended_at),
        roster=roster,
    )


async def _roster(record: ServiceRecord) -> list[OnDuty]:
    """Who was on duty in the hall when the service ended, the window of the service first."""
    if record.hall_id is None:
        return []
    at = record.ended_at
    rows = (
        await Duty.filter(window__hall_id=record.hall_id, starts_at__lte=at, ends_at__gt=at)
        .order_by("window__number")
        .select_related("officer", "window")
    )
    roster = [
        OnDuty(
            officer_name=row.officer.name,
            window_number=row.window.number,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            here=row.window_id == record.window_id,
        )
        for row in rows
    ]
    return sorted(roster, key=lambda one: not one.here)


async def _pattern(rating: Rating) -> Pattern:
    record = rating.service_record
    known = rating.evaluator_id is not None  # a device's rating is nobody's: it has no pattern
    own = Q(evaluator_id=rating.evaluator_id) if known else Q(id__isnull=True)
    year, month = _before(rating, EARLIER).filter(own), _before(rating, AROUND)
    here = year.filter(service_record__institution_id=record.institution_id)
    return Pattern(
        evaluator=await _tally(year),
        evaluator_here=await _tally(here),
        evaluator_officer=await _tally(year.filter(service_record__officer_id=record.officer_id)),
        evaluator_excluded=await year.exclude(excluded_at=None).count(),
        officer=await _tally(month.filter(service_record__officer_id=record.officer_id)),
        window=await _tally(month.filter(service_record__window_id=record.window_id)),
    )


def _before(rating: Rating, since: timedelta) -> QuerySet[Rating]:
    """Opinions given in the time before this one."""
    return Rating.filter(
        rated_at__gte=rating.rated_at - since, rated_at__lt=rating.rated_at, superseded_by=None
    ).exclude(origin="default")


async def _tally(found: QuerySet[Rating]) -> Tally:
    return Tally(await found.count(), await found.filter(grade__in=POOR).count())


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
