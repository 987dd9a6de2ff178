"""A side was away for a day and is back with everything at once: nothing lost, nothing doubled.

Ten thousand rows on SQLite, a hundred thousand on PostgreSQL.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from actions.exchange import push
from actions.sql import exchange as sql
from models import ExchangeItem, Invitation, Partner, ServiceRecord
from tests.journeys.exchange_steps import fetch, kept, states
from tests.support.both_ends import ours, theirs
from tests.support.exchange_load import load
from tests.support.house import House
from tests.support.town import CHEN, LIN

BATCH = "/api/intake/services/batch"
A_BATCH, SENDERS = 1_000, 4
BAD = ("window_unknown", "item_unknown", "officer_unknown", "bad_document")


def rows_of(database_url: str) -> int:
    return 100_000 if database_url.startswith("postgres") else 10_000


def service(house: House, number: int, bad: str = "") -> dict[str, Any]:
    """Every second case has two services, told in whatever order."""
    wrong: dict[str, dict[str, Any]] = {
        "window_unknown": {"window_number": "Z99"},
        "item_unknown": {"item_code": "nothing"},
        "officer_unknown": {"officer_login": "nobody"},
        "bad_document": {"applicant": {**CHEN.party, "document_number": "44"}},
    }
    return {
        "project_number": f"445102-{number // 2:08d}",
        "service_number": 1 + number % 2,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": "officer",
        "ended_at": (house.clock.now - timedelta(hours=24, seconds=-(number % 80_000))).isoformat(),
        "applicant": (CHEN if number % 3 else LIN).party,
        **wrong.get(bad, {}),
    }


def told(house: House, rows: int, dice: random.Random) -> list[dict[str, Any]]:
    """A tenth is bad, a tenth was told before, and nothing is in its order."""
    good = [service(house, number) for number in range(rows * 8 // 10)]
    bad = [service(house, rows + n, BAD[n % len(BAD)]) for n in range(rows // 10)]
    sent = [*good, *bad, *dice.sample(good, rows // 10)]
    dice.shuffle(sent)
    return sent


@pytest.mark.deep
@pytest.mark.req("3-1", "6-7", "10-1")
async def test_a_partner_back_after_a_day_loses_and_doubles_nothing(
    house: House, database_url: str
) -> None:
    rows = rows_of(database_url)
    sent = told(house, rows, random.Random(65))
    batches = [sent[first : first + A_BATCH] for first in range(0, rows, A_BATCH)]
    counted: Counter[str] = Counter()

    async def send(waiting: Iterator[list[dict[str, Any]]]) -> None:
        for batch in waiting:
            answer = await house.take_in({"rows": batch}, BATCH)
            assert answer.status == 200, answer
            counted.update({name: answer.body[name] for name in ("taken", "known", "refused")})

    await Partner.all().update(calls_a_minute=60_000)
    waiting = iter(batches)
    await asyncio.gather(*(send(waiting) for _ in range(SENDERS)))
    services = rows * 8 // 10
    assert counted == {"taken": services, "known": rows // 10, "refused": rows // 10}
    assert await ServiceRecord.all().count() == await Invitation.all().count() == services
    # Cut off in the middle and begun again, as a partner does that heard no answer.
    counted.clear()
    await send(iter(batches[: len(batches) // 4]))
    assert counted["taken"] == 0
    assert await ServiceRecord.all().count() == services

    await house.app.deps.contacts.flush()
    city = await house.staff("city")
    partner = await Partner.get(keys__key_id="queue-1")
    page = (await city.get(f"/api/partners/{partner.id}")).body
    assert page["days"][-1]["rows"] == services + rows // 10 + counted["known"]
    assert page["days"][-1]["refused"] == rows // 10 + counted["refused"]
    assert {one["code"] for one in page["errors"]} == set(BAD)
    assert len(page["refused"]) == 100
    assert {one["code"] for one in page["refused"]} <= set(BAD)
    assert CHEN.document_number not in json.dumps(page)


@pytest.mark.deep
@pytest.mark.req("10-1", "10-4")
async def test_the_province_back_after_a_day_is_told_all_once_and_in_order(
    house: House, database_url: str
) -> None:
    messages = rows_of(database_url)
    services = messages * 2 // 3
    house.sandbox.http.post("/province/_lose", json={})
    await fetch(house)
    house.sandbox.fault(province={"down": True})
    await load(house.town, services, ended_at=house.clock.now - timedelta(hours=26))
    while await push.list_new(now=house.clock.now):
        pass
    waiting = await ExchangeItem.all().count()
    assert waiting == services + (services + 1) // 2
    for _ in range(24):  # a day of asking, by the clock of the exchange
        assert await push.push_due(deps=house.app.deps, now=house.clock.now) == 0
        house.clock.pass_(hours=1)
    assert await ExchangeItem.filter(state="sent").count() == 0

    # Back: and killed now and then, with a batch claimed or on its way.
    house.sandbox.fault(province={})
    dice, kills = random.Random(65), 0
    while await ExchangeItem.filter(state__in=("queued", "sending")).exists():
        pushing = asyncio.create_task(push.push_due(deps=house.app.deps, now=house.clock.now))
        if kills < 6 and dice.random() < 0.3:
            await asyncio.sleep(dice.random() / 2)
            pushing.cancel()
            await sql.claim(lease=house.clock.now + push.LEASE, now=house.clock.now, most=300)
            kills += 1
        await asyncio.gather(pushing, return_exceptions=True)
        house.clock.pass_(minutes=3)  # the lease of what was killed is over
    assert await states(house) == {"sent"}
    there = kept(house)
    assert len(there) == services
    # In order, and each once: a service, then its rating.
    assert {tuple(one["versions"]) for one in there.values()} == {(1,), (1, 2)}
    assert {name: held for name, held in theirs(there).items() if held} == await ours()
