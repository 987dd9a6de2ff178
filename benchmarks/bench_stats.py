"""Figures of millions of ratings: how long pages wait, and what settling and correcting takes.

    python -m benchmarks.bench_stats [--ratings 1000000,10000000] [--open 2000000]
        [--windows 3000] [--times 40] [--keep FOLDER]

Fills a PostgreSQL of its own (`benchmarks.history`) once for each number of ratings, has the
product count every day, and asks one web process as production runs it. Settling is compared with
one bare INSERT of as many defaults in the same database, in turns.

With `--keep` the databases stay in the folder and are there again next time, brought up to date by
the migrations of this code. Their open services stay open, so settling is not measured.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import asyncpg
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from actions.figures import figures, rollups
from actions.rating import defaults
from actions.sql.defaults import COLUMNS, FIXED
from benchmarks import history
from benchmarks.history import Size
from benchmarks.pages import Visitors, Wait, last_month, pages
from models import InstitutionDay, Rating, Settlement
from queries.figures.tally import ratings_by
from queries.spans import Span, span_of
from rules.work_calendar import day_bounds, local_day, month_days
from server.database import close_database, open_database
from tests.support.app import Unit
from tests.support.postgres import PostgresServer
from tests.support.prepared import migrate

SETTINGS = ("shared_buffers=1GB", "maintenance_work_mem=1GB", "max_wal_size=8GB", "autovacuum=off")
TARGET_MS = 100
EXCLUSIONS = 10
UNFINISHED = "unfinished"  # while it is being written
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
    settle_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where it happens, and how often each page is asked."""

    postgres: PostgresServer
    folder: Path
    times: int
    kept: bool
    now: datetime


def measure(at: Sitting, size: Size) -> Found:
    database, found = _database(at, size), Found()
    url = at.postgres.url(database)
    last = asyncio.run(_newest(url))
    unit = Unit(at.folder, "serve", database_url=url)
    try:
        _ask(unit, at, found, last)
    finally:
        unit.process.stop()
    asyncio.run(_work(url, found, at))
    if not at.kept:
        at.postgres.drop(database)
    return found


def _database(at: Sitting, size: Size) -> str:
    """The name of a database of this size: kept, or written now."""
    name, began = f"ratings_{size.ratings}", time.perf_counter()
    if at.postgres.sql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
        migrate(at.postgres.url(name), at.folder)
        days = asyncio.run(history.refresh(at.postgres.url(name), now=at.now))
    else:
        at.postgres.drop(UNFINISHED)
        at.postgres.sql(f"CREATE DATABASE {UNFINISHED}")
        migrate(at.postgres.url(UNFINISHED), at.folder)
        days = asyncio.run(history.build(at.postgres.url(UNFINISHED), size, now=at.now))
        at.postgres.sql(f"ALTER DATABASE {UNFINISHED} RENAME TO {name}")
    say(f"{size.ratings:,} ratings, {size.open:,} open: {time.perf_counter() - began:.0f} s, ")
    say(f"{days} days counted, {_size(at.postgres, name)}\n")
    return name


async def _newest(url: str) -> date:
    """The last day with ratings."""
    await open_database(url)
    try:
        newest = await InstitutionDay.all().order_by("-day").first()
        assert newest is not None
        return newest.day
    finally:
        await close_database()


def _size(postgres: PostgresServer, database: str) -> str:
    return postgres.sql(f"SELECT pg_size_pretty(pg_database_size('{database}'))").strip()


def _ask(unit: Unit, at: Sitting, found: Found, last: date) -> None:
    visitors = Visitors(unit.url, unit.process.pid, at.postgres.process.pid)
    try:
        for page in pages(last, local_day(at.now)):
            wait = found.pages[page.name] = visitors.look(page, times=at.times)
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


