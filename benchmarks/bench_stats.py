"""Figures of millions of ratings: how long pages wait, and what settling and correcting takes.

    python -m benchmarks.bench_stats [--ratings 1000000,10000000] [--open 2000000]
        [--windows 3000] [--times 40]

Fills a PostgreSQL of its own (`benchmarks.history`) once for each number of ratings, has the
product count every day, and asks one web process as production runs it. Settling is compared with
one bare INSERT of as many defaults in the same database, in turns.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg

from actions import defaults, figures, rollups
from actions.sql.defaults import COLUMNS, FIXED
from benchmarks import history
from benchmarks.history import SETTLED_DAYS, Size
from benchmarks.pages import Visitors, Wait, last_month, pages
from models import InstitutionDay, Rating, Settlement
from rules.work_calendar import local_day
from server.database import close_database, open_database
from tests.support.app import INDEXING_KEY, SEALING_KEYS, Unit
from tests.support.databases import migrate
from tests.support.postgres import PostgresServer

SETTINGS = ("shared_buffers=1GB", "maintenance_work_mem=1GB", "max_wal_size=8GB", "autovacuum=off")
TARGET_MS = 100
EXCLUSIONS = 10
BARE = f"""
INSERT INTO rating ({COLUMNS})
SELECT gen_random_uuid(), s.id, {FIXED}, $1, false, '', '{{}}', '', true, $1, $2,
  upper(left(replace(gen_random_uuid()::text, '-', ''), 20)), ''
FROM service_record s
WHERE s.default_due_at = $1
  AND NOT EXISTS (SELECT 1 FROM rating r WHERE r.service_record_id = s.id AND r.ordinal = 1)
ON CONFLICT DO NOTHING
"""


@dataclass(slots=True)
class Found:
    """What one size gave."""

    pages: dict[str, Wait] = field(default_factory=dict)
    compile_seconds: float = 0.0
    exclusion_seconds: float = 0.0
    settle_ratio: float = 0.0


def measure(postgres: PostgresServer, size: Size, times: int, folder: Path) -> Found:
    now = datetime.now(UTC)
    database = postgres.create()
    url = postgres.url(database)
    migrate(url, folder)
    began = time.perf_counter()
    days = asyncio.run(history.build(url, size, now=now))
    say(f"{size.ratings:,} ratings, {size.open:,} open: {time.perf_counter() - began:.0f} s, ")
    say(f"{days} days counted, {_size(postgres, database)}\n")
    found = Found()
    unit = _unit(folder, url)
    try:
        _ask(unit, postgres, found, now, times)
    finally:
        unit.process.stop()
    asyncio.run(_work(url, found, now))
    postgres.drop(database)
    return found


def _size(postgres: PostgresServer, database: str) -> str:
    return postgres.sql(f"SELECT pg_size_pretty(pg_database_size('{database}'))").strip()


def _unit(folder: Path, url: str) -> Unit:
    keys = ",".join(f"{n}={key.hex()}" for n, key in SEALING_KEYS.items())
    return Unit(
        folder,
        "serve",
        {
            "HCP_DATA_DIR": str(folder / "data"),
            "HCP_DATABASE_URL": url,
            "HCP_SEALING_KEYS": keys,
            "HCP_INDEXING_KEY": INDEXING_KEY.hex(),
            "HCP_JOBS": "0",
        },
    )


def _ask(unit: Unit, postgres: PostgresServer, found: Found, now: datetime, times: int) -> None:
    last = local_day(now) - timedelta(days=SETTLED_DAYS)
    visitors = Visitors(unit.url, unit.process.pid, postgres.process.pid)
    try:
        for page in pages(last):
            wait = found.pages[page.name] = visitors.look(page, times=times)
            say(f"  {page.name}: p95 {wait.p95:.0f} ms, processor {wait.processor:.0f} ms\n")
        found.compile_seconds = _compile(visitors, last_month(last))
        say(f"  compiling a bulletin: {found.compile_seconds:.1f} s\n")
    finally:
        visitors.close()


def _compile(visitors: Visitors, period: str) -> float:
    """The city's bulletin, and its PDF."""
    headers = visitors.headers("city")
    began = time.perf_counter()
    made = visitors.client.post("/api/bulletins", json={"period": period}, headers=headers)
    path = f"/api/bulletins/{made.raise_for_status().json()['brief']['id']}/file?form=pdf"
    visitors.client.get(path, headers=headers).raise_for_status()
    return time.perf_counter() - began


