"""What officers see of their own ratings: figures in batches, how each came about, the trend.

The day and never the minute, counts and never the evaluator (3-6, 12-6, 12-7, 14-3, 14-4).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import Appeal, Rating, ServiceRecord, Transition, WorkOrder
from queries.rating.my_ratings import split_tags
from queries.shapes import Figure, GradeCount, TagCount
from queries.spans import told_until
from rules import scoring, tags
from rules.actors import StaffMember
from rules.appeals import file_until
from rules.documents import mask_personal_data
from rules.grades import GRADES, Grade
from rules.in_force import RuleSets
from rules.rectification import Action, Status
from rules.rule_set import RuleSet
from rules.work_calendar import Calendar, day_bounds, local_day, month_bounds

TREND = 12  # months
# No rule set lets a service be rated for so long: what ended before is not looked through.
LONGEST_TO_RATE = timedelta(days=366)


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
    may_appeal: bool
    appeal_id: UUID | None
    appeal: str | None  # status of the appeal there is


class Weight(Struct, frozen=True):
    """What the opinions of one grade bring into the average: `points` each."""

    grade: str
    points: int
    count: int


class MonthScore(Struct, frozen=True):
    """A month of the trend; `average` is None while there is no whole batch."""

    month: str
    opinions: int
    counted: int
    average: float | None


class OwnScores(Struct, frozen=True):
    """Shown once `needed` opinions are there; until then only how many there are."""

    month: str  # YYYY-MM
    services: int
    opinions: int
    counted: int  # of them, those in whole batches and not excluded: what the figures are made of
    excluded: int  # not adopted on review, counted nowhere (12-5)
    needed: int
    defaults: int  # a series of its own: never an opinion (6-4)
    average: Figure | None
    satisfaction: Figure | None
    grades: list[GradeCount]
    weights: list[Weight]
    tags: list[TagCount]
    trend: list[MonthScore]  # the oldest month first, ending with this one
    poor_ratings: list[PoorRating]


class _Opinion(Struct, frozen=True):
    grade: str
    tags: str
    excluded: bool
    rule_set: str


async def scores(
    *, by: StaffMember, month: str, now: datetime, rule_sets: RuleSets, calendar: Calendar
) -> OwnScores:
    """The own scores of a month, in whole batches (3-6, 14-3, 14-4).

    Figures are made of the oldest whole batches of opinions: a sixth opinion beside five known
    ones would tell its grade, and its evaluator was just here. For the same reason nothing is told
    of today, not even how many. Excluded ratings keep their place in a batch and leave the
    figures, so that an exclusion tells no other grade either.
    """
    month = month or f"{local_day(now):%Y-%m}"
    start, end = month_bounds(month)
    rules = rule_sets.at(now)
    told = day_bounds(told_until(by, now))[1]
    by_month = await _opinions(by, _months_until(month), told)
    opinions = by_month[month]
    shown = _counted(opinions, rules)
    counts = Counter(one.grade for one in shown)
    return OwnScores(
        month=month,
        services=await ServiceRecord.filter(
            officer_id=by.staff_id, ended_at__gte=start, ended_at__lt=end
        ).count(),
        opinions=sum(not one.excluded for one in opinions),
        counted=len(shown),
        excluded=sum(one.excluded for one in opinions),
        needed=rules.officer_batch.value,
        defaults=await _rated(by, start, min(end, told)).filter(origin="default").count(),
        average=_figure(_average(shown, rule_sets)) if shown else None,
        satisfaction=_figure(scoring.satisfaction(counts)) if shown else None,
        grades=[GradeCount(grade, counts[grade]) for grade in GRADES] if shown else [],
        weights=_weights(shown, rule_sets),
        tags=_tags(code for one in shown for code in split_tags(one.tags)),
        trend=[_month_score(key, said, rule_sets, rules) for key, said in by_month.items()],
        poor_ratings=await _poor(by, month, now=now, rule_sets=rule_sets, calendar=calendar),
    )


def _given(by: StaffMember, start: datetime, end: datetime) -> QuerySet[Rating]:
    return Rating.filter(
        service_record__officer_id=by.staff_id,
        service_record__ended_at__gte=start - LONGEST_TO_RATE,
        service_record__ended_at__lt=end,
        rated_at__gte=start,
        rated_at__lt=end,
    )


def _rated(by: StaffMember, start: datetime, end: datetime) -> QuerySet[Rating]:
    return _given(by, start, end).filter(superseded_by_id=None, late=False)


async def _opinions(
    by: StaffMember, months: list[str], told: datetime
) -> dict[str, list[_Opinion]]:
    """The opinions of each month before `told`, in the order they were given."""
    start, end = month_bounds(months[0])[0], month_bounds(months[-1])[1]
    found = _rated(by, start, min(end, told)).exclude(origin="default").order_by("rated_at", "id")
    by_month: dict[str, list[_Opinion]] = {month: [] for month in months}
    for one in await found.select_related("service_record"):
        opinion = _Opinion(
            one.grade, one.tags, one.excluded_at is not None, one.service_record.rule_set
        )
        by_month[f"{local_day(one.rated_at):%Y-%m}"].append(opinion)
    return by_month


def _counted(opinions: list[_Opinion], rules: RuleSet) -> list[_Opinion]:
    whole = opinions[: scoring.whole_batches(len(opinions), rules)]
    return [one for one in whole if not one.excluded]


def _by_set(shown: Iterable[_Opinion]) -> Mapping[str, Counter[str]]:
    sets: dict[str, Counter[str]] = {}
    for one in shown:
        sets.setdefault(one.rule_set, Counter())[one.grade] += 1
    return sets


def _average(shown: list[_Opinion], rule_sets: RuleSets) -> scoring.Figure:
    """Each opinion at the points of the set its service ended under (1-2)."""
    return scoring.average_of(
        (counts, rule_sets.named(code)) for code, counts in _by_set(shown).items()
    )


def _weights(shown: list[_Opinion], rule_sets: RuleSets) -> list[Weight]:
    """How the average came about: what each opinion weighed, the best grade first (14-3)."""
    counts: Counter[tuple[str, int]] = Counter()
    for code, of_set in _by_set(shown).items():
        for grade, count in of_set.items():
            counts[grade, scoring.points(grade, rule_sets.named(code))] += count
    order = {str(grade): place for place, grade in enumerate(GRADES)}
    rows = sorted(counts.items(), key=lambda pair: (order[pair[0][0]], -pair[0][1]))
    return [Weight(grade, points, count) for (grade, points), count in rows]


def _months_until(month: str) -> list[str]:
    year, number = map(int, month.split("-"))
    last = year * 12 + number - 1
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in range(last - TREND + 1, last + 1)]


def _month_score(
    month: str, opinions: list[_Opinion], rule_sets: RuleSets, rules: RuleSet
) -> MonthScore:
    shown = _counted(opinions, rules)
    value = _average(shown, rule_sets).value if shown else None
    return MonthScore(month, sum(not one.excluded for one in opinions), len(shown), value)


def _figure(figure: scoring.Figure) -> Figure:
    return Figure(figure.value, figure.numerator, figure.denominator, figure.formula)


def _tags(codes: Iterable[str]) -> list[TagCount]:
    ordered = sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0]))
    return [TagCount(code, tags.label_of(code), count) for code, count in ordered]


async def _poor(
    by: StaffMember, month: str, *, now: datetime, rule_sets: RuleSets, calendar: Calendar
) -> list[PoorRating]:
    """Poor ratings the officer has been told of, from when the rule set says (12-6)."""
    start, end = month_bounds(month)
    hidden = [Status.OPENED]
    if rule_sets.at(now).poor_rating_told.value == "at_acceptance":
        hidden.append(Status.DISPATCHED)
    # In two steps: in one, PostgreSQL's plan for any officer and month reads all of the month.
    ids = [row[0] for row in await _given(by, start, end).values_list("id")]
    orders = (
        await WorkOrder.filter(rating_id__in=ids)
        .filter(~Q(status__in=hidden, returned=0))
        .order_by("-opened_at")
        .select_related("rating__service_record__item")
    )
    return [await _told(one, by, now=now, rule_sets=rule_sets, calendar=calendar) for one in orders]


async def _told(
    order: WorkOrder, by: StaffMember, *, now: datetime, rule_sets: RuleSets, calendar: Calendar
) -> PoorRating:
    rating, record = order.rating, order.rating.service_record
    rules = rule_sets.named(record.rule_set)
    told = await told_at(rating.id, by=by, rules=rules)
    until = file_until(told or order.opened_at, rules, calendar)
    appeal = await Appeal.get_or_none(rating_id=rating.id)
    poor = Grade(rating.grade).is_poor
    return PoorRating(
        day=local_day(record.ended_at),
        item_name=record.item.name if record.item else "",
        grade=rating.grade,
        tags=split_tags(rating.tags),
        text=mask_personal_data(rating.text),
        status=order.status,
        rating_id=rating.id,
        appeal_until=until,
        may_appeal=appeal is None and told is not None and poor and now < until,
        appeal_id=appeal.id if appeal else None,
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