async def _work(url: str, found: Found, at: Sitting) -> None:
    await open_database(url)
    connection = await asyncpg.connect(url)
    try:
        taken = [await _exclude(n, at.now) for n in range(EXCLUSIONS)]
        found.exclusion_seconds = max(taken)
        say(f"  excluding one of {EXCLUSIONS}, the slowest: {max(taken):.2f} s\n")
        if not at.kept:
            found.settle_ratio = await _settle(connection, at.now)
    finally:
        await connection.close()
        await close_database()


async def _exclude(number: int, now: datetime) -> float:
    """A rating is excluded; the decision and what the job loop has to do after it."""
    days = InstitutionDay.filter(series="opinion").order_by("day", "id")
    some = await days.offset(number * await days.count() // EXCLUSIONS).first()
    assert some is not None
    start, end = day_bounds(some.day)
    rating = await Rating.filter(
        service_record__institution_id=some.institution_id,
        excluded_at=None,
        opinion=1,
        rated_at__gte=start,
        rated_at__lt=end,
    ).first()
    assert rating is not None
    before = await _counted(some.day)
    began = time.perf_counter()
    async with in_transaction():
        await figures.exclude(rating_id=rating.id, now=now)
    await rollups.correct(now=now)
    took = time.perf_counter() - began
    assert await _counted(some.day) == [each - 1 for each in before]
    return took


async def _counted(day: date) -> list[int]:
    """How many ratings figures of the day and of its month are made of."""
    first, last = month_days(f"{day:%Y-%m}")
    return [
        sum(tally.count + tally.walk_ins + tally.defaults for tally in found.values())
        for found in [
            await ratings_by(InstitutionDay, ["channel"], Q(), span)
            for span in (Span(day, day), await span_of(first, last))
        ]
    ]


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
    """The targets of the last size; processor time says more where neighbours want the cores."""
    first, last = found[min(found)], found[max(found)]
    sizes = "".join(f"{n:>14,}" for n in found)
    say(f"{'p95, processor in ms':<32}{sizes}{'ratio':>14}\n")
    for name, wait in last.pages.items():
        waits = [one.pages[name] for one in found.values()]
        line = "".join(f"{f'{one.p95:.0f}, {one.processor:.0f}':>14}" for one in waits)
        before = first.pages[name]
        ratio = f"{wait.p95 / before.p95:.2f}, {wait.processor / before.processor:.2f}"
        missed = "" if wait.p95 < TARGET_MS else f"  over {TARGET_MS} ms"
        say(f"{name:<32}{line}{ratio:>14}{missed}\n")
    say(f"compiling a bulletin (< 10 s): {last.compile_seconds:.1f} s\n")
    slowest = last.exclusion_seconds
    say(f"excluding a rating, the slowest of {EXCLUSIONS} (< 1 s): {slowest:.2f} s\n")
    if last.settle_ratio is not None:
        say(f"settling defaults (<= 1.5 of the bare SQL): {last.settle_ratio:.2f}\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench_stats", description=__doc__.split("\n")[0])
    parser.add_argument("--ratings", default="1000000,10000000", help="one size after the other")
    parser.add_argument("--open", type=int, default=2_000_000, help="services nobody rated yet")
    parser.add_argument("--windows", type=int, default=3_000)
    parser.add_argument("--a-day", type=int, default=10_000, help="ratings made each day")
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked")
    parser.add_argument("--keep", type=Path, help="a folder in which the databases stay")
    chosen = parser.parse_args()
    sizes = [
        Size(int(n), chosen.open, chosen.windows, chosen.a_day) for n in chosen.ratings.split(",")
    ]
    postgres = PostgresServer(durable=True, settings=SETTINGS, keep=chosen.keep)
    try:
        with tempfile.TemporaryDirectory(prefix="haochaping-bench-") as folder:
            now = datetime.now(UTC)
            at = Sitting(postgres, Path(folder), chosen.times, chosen.keep is not None, now)
            report({one.ratings: measure(at, one) for one in sizes})
    finally:
        postgres.stop()


if __name__ == "__main__":
    main()
