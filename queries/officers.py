"""What an officer sees: the duty of today, and the own scores in batches (12-7, 14-3, 14-4)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Appeal, Rating, ServiceItem, ServiceRecord, Transition, WindowCode, WorkOrder
from models import Duty as DutyRow
from queries.briefs import window_brief
from queries.my_ratings import split_tags
from queries.shapes import Figure, GradeCount, TagCount, WindowBrief
from rules import scoring, tags
from rules.actors import StaffMember
from rules.appeals import file_until
from rules.documents import mask_personal_data
from rules.grades import GRADES
from rules.rectification import Action, Status
from rules.rule_set import RuleSet
from rules.window_codes import link
from rules.work_calendar import Calendar, day_bounds, local_day, month_bounds


class ItemBrief(Struct, frozen=True):
    id: UUID
    code: str
    name: str


class Duty(Struct, frozen=True):
    """Where the officer is on the roster now; `window` is None when off duty."""

    window: WindowBrief | None
    until: datetime | None
    link: str | None  # what the window's code says
    items: list[ItemBrief]
    ended_today: int


class PoorRating(Struct, frozen=True):
    """A poor rating as its officer may know it: the day, never the minute, never the evaluator."""

    day: date
    item_name: str
    grade: str
    tags: list[str]
    text: str  # personal data masked
    status: str
    rating_id: UUID  # what an appeal names; random, and known to nobody else
    appeal_until: datetime
    appeal: str | None  # status of the appeal there is


class OwnScores(Struct, frozen=True):
    """Shown once `needed` opinions are there; until then only how many there are."""

    month: str  # YYYY-MM
    services: int
    opinions: int
    needed: int
    defaults: int  # a series of its own: never an opinion (6-4)
    average: Figure | None
    satisfaction: Figure | None
    grades: list[GradeCount]
    tags: list[TagCount]
    poor_ratings: list[PoorRating]


async def duty(*, by: StaffMember, now: datetime, public_url: str) -> Duty:
    """Where the officer is on the roster now, and the items of the own institution."""
    row = (
        await DutyRow.filter(officer_id=by.staff_id, starts_at__lte=now, ends_at__gt=now)
        .select_related("window__hall")
        .first()
    )
    items = await ServiceItem.filter(institution_id=by.institution_id).order_by("name")
    code = await WindowCode.get_or_none(window_id=row.window.id, active=1) if row else None
    start, end = day_bounds(local_day(now))
    ended = await ServiceRecord.filter(
        officer_id=by.staff_id, ended_at__gte=start, ended_at__lt=end
    ).count()
    return Duty(
        window=window_brief(row.window) if row else None,
        until=row.ends_at if row else None,
        link=link(public_url, code.token) if code else None,
        items=[ItemBrief(item.id, item.code, item.name) for item in items],
        ended_today=ended,
    )


async def scores(
    *, by: StaffMember, month: str, now: datetime, rules: RuleSet, calendar: Calendar
) -> OwnScores:
    """The own scores of a month, in whole batches (3-6, 14-3, 14-4).

    Figures are made of the oldest whole batches of opinions: a sixth opinion beside five known
    ones would tell its grade, and its evaluator was just here.
    """
    month = month or f"{local_day(now):%Y-%m}"
    start, end = month_bounds(month)
    rated = Rating.filter(
        service_record__officer_id=by.staff_id,
        rated_at__gte=start,
        rated_at__lt=end,
        excluded_at=None,
        superseded_by=None,
        late=False,
    )
    opinions = await (
        rated.exclude(origin="default").order_by("rated_at", "id").values_list("grade", "tags")
    )
    shown = opinions[: scoring.whole_batches(len(opinions), rules)]
    counts = Counter(str(grade) for grade, _ in shown)
    return OwnScores(
        month=month,
        services=await ServiceRecord.filter(
            officer_id=by.staff_id, ended_at__gte=start, ended_at__lt=end
        ).count(),
        opinions=len(opinions),
        needed=rules.officer_batch.value,
        defaults=await rated.filter(origin="default").count(),
        average=_figure(scoring.average(counts, rules)) if shown else None,
        satisfaction=_figure(scoring.satisfaction(counts)) if shown else None,
        grades=[GradeCount(grade, counts[grade]) for grade in GRADES] if shown else [],
        tags=_tags(code for _, codes in shown for code in split_tags(str(codes))),
        poor_ratings=await _poor(by, start, end, rules, calendar),
    )


def _figure(figure: scoring.Figure) -> Figure:
    return Figure(figure.value, figure.numerator, figure.denominator, figure.formula)


def _tags(codes: Iterable[str]) -> list[TagCount]:
    ordered = sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0]))
    return [TagCount(code, tags.label_of(code), count) for code, count in ordered]


async def _poor(
    by: StaffMember, start: datetime, end: datetime, rules: RuleSet, calendar: Calendar
) -> list[PoorRating]:
    """Poor ratings the officer has been told of, from when the rule set says (12-6)."""
    hidden = [Status.OPENED]
    if rules.poor_rating_told.value == "at_acceptance":
        hidden.append(Status.DISPATCHED)
    orders = (
        await WorkOrder.filter(
            rating__service_record__officer_id=by.staff_id,
            rating__rated_at__gte=start,
            rating__rated_at__lt=end,
        )
        .filter(~Q(status__in=hidden, returned=0))
        .order_by("-opened_at")
        .select_related("rating__service_record__item")
    )
    return [await _told(order, by=by, rules=rules, calendar=calendar) for order in orders]


async def _told(
    order: WorkOrder, *, by: StaffMember, rules: RuleSet, calendar: Calendar
) -> PoorRating:
    rating, record = order.rating, order.rating.service_record
    told = await told_at(rating.id, by=by, rules=rules) or order.opened_at
    appeal = await Appeal.get_or_none(rating_id=rating.id)
    return PoorRating(
        day=local_day(record.ended_at),
        item_name=record.item.name if record.item else "",
        grade=rating.grade,
        tags=split_tags(rating.tags),
        text=mask_personal_data(rating.text),
        status=order.status,
        rating_id=rating.id,
        appeal_until=file_until(told, rules, calendar),
        appeal=appeal.status if appeal else None,
    )


async def told_at(rating_id: UUID, *, by: StaffMember, rules: RuleSet) -> datetime | None:
    """When the officer was told of a poor rating of the own; None if that has not happened."""
    moment = Action.DISPATCH if rules.poor_rating_told.value == "at_dispatch" else Action.ACCEPT
    step = (
        await Transition.filter(
            order__rating_id=rating_id,
            order__rating__service_record__officer_id=by.staff_id,
            action=moment,
        )
        .order_by("number")
        .first()
    )
    return step.at if step else None
