"""The default after seven natural days (Art. 6): once, on time, never an opinion."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from actions.rating import defaults
from models import InboxMessage, OutboxMessage, Rating, RollupDay, Settlement, WorkOrder
from rules.defaults import default_due_at
from rules.work_calendar import local_day
from tests.support.house import House, rating
from tests.support.town import CHEN, NOW
from tests.support.write_path import WritePath

DUE = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)  # 24:00 of the seventh day after NOW's


@pytest.mark.req("6-2", "6-5")
async def test_written_when_day_seven_is_over_and_not_before(path: WritePath) -> None:
    service = await path.service(await path.evaluator())
    assert service.default_due_at == DUE
    assert await defaults.settle(now=DUE - timedelta(seconds=1)) == 0
    assert await Rating.all().count() == 0
    assert await defaults.settle(now=DUE + timedelta(minutes=1)) == 1
    made = await Rating.get(service_record_id=service.id)
    assert (made.grade, made.origin, made.channel) == (
        "basically_satisfied",
        "default",
        "system_default",
    )
    assert (made.ordinal, made.opinion, made.evaluator_id) == (1, None, None)
    assert (made.rated_at, made.due_at) == (DUE, DUE)


@pytest.mark.req("6-4", "6-6")
async def test_tells_nobody_and_opens_nothing(path: WritePath) -> None:
    await path.service(await path.evaluator())
    await defaults.settle(now=DUE + timedelta(days=1))
    for table in (WorkOrder, OutboxMessage, InboxMessage):
        assert await table.all().count() == 0


@pytest.mark.req("6-2")
async def test_many_workers_write_it_once(path: WritePath) -> None:
    evaluator = await path.evaluator()
    for _ in range(30):
        await path.service(evaluator)
    now = DUE + timedelta(hours=1)
    made = await asyncio.gather(*(defaults.settle(now=now) for _ in range(8)))
    assert sum(made) == 30
    assert await Rating.all().count() == 30
    assert await defaults.settle(now=now) == 0


@pytest.mark.req("6-8")
async def test_after_days_of_downtime_it_is_dated_when_it_was_due(path: WritePath) -> None:
    evaluator = await path.evaluator()
    early = await path.service(evaluator)
    late = await path.service(evaluator, ended_at=NOW + timedelta(days=2))
    now = DUE + timedelta(days=5)
    assert await defaults.settle(now=now) == 2
    for service in (early, late):
        made = await Rating.get(service_record_id=service.id)
        assert (made.rated_at, made.written_at) == (service.default_due_at, now)
        assert await RollupDay.filter(day=local_day(made.rated_at), counted_at=None).exists()


@pytest.mark.req("6-3", "6-6")
async def test_an_opinion_and_the_default_at_the_same_moment(path: WritePath) -> None:
    """Whoever loses the place, the citizen's word is stored, and there is one default at most."""
    evaluator = await path.evaluator()
    services = [await path.service(evaluator) for _ in range(40)]
    now = DUE + timedelta(minutes=2)
    stored, _, _ = await asyncio.gather(
        asyncio.gather(
            *(
                path.queue.submit(path.submission(one, evaluator, rated_at=DUE - timedelta(1)))
                for one in services
            )
        ),
        defaults.settle(now=now),
        defaults.settle(now=now),
    )
    for service, receipt in zip(services, stored, strict=True):
        rows = await Rating.filter(service_record_id=service.id).order_by("ordinal")
        opinions = [row for row in rows if row.opinion == 1]
        assert [row.id for row in opinions] == [receipt.rating_id]
        made = [row for row in rows if row.origin == "default"]
        assert len(made) == len(rows) - 1 <= 1
        assert opinions[0].late is bool(made)


@pytest.mark.req("6-8")
async def test_a_service_that_comes_in_late_is_settled_too(house: House) -> None:
    await house.end_service(CHEN)
    await defaults.settle(now=DUE + timedelta(hours=1))
    assert await Rating.all().count() == 1
    house.clock.now = DUE + timedelta(days=1)
    body = {
        "project_number": "LATE-1",
        "service_number": 1,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": house.town.staff["officer"].login,
        "ended_at": NOW.isoformat(),
        "applicant": CHEN.party,
    }
    answer = await house.take_in(body)
    assert answer.status == 201, answer
    assert await Settlement.get(due_at=DUE, settled_at=None)
    assert await defaults.settle(now=house.clock.now) == 1
    assert (await Settlement.get(due_at=DUE)).made == 2


@pytest.mark.req("6-3", "6-6")
async def test_a_rating_after_the_default_is_a_late_comment(house: House) -> None:
    service = await house.end_service(CHEN)
    house.clock.now = DUE + timedelta(minutes=1)
    await defaults.settle(now=house.clock.now)
    phone = await house.citizen(CHEN)
    answer = await phone.post("/api/ratings", **rating(service, "very_dissatisfied"))
    assert answer.body["late"] is True
    assert answer.body["case"] is not None  # a poor one is looked into all the same
    assert [one.origin for one in await Rating.all().order_by("ordinal")] == ["default", "citizen"]


@pytest.mark.req("6-2", "6-5")
@pytest.mark.parametrize(
    ("ended", "due"),
    [
        (datetime(2027, 12, 24, 15, 59, 59, tzinfo=UTC), datetime(2027, 12, 31, 16, tzinfo=UTC)),
        (datetime(2027, 12, 24, 16, 0, tzinfo=UTC), datetime(2028, 1, 1, 16, tzinfo=UTC)),
        (datetime(2028, 2, 22, 8, 0, tzinfo=UTC), datetime(2028, 2, 29, 16, tzinfo=UTC)),
    ],
)
async def test_midnight_years_end_and_leap_day(
    path: WritePath, ended: datetime, due: datetime
) -> None:
    service = await path.service(await path.evaluator(), ended_at=ended)
    assert service.default_due_at == due
    assert await defaults.settle(now=due) == 0
    assert await defaults.settle(now=due + timedelta(minutes=1)) == 1
    assert default_due_at(ended, path.reference.rule_sets.at(ended)) == due
