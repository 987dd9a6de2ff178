"""A real PostgreSQL in a folder of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from uuid import uuid4

from tests.support.processes import ROOT, Process, free_port, in_memory, program

PROGRAM = "program"
RIGHTS = ROOT / "deploy" / "postgresql" / "rights.sql"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")


def copied(folder: Path, to: Path) -> None:
    """A copy of a stopped cluster's folder, owners and all: PostgreSQL takes no other."""
    subprocess.run(["cp", "-a", str(folder), str(to)], check=True)


def _program(name: str) -> str:
    return program(name, f"/usr/lib/postgresql/*/bin/{name}")


class PostgresServer:
    """One cluster. `durable` switches on what a test of durability or a benchmark needs.

    `settings` are others of PostgreSQL's, as `name=value`. In a folder named by `keep` it stays
    when it is stopped, and is there again next time. `copy_of` names the folder of a stopped
    cluster to begin with.
    """

    def __init__(
        self,
        *,
        durable: bool = False,
        settings: tuple[str, ...] = (),
        keep: Path | None = None,
        copy_of: Path | None = None,
    ) -> None:
        self.durable = durable
        self.settings = settings
        self.port = free_port()
        self.kept = keep is not None
        place = None if durable else in_memory()
        self.folder = keep or Path(tempfile.mkdtemp(prefix="haochaping-pg-", dir=place))
        self.folder.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        if copy_of is not None:
            copied(copy_of, self.folder / "data")
        elif not (self.folder / "data").exists():
            self._initialise()
        self.start()

    def url(self, database: str = "postgres") -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = [
            *(DURABLE if self.durable else FAST),
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self.folder}",
            "max_connections=200",
            "shared_buffers=128MB",
            *self.settings,
        ]
        self.process = Process(
            [
                _program("postgres"),
                "-D",
                str(self.folder / "data"),
                *(word for option in options for word in ("-c", option)),
            ],
            log=self.folder / "log",
            user="postgres",
            stop_with=signal.SIGINT,
        )
        self.process.wait_until(self._ready)

    def create(self, *, template: str = "template1") -> str:
        """A new database, a copy of `template`; its name."""
        name = f"t{uuid4().hex}"
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        return name

    def as_program(self, name: str) -> str:
        """The address of a database for the program's own role, with the rights it is given."""
        role = f"DROP ROLE IF EXISTS {PROGRAM}_{name}; CREATE ROLE {PROGRAM}_{name} LOGIN"
        for statement in role.split("; "):
            self.sql(statement)
        command = [_program("psql"), "-Xq", "--set", f"program={PROGRAM}_{name}"]
        rights = ["-d", self.url(name), "-f", str(RIGHTS)]
        subprocess.run([*command, *rights], check=True, capture_output=True)
        return self.url(name).replace("//postgres@", f"//{PROGRAM}_{name}@")

    def drop(self, name: str) -> None:
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def sql(self, statement: str, *, database: str = "postgres") -> str:
        """The rows of one statement as psql prints them, unaligned."""
        command = [_program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(
            [*command, "-d", self.url(database), "-c", statement],
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def stop(self) -> None:
        self.process.stop()
        if not self.kept:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _initialise(self) -> None:
        Process(
            [
                *(_program("initdb"), "-D", str(self.folder / "data"), "-U", "postgres"),
                *("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"),
            ],
            log=self.folder / "initdb",
            user="postgres",
        ).finish()

    def _ready(self) -> bool:
        command = [_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(command, check=False).returncode == 0
