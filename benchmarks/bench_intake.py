"""Service records a second through the batch intake, against plain multi-row inserts of the same.

    python -m benchmarks.bench_intake [--connections 4] [--rounds 3] [--batches 100] [--rows 1000]

Starts a PostgreSQL of its own with fsync and synchronous_commit on and one web process as
production runs it. Each round sends batches to the server, then lets psql write the very rows the
server wrote (identities sealed already) into a fresh copy of the same database: one INSERT of all
records of a batch and one of their invitations, in a transaction, on as many connections.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psutil

from actions import index_keys
from actions.people import evaluators
from actions.people.evaluators import document_index
from actions.people.sessions import open_for_citizen
from benchmarks.batches import applicant
from gateways.identity import VerifiedPerson
from models import Evaluator, ServiceRecord
from rules.documents import DocumentType
from server.database import close_database, open_database
from tests.support.app import Unit
from tests.support.postgres import PostgresServer
from tests.support.prepared import migrate
from tests.support.processes import ROOT
from tests.support.town import KEYS, build_town

SEALED = 20_000  # applicants that are sealed to know what sealing costs
WARM_UP = 5  # batches
SIGN_INS = 2_000  # people who sign in for the first time
TABLES = ("service_record", "invitation")
COLUMNS = """
SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum),
  string_agg(format('quote_nullable(%I)', attname), ', ' ORDER BY attnum)
FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped
"""
ROWS = "SELECT concat('(', concat_ws(', ', {quoted}), ')') FROM {table} ORDER BY ctid"


@dataclass(frozen=True, slots=True)
class Plan:
    connections: int
    rounds: int
    batches: int
    rows: int

    @property
    def services(self) -> int:
        return self.batches * self.rows


class Bench:
    """The servers of one sitting."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.postgres = PostgresServer(durable=True)
        self.template = self.postgres.create()
        migrate(self.postgres.url(self.template), folder)
        asyncio.run(self._town())

    async def _town(self) -> None:
        await open_database(self.postgres.url(self.template))
        await build_town(datetime.now(UTC))
        await close_database()

    def server(self) -> tuple[str, dict[str, float]]:
        """The database the server wrote into, and how it did."""
        database = self.fresh()
        unit = self.unit(database)
        plan = self.plan
        try:
            self.load(unit.port, plan.services, WARM_UP)
            self.postgres.sql("DELETE FROM invitation", database=database)
            self.postgres.sql("DELETE FROM service_record", database=database)
            web = psutil.Process(unit.process.pid)
            before = spent([web]), spent(self.backends())
            figures = self.load(unit.port, 0, plan.batches)
            after = spent([web]), spent(self.backends())
            memory = web.memory_info().rss
        finally:
            unit.process.stop()
        web_us, database_us = (
            (later - earlier) / plan.services * 1e6
            for earlier, later in zip(before, after, strict=True)
        )
        return database, {
            **figures,
            "memory_mb": memory / 1e6,
            "web_us": web_us,
            "database_us": database_us,
        }

    def backends(self) -> list[psutil.Process]:
        return list(psutil.Process(self.postgres.process.pid).children())

    def unit(self, database: str) -> Unit:
        return Unit(self.folder, "serve", database_url=self.postgres.url(database))

    def load(self, port: int, first: int, batches: int) -> dict[str, float]:
        numbers = (port, first, batches, self.plan.rows, self.plan.connections)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.batches", *map(str, numbers)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        figures: dict[str, float] = json.loads(done.stdout)
        return figures

    def plain(self, written: str) -> float:
        """Services a second of psql, writing what the server wrote."""
        scripts = self.scripts(written)
        database = self.fresh()
        began = time.perf_counter()
        running = [
            subprocess.Popen(
                [
                    "psql",
                    "-Xq",
                    "-v",
                    "ON_ERROR_STOP=1",
                    "-d",
                    self.postgres.url(database),
                    "-f",
                    str(script),
                ]
            )
            for script in scripts
        ]
        assert [one.wait() for one in running] == [0] * len(running)
        took = time.perf_counter() - began
        self.check(database)
        return self.plan.services / took

    def scripts(self, written: str) -> list[Path]:
        """One file a connection, of every row in the order it was written."""
        pieces = [list(self.statements(written, table)) for table in TABLES]
        batches = [f"BEGIN; {one}; {other}; COMMIT;" for one, other in zip(*pieces, strict=True)]
        scripts = []
        for number in range(self.plan.connections):
            script = self.folder / f"plain-{number}.sql"
            script.write_text("\n".join(batches[number :: self.plan.connections]))
            scripts.append(script)
        return scripts

    def statements(self, database: str, table: str) -> Iterator[str]:
        found = self.postgres.sql(COLUMNS.format(table=table), database=database)
        columns, quoted = found.strip().split("|")
        rows = self.postgres.sql(ROWS.format(quoted=quoted, table=table), database=database)
        lines = rows.splitlines()
        if table == "invitation":
            lines = self.by_service(lines, database)
        for first in range(0, len(lines), self.plan.rows):
            values = ", ".join(lines[first : first + self.plan.rows])
            yield f"INSERT INTO {table} ({columns}) VALUES {values}"

    def by_service(self, lines: list[str], database: str) -> list[str]:
        """Invitations in the order of their services: batches of two connections are mixed."""
        ids = self.postgres.sql("SELECT id FROM service_record ORDER BY ctid", database=database)
        asked = self.postgres.sql(
            "SELECT service_record_id FROM invitation ORDER BY ctid", database=database
        )
        of_service = dict(zip(asked.split(), lines, strict=True))
        return [of_service[one] for one in ids.split()]

    def fresh(self) -> str:
        name = self.postgres.create(template=self.template)
        self.postgres.sql("CHECKPOINT")
        return name

    def check(self, database: str) -> None:
        """Everything was stored; then the copy goes."""
        counted = self.postgres.sql(
            "SELECT (SELECT count(*) FROM service_record), (SELECT count(*) FROM invitation)",
            database=database,
        )
        assert counted.strip() == f"{self.plan.services}|{self.plan.services}", counted
        self.postgres.drop(database)


