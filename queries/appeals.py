"""Appeals as officer, unit, bureau and auditor see them; the evaluator nowhere (Art. 12)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Case, Q, When
from tortoise.functions import Count

from models import Appeal, AppealFile, AppealStep, Institution, Staff
from queries.my_ratings import split_tags
from queries.order_list import StatusCount
from rules.actors import Role, StaffMember
from rules.appeals import DECISIONS, NOT_ADOPTED, TABLE, AppealAction, AppealRole, AppealStatus
from rules.documents import mask_personal_data
from rules.evidence import may_attach
from rules.refusals import NotFound
from rules.work_calendar import DAY, day_bounds, local_day

A_PAGE = 20
# Open ones by their clock, then what is over: said in so many words, because the two databases
# put NULL at different ends.
TURN = Case(When(due_at__isnull=False, then="1"), default="2")
RELATED = (
    "officer",
    "unit",
    "bureau",
    "reviewer",
    "rating__service_record__item",
    "rating__service_record__institution",
)
# What is between the reviewing bureau and the citizen is not for those who were rated (12-7).
BETWEEN_REVIEWERS = frozenset({AppealAction.CONTACT})


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
    reviewer_name: str | None  # whom the bureau named


class Appeals(Struct, frozen=True):
    """A page of what was asked for; counts are of everything in reach."""

    rows: list[AppealRow]
    total: int
    counts: list[StatusCount]
    overdue: int
    unit_name: str | None  # of the unit asked for
    reviewer_name: str | None  # of the reviewer asked for


class AppealStepView(Struct, frozen=True):
    """Who acted is an office or a person of it; both are the staff's own business."""

    number: int
    action: str
    after: str
    at: datetime
    who: str
    reason: str
    evidence: str
    assignee: str | None


class AppealFileView(Struct, frozen=True):
    id: UUID
    number: int
    kind: str
    size: int
    sha256: str
    added_at: datetime
    actor: str
    who: str


class AppealView(Struct, frozen=True):
    """The rating as its officer knows it: the day, masked text, no case number, no evaluator."""

    row: AppealRow
    reason: str
    evidence: str
    rated_on: date
    tags: list[str]
    text: str
    steps: list[AppealStepView]
    files: list[AppealFileView]
    actions: list[str]
    may_attach: bool
    version: int


class Reviewer(Struct, frozen=True):
    staff_id: UUID
    name: str


class Reviewers(Struct, frozen=True):
    """Whom the bureau can name; whether somebody is independent is decided on naming."""

    rows: list[Reviewer]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the list is asked for; days are those of the decision, in Asia/Shanghai."""

    status: str = ""
    excluded: bool = False
    overdue: bool = False
    unit_id: UUID | None = None
    reviewer_id: UUID | None = None  # who decided
    first: date | None = None
    last: date | None = None

    def where(self, now: datetime) -> Q:
        """The condition in SQL."""
        found = Q(due_at__lte=now) if self.overdue else Q()
        if self.status:
            found &= Q(status=self.status)
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


def role_of(appeal: Appeal, *, by: StaffMember) -> AppealRole | None:
    """The side of an appeal in reach that a member of staff is on; None looks on."""
    if by.role is Role.OFFICER:
        return AppealRole.OFFICER
    if by.role is Role.HANDLER:
        return AppealRole.UNIT
    return AppealRole.REVIEWER if by.bureau_id == appeal.bureau_id else None


async def listed(*, by: StaffMember, now: datetime, chosen: Chosen, page: int) -> Appeals:
    """Open ones by their clock, then what is over, newest first."""
    reach = Appeal.filter(in_reach(by))
    found = reach.filter(chosen.where(now))
    rows = (
        await found.annotate(turn=TURN)
        .order_by("turn", "due_at", "-decided_at", "-lodged_at", "id")
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
        .select_related(*RELATED)
    )
    counts = await reach.annotate(n=Count("id")).group_by("status").values("status", "n")
    unit = await Institution.get_or_none(id=chosen.unit_id) if chosen.unit_id else None
    reviewer = await Staff.get_or_none(id=chosen.reviewer_id) if chosen.reviewer_id else None
    return Appeals(
        rows=[row_of(one, now=now) for one in rows],
        total=await found.count(),
        counts=[StatusCount(one["status"], one["n"]) for one in counts],
        overdue=await reach.filter(due_at__lte=now).count(),
        unit_name=unit.name if unit else None,
        reviewer_name=reviewer.name if reviewer and rows else None,
    )


async def one(appeal_id: UUID, *, by: StaffMember, now: datetime) -> AppealView:
    """One appeal with its steps, its evidence and what the caller may do now."""
    appeal = await Appeal.filter(in_reach(by), id=appeal_id).select_related(*RELATED).first()
    if appeal is None:
        raise NotFound
    rating, role = appeal.rating, role_of(appeal, by=by)
    status = AppealStatus(appeal.status)
    return AppealView(
        row=row_of(appeal, now=now),
        reason=appeal.reason,
        evidence=appeal.evidence,
        rated_on=local_day(rating.rated_at),
        tags=split_tags(rating.tags),
        text=mask_personal_data(rating.text),
        steps=await _steps(appeal, by=by),
        files=await _files(appeal),
        actions=[str(action) for action in TABLE.actions_for(status, role)] if role else [],
        may_attach=may_attach(status, role),
        version=appeal.version,
    )


async def _steps(appeal: Appeal, *, by: StaffMember) -> list[AppealStepView]:
    steps = AppealStep.filter(appeal_id=appeal.id)
    if by.role in (Role.OFFICER, Role.HANDLER):
        steps = steps.exclude(action__in=list(BETWEEN_REVIEWERS))
    return [
        AppealStepView(
            number=step.number,
            action=step.action,
            after=step.after,
            at=step.at,
            who=step.staff.name,
            reason=mask_personal_data(step.reason),
            evidence=mask_personal_data(step.evidence),
            assignee=step.assignee.name if step.assignee else None,
        )
        for step in await steps.order_by("number").select_related("staff", "assignee")
    ]


async def _files(appeal: Appeal) -> list[AppealFileView]:
    rows = AppealFile.filter(appeal_id=appeal.id).order_by("number").select_related("staff")
    return [
        AppealFileView(
            id=row.id,
            number=row.number,
            kind=row.kind,
            size=row.size,
            sha256=row.sha256,
            added_at=row.added_at,
            actor=row.actor,
            who=row.staff.name,
        )
        for row in await rows
    ]


async def reviewers(appeal_id: UUID, *, by: StaffMember) -> Reviewers:
    """Whom the own bureau can name to review an appeal of its own (12-7)."""
    if not await Appeal.filter(id=appeal_id, bureau_id=by.bureau_id).exists():
        raise NotFound
    found = Staff.filter(bureau_id=by.bureau_id, role=by.role, active=True).order_by("name", "id")
    return Reviewers([Reviewer(one.id, one.name) for one in await found])


def row_of(appeal: Appeal, *, now: datetime) -> AppealRow:
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
        reviewer_name=appeal.reviewer.name if appeal.reviewer else None,
    )
