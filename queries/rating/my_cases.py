"""The thread of a case as its evaluator sees it: what happens next, the steps, the reply."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from models import Entry as EntryRow
from models import OrderSource, Transition, WorkOrder
from queries.briefs import due_of, entries_of, pictures_of, steps_of
from queries.notices.notices import quota_left
from queries.rating import my_ratings
from queries.rating.my_ratings import MyRating, Template
from queries.rating.my_reviews import MyReview
from queries.rating.my_reviews import of_rating as review_of
from queries.shapes import Due, Entry, Step
from rules.actors import Citizen
from rules.in_force import RuleSets
from rules.indicators import IndicatorSets
from rules.rectification import TABLE, Action, CaseRole, Status, reopen_until, rounds_used_up
from rules.refusals import NotFound
from rules.work_calendar import Calendar


class MyCase(Struct, frozen=True):
    id: UUID
    number: str
    status: str
    round: int
    bureau_name: str
    institution_name: str | None
    opened_at: datetime
    due: Due | None
    paused: bool  # no clock runs while the officer's appeal is reviewed (11-13)
    review: MyReview | None
    rating: MyRating
    again: MyRating | None  # the own second opinion, looked into with this case (7-11)
    steps: list[Step]
    entries: list[Entry]
    may_answer: bool
    reopen_until: datetime | None
    notices_left: int  # subscription messages still in the quota
    templates: list[Template]
    version: int


async def one(
    case_id: UUID,
    *,
    by: Citizen,
    now: datetime,
    calendar: Calendar,
    rule_sets: RuleSets,
    indicator_sets: IndicatorSets,
    templates: dict[str, str],
) -> MyCase:
    """The thread of an own case."""
    order = await WorkOrder.get_or_none(
        id=case_id, rating__evaluator_id=by.evaluator_id
    ).select_related("bureau", "institution", "rating__service_record")
    if order is None:
        raise NotFound
    rules = rule_sets.named(order.rating.service_record.rule_set)
    steps = await Transition.filter(order_id=order.id).order_by("number")
    entries = await EntryRow.filter(order_id=order.id).order_by("step")
    until = reopen_until(order.closed_at, rules) if order.closed_at else None
    allowed = TABLE.actions_for(Status(order.status), CaseRole.EVALUATOR)
    open_to_answer = (until is None or now <= until) and not rounds_used_up(order.round, rules)
    may_answer = Action.REOPEN in allowed and open_to_answer
    return MyCase(
        id=order.id,
        number=order.number,
        status=order.status,
        round=order.round,
        bureau_name=order.bureau.name,
        institution_name=order.institution.name if order.institution else None,
        opened_at=order.opened_at,
        paused=order.paused_at is not None,
        review=await review_of(order.rating.id),
        due=due_of(order, calendar=calendar, now=now),
        rating=await my_ratings.one(
            order.rating.id, by=by, now=now, calendar=calendar, indicator_sets=indicator_sets
        ),
        again=await _again(order, by=by, now=now, calendar=calendar, indicator_sets=indicator_sets),
        steps=steps_of(steps, notes=False),
        entries=entries_of(entries, await pictures_of(order.id)),
        may_answer=may_answer,
        reopen_until=until if may_answer else None,
        notices_left=await quota_left(account_id=by.account_id) if by.account_id else 0,
        templates=[Template(topic, template) for topic, template in templates.items()],
        version=order.version,
    )


async def _again(
    order: WorkOrder,
    *,
    by: Citizen,
    now: datetime,
    calendar: Calendar,
    indicator_sets: IndicatorSets,
) -> MyRating | None:
    joined = await OrderSource.filter(order_id=order.id, rating_id__isnull=False).first()
    if joined is None or joined.rating_id is None:
        return None
    return await my_ratings.one(
        joined.rating_id, by=by, now=now, calendar=calendar, indicator_sets=indicator_sets
    )