async def _work(url: str, found: Found, now: datetime) -> None:
    await open_database(url)
    connection = await asyncpg.connect(url)
    try:
        found.exclusion_seconds = max([await _exclude(n, now) for n in range(EXCLUSIONS)])
        say(f"  excluding one of {EXCLUSIONS}, the slowest: {found.exclusion_seconds:.2f} s\n")
        found.settle_ratio = await _settle(connection, now)
    finally:
        await connection.close()
        await close_database()


async def _exclude(number: int, now: datetime) -> float:
    """A rating is excluded and the rollups corrected, as the job loop does it."""
    days = InstitutionDay.filter(series="opinion").order_by("day", "id")
    some = await days.offset(number * await days.count() // EXCLUSIONS).first()
    assert some is not None
    rating = await Rating.filter(
        service_record__institution_id=some.institution_id, excluded_at=None, opinion=1
    ).first()
    assert rating is not None
    day = local_day(rating.rated_at)
    before = await _counted(day)
    await Rating.filter(id=rating.id).update(excluded_at=now)
    await figures.note_change(rating_id=rating.id, why="excluded", now=now)
    began = time.perf_counter()
    await rollups.correct(now=now)
    took = time.perf_counter() - began
    assert await _counted(day) == before - 1
    return took


async def _counted(day: object) -> int:
    rows = await InstitutionDay.filter(day=day).values_list(
        "very_satisfied", "satisfied", "basically_satisfied", "dissatisfied", "very_dissatisfied"
    )
    return sum(map(sum, rows))


async def _settle(connection: asyncpg.Connection, now: datetime) -> float:
    """The product and the bare statement in turns; the ratio of the medians."""
    taken: dict[str, list[float]] = {"product": [], "bare": []}
    for n, due_at in enumerate(history.due_moments(now)):
        later = due_at + timedelta(minutes=2)
        who = "product" if n % 2 else "bare"
        if who == "bare":
            await Settlement.create(due_at=due_at, settled_at=later)
        began = time.perf_counter()
        if who == "product":
            made = await defaults.settle(now=later)
        else:
            made = int((await connection.execute(BARE, due_at, later)).split()[-1])
        taken[who].append(time.perf_counter() - began)
        say(f"  {who}: {made:,} defaults in {taken[who][-1]:.1f} s\n")
    return statistics.median(taken["product"]) / statistics.median(taken["bare"])


def say(text: str) -> None:
    print(text, end="", flush=True)


def report(found: dict[int, Found]) -> None:
    first, last = found[min(found)], found[max(found)]
    say(f"{'p95, processor in ms':<32}" + "".join(f"{n:>14,}" for n in found) + f"{'ratio':>8}\n")
    for name, wait in last.pages.items():
        waits = [one.pages[name] for one in found.values()]
        line = "".join(f"{f'{one.p95:.0f}, {one.processor:.0f}':>14}" for one in waits)
        missed = "" if wait.p95 < TARGET_MS else f"  over {TARGET_MS} ms"
        say(f"{name:<32}{line}{wait.p95 / first.pages[name].p95:>8.2f}{missed}\n")
    say(f"compiling a bulletin: {last.compile_seconds:.1f} s\n")
    say(f"excluding a rating, the slowest of {EXCLUSIONS}: {last.exclusion_seconds:.2f} s\n")
    say(f"settling defaults: {last.settle_ratio:.2f} of the bare SQL\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench_stats", description=__doc__.split("\n")[0])
    parser.add_argument("--ratings", default="1000000,10000000", help="one size after the other")
    parser.add_argument("--open", type=int, default=2_000_000, help="services nobody rated yet")
    parser.add_argument("--windows", type=int, default=3_000)
    parser.add_argument("--a-day", type=int, default=10_000, help="ratings made each day")
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked")
    chosen = parser.parse_args()
    sizes = [
        Size(int(n), chosen.open, chosen.windows, chosen.a_day) for n in chosen.ratings.split(",")
    ]
    postgres = PostgresServer(durable=True, settings=SETTINGS)
    try:
        with tempfile.TemporaryDirectory(prefix="haochaping-bench-") as folder:
            report(
                {one.ratings: measure(postgres, one, chosen.times, Path(folder)) for one in sizes}
            )
    finally:
        postgres.stop()


if __name__ == "__main__":
    main()
