"""An appeal as officer, unit, bureau and auditor see it; the evaluator nowhere (Art. 12)."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Appeal, AppealFile, AppealStep, Bulletin, OrderRound
from queries.appeals.appeal_list import RELATED, AppealRow, ends_of, in_reach, row_of
from queries.appeals.appeal_reviewers import barred
from queries.people.same_person import same_person
from queries.rating.my_ratings import split_tags
from rules.actors import Role, StaffMember
from rules.appeals import (
    TABLE,
    AppealAction,
    AppealRole,
    AppealStatus,
    Bar,
    may_file_directly,
)
from rules.bulletins import BulletinStatus
from rules.documents import mask_personal_data
from rules.evidence import may_attach
from rules.order_clocks import due_day
from rules.refusals import NotFound
from rules.work_calendar import Calendar, local_day

# What is between the reviewing bureau and the citizen is not for those who were rated (12-7).
BETWEEN_REVIEWERS = frozenset({AppealAction.CONTACT})


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


class TouchedBulletin(Struct, frozen=True):
    """The version in force of a published month that counted the rating or its order (12-6)."""

    id: UUID
    period: str
    issuer: str
    own: bool  # of the caller's bureau, which then corrects it
    corrected: bool  # compiled after the rating was taken out


class AppealView(Struct, frozen=True):
    """The rating as its officer knows it: the day, masked text, no case number, no evaluator.

    `barred` is what keeps the caller from deciding or passing it on, `actions` what is left.
    """

    row: AppealRow
    reason: str
    evidence: str
    rated_on: date
    tags: list[str]
    text: str
    steps: list[AppealStepView]
    files: list[AppealFileView]
    touched: list[TouchedBulletin]
    actions: list[str]
    barred: Bar | None
    may_attach: bool
    version: int


def role_of(appeal: Appeal, *, by: StaffMember) -> AppealRole | None:
    """The side of an appeal in reach that a member of staff is on; None looks on."""
    if by.role is Role.OFFICER:
        return AppealRole.OFFICER
    if by.role is Role.HANDLER:
        return AppealRole.UNIT
    return AppealRole.REVIEWER if by.bureau_id == appeal.bureau_id else None


async def one(appeal_id: UUID, *, by: StaffMember, now: datetime, calendar: Calendar) -> AppealView:
    """One appeal with its steps, its evidence and what the caller may do now."""
    appeal = await Appeal.filter(in_reach(by), id=appeal_id).select_related(*RELATED).first()
    if appeal is None:
        raise NotFound
    rating, role = appeal.rating, role_of(appeal, by=by)
    ended = await ends_of([appeal], by=by)
    bar = await _bar(appeal, role, by=by)
    return AppealView(
        row=row_of(appeal, ended.get(appeal.id), calendar=calendar, now=now),
        reason=appeal.reason,
        evidence=appeal.evidence,
        rated_on=local_day(rating.rated_at),
        tags=split_tags(rating.tags),
        text=mask_personal_data(rating.text),
        steps=await _steps(appeal, by=by),
        files=await _files(appeal),
        touched=await _touched(appeal, by=by),
        actions=_actions(appeal, role, bar, now=now),
        barred=bar,
        may_attach=may_attach(AppealStatus(appeal.status), role),
        version=appeal.version,
    )


async def _bar(appeal: Appeal, role: AppealRole | None, *, by: StaffMember) -> Bar | None:
    """What keeps the caller from what their side is to do now."""
    if role is AppealRole.REVIEWER and appeal.status == AppealStatus.UNDER_REVIEW:
        return await barred(appeal, by=by)
    if role is AppealRole.UNIT and appeal.status == AppealStatus.LODGED:
        own = await same_person(appeal.officer_id, by=by.staff_id)
        return Bar.APPELLANT if own else None
    return None


def _actions(
    appeal: Appeal, role: AppealRole | None, bar: Bar | None, *, now: datetime
) -> list[str]:
    """What the table allows, less what this person or this moment does not (12-1, 12-7)."""
    if role is None:
        return []
    open_ = set(TABLE.actions_for(AppealStatus(appeal.status), role))
    if bar is not None:  # whoever may not decide may still name somebody who does
        open_ &= {AppealAction.ASSIGN}
    if not may_file_directly(appeal.due_at, now):
        open_.discard(AppealAction.FILE_DIRECTLY)
    return [str(action) for action in AppealAction if action in open_]


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


async def _touched(appeal: Appeal, *, by: StaffMember) -> list[TouchedBulletin]:
    """Months published with the rating or its order in them: an exclusion needs a note there."""
    rating = appeal.rating
    rounds = await OrderRound.filter(order__rating_id=rating.id).exclude(due_at=None)
    days = {local_day(rating.rated_at), *(due_day(one.due_at) for one in rounds if one.due_at)}
    found = (
        await Bulletin.filter(
            Q(bureau_id=rating.service_record.bureau_id) | Q(bureau__level="city"),
            period__in=[f"{day:%Y-%m}" for day in days],
            status=BulletinStatus.PUBLISHED,
        )
        .order_by("period", "version")
        .select_related("bureau")
    )
    newest = {(one.bureau_id, one.period): one for one in found}
    return [
        TouchedBulletin(
            id=one.id,
            period=one.period,
            issuer=one.bureau.name,
            own=one.bureau_id == by.bureau_id,
            corrected=appeal.decided_at is not None and appeal.decided_at <= one.cut_off,
        )
        for one in newest.values()
    ]
