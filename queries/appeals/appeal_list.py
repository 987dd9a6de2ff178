"""Appeals in a list: scoped in the SQL, by clock, the evaluator nowhere (Art. 12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Case, Q, When
from tortoise.functions import Count

from models import Appeal, AppealStep, Staff
from queries.orders.order_list import StatusCount
from queries.shapes import Due
from rules.actors import Role, StaffMember
from rules.appeals import CLOCKS, DECISIONS, NOT_ADOPTED, OPEN, REVIEWED, AppealStatus
from rules.documents import mask_personal_data
from rules.work_calendar import DAY, Calendar, day_bounds, local_day

A_PAGE = 20
# What has a date before what has none: said in so many words, because the two databases put NULL
# at different ends.
OPEN_FIRST = Case(When(due_at__isnull=False, then="1"), default="2")
DECIDED_FIRST = Case(When(decided_at__isnull=False, then="1"), default="2")
SORTS = {
    "clock": (OPEN_FIRST, ("turn", "due_at", "-decided_at", "-lodged_at", "id")),
    "lodged": (OPEN_FIRST, ("-lodged_at", "id")),
    "decided": (DECIDED_FIRST, ("turn", "-decided_at", "-lodged_at", "id")),
}
RELATED = (
    "officer",
    "unit",
    "bureau",
    "reviewer",
    "rating__service_record__item",
    "rating__service_record__institution",
)


class AppealRow(Struct, frozen=True):
    id: UUID
    status: str
    officer_name: str
    unit_name: str
    bureau_name: str
    institution_name: str
    item_name: str
    grade: str
    lodged_at: datetime
    due: Due | None
    overdue: bool
    decided_at: datetime | None
    reviewer_name: str | None  # whom the bureau named
    reason: str  # of the step that ended it; nothing while it is open


class UnitBrief(Struct, frozen=True):
    id: UUID
    name: str


class Appeals(Struct, frozen=True):
    """A page of what was asked for; counts, units and `waiting` are of everything in reach."""

    rows: list[AppealRow]
    total: int
    counts: list[StatusCount]
    overdue: int
    waiting: int  # on the caller's office
    units: list[UnitBrief]
    reviewer_name: str | None  # of the reviewer asked for


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the list is asked for; days are those of the decision, in Asia/Shanghai."""

    status: str = ""
    reviewed: bool = False
    excluded: bool = False
    overdue: bool = False
    waiting: bool = False
    unit_id: UUID | None = None
    reviewer_id: UUID | None = None  # who decided
    first: date | None = None
    last: date | None = None

    def where(self, by: StaffMember, now: datetime) -> Q:
        """The condition in SQL."""
        found = Q(due_at__lte=now) if self.overdue else Q()
        if self.waiting:
            found &= waits_for(by, now)
        if self.status:
            found &= Q(status=self.status)
        if self.reviewed:
            found &= Q(status__in=list(REVIEWED))
        if self.excluded:
            found &= Q(status__in=list(NOT_ADOPTED))
        if self.unit_id:
            found &= Q(unit_id=self.unit_id)
        if self.reviewer_id:  # an appeal is decided once, so it is found once
            found &= Q(steps__staff_id=self.reviewer_id, steps__action__in=list(DECISIONS))
        if self.first:
            found &= Q(decided_at__gte=day_bounds(self.first)[0])
        if self.last:
            found &= Q(decided_at__lt=day_bounds(self.last + DAY)[0])
        return found


def in_reach(by: StaffMember) -> Q:
    """The officer's own, the unit's, the reviewing bureau's; the city and the auditor see all."""
    if by.role is Role.OFFICER:
        return Q(officer_id=by.staff_id)
    if by.role is Role.HANDLER:
        return Q(unit_id=by.institution_id)
    if by.role is Role.COUNTY_BUREAU:
        return Q(bureau_id=by.bureau_id)
    return Q(id__isnull=False)


