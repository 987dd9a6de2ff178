"""The rollups say what the ratings say, whatever happened in between (12-5, 13-5)."""

import asyncio
import secrets
from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from tortoise.transactions import in_transaction

from actions.figures import figures, rollups
from actions.rating import defaults
from models import (
    Hall,
    HallDay,
    InstitutionDay,
    ItemDay,
    OfficerDay,
    Rating,
    RollupDay,
    ServiceDay,
    ServiceHallDay,
    ServiceRecord,
    ServiceWindowDay,
    TagDay,
    WindowDay,
)
from rules.grades import GRADES
from rules.work_calendar import local_day
from tests.support.town import NOW
from tests.support.write_path import WritePath

LATER = NOW + timedelta(days=30)


async def month_of_ratings(path: WritePath, seed: int = 7, services: int = 60) -> None:
    """Opinions of every grade around midnight, with tags, and defaults for the rest."""
    random, evaluator = Random(seed), await path.evaluator()
    for number in range(services):
        ended = NOW + timedelta(days=random.randrange(10), hours=random.uniform(0, 24))
        service = await path.service(evaluator, ended_at=ended)
        if number % 3:
            rated = ended + timedelta(hours=random.uniform(0, 100))
            grade = random.choice(GRADES)
            one = path.submission(service, evaluator, grade, rated_at=rated, tags="413")
            await path.queue.submit(one)
    await defaults.settle(now=LATER)


async def said(day: date | None = None) -> dict[str, Counter[Any]]:
    """What the tables say, each row as its key and counts."""
    found: dict[str, Counter[Any]] = {}
    for table in (
        *(InstitutionDay, WindowDay, HallDay, OfficerDay, ItemDay),
        *(TagDay, ServiceDay, ServiceHallDay),
    ):
        rows = table.filter(day=day) if day else table.all()
        found[table.__name__] = Counter(
            tuple(str(value) for name, value in sorted(row.items()) if name != "id")
            for row in await rows.values()
        )
    return found


async def recounted() -> Counter[tuple[date, str, str]]:
    """The same from the ratings, by other means: day, series and grade."""
    counted: Counter[tuple[date, str, str]] = Counter()
    for one in await Rating.filter(excluded_at=None, late=False).select_related("service_record"):
        series = "walk_in" if one.service_record.source == "walk_in" else "opinion"
        series = "default" if one.origin == "default" else series
        counted[local_day(one.rated_at), series, one.grade] += 1
    return counted


async def counted_in(table: Any) -> Counter[tuple[date, str, str]]:
    counted: Counter[tuple[date, str, str]] = Counter()
    for row in await table.all().values():
        for grade in GRADES:
            counted[row["day"], row["series"], str(grade)] += row[grade]
    return +counted


@pytest.mark.req("13-5")
async def test_a_window_that_changes_halls_in_the_course_of_a_day_counts_in_both(
    path: WritePath,
) -> None:
    evaluator = await path.evaluator()
    hall = await Hall.get(id=path.town.window.hall_id)
    elsewhere = hall.clone(pk=uuid4()).update_from_dict({"code": "elsewhere"})
    await elsewhere.save(force_create=True)
    for number in range(2):
        service = await path.service(evaluator, ended_at=NOW + timedelta(minutes=number))
        if number:
            await ServiceRecord.filter(id=service.id).update(hall_id=elsewhere.id)
        await path.queue.submit(path.submission(service, evaluator, rated_at=service.ended_at))
    await rollups.refresh(now=LATER)
    halls = {hall.id, elsewhere.id}
    for table in (WindowDay, ServiceWindowDay):
        rows = table.filter(day=local_day(NOW), window_id=path.town.window.id)
        assert set(await rows.values_list("hall_id", flat=True)) == halls


