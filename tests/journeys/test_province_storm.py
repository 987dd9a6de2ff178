"""A bad day of the exchange, small: whatever goes wrong, both ends agree in the end (10-4)."""

from collections import Counter
from datetime import timedelta

import pytest

from actions.exchange import pull, push, reconcile, take
from actions.sql import exchange as sql
from models import ExchangeItem, ExchangeReceived, Rating, Reconciliation, ReconciliationLine
from rules.work_calendar import local_day
from tests.journeys.exchange_steps import fetch, kept, states, tell
from tests.support.both_ends import differing
from tests.support.exchange_load import load, rate_there
from tests.support.house import House

SERVICES = 300
STORM = (
    {"fail": "busy"},
    {"deaf": True},  # takes the batch, and nobody hears of it
    {"junk": True},
    {"delay": 0.01},
    {"fail": "bad_signature"},
    {"down": True},
)


@pytest.mark.req("10-1", "10-2", "10-4", "10-6")
async def test_nothing_is_lost_and_nothing_doubled(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Batches as small against the day as they are with a hundred thousand rows.
    monkeypatch.setattr(push, "BATCH", 40)
    monkeypatch.setattr(pull, "PAGE", 40)
    monkeypatch.setattr(take, "AT_A_TIME", 40)
    house.sandbox.http.post("/province/_lose", json={})
    await fetch(house)
    silent = await load(house.town, SERVICES, ended_at=house.clock.now - timedelta(hours=2))
    rate_there(house.sandbox.http, silent)
    house.sandbox.settings(province_repeats=7)
    deps = house.app.deps
    while await push.list_new(now=house.clock.now):
        pass
    for turn in range(2 * len(STORM)):
        house.sandbox.fault(province=STORM[turn % len(STORM)])
        house.clock.pass_(minutes=20)
        await push.push_due(deps=deps, now=house.clock.now)
        house.sandbox.fault(province={})
        house.clock.pass_(minutes=20)
        await push.push_due(deps=deps, now=house.clock.now)
        # Killed after it has claimed a batch, and after it has kept a page.
        await sql.claim(lease=house.clock.now + push.LEASE, now=house.clock.now, most=30)
        await pull.fetch(deps=deps, now=house.clock.now)
        await take.take_new(deps=deps, now=house.clock.now)
    house.clock.pass_(minutes=20)
    await tell(house)
    await fetch(house)
    await tell(house)

    assert await states(house) == {"sent"}
    assert await ExchangeItem.all().count() == SERVICES + SERVICES // 2
    assert await Rating.all().count() == SERVICES
    received = Counter(await ExchangeReceived.all().values_list("state", flat=True))
    assert received == {"taken": SERVICES // 2, "known": SERVICES // 2}
    there = kept(house)
    assert len(there) == SERVICES
    assert {tuple(one["versions"]) for one in there.values()} == {(1,), (1, 2)}
    assert await differing(there) == []
    house.clock.pass_(days=1)
    await push.list_new(now=house.clock.now)
    await reconcile.reconcile_yesterday(deps=deps, now=house.clock.now)
    day = await Reconciliation.get(day=local_day(house.clock.now) - timedelta(days=1))
    assert (day.ours, day.theirs) == (SERVICES, SERVICES)
    assert not await ReconciliationLine.exists()


@pytest.mark.req("10-6")
async def test_a_day_is_not_compared_while_the_rest_of_it_comes_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.sandbox.http.post("/province/_lose", json={})
    await fetch(house)  # what earlier tests left there, in large pages
    monkeypatch.setattr(pull, "PAGE", 2)
    silent = await load(house.town, 6, ended_at=house.clock.now - timedelta(hours=2))
    rate_there(house.sandbox.http, silent)
    deps = house.app.deps
    await tell(house)
    assert await pull.fetch(deps=deps, now=house.clock.now)  # a page, and more to come
    house.clock.pass_(days=1)
    await push.list_new(now=house.clock.now)
    for deal in (lambda: take.take_new(deps=deps, now=house.clock.now), lambda: fetch(house)):
        await reconcile.reconcile_yesterday(deps=deps, now=house.clock.now)
        assert not await Reconciliation.exists()
        await deal()
    await reconcile.reconcile_yesterday(deps=deps, now=house.clock.now)
    [day] = await Reconciliation.all()
    assert day.ours == day.theirs == 6
    assert not await ReconciliationLine.exists()
