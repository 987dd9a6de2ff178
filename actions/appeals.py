"""Appeals: lodged by the officer, endorsed by the unit, decided by the bureau (Art. 12).

Each step is one transaction with its row; the unique constraints (one appeal a rating, one number
a step) decide when two act at once, and the loser is told `stale`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import figures, order_clock, order_steps, outbox
from actions.dependencies import Dependencies
from models import Appeal, AppealStep, Bureau, Institution, Rating, Staff, Transition, WorkOrder
from queries.officers import told_at
from rules.actors import StaffMember
from rules.appeals import (
    DECISIONS,
    NOT_ADOPTED,
    OPEN,
    TABLE,
    AppealAction,
    AppealRole,
    AppealStatus,
    due_at,
    file_until,
    may_file_directly,
)
from rules.grades import Grade
from rules.institutions import Level
from rules.rectification import Action, CaseRole
from rules.refusals import NotAllowedNow, NotFound, Refused, Stale
from rules.rule_set import RuleSet


class AlreadyAppealed(Refused):
    """A rating is appealed once (12-6)."""

    code = "already_appealed"


class AppealTooLate(Refused):
    """The time to appeal is over (12-6)."""

    code = "appeal_too_late"


class UnitHasTime(Refused):
    """Directly only once the unit has let its time go by (12-1)."""

    code = "unit_has_time"


class NotIndependent(Refused):
    """The reviewer is the appellant under another account, or dispatched the order (12-7)."""

    code = "not_independent"


class EvidenceMissing(Refused):
    """A decision needs its reason and its evidence (12-4)."""

    code = "evidence_missing"


@dataclass(frozen=True, slots=True)
class _Taken:
    """Who takes a step, and why."""

    action: AppealAction
    role: AppealRole
    by: StaffMember
    reason: str = ""
    evidence: str = ""


async def lodge(
    *,
    rating_id: UUID,
    reason: str,
    evidence: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> UUID:
    """The officer appeals through the own unit; the order's clock pauses (12-1, 12-6, 11-13)."""
    rating = await Rating.get_or_none(
        id=rating_id, service_record__officer_id=by.staff_id
    ).select_related("service_record__institution")
    if rating is None:
        raise NotFound
    rules = deps.rule_sets.named(rating.service_record.rule_set)
    told = await told_at(rating_id, by=by, rules=rules)
    if told is None or not Grade(rating.grade).is_poor or rating.origin == "default":
        raise NotFound  # of a rating the officer was not told of, nothing is known
    if now >= file_until(told, rules, deps.calendar):
        raise AppealTooLate
    unit, bureau_id = await _way(rating.service_record.institution)
    appeal = Appeal(
        id=uuid4(),
        rating_id=rating_id,
        officer_id=by.staff_id,
        unit_id=unit.id,
        bureau_id=bureau_id,
        status=AppealStatus.LODGED,
        version=1,
        reason=reason.strip(),
        evidence=evidence.strip(),
        lodged_at=now,
        due_at=due_at(AppealStatus.LODGED, since=now, rules=rules, calendar=deps.calendar),
    )
    order = await WorkOrder.get(rating_id=rating_id)
    try:
        async with in_transaction():
            appeal.paused_days = await order_clock.pause(order, deps=deps, now=now)
            await appeal.save(force_create=True)
            await _note(appeal, _Taken(AppealAction.LODGE, AppealRole.OFFICER, by), "", now=now)
            await outbox.post(topic="appeal_lodged", order_id=order.id, now=now)
    except IntegrityError as error:
        raise AlreadyAppealed from error
    return appeal.id


async def _way(rated: Institution) -> tuple[Institution, UUID]:
    """Who files, and which bureau reviews (12-2, 12-11, 4-7).

    A village's officers file through their town; the bureau is the one declared for the rated
    institution; an appeal about a bureau's own windows goes to its designated reviewer.
    """
    unit = rated
    if rated.level == Level.VILLAGE and rated.parent_id is not None:
        unit = await Institution.get(id=rated.parent_id)
    bureau = await Bureau.get(id=rated.bureau_id)
    if bureau.own_institution_id == rated.id:
        above = await Bureau.filter(level="city").exclude(id=bureau.id).first()
        reviewer = bureau.reviewer_id or (above.id if above else None)
        if reviewer is None or reviewer == bureau.id:
            raise NotIndependent
        return unit, reviewer
    return unit, bureau.id