@pytest.mark.req("13-5", "6-4")
async def test_every_table_agrees_with_the_ratings(path: WritePath) -> None:
    await month_of_ratings(path)
    await rollups.refresh(now=LATER)
    truth = await recounted()
    assert sum(truth.values()) == 60
    for table in (InstitutionDay, WindowDay, HallDay, ItemDay):
        assert await counted_in(table) == truth
    opinions = Counter({key: n for key, n in truth.items() if key[1] == "opinion"})
    assert await counted_in(OfficerDay) == opinions
    assert sum(await TagDay.all().values_list("count", flat=True)) == 40
    services = await ServiceDay.all().values("ended", "due", "rated")
    assert [sum(row[name] for row in services) for name in ("ended", "due", "rated")] == [
        60,
        60,
        sum(opinions.values()),
    ]


@pytest.mark.req("12-5")
async def test_an_exclusion_corrects_them_all(path: WritePath) -> None:
    await month_of_ratings(path)
    await rollups.refresh(now=LATER)
    rating = await Rating.exclude(origin="default").first()
    assert rating is not None
    async with in_transaction():
        await figures.exclude(rating_id=rating.id, now=LATER)
    assert await rollups.correct(now=LATER) == 0  # they are right already
    truth = await recounted()
    assert sum(truth.values()) == 59
    for table in (InstitutionDay, WindowDay, ItemDay):
        assert await counted_in(table) == truth
    assert sum(await TagDay.all().values_list("count", flat=True)) == 39
    assert sum(await ServiceDay.all().values_list("rated", flat=True)) == 39
    assert sum(await ServiceDay.all().values_list("due", flat=True)) == 60


async def test_counting_twice_or_at_once_changes_nothing(path: WritePath) -> None:
    await month_of_ratings(path)
    await rollups.refresh(now=LATER)
    first = await said()
    for day in await RollupDay.all().values_list("day", flat=True):
        await figures.mark_day(day)  # type: ignore[arg-type]
    await asyncio.gather(*(rollups.refresh(now=LATER) for _ in range(4)))
    assert await said() == first
    assert not await RollupDay.filter(counted_at=None, day__lt=local_day(LATER)).exists()


async def test_a_mark_while_a_day_is_counted_is_not_lost(path: WritePath) -> None:
    from actions.sql.rollups import count_day

    day = local_day(NOW)
    await figures.mark_day(day)
    seen = await RollupDay.get(day=day)
    await figures.mark_day(day)  # a change after the counting began
    await count_day(day, version=seen.version, now=LATER)
    assert (await RollupDay.get(day=day)).counted_at is None


async def test_yesterday_is_counted_along_for_an_hour(path: WritePath) -> None:
    evaluator = await path.evaluator()
    service = await path.service(evaluator)
    midnight = datetime.combine(local_day(NOW) + timedelta(1), datetime.min.time(), NOW.tzinfo)
    midnight -= timedelta(hours=8)  # Chaozhou's
    await rollups.refresh(now=midnight - timedelta(seconds=2))
    rated = path.submission(service, evaluator, rated_at=midnight - timedelta(seconds=1))
    await path.queue.submit(rated)
    await rollups.refresh(now=midnight + timedelta(seconds=20))
    assert sum((await counted_in(InstitutionDay)).values()) == 1


@pytest.mark.req("7-10", "13-5")
async def test_walk_ins_are_a_series_of_their_own_and_no_officers(path: WritePath) -> None:
    evaluator = await path.evaluator()
    service = await path.service(evaluator)
    await ServiceRecord.filter(id=service.id).update(
        source="walk_in",
        walk_in_evaluator_id=evaluator.id,
        walk_in_day=local_day(NOW),
        walk_in_ordinal=1,
        officer_id=None,
        item_id=None,
        default_due_at=None,
        applicant_index=None,
    )
    await path.queue.submit(
        path.submission(service, evaluator, rated_at=NOW, tags="413", key=secrets.token_hex(12))
    )
    await rollups.refresh(now=LATER)
    assert set(await counted_in(InstitutionDay)) == {(local_day(NOW), "walk_in", "satisfied")}
    assert await counted_in(OfficerDay) == await counted_in(ItemDay) == Counter()
    assert await TagDay.all().count() == await ServiceDay.all().count() == 0
