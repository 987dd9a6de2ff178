"""A real Redis. `redis_url` is empty at the start of each test; `redis_server` can be stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.processes import Process, accepts, free_port, program


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, empty: nothing is ever written to disk."""
        options = {
            "--port": str(self.port),
            "--bind": "127.0.0.1",
            "--save": "",
            "--appendonly": "no",
            "--dir": str(self.folder),
        }
        self.process = Process(
            [program("redis-server"), *(word for pair in options.items() for word in pair)],
            log=self.folder / "redis.log",
        )
        self.process.wait_until(lambda: accepts(self.port))

    def restart(self) -> None:
        self.stop()
        self.start()

    def stop(self) -> None:
        self.process.stop()


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    redis_server.restart()  # empty, and there again if the test before took it away
    return redis_server.url
