"""Migrated databases, made once for the same code and copied by every test run after it.

They stand in `.stamps/databases/`, one folder for one state of the rooms they are made of, and
whoever changes a file there has them made anew. How they are made is what production does.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.postgres import PostgresServer, copied
from tests.support.processes import ROOT

PLACE = ROOT / ".stamps" / "databases"
MADE_OF = ("actions", "gateways", "migrations", "models", "queries", "rules", "server")
NAME = "migrated"


def migrate(url: str, folder: Path) -> None:
    """`haochaping migrate`, as production does it: tables, rule sets, working-day calendar."""
    subprocess.run(
        [sys.executable, "-c", "from server.cli import main; main()", "migrate"],
        check=True,
        cwd=ROOT,
        env={**os.environ, "HCP_DATABASE_URL": url, "HCP_DATA_DIR": str(folder)},
    )


def sqlite() -> Path:
    """The file of a migrated database, to be copied."""
    return _once("sqlite", _migrated_file) / NAME


def cluster() -> Path:
    """The folder of a stopped cluster with a migrated database called `NAME`, to be copied."""
    return _once("postgres", _migrated_cluster) / "data"


def _migrated_file(folder: Path) -> None:
    migrate(f"sqlite://{folder / NAME}", folder)


def _migrated_cluster(folder: Path) -> None:
    server = PostgresServer()
    try:
        server.sql(f"CREATE DATABASE {NAME}")
        migrate(server.url(NAME), folder)
        server.process.stop()
        copied(server.folder / "data", folder / "data")
    finally:
        server.stop()


def _once(kind: str, make: Callable[[Path], None]) -> Path:
    folder = PLACE / f"{kind}-{_fingerprint()}"
    with _alone(kind):
        if not folder.exists():
            for old in PLACE.glob(f"{kind}-*"):
                shutil.rmtree(old)
            begun = PLACE / f"begun-{kind}"
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            make(begun)
            begun.rename(folder)
    return folder


@contextmanager
def _alone(kind: str) -> Iterator[None]:
    """Test processes that start together wait for the first of them."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with (PLACE / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint() -> str:
    found = hashlib.sha256()
    for room in MADE_OF:
        for path in sorted((ROOT / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:32]
