"""A real nginx with the project's nginx.conf, unchanged, and a site/ of its own.

    url = start_nginx([8001, 8002]).url     # in front of these ports, serving the built pages

Also there: `.access_log(requests)`, `.folder` (pages/, verification/), `staff_networks=`.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.processes import ROOT, Process, accepts, free_port, program

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
ALLOW_ALL = "allow all;\n"


class Nginx:
    def __init__(
        self, folder: Path, upstreams: Sequence[int], *, staff_networks: str = ALLOW_ALL
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self._lay_out(upstreams, staff_networks)
        configuration = folder / "nginx.conf"
        shutil.copyfile(ROOT / "nginx.conf", configuration)
        self.process = Process(
            [
                *(program("nginx"), "-c", str(configuration), "-p", str(folder)),
                *("-e", str(folder / "error.log"), "-g", "daemon off;"),
            ],
            log=folder / "output",
        )
        self.process.wait_until(lambda: accepts(self.port))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def access_log(self, requests: int, within: float = 5.0) -> str:
        """The log once it holds this many requests: nginx writes a line after its answer."""
        log = self.folder / "access.log"
        give_up = time.monotonic() + within
        while len(log.read_text().splitlines()) < requests and time.monotonic() < give_up:
            time.sleep(0.01)
        return log.read_text()

    @property
    def pages(self) -> Path:
        """What stands under m/, console/, device/, docs/ and results/ here is served."""
        return self.folder / "pages"

    @property
    def verification(self) -> Path:
        return self.folder / "verification"

    def stop(self) -> None:
        self.process.stop()

    def _lay_out(self, upstreams: Sequence[int], staff_networks: str) -> None:
        site = self.folder / "site"
        for folder in (site, self.pages, self.verification):
            folder.mkdir(exist_ok=True)
        # Workers of a root nginx may not enter the folders of a test unless they stay root.
        user = "user root;\n" if os.geteuid() == 0 else ""
        (site / "main.conf").write_text(
            f"{user}pid {self.folder}/nginx.pid;\nerror_log {self.folder}/error.log notice;\n"
        )
        servers = "".join(f"  server 127.0.0.1:{port};\n" for port in upstreams)
        temporary = "".join(f"{name}_temp_path {self.folder}/{name};\n" for name in TEMPORARY)
        (site / "http.conf").write_text(
            f"upstream haochaping {{\n{servers}  keepalive 64;\n}}\n{temporary}"
            f"access_log {self.folder}/access.log safe;\n"
        )
        (site / "server.conf").write_text(
            f"listen 127.0.0.1:{self.port};\nroot {self.pages};\n"
            f"set $verification_folder {self.verification};\n"
        )
        (site / "staff-networks.conf").write_text(staff_networks)


@pytest.fixture
def start_nginx(tmp_path: Path) -> Iterator[Callable[..., Nginx]]:
    started: list[Nginx] = []

    def start(upstreams: Sequence[int], *, staff_networks: str = ALLOW_ALL) -> Nginx:
        folder = tmp_path / f"nginx-{len(started)}"
        folder.mkdir()
        started.append(Nginx(folder, upstreams, staff_networks=staff_networks))
        return started[-1]

    yield start
    for nginx in started:
        nginx.stop()
