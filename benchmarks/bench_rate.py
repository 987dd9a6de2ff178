"""Ratings a second over the full public request, against pgbench doing the same inserts.

    python -m benchmarks.bench_rate [--connections 64] [--rounds 3] [--each 800]

Starts a PostgreSQL of its own with fsync and synchronous_commit on and one web process as
production runs it. Each round measures pgbench, then the server, both on a fresh copy of the same
database; the ratio of a round is what counts, since the machine changes between sittings.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from benchmarks import city, yardstick
from tests.support.app import Unit
from tests.support.postgres import PostgresServer
from tests.support.prepared import migrate
from tests.support.processes import ROOT

WARM_UP = 30  # ratings a connection before the clock starts
EXPORT = """
COPY (SELECT r.*, s.* FROM rating r JOIN service_record s ON s.id = r.service_record_id
      ORDER BY s.project_number) TO STDOUT
"""


@dataclass(frozen=True, slots=True)
class Plan:
    connections: int
    rounds: int
    each: int
    citizens: int

    @property
    def timed(self) -> int:
        return self.connections * self.each

    @property
    def warm_up(self) -> int:
        return self.connections * WARM_UP

    @property
    def services(self) -> int:
        return self.timed + self.warm_up


class Bench:
    """The servers of one sitting."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self.plan = plan
        self.folder = folder
        self.postgres = PostgresServer(durable=True)
        self.template = self.postgres.create()
        url = self.postgres.url(self.template)
        migrate(url, folder)
        asyncio.run(
            city.build(url, services=plan.services, citizens=plan.citizens, now=datetime.now(UTC))
        )

    def pgbench(self) -> yardstick.Figures:
        database = self.fresh()
        plan = self.plan
        shared = {"citizens": plan.citizens, "connections": plan.connections}
        yardstick.run(self.postgres, database, self.folder, first=0, each=WARM_UP, **shared)
        figures = yardstick.run(
            self.postgres, database, self.folder, first=plan.warm_up, each=plan.each, **shared
        )
        self.check(database)
        return figures

    def server(self, *, exporting: bool = False) -> dict[str, float]:
        database = self.fresh()
        unit = self.unit(database)
        try:
            self.load(unit.port, 0, self.plan.warm_up)
            export = self.export(database) if exporting else None
            process = psutil.Process(unit.process.pid)
            before = process.cpu_times()
            figures = self.load(unit.port, self.plan.warm_up, self.plan.timed)
            spent = process.cpu_times()
            if export is not None:
                os.killpg(export.pid, signal.SIGKILL)
                export.wait()
            memory = process.memory_info().rss
        finally:
            unit.process.stop()
        self.check(database)
        cpu = spent.user + spent.system - before.user - before.system
        return {
            **figures,
            "memory_mb": memory / 1e6,
            "cpu_us": cpu / self.plan.timed * 1e6,
        }

    def unit(self, database: str) -> Unit:
        return Unit(self.folder, "serve", database_url=self.postgres.url(database))

    def load(self, port: int, first: int, count: int) -> dict[str, float]:
        numbers = (port, first, count, self.plan.citizens, self.plan.connections)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.load", *map(str, numbers)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        printed: dict[str, Any] = json.loads(done.stdout)
        statuses = printed.pop("statuses")
        assert statuses == {"201": count}, statuses
        return printed

    def export(self, database: str) -> subprocess.Popen[bytes]:
        """Somebody downloads everything, again and again."""
        script = f"while psql -XAtq -d '{self.postgres.url(database)}' -c \"{EXPORT}\"; do :; done"
        return subprocess.Popen(
            ["bash", "-c", script], stdout=subprocess.DEVNULL, start_new_session=True
        )

    def fresh(self) -> str:
        name = self.postgres.create(template=self.template)
        self.postgres.sql("CHECKPOINT")
        return name

    def check(self, database: str) -> None:
        """Everything was stored, the one in fifty with its order; then the copy goes."""
        counted = self.postgres.sql(
            "SELECT (SELECT count(*) FROM rating), (SELECT count(*) FROM outbox_message), "
            "(SELECT count(*) FROM rating WHERE grade = 'dissatisfied')",
            database=database,
        )
        ratings, messages, poor = map(int, counted.strip().split("|"))
        assert ratings == self.plan.services, counted
        assert messages == poor, counted
        self.postgres.drop(database)


def measure(plan: Plan) -> None:
    with tempfile.TemporaryDirectory(prefix="haochaping-bench-") as folder:
        bench = Bench(plan, Path(folder))
        try:
            rounds = [one_round(bench, number) for number in range(1, plan.rounds + 1)]
            exporting = bench.server(exporting=True)
        finally:
            bench.postgres.stop()
    ratio = statistics.median(ratio for ratio, _ in rounds)
    middle = {
        name: statistics.median(figures[name] for _, figures in rounds) for name in rounds[0][1]
    }
    print(f"median: {ratio:.2f} of pgbench, {said(middle)}")
    print(f"while everything is exported: {said(exporting)}")


def one_round(bench: Bench, number: int) -> tuple[float, dict[str, float]]:
    yard = bench.pgbench()
    figures = bench.server()
    ratio = figures["per_second"] / yard.per_second
    print(
        f"round {number}: pgbench {yard.per_second:.0f}/s ({yard.mean_ms:.1f} ms), "
        f"server {said(figures)}: {ratio:.2f}",
        flush=True,
    )
    return ratio, figures


def said(figures: dict[str, float]) -> str:
    return (
        f"{figures['per_second']:.0f}/s, p50 {figures['p50_ms']:.1f} ms, "
        f"p99 {figures['p99_ms']:.1f} ms, longest {figures['longest_ms']:.0f} ms, "
        f"{figures['memory_mb']:.0f} MB resident, {figures['cpu_us']:.0f} µs of CPU a rating"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench_rate", description=__doc__.split("\n")[0])
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--each", type=int, default=800, help="ratings a connection and run")
    parser.add_argument("--citizens", type=int, default=0, help="0: every rating another citizen")
    chosen = parser.parse_args()
    services = chosen.connections * (chosen.each + WARM_UP)
    measure(Plan(chosen.connections, chosen.rounds, chosen.each, chosen.citizens or services))


if __name__ == "__main__":
    main()
