"""City in a box: ratings come in by every channel, reach the province and are reconciled."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from actions.exchange.push import LOOKED
from models import Rating, Reconciliation, ReconciliationLine, Watermark
from rules.rating import Channel
from rules.work_calendar import day_bounds, local_day
from server.demo import complaints, papers, texts
from server.demo.accounts import PASSWORD
from server.demo.calls import HOTLINE, Exchange, ring
from server.demo.everywhere import CHANNELS, Street, next_channel
from server.demo.load import SEED
from server.demo.people import demo_persons
from server.jobs import JobLoop
from server.voice import Voice
from tests.support.app import RunningApp
from tests.support.house import Caller, Clock
from tests.support.processes import free_port
from tests.support.sandbox import Sandbox
from tests.support.town import NOW

TODAY = day_bounds(local_day(NOW))[0]
ZONE = {
    "table": "area",
    "ours": "fengquanhu",
    "theirs": "445100000000",
    "reason": "省平台代码表第 3 页",
}
StartApp = Callable[..., Awaitable[RunningApp]]
WANTED = set(Channel) - {Channel.SYSTEM_DEFAULT}


async def rated(channel: Channel, act: Callable[[], Awaitable[object]]) -> None:
    """Until somebody has rated by it: some hang up, some write something else."""
    since = TODAY if channel is Channel.PAPER else NOW  # a sheet bears the day alone
    for _ in range(40):
        if await Rating.exists(channel=channel, rated_at__gte=since):
            return
        await act()
    raise AssertionError(f"nobody rated by {channel}")


@pytest.mark.req("7-3", "7-4", "7-5", "7-6", "7-12", "10-1", "10-6")
async def test_a_city_in_a_box_agrees_with_the_province(
    start_app: StartApp, sqlite_city_url: str, sandbox: Sandbox
) -> None:
    clock = Clock(NOW)
    app = await start_app(database_url=sqlite_city_url, sandbox_url=sandbox.url, clock=clock)
    persons = [one.for_sandbox for one in demo_persons()]
    sandbox.http.put("/_control/persons", json={"persons": persons}).raise_for_status()
    sandbox.http.post("/province/_lose", json={})
    await Watermark.filter(name=LOOKED).update(at=TODAY)  # the past was told before
    deps, rng = app.deps, Random(SEED)
    chosen = replace(app.settings, voice_port=free_port(), voice_partner=HOTLINE)
    voice = Voice(chosen, deps, clock)
    await voice.start()
    at = Exchange(sandbox.url, app.url, chosen.voice_host, chosen.voice_port)
    jobs = JobLoop(deps, clock=clock)
    past = {one.id for one in await Rating.all().only("id")}
    for turn in range(len(CHANNELS)):
        await next_channel(turn, Street(at, rng, deps, clock.now))
    await complaints.keep_coming(at=at, rng=rng, deps=deps, now=clock.now)
    await rated(Channel.HOTLINE, lambda: ring(at=at, seed=SEED, rng=rng, deps=deps, now=NOW))
    await rated(Channel.SMS, lambda: texts.answer_one(at=at, rng=rng, deps=deps, now=NOW))
    await rated(Channel.PAPER, lambda: papers.one_sheet(rng=rng, deps=deps, now=NOW))
    await voice.stop()
    new = [one.channel for one in await Rating.exclude(origin="default") if one.id not in past]
    assert set(new) == WANTED, Counter(new)

    # The zone has no code the province knows: its messages wait until the bureau has said one.
    signed = await Caller(app.client).post("/api/staff/sign-in", login="city", password=PASSWORD)
    city = Caller(app.client, signed.body["token"])
    for told in (ZONE, None):
        while await jobs.list_for_province(clock.now) or await jobs.push_to_province(clock.now):
            pass
        if told:
            assert (await city.post("/api/province/codes", **told)).status == 201
    lines = (await city.get("/api/channels")).body["lines"]
    assert all(one["told"] == one["ratings"] for one in lines), lines
    clock.now += timedelta(days=1)
    while await jobs.list_for_province(clock.now) or await jobs.push_to_province(clock.now):
        pass
    await jobs.reconcile(clock.now)
    day = await Reconciliation.get(day=local_day(NOW))
    assert day.theirs > 0
    assert not await ReconciliationLine.filter(reconciliation_id=day.id).exists()
