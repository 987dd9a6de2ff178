"""Programs started by tests: on a free port, never as root without need, never left behind."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class DidNotStart(Exception):
    """The program ended or stayed silent; the message holds the end of its log."""


# Below the ports Linux gives to outgoing connections, which would take one between its choice and
# its use; each of the processes that run tests at once has its own.
PORTS = range(10_240, 32_000)
WORKERS = 8


def free_port() -> int:
    """A port nobody listens on, for a program that starts now."""
    own = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
    while True:
        port = secrets.choice(PORTS[own::WORKERS])
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


ROOM = 4 * 2**30  # bytes, far more than a test run leaves


def in_memory() -> str | None:
    """Where files cost no disk, if there is room: what need not last is made many times faster."""
    place = Path("/dev/shm")
    roomy = place.is_dir() and shutil.disk_usage(place).free > ROOM
    return str(place) if roomy else None


def program(name: str, *places: str) -> str:
    """The path of an installed program; the newest of `places` (glob patterns) goes first."""
    for place in places:
        found = sorted(Path("/").glob(place.lstrip("/")), key=_version)
        if found:
            return str(found[-1])
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if path is None:
        raise DidNotStart(f"{name} is not installed: scripts/install-test-tools names its package")
    return path


def _version(path: Path) -> list[int]:
    return [int(part) for part in path.parts if part.isdigit()]


class Process:
    """A program that dies with the tests, even when they are killed."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        log: Path,
        user: str | None = None,
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.log = log
        self.stop_with = stop_with
        tie = ["setpriv", "--pdeathsig", stop_with.name.removeprefix("SIG")]
        if user is not None and os.geteuid() == 0:
            tie += ["--reuid", user, "--regid", user, "--init-groups"]
        with log.open("ab") as output:
            self._popen = subprocess.Popen(
                [*tie, *command],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd=cwd or log.parent,
                env={**os.environ, **(environment or {})},
            )

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def running(self) -> bool:
        return self._popen.poll() is None

    def wait_until(self, ready: Callable[[], bool], within: float = 20.0) -> None:
        """Return when `ready` holds; raise if the program ends or `within` seconds pass first."""
        give_up = time.monotonic() + within
        while not ready():
            if not self.running or time.monotonic() > give_up:
                self.stop()
                raise DidNotStart(self.log.read_text(errors="replace")[-4000:])
            time.sleep(0.02)

    def finish(self, within: float = 60.0) -> None:
        """Wait for the end of a program that does one thing; raise if it fails."""
        if self._popen.wait(within) != 0:
            raise DidNotStart(self.log.read_text(errors="replace")[-4000:])

    def stop(self, within: float = 10.0) -> None:
        if self.running:
            self._popen.send_signal(self.stop_with)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(within)
        self.kill()

    def kill(self) -> None:
        """SIGKILL: what a power cut or the kernel's memory killer does."""
        if self.running:
            self._popen.kill()
        self._popen.wait()


def accepts(port: int) -> bool:
    """Whether something listens on this port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
