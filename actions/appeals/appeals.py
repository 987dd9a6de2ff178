"""Appeals: lodged by the officer, then endorsed by the unit, or filed past it (Art. 12)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.appeals.appeal_steps import NotIndependent, Taken, load, note, take
from actions.dependencies import Dependencies
from actions.orders import order_clock
from models import Appeal, Bureau, Institution, Rating, WorkOrder
from queries.figures.officer_scores import told_at
from queries.people.same_person import same_person
from rules.actors import StaffMember
from rules.appeals import (
    AppealAction,
    AppealRole,
    AppealStatus,
    due_at,
    file_until,
    may_file_directly,
)
from rules.grades import Grade
from rules.institutions import Level
from rules.refusals import NotFound, Refused


class AlreadyAppealed(Refused):
    """A rating is appealed once (12-6)."""

    code = "already_appealed"


class AppealTooLate(Refused):
    """The time to appeal is over (12-6)."""

    code = "appeal_too_late"


class UnitHasTime(Refused):
    """Directly only once the unit has let its time go by (12-1)."""

    code = "unit_has_time"


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
            await note(appeal, Taken(AppealAction.LODGE, AppealRole.OFFICER, by), "", now=now)
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
    taken = Taken(AppealAction.ENDORSE, AppealRole.UNIT, by, reason)
    await take(appeal, taken, version=version, deps=deps, now=now)


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
    taken = Taken(AppealAction.DECLINE, AppealRole.UNIT, by, reason)
    await take(appeal, taken, version=version, deps=deps, now=now)


async def file_directly(
    *, appeal_id: UUID, version: int, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """Past a unit that has let its time go by (12-1)."""
    appeal = await _of_officer(appeal_id, by=by)
    if appeal.status == AppealStatus.LODGED and not may_file_directly(appeal.due_at, now):
        raise UnitHasTime
    taken = Taken(AppealAction.FILE_DIRECTLY, AppealRole.OFFICER, by)
    await take(appeal, taken, version=version, deps=deps, now=now)


async def withdraw(
    *, appeal_id: UUID, version: int, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """The officer lets it be."""
    appeal = await _of_officer(appeal_id, by=by)
    taken = Taken(AppealAction.WITHDRAW, AppealRole.OFFICER, by)
    await take(appeal, taken, version=version, deps=deps, now=now)


async def _of_unit(appeal_id: UUID, *, by: StaffMember) -> Appeal:
    """An appeal the unit passes on; never through the hands of its own appellant (12-7)."""
    appeal = await load(appeal_id, unit_id=by.institution_id)
    if await same_person(appeal.officer_id, by=by.staff_id):
        raise NotIndependent
    return appeal


async def _of_officer(appeal_id: UUID, *, by: StaffMember) -> Appeal:
    return await load(appeal_id, officer_id=by.staff_id)