async def endorse(
    *,
    appeal_id: UUID,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The unit stands behind the appeal; the bureau's time begins (12-1)."""
    appeal = await _of_unit(appeal_id, by=by)
    taken = _Taken(AppealAction.ENDORSE, AppealRole.UNIT, by, reason)
    await _take(appeal, taken, version=version, deps=deps, now=now)


async def decline(
    *,
    appeal_id: UUID,
    reason: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The unit does not take the appeal on, with a reason; the order's clock goes on (12-1)."""
    appeal = await _of_unit(appeal_id, by=by)
    taken = _Taken(AppealAction.DECLINE, AppealRole.UNIT, by, reason)
    await _take(appeal, taken, version=version, deps=deps, now=now)


async def file_directly(
    *, appeal_id: UUID, version: int, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Past a unit that has let its time go by (12-1)."""
    appeal = await _of_officer(appeal_id, by=by)
    if appeal.status == AppealStatus.LODGED and not may_file_directly(appeal.due_at, now):
        raise UnitHasTime
    taken = _Taken(AppealAction.FILE_DIRECTLY, AppealRole.OFFICER, by)
    await _take(appeal, taken, version=version, deps=deps, now=now)


async def withdraw(
    *, appeal_id: UUID, version: int, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """The officer lets it be."""
    appeal = await _of_officer(appeal_id, by=by)
    taken = _Taken(AppealAction.WITHDRAW, AppealRole.OFFICER, by)
    await _take(appeal, taken, version=version, deps=deps, now=now)


async def decide(
    *,
    appeal_id: UUID,
    action: str,
    reason: str,
    evidence: str,
    version: int,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The bureau decides, with reason and evidence (12-4, 12-5, 12-9)."""
    appeal = await _loaded(appeal_id, bureau_id=by.bureau_id)
    if not reason.strip() or not evidence.strip():
        raise EvidenceMissing
    await _demand_independence(appeal, by=by)
    chosen = AppealAction(action)
    if chosen not in DECISIONS:
        raise NotAllowedNow
    taken = _Taken(chosen, AppealRole.REVIEWER, by, reason, evidence)
    await _take(appeal, taken, version=version, deps=deps, now=now)


async def _demand_independence(appeal: Appeal, *, by: StaffMember) -> None:
    """Neither the appellant under another account nor whoever dispatched the order (12-7)."""
    officer, reviewer = await Staff.get(id=appeal.officer_id), await Staff.get(id=by.staff_id)
    known = officer.document_index is not None
    if known and officer.document_index == reviewer.document_index:
        raise NotIndependent
    dispatched = Transition.filter(
        order__rating_id=appeal.rating_id, action=Action.DISPATCH, staff_id=by.staff_id
    )
    if await dispatched.exists():
        raise NotIndependent


async def _of_unit(appeal_id: UUID, *, by: StaffMember) -> Appeal:
    return await _loaded(appeal_id, unit_id=by.institution_id)


async def _of_officer(appeal_id: UUID, *, by: StaffMember) -> Appeal:
    return await _loaded(appeal_id, officer_id=by.staff_id)


async def _loaded(appeal_id: UUID, **scope: Any) -> Appeal:
    appeal = await Appeal.get_or_none(id=appeal_id, **scope).select_related(
        "rating__service_record"
    )
    if appeal is None:
        raise NotFound
    return appeal


async def _take(
    appeal: Appeal, taken: _Taken, *, version: int, deps: Dependencies, now: datetime
) -> None:
    if appeal.version != version:
        raise Stale(version=appeal.version)
    before = AppealStatus(appeal.status)
    after = TABLE.apply(before, taken.action, taken.role)
    rules: RuleSet = deps.rule_sets.named(appeal.rating.service_record.rule_set)
    order = await order_steps.load((await WorkOrder.get(rating_id=appeal.rating_id)).id)
    try:
        async with in_transaction():
            appeal.version = version + 1
            await _note(appeal, taken, before, after=after, now=now)
            moved = await Appeal.filter(id=appeal.id, version=version).update(
                status=after,
                version=version + 1,
                due_at=due_at(after, since=now, rules=rules, calendar=deps.calendar),
                decided_at=None if after in OPEN else now,
            )
            if moved != 1:
                raise Stale
            if after in NOT_ADOPTED:
                await _exclude(appeal, order, taken.reason, deps=deps, now=now)
            elif after not in OPEN:
                await order_clock.resume(order, deps=deps, now=now)
            topic = "appeal_to_review" if after in OPEN else "appeal_decided"
            await outbox.post(topic=topic, order_id=order.id, now=now)
    except IntegrityError as error:
        raise Stale from error


async def _exclude(
    appeal: Appeal, order: WorkOrder, reason: str, *, deps: Dependencies, now: datetime
) -> None:
    """The rating leaves every figure, its order is closed as invalid, its citizen is told."""
    await Rating.filter(id=appeal.rating_id).update(excluded_at=now)
    await figures.note_change(rating_id=appeal.rating_id, why="excluded", now=now)
    step = order_steps.Step(Action.EXCLUDE, CaseRole.SYSTEM, note=reason[:500], office="system")
    step.changes = {"closed_at": now, "paused_at": None}
    step.topics = ("review_decided",)
    await order_steps.take(order, step, version=order.version, deps=deps, now=now)


async def _note(
    appeal: Appeal, taken: _Taken, before: str, *, now: datetime, after: str = AppealStatus.LODGED
) -> None:
    await AppealStep.create(
        id=uuid4(),
        appeal_id=appeal.id,
        number=appeal.version,
        action=taken.action,
        before=before,
        after=after,
        at=now,
        actor=taken.role,
        staff_id=taken.by.staff_id,
        reason=taken.reason.strip(),
        evidence=taken.evidence.strip(),
    )
