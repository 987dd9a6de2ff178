"""The sums of months say what their days say, whatever was counted in between (12-5, 13-5)."""

import asyncio
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from tortoise.expressions import Q

from actions.figures import figures, rollups
from actions.sql.months import ROLLUPS, month_of
from models import InstitutionDay, ItemDay, Rating, RollupDay, RollupMonth, TagDay
from models.figures.months import MONTHS
from queries.figures.tally import ratings_by, tags_by
from queries.spans import Span, span_of
from rules.grades import GRADES
from rules.work_calendar import DAY, local_day, month_days
from tests.actions.test_rollups import LATER, month_of_ratings
from tests.support.town import NOW
from tests.support.write_path import WritePath

FIRST = date(2025, 11, 17)
DAYS = 100
ALL = Q()


async def days_as_if_counted(random: Random) -> None:
    """Rows of a hundred days in two tables, as if somebody had counted them."""
    said, tags = [], []
    for n in range(DAYS):
        day = FIRST + n * DAY
        await RollupDay.create(day=day, counted_at=NOW)
        for office in range(3):
            where = {"day": day, "institution_id": UUID(int=office), "bureau_id": UUID(int=9)}
            series = random.choice(("opinion", "walk_in", "default"))
            counts = {str(grade): random.randrange(5) for grade in GRADES}
            rules = random.choice(("one", "two"))
            said.append(
                InstitutionDay(**where, series=series, channel="sms", rule_set=rules, **counts)
            )
            tags.append(TagDay(**where, tag=random.choice(("413", "514")), count=1))
    await InstitutionDay.bulk_create(said)
    await TagDay.bulk_create(tags)


@pytest.mark.req("13-5")
async def test_any_span_is_what_its_days_are(path: WritePath) -> None:
    random = Random(11)
    await days_as_if_counted(random)
    now = NOW.replace(year=2026, month=2, day=20)
    await rollups.refresh(now=now)
    yesterday = local_day(now) - DAY
    months = dict(await RollupMonth.all().values_list("month", "through"))
    assert months == {
        month: min(month_days(f"{month:%Y-%m}")[1], yesterday)
        for month in {month_of(FIRST + n * DAY) for n in range(DAYS)}
        if month <= yesterday
    }
    for _ in range(25):
        stale = random.sample(sorted(months), random.randrange(3))
        for month, through in months.items():
            state = None if month in stale else through
            await RollupMonth.filter(month=month).update(through=state)
        first = FIRST + random.randrange(-5, DAYS) * DAY
        last = first + random.randrange(DAYS) * DAY
        span, days = await span_of(first, last), Span(first, last)
        assert not {month for month, _ in span.months} & set(stale)
        for keys in (["institution_id"], ["channel", "bureau_id"]):
            said = await ratings_by(InstitutionDay, keys, ALL, span)
            assert said == await ratings_by(InstitutionDay, keys, ALL, days)
        assert await tags_by(ALL, span) == await tags_by(ALL, days)


async def rows_of(table: Any, months: bool) -> dict[tuple[str, ...], tuple[int, ...]]:
    """What a table says of each month, by its keys."""
    keys, counts = ROLLUPS[table._meta.db_table.removesuffix("_day")]
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for row in await (MONTHS[table] if months else table).all().values():
        key = (str(month_of(row["day"])), *(str(row[name]) for name in keys.split(", ")))
        before = found.get(key, (0,) * len(counts))
        found[key] = tuple(a + row[b] for a, b in zip(before, counts, strict=True))
    return found


@pytest.mark.req("12-5")
async def test_sums_follow_their_days_through_changes_at_once(path: WritePath) -> None:
    """Every table, after a day has changed while its month was being summed."""
    await month_of_ratings(path)
    await Rating.exclude(origin="default").update(dimensions='{"attitude": 4}')
    now = LATER + timedelta(days=31)
    await rollups.refresh(now=now)
    for table in MONTHS:
        assert await rows_of(table, months=True) == await rows_of(table, months=False) != {}
    rating = await Rating.exclude(origin="default").first()
    assert rating is not None
    day = local_day(rating.rated_at)
    await Rating.filter(id=rating.id).update(excluded_at=LATER)
    await figures.mark_day(day)
    await asyncio.gather(*(rollups.refresh(now=now) for _ in range(3)))
    assert await RollupMonth.filter(through=None).count() == 0
    for table in MONTHS:
        assert await rows_of(table, months=True) == await rows_of(table, months=False)
    before = await rows_of(ItemDay, months=True)
    await figures.mark_day(day)
    await Rating.filter(id=rating.id).update(excluded_at=None)
    waiting = await RollupDay.get(day=day)
    await rollups.count_day(day, version=waiting.version, now=now)
    assert (await RollupMonth.get(month=month_of(day))).through is None
    assert await rows_of(ItemDay, months=True) == before  # nobody reads it until it is summed
