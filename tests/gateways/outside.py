"""The sandbox as the process it is, with its switches, for gateways to talk to."""

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from cashews import Cache

from tests.support.processes import ROOT, Process, accepts, free_port

APP_ID = "wx5a4d90b1c0ffee01"
CLIENT = "haochaping"
SECRET = "sandbox"
NUMBER = "445102199001011238"
PHONE = "13800138000"
CHEN: dict[str, Any] = {
    "key": "chen",
    "name": "陈小明",
    "document_type": "resident_id",
    "document_number": NUMBER,
    "phone": PHONE,
}
NET: dict[str, Any] = {
    "key": "net-user",
    "name": "林网",
    "document_type": "network_identity",
    "subject": "net-0123456789abcdef",
}


class Outside:
    """One running sandbox."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = [sys.executable, "-m", "sandbox", "--port", str(self.port), *more]
        self.http = httpx.Client(base_url=self.url, timeout=10)
        self.start()

    def start(self) -> None:
        log = self.folder / f"sandbox-{self.port}.log"
        self.process = Process(self.command, log=log, cwd=ROOT)
        self.process.wait_until(lambda: accepts(self.port))

    def stop(self) -> None:
        self.http.close()
        self.process.stop()

    def reset(self) -> None:
        self.post("/_control/reset")
        self.put("/_control/persons", persons=[CHEN, NET])

    def switch(self, **parties: dict[str, Any]) -> None:
        self.post("/_control", **parties)

    def consent(self, openid: str = "openid-chen", template: str = "sandbox-feedback") -> None:
        self.post("/_control/consent", openid=openid, template_id=template)

    def ticket(self, person: str) -> str:
        return str(self.post("/identity/jump", person=person)["ticket"])

    @property
    def sent(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.http.get("/_control/sent").json()["sent"]
        return found

    def calls(self, path: str) -> int:
        return int(self.http.get("/_control").json()["calls"].get(path, 0))

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        return self._answer(self.http.post(path, json=body))

    def put(self, path: str, **body: Any) -> dict[str, Any]:
        return self._answer(self.http.put(path, json=body))

    @staticmethod
    def _answer(response: httpx.Response) -> dict[str, Any]:
        answer: dict[str, Any] = response.raise_for_status().json()
        return answer


@pytest.fixture(scope="session")
def outside_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    running = Outside(tmp_path_factory.mktemp("outside"))
    yield running
    running.stop()


@pytest.fixture
def outside(outside_process: Outside) -> Outside:
    """The sandbox with nothing sent, nothing broken, and two persons."""
    outside_process.reset()
    return outside_process


@pytest_asyncio.fixture
async def cache() -> AsyncIterator[Cache]:
    made = Cache()
    made.setup("mem://?check_interval=10")
    yield made
    await made.close()
