"""Every endpoint under generated requests, as nobody, a citizen and every role: never a 5xx.

The requests come from the exported OpenAPI document, right ones and wrong ones, with a fixed seed,
against the process production runs (bad input, issue 2).
"""

import asyncio
import contextlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from actions.people.sessions import open_for_citizen
from actions.people.staff_sessions import open_for_staff
from handlers.answers import ANSWERS
from handlers.endpoint import ENDPOINTS
from handlers.openapi import document
from server.clock import utc_now
from server.database import close_database
from tests.support.app import Unit
from tests.support.town import KEYS
from tests.support.write_path import WritePath

pytestmark = pytest.mark.deep
SEED = 20191014
EXAMPLES = 6  # a role, an endpoint and a kind of request
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
ROLES = ("city", "xiangqiao", "handler", "officer", "hall", "auditor")
# Refusals that are a 5xx because somebody else is away: no WeChat and no provider is configured.
AWAY = frozenset({"identity_unavailable", "wechat_unavailable"})
FILES = (b"", b"\x00", b"PK\x03\x04" + bytes(range(256)), b"\xff\xd8\xff" + b"1" * 4000)
RAW = frozenset(one.path for one in ENDPOINTS if one.raw_limit is not None)
QUIET = settings(
    max_examples=EXAMPLES,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Tokens = dict[str, str]


async def people(database_url: str) -> Tokens:
    """A session of everybody, in a town with a service to rate."""
    path = await WritePath.open(database_url)
    now = utc_now()
    chen = await path.evaluator()
    chen.name_sealed = KEYS.seal("陈示例", chen, "name_sealed", chen.id)
    await chen.save()
    await path.service(chen)
    tokens = {"nobody": ""}
    tokens["citizen"] = await open_for_citizen(account_id=None, evaluator_id=chen.id, now=now)
    for role in ROLES:
        staff_id = path.town.staff[role].id
        tokens[role], _ = await open_for_staff(staff_id=staff_id, now=now)
    await path.close()
    await close_database()
    return tokens


@dataclass
class Fuzzer:
    """Sends what is generated and notes what must not be."""

    client: httpx.Client
    token: str
    sent: int = 0

    def send(self, case: schemathesis.Case) -> None:
        request = case.as_transport_kwargs(base_url=str(self.client.base_url))
        headers = {name: value for name, value in request.get("headers", {}).items() if value}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        try:
            answer = self.client.request(
                request["method"],
                request["url"],
                headers=headers,
                params=request.get("params"),
                content=_content(request),
            )
        except (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError, ValueError):
            return  # nothing a client can put on the wire
        self.sent += 1
        self.judge((case.method, case.path), answer)

    def judge(self, asked: tuple[str, str], answer: httpx.Response) -> None:
        """Fails on whatever is neither an answer nor a refusal in our own words."""
        place = (*asked, answer.status_code)
        if answer.status_code < 300:
            return
        if answer.status_code in (301, 302):
            return
        said = answer.json()
        assert said["code"] in ANSWERS, place
        assert said["message"] == ANSWERS[said["code"]][1], place
        assert answer.status_code < 500 or said["code"] in AWAY, place


def send_files(fuzzer: Fuzzer) -> None:
    """Bytes that are no picture and no workbook, to whatever takes files."""
    for endpoint in ENDPOINTS:
        if endpoint.raw_limit is None:
            continue
        path = re.sub(r"{\w+}", "x", endpoint.path)
        for content in FILES:
            headers = {"authorization": f"Bearer {fuzzer.token}"} if fuzzer.token else {}
            answer = fuzzer.client.request(endpoint.method, path, content=content, headers=headers)
            fuzzer.judge((endpoint.method, endpoint.path), answer)


def _content(request: dict[str, Any]) -> bytes | None:
    if "json" in request:
        return httpx.Request("POST", "http://x", json=request["json"]).content
    data = request.get("data")
    if isinstance(data, str):
        return data.encode("utf-8", "surrogatepass")
    return data if isinstance(data, bytes) else None


def fuzz(fuzzer: Fuzzer, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_dict(document(ENDPOINTS))
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path.endswith("sign-out"):
            continue  # it works, and then there would be nobody any more
        if operation.path in RAW:
            continue  # the documents of `send_files` say more than generated text could

        @seed(SEED)
        @QUIET
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: schemathesis.Case) -> None:
            fuzzer.send(case)

        with contextlib.suppress(Unsatisfiable):  # nothing about it can be wrong
            send()


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: str(mode.value))
def test_nothing_generated_breaks_the_server(
    database_url: str,
    start_unit: Callable[..., Unit],
    mode: GenerationMode,
) -> None:
    tokens = asyncio.run(people(database_url))
    unit = start_unit(database_url=database_url)
    with httpx.Client(base_url=unit.url, timeout=30) as client:
        try:
            for who, token in tokens.items():
                fuzzer = Fuzzer(client, token)
                fuzz(fuzzer, mode)
                send_files(fuzzer)
                assert fuzzer.sent > len(ENDPOINTS), who
        finally:
            sys.stderr.write(unit.log[-2000:])  # what failed stands in the server's log
        assert client.get("/readyz").status_code == 200
    assert "failed" not in unit.log
