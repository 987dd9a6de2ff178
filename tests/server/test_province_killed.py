"""The province away for a day, back with twenty thousand rows, and the job process killed.

Killed with SIGKILL in mid-push and mid-pull, round after round, while the province is slow, fails,
repeats itself, takes what nobody hears of, and talks junk. In the end both sides hold the same,
nothing is lost and nothing doubled (10-4).
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from actions.exchange import reconcile
from models import (
    ExchangeItem,
    ExchangeParty,
    ExchangeReceived,
    Rating,
    Reconciliation,
    ReconciliationLine,
)
from rules.work_calendar import DAY, day_bounds, local_day
from server.clock import utc_now
from server.database import close_database, open_database
from server.wiring import dependencies
from tests.support.app import Unit, settings_for
from tests.support.both_ends import differing
from tests.support.exchange_load import load, rate_there
from tests.support.processes import free_port
from tests.support.sandbox import Sandbox
from tests.support.town import build_town

pytestmark = pytest.mark.deep
SERVICES = 8_000  # with ratings of half of them 12,000 messages out, and 8,000 rows in
STORM = (
    {"deaf": True, "times": 3},
    {"delay": 0.3, "times": 20},
    {"fail": "busy", "times": 1},
    {"junk": True, "times": 1},
)
StartUnit = Callable[..., Unit]


@pytest.mark.req("10-2", "10-4", "10-6")
async def test_twenty_thousand_rows_and_a_process_that_is_killed(
    postgres_url: str, start_unit: StartUnit, sandbox: Sandbox, tmp_path: Path
) -> None:
    sandbox.http.post("/province/_lose", json={})
    yesterday, _ = day_bounds(local_day(utc_now()) - DAY)
    await open_database(postgres_url)
    town = await build_town(utc_now())
    silent = await load(town, SERVICES, ended_at=yesterday + timedelta(hours=9))
    await close_database()
    rate_there(sandbox.http, silent)
    sandbox.settings(province_repeats=300)
    unit = start_unit("jobs", database_url=postgres_url, sandbox_url=sandbox.url, jobs="1")
    for turn, share in enumerate((0.05, 0.2, 0.4, 0.6, 0.8, 0.9)):
        await until(postgres_url, share)
        sandbox.fault(province=STORM[turn % len(STORM)])
        unit.process.kill()
        unit.start()
    await until(postgres_url, 1.0)
    unit.process.stop()
    await assert_both_ends_agree(postgres_url, sandbox, tmp_path)


async def until(url: str, share: float) -> None:
    """Return when so much of all messages, both ways, has been dealt with."""
    messages, rows = SERVICES * 3 // 2, SERVICES
    await open_database(url)
    try:
        while True:
            # A failure rests for seconds; a test waits for what happens, and not for that.
            await ExchangeParty.all().update(retry_at=None)
            sent = await ExchangeItem.filter(state="sent").count()
            dealt = await ExchangeReceived.filter(done_at__isnull=False).count()
            if sent >= share * messages and dealt >= share * rows:
                return
            await asyncio.sleep(0.2)
    finally:
        await close_database()


async def assert_both_ends_agree(url: str, sandbox: Sandbox, folder: Path) -> None:
    settings = settings_for(folder, free_port(), database_url=url, sandbox_url=sandbox.url)
    async with dependencies(settings) as deps:
        now = utc_now()
        assert set(await ExchangeItem.all().values_list("state", flat=True)) == {"sent"}
        assert await ExchangeItem.all().count() == SERVICES * 3 // 2
        assert await Rating.all().count() == SERVICES
        received = Counter(await ExchangeReceived.all().values_list("state", flat=True))
        assert received == {"taken": SERVICES // 2, "known": SERVICES // 2}
        kept = sandbox.http.get("/province/_kept", timeout=60).json()
        assert len(kept) == SERVICES
        assert await differing(kept) == []
        await reconcile.reconcile_yesterday(deps=deps, now=now)
        [day] = await Reconciliation.all()
        assert (day.ours, day.theirs) == (SERVICES, SERVICES)
        assert not await ReconciliationLine.exists()
