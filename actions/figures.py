"""Keeping the rollups right when what was counted changes (Art. 12–14; 12-5, 13-5)."""

from datetime import date, datetime
from uuid import UUID, uuid4

from actions.sql import marks
from models import OrderChange, RatingChange


async def note_change(*, rating_id: UUID, why: str, now: datetime) -> None:
    """Have every rollup this rating stands in corrected; inside the transaction of the change.

    `why` is `excluded`, `superseded`, `made_up`, or `came_later`: tapped on a device that had no
    network until its day had been counted. Other new ratings need no note.
    """
    await RatingChange.create(id=uuid4(), rating_id=rating_id, why=why, at=now)


async def note_order(*, order_id: UUID, day: date, now: datetime) -> None:
    """Have the rounds due on a day counted again; inside the transaction of an order's step."""
    await OrderChange.create(id=uuid4(), order_id=order_id, day=day, at=now)


async def mark_day(day: date) -> None:
    """Have a whole day counted again, when many of its ratings changed at once."""
    await marks.run(marks.DAY, day)
