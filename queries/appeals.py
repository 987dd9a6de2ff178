"""Appeals as officer, unit, bureau and auditor see them; the evaluator nowhere (Art. 12)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.functions import Count

from models import Appeal, AppealStep
from queries.my_ratings import split_tags
from rules.actors import Role, StaffMember
from rules.appeals import NOT_ADOPTED, OPEN, TABLE, AppealRole, AppealStatus
from rules.documents import mask_personal_data
from rules.refusals import NotFound
from rules.work_calendar import local_day

RELATED = (
    "officer",
    "unit",
    "bureau",
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
    due_at: datetime | None
    overdue: bool
    decided_at: datetime | None


class Appeals(Struct, frozen=True):
    rows: list[AppealRow]
    overdue: int


class AppealStepView(Struct, frozen=True):
    """Who acted is an office or a person of it; both are the staff's own business."""

    number: int
    action: str
    after: str
    at: datetime
    who: str
    reason: str
    evidence: str


class AppealView(Struct, frozen=True):
    """The rating as its officer knows it: the day, masked text, no case number, no evaluator."""

    row: AppealRow
    reason: str
    evidence: str
    rated_on: date
    tags: list[str]
    text: str
    steps: list[AppealStepView]
    actions: list[str]
    version: int


class ExclusionRate(Struct, frozen=True):
    """How many decided appeals of a unit, or by a reviewer, took the rating out (12-10)."""

    name: str
    decided: int
    excluded: int


class AppealFigures(Struct, frozen=True):
    units: list[ExclusionRate]
    reviewers: list[ExclusionRate]


def in_reach(by: StaffMember) -> Q:
    """The officer's own, the unit's, the reviewing bureau's; the city and the auditor see all."""
    if by.role is Role.OFFICER:
        return Q(officer_id=by.staff_id)
    if by.role is Role.HANDLER:
        return Q(unit_id=by.institution_id)
    if by.role is Role.COUNTY_BUREAU:
        return Q(bureau_id=by.bureau_id)
    return Q(id__isnull=False)


async def listed(*, by: StaffMember, now: datetime) -> Appeals:
    """Open ones by their clock, then the decided, newest first."""
    found = await Appeal.filter(in_reach(by)).order_by("-lodged_at").select_related(*RELATED)
    rows = [_row(one, now=now) for one in found]
    rows.sort(key=lambda row: (row.due_at is None, row.due_at or row.lodged_at))
    return Appeals(rows, sum(row.overdue for row in rows))


async def one(appeal_id: UUID, *, by: StaffMember, now: datetime) -> AppealView:
    """One appeal with its steps and what the caller may do now."""
    appeal = await Appeal.filter(in_reach(by), id=appeal_id).select_related(*RELATED).first()
    if appeal is None:
        raise NotFound
    steps = await AppealStep.filter(appeal_id=appeal.id).order_by("number").select_related("staff")
    rating = appeal.rating
    return AppealView(
        row=_row(appeal, now=now),
        reason=appeal.reason,
        evidence=appeal.evidence,
        rated_on=local_day(rating.rated_at),
        tags=split_tags(rating.tags),
        text=mask_personal_data(rating.text),
        steps=[
            AppealStepView(
                step.number,
                step.action,
                step.after,
                step.at,
                step.staff.name,
                step.reason,
                step.evidence,
            )
            for step in steps
        ],
        actions=_actions(appeal, by=by),
        version=appeal.version,
    )


def _actions(appeal: Appeal, *, by: StaffMember) -> list[str]:
    if by.role is Role.OFFICER:
        role = AppealRole.OFFICER
    elif by.role is Role.HANDLER:
        role = AppealRole.UNIT
    elif by.bureau_id == appeal.bureau.id:
        role = AppealRole.REVIEWER
    else:
        return []
    return [str(action) for action in TABLE.actions_for(AppealStatus(appeal.status), role)]


def _row(appeal: Appeal, *, now: datetime) -> AppealRow:
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
        due_at=appeal.due_at,
        overdue=appeal.due_at is not None and appeal.due_at <= now,
        decided_at=appeal.decided_at,
    )


async def figures(*, by: StaffMember) -> AppealFigures:
    """Where ratings are taken out more often than elsewhere (12-10)."""
    units = (
        await Appeal.filter(in_reach(by))
        .exclude(status__in=list(OPEN))
        .annotate(n=Count("id"))
        .group_by("unit__name", "status")
        .values_list("unit__name", "status", "n")
    )
    reach = await Appeal.filter(in_reach(by)).values_list("id", flat=True)
    reviewers = (
        await AppealStep.filter(appeal_id__in=reach, actor=AppealRole.REVIEWER)
        .annotate(n=Count("id"))
        .group_by("staff__name", "after")
        .values_list("staff__name", "after", "n")
    )
    return AppealFigures(_rates(units), _rates(reviewers))


def _rates(rows: list[tuple[object, ...]]) -> list[ExclusionRate]:
    sums: dict[str, list[int]] = {}
    for name, status, count in rows:
        one = sums.setdefault(str(name), [0, 0])
        one[0] += int(str(count))
        one[1] += int(str(count)) if status in NOT_ADOPTED else 0
    return [ExclusionRate(name, *sums[name]) for name in sorted(sums)]
