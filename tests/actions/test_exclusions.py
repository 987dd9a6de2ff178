"""An exclusion leaves in every day and month what counting it all again would (12-5)."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from tortoise.transactions import in_transaction

from actions.figures import figures, rollups
from actions.sql.months import ROLLUPS
from models import Rating, RatingChange, RollupDay
from models.figures.months import MONTHS
from rules.work_calendar import local_day
from tests.actions.test_rollups import LATER, month_of_ratings
from tests.support.town import NOW
from tests.support.write_path import WritePath


async def exclude(rating: Rating) -> None:
    async with in_transaction():
        await figures.exclude(rating_id=rating.id, now=LATER)


async def everything() -> dict[str, Counter[Any]]:
    """What every table says; rows that come to nothing say nothing."""
    found: dict[str, Counter[Any]] = {}
    for day_table, month_table in MONTHS.items():
        keys, counts = ROLLUPS[day_table._meta.db_table.removesuffix("_day")]
        for table in (day_table, month_table):
            said = found[table.__name__] = Counter()
            for row in await table.all().values():
                key = tuple(str(row[name]) for name in ("day", *keys.split(", ")))
                for count in counts:
                    said[*key, count] += row[count]
    return {name: Counter({key: n for key, n in said.items() if n}) for name, said in found.items()}


async def counted_again() -> dict[str, Counter[Any]]:
    for day in await RollupDay.all().values_list("day", flat=True):
        await figures.mark_day(day)  # type: ignore[arg-type]
    await rollups.refresh(now=LATER)
    return await everything()


@pytest.mark.req("12-5")
async def test_every_table_says_what_a_count_would(path: WritePath) -> None:
    await month_of_ratings(path)
    await Rating.exclude(origin="default").update(dimensions='{"attitude": 4}')
    await rollups.refresh(now=LATER)
    before = await everything()
    opinion = await Rating.exclude(origin="default").order_by("rated_at").first()
    default = await Rating.filter(origin="default").first()
    assert opinion is not None
    assert default is not None
    for rating in (opinion, default, opinion):  # twice changes nothing
        await exclude(rating)
    assert not await RatingChange.filter(applied_at=None).exists()  # nothing has to wait
    assert not await RollupDay.filter(counted_at=None).exists()
    at_once = await everything()
    assert at_once != before
    assert at_once == await counted_again()


@pytest.mark.req("12-5")
async def test_it_is_right_whatever_is_counted_meanwhile(path: WritePath) -> None:
    await month_of_ratings(path)
    await rollups.refresh(now=LATER)
    some = await Rating.exclude(origin="default").order_by("rated_at").limit(8)
    for rating in some[::2]:
        await figures.mark_day(local_day(rating.rated_at))
    await asyncio.gather(
        rollups.refresh(now=LATER),
        *(exclude(rating) for rating in some),
        rollups.refresh(now=LATER),
        exclude(some[0]),
    )
    await rollups.correct(now=LATER)
    await rollups.refresh(now=LATER)
    at_once = await everything()
    assert at_once == await counted_again()
    assert await Rating.filter(excluded_at=LATER).count() == len(some)


@pytest.mark.req("12-5")
async def test_what_its_day_has_not_counted_is_not_taken_out(path: WritePath) -> None:
    evaluator = await path.evaluator()
    service = await path.service(evaluator)
    await rollups.refresh(now=NOW)
    stored = await path.queue.submit(path.submission(service, evaluator, rated_at=NOW))
    async with in_transaction():
        await figures.exclude(rating_id=stored.rating_id, now=NOW)
    assert await rollups.correct(now=NOW) == 1
    assert not (await everything())["InstitutionDay"]