def spent(processes: list[psutil.Process]) -> float:
    """Seconds of processor time."""
    times = [one.cpu_times() for one in processes]
    return float(sum(one.user + one.system for one in times))


def sealing_us() -> float:
    """What an applicant costs: sealed, and found again by a blind index."""
    people = [applicant(number) for number in range(SEALED)]
    texts = [json.dumps(one) for one in people]
    row = uuid4()
    began = time.process_time()
    for one, text in zip(people, texts, strict=True):
        KEYS.seal(text, ServiceRecord, "applicant_sealed", row)
        document_index(KEYS, one["document_type"], one["document_number"])
    return (time.process_time() - began) / SEALED * 1e6


def person(number: int) -> VerifiedPerson:
    told = applicant(number)
    return VerifiedPerson(
        name=told["name"],
        document_type=DocumentType(told["document_type"]),
        document_number=told["document_number"],
        phone=f"199{number:08d}",
        subject="",
        provider="bench",
    )


async def sign_in(url: str, people: int) -> tuple[float, float]:
    """Microseconds of the web process's processor time of a first sign-in: all of it, and sealing.

    Without HTTP and the call to the identity provider: sealing is held against the rest alone.
    """
    now = datetime.now(UTC)
    some = [person(number) for number in range(people)]
    await open_database(url)
    try:
        await index_keys.take_up(KEYS, now=now)
        began = time.process_time()
        for one in some:
            who = await evaluators.keep(one, keys=KEYS, now=now)
            await open_for_citizen(account_id=None, evaluator_id=who, now=now)
        whole = time.process_time() - began
    finally:
        await close_database()
    row, began = uuid4(), time.process_time()
    for one in some:
        for column, plain in (
            ("name_sealed", one.name),
            ("document_sealed", one.document_number),
            ("phone_sealed", one.phone),
        ):
            KEYS.seal(plain or "", Evaluator, column, row)
        document_index(KEYS, one.document_type, one.document_number or "")
        KEYS.index("phone", one.phone or "")
    sealing = time.process_time() - began
    return whole / people * 1e6, sealing / people * 1e6


def say_sign_in(bench: Bench) -> None:
    database = bench.fresh()
    whole, sealing = asyncio.run(sign_in(bench.postgres.url(database), SIGN_INS))
    bench.postgres.drop(database)
    print(
        f"a first sign-in: {whole:.0f} µs of the web process's processor time, sealing and indexes "
        f"{sealing:.1f} µs = {sealing / whole * 100:.1f} %",
        flush=True,
    )


def one_round(bench: Bench, number: int) -> dict[str, float]:
    written, figures = bench.server()
    plain = bench.plain(written)
    bench.check(written)
    sealing = sealing_us()
    whole = figures["web_us"] + figures["database_us"]
    figures |= {
        "plain": plain,
        "ratio": figures["per_second"] / plain,
        "sealing_us": sealing,
        "sealing_share": sealing / whole * 100,
    }
    print(f"round {number}: {said(figures)}", flush=True)
    return figures


def said(figures: dict[str, float]) -> str:
    return (
        f"{figures['per_second']:.0f}/s, {figures['ratio']:.2f} of plain inserts "
        f"({figures['plain']:.0f}/s); processor time a record: web {figures['web_us']:.0f} µs, "
        f"database {figures['database_us']:.0f} µs, sealing {figures['sealing_us']:.1f} µs "
        f"= {figures['sealing_share']:.1f} % of both; longest batch "
        f"{figures['longest_ms']:.0f} ms, {figures['memory_mb']:.0f} MB resident"
    )


def measure(plan: Plan) -> None:
    with tempfile.TemporaryDirectory(prefix="haochaping-bench-") as folder:
        bench = Bench(plan, Path(folder))
        try:
            say_sign_in(bench)
            rounds = [one_round(bench, number) for number in range(1, plan.rounds + 1)]
        finally:
            bench.postgres.stop()
    middle = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    print(f"median: {said(middle)}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench_intake", description=__doc__.split("\n")[0])
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batches", type=int, default=100, help="a run")
    parser.add_argument("--rows", type=int, default=1000, help="a batch")
    chosen = parser.parse_args()
    measure(Plan(chosen.connections, chosen.rounds, chosen.batches, chosen.rows))


if __name__ == "__main__":
    main()