def waits_for(by: StaffMember, now: datetime) -> Q:
    """Whose turn it is: the officer's once the unit let its time go by, the unit's, the named
    reviewer's or, while nobody is named, that of everybody in the reviewing bureau.
    """
    lodged = Q(status=AppealStatus.LODGED)
    if by.role is Role.OFFICER:
        return lodged & Q(due_at__lte=now)
    if by.role is Role.HANDLER:
        return lodged
    if by.bureau_id is None:
        return Q(id__isnull=True)
    unnamed_or_own = Q(reviewer_id__isnull=True) | Q(reviewer_id=by.staff_id)
    return Q(status=AppealStatus.UNDER_REVIEW, bureau_id=by.bureau_id) & unnamed_or_own


async def listed(
    *,
    by: StaffMember,
    now: datetime,
    calendar: Calendar,
    chosen: Chosen,
    sort: str = "clock",
    page: int,
) -> Appeals:
    """By clock: open ones first, then what is over, newest first; or by day."""
    reach = Appeal.filter(in_reach(by))
    found = reach.filter(chosen.where(by, now))
    turn, order = SORTS[sort]
    rows = (
        await found.annotate(turn=turn)
        .order_by(*order)
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
        .select_related(*RELATED)
    )
    ended = await ends_of(rows, by=by)
    counts = await reach.annotate(n=Count("id")).group_by("status").values("status", "n")
    reviewer = await Staff.get_or_none(id=chosen.reviewer_id) if chosen.reviewer_id else None
    return Appeals(
        rows=[row_of(one, ended.get(one.id), calendar=calendar, now=now) for one in rows],
        total=await found.count(),
        counts=[StatusCount(one["status"], one["n"]) for one in counts],
        overdue=await reach.filter(due_at__lte=now).count(),
        waiting=await reach.filter(waits_for(by, now)).count(),
        units=await _units(by),
        reviewer_name=reviewer.name if reviewer and rows else None,
    )


async def _units(by: StaffMember) -> list[UnitBrief]:
    units = await Appeal.filter(in_reach(by)).distinct().values_list("unit_id", "unit__name")
    return [UnitBrief(key, name) for key, name in sorted(units, key=lambda one: str(one[1]))]


async def ends_of(appeals: Iterable[Appeal], *, by: StaffMember) -> dict[UUID, AppealStep]:
    """The step that ended each of these appeals, of those in reach."""
    reach = await Appeal.filter(in_reach(by), id__in=[one.id for one in appeals]).values_list(
        "id", flat=True
    )
    steps = AppealStep.filter(appeal_id__in=reach).exclude(after__in=list(OPEN))
    return {one.appeal_id: one for one in await steps.select_related("staff")}


def row_of(
    appeal: Appeal, end: AppealStep | None, *, calendar: Calendar, now: datetime
) -> AppealRow:
    record = appeal.rating.service_record
    return AppealRow(
        id=appeal.id,
        status=appeal.status,
        officer_name=appeal.officer.name,
        unit_name=appeal.unit.name,
        bureau_name=appeal.bureau.name,
        institution_name=record.institution.name,
        item_name=record.item.name if record.item else "",
        grade=appeal.rating.grade,
        lodged_at=appeal.lodged_at,
        due=_due(appeal, calendar=calendar, now=now),
        overdue=appeal.due_at is not None and appeal.due_at <= now,
        decided_at=appeal.decided_at,
        reviewer_name=appeal.reviewer.name if appeal.reviewer else None,
        reason=mask_personal_data(end.reason) if end else "",
    )


def _due(appeal: Appeal, *, calendar: Calendar, now: datetime) -> Due | None:
    if appeal.due_at is None:
        return None
    last = local_day(appeal.due_at - timedelta(microseconds=1))
    return Due(
        what=CLOCKS[AppealStatus(appeal.status)],
        at=appeal.due_at,
        working_days_left=calendar.working_days_left(now, appeal.due_at),
        provisional=last.year not in calendar.published_years,
    )
