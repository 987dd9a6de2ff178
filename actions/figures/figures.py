"""Keeping the rollups right when what was counted changes (Art. 12–14; 12-5, 13-5)."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from actions.sql import exclusions, marks
from models import OrderChange, Rating, RatingChange, RollupDay
from rules.work_calendar import local_day

# A rating is committed within seconds of its moment: a day counted so much later has it.
COMMITTED = timedelta(minutes=1)


async def exclude(*, rating_id: UUID, now: datetime) -> None:
    """Take a rating out of every figure at once; inside the transaction of the decision (12-5).

    It is taken out of the rows of its days, and of the sums of their months. If one of the days
    has still to be counted, they are counted whole instead, within the second.
    """
    rating = await Rating.get(id=rating_id).select_related("service_record")
    days, since = {local_day(rating.rated_at)}, rating.rated_at
    due_at = rating.service_record.default_due_at
    due = local_day(due_at) if due_at is not None and due_at <= now else None
    if due_at is not None and due is not None:
        days.add(due)
        since = max(since, due_at)
    for day in sorted(days):
        await exclusions.hold(day)
    if stands := await _has_it(days, rating_id, since):
        await exclusions.take_out(rating_id, rated=local_day(rating.rated_at), due=due)
    if await Rating.filter(id=rating_id, excluded_at=None).update(excluded_at=now):
        await RatingChange.create(
            id=uuid4(),
            rating_id=rating_id,
            why="excluded",
            at=now,
            applied_at=now if stands else None,
        )


async def _has_it(days: set[date], rating_id: UUID, since: datetime) -> bool:
    """Whether the rows of these days were made with the rating."""
    if await RatingChange.filter(rating_id=rating_id, applied_at=None).exists():
        return False
    counted = RollupDay.filter(day__in=days, counted_at__gt=since + COMMITTED)
    return await counted.count() == len(days)


async def note_change(*, rating_id: UUID, why: str, now: datetime) -> None:
    """Have the days this rating stands in counted again; inside the transaction of the change.

    `why` is `superseded`, `made_up`, or `came_later`: made where there was no network, or
    elsewhere, and heard of after its moment. Other new ratings need no note, and `exclude` makes
    its own.
    """
    await RatingChange.create(id=uuid4(), rating_id=rating_id, why=why, at=now)


async def note_late(rating_id: UUID, *, rated_at: datetime, now: datetime) -> None:
    """Note a rating that came longer after its moment than a commit takes.

    Whoever counts days, tells the province or looks for clues has been past this moment already.
    Whoever sent it sends again until it hears of this line.
    """
    if now - rated_at > COMMITTED:
        await note_change(rating_id=rating_id, why="came_later", now=now)


async def note_order(*, order_id: UUID, day: date, now: datetime) -> None:
    """Have the rounds due on a day counted again; inside the transaction of an order's step."""
    await OrderChange.create(id=uuid4(), order_id=order_id, day=day, at=now)


async def mark_day(day: date) -> None:
    """Have a whole day counted again, when many of its ratings changed at once."""
    await marks.run(marks.DAY, day)
