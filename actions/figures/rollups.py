"""The rollups follow the ratings: today again and again, other days when something changed.

Statistics and rankings read these and never count millions of ratings (Art. 12–14; 12-5, 13-5).
A day is always counted whole, so counting twice, or after a crash, changes nothing.
"""

from datetime import date, datetime, timedelta

from tortoise.transactions import in_transaction

from actions.figures.figures import mark_day
from actions.sql.months import month_of, sum_month
from actions.sql.order_rollups import count_orders
from actions.sql.rollups import count_day
from models import OrderChange, Rating, RatingChange, RollupDay, RollupMonth, ServiceRecord
from rules.work_calendar import DAY, local_day, month_days

# A rating is committed within seconds of its moment; for so long the day before is counted along.
AFTER_MIDNIGHT = timedelta(hours=1)
DAYS_A_ROUND = 400
CHANGES_A_ROUND = 500


async def refresh(*, now: datetime) -> int:
    """Count what has to be counted now; how many days were."""
    await _note_days(now)
    await _apply_changes(now)
    await _count_orders(now)
    await mark_day(local_day(now))
    if local_day(now - AFTER_MIDNIGHT) != local_day(now):
        await mark_day(local_day(now - AFTER_MIDNIGHT))
    waiting = await RollupDay.filter(counted_at=None).order_by("-day").limit(DAYS_A_ROUND)
    for one in waiting:
        await count_day(one.day, version=one.version, now=now)
    await _sum_months(now)
    return len(waiting)


async def _note_days(now: datetime) -> None:
    """Every day since the first service that is not listed yet."""
    first = await ServiceRecord.all().order_by("ended_at").first()
    if first is None:
        return
    known = set(await RollupDay.all().values_list("day", flat=True))
    day = local_day(first.ended_at)
    while day < local_day(now):
        if day not in known:
            await mark_day(day)
        day += DAY


async def _sum_months(now: datetime) -> None:
    """Sum the months whose days changed or went by since; those that still wait are left."""
    over = local_day(now - AFTER_MIDNIGHT) - DAY
    known: dict[date, bool] = {}
    for day, counted_at in await RollupDay.filter(day__lte=over).values_list("day", "counted_at"):
        month = month_of(day)
        known[month] = known.get(month, True) and counted_at is not None
    summed = dict(await RollupMonth.all().values_list("month", "through"))
    for month in sorted(known, reverse=True):
        through = min(month_days(f"{month:%Y-%m}")[1], over)
        if known[month] and summed.get(month) != through:
            await sum_month(month, through=through)


async def correct(*, now: datetime) -> int:
    """Count at once what cannot wait for the next round; how many days were (12-5).

    Those of ratings that came later, gave way, or were excluded before their days were counted;
    and those of rounds whose orders changed.
    """
    days = await _apply_changes(now)
    await _count_orders(now)
    for one in await RollupDay.filter(day__in=days, counted_at=None) if days else []:
        await count_day(one.day, version=one.version, now=now)
    return len(days)


async def _apply_changes(now: datetime) -> list[date]:
    """The days of ratings that were excluded, superseded or made up since, marked."""
    changes = await RatingChange.filter(applied_at=None).order_by("at").limit(CHANGES_A_ROUND)
    if not changes:
        return []
    days: set[date] = set()
    async with in_transaction():
        ratings = Rating.filter(id__in=[one.rating_id for one in changes])
        for rating in await ratings.select_related("service_record"):
            days.add(local_day(rating.rated_at))
            due_at = rating.service_record.default_due_at
            if due_at is not None and due_at <= now:
                days.add(local_day(due_at))  # the day its participation counts on
        for day in sorted(days):
            await mark_day(day)
        ids = [one.id for one in changes]
        await RatingChange.filter(id__in=ids).update(applied_at=now)
    return sorted(days)


async def _count_orders(now: datetime) -> None:
    """The days on which rounds of changed orders were due; a day that is not over waits."""
    waiting = OrderChange.filter(applied_at=None, day__lt=local_day(now))
    changes = await waiting.order_by("day").limit(CHANGES_A_ROUND)
    for day in sorted({one.day for one in changes}):
        await count_orders(day)
    if changes:
        ids = [one.id for one in changes]
        await OrderChange.filter(id__in=ids).update(applied_at=now)
