"""Generated requests by anybody, and what no answer to them may be or hold.

fuzzer = Fuzzer(client, bearer(token))
fuzz(fuzzer, mode)
"""

import asyncio
import contextlib
import json
import re
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from actions.keys import new_token, token_hash
from actions.partner_signature import sign
from actions.people.evaluators import document_index
from actions.people.sessions import open_for_citizen
from actions.people.staff_sessions import open_for_staff
from handlers.answers import ANSWERS
from handlers.endpoint import ENDPOINTS
from handlers.openapi import document
from models import Evaluator, Kiosk, Partner, RatingDevice, ServiceRecord
from server.clock import utc_now
from server.database import close_database
from tests.support.house import rating
from tests.support.town import CHEN, KEYS, LIN, PARTNER_SECRET, Person
from tests.support.write_path import WritePath

SEED = 20191014
EXAMPLES = 6  # a role, an endpoint and a kind of request
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
# Refusals that are a 5xx because somebody else is away: no WeChat and no provider is configured.
AWAY = frozenset({"identity_unavailable", "wechat_unavailable"})
FILES = (b"", b"\x00", b"PK\x03\x04" + bytes(range(256)), b"\xff\xd8\xff" + b"1" * 4000)
SIGNATURE_REFUSED = frozenset({"signature_wrong", "clock_wrong"})
RAW = frozenset(one.path for one in ENDPOINTS if one.raw_limit is not None)
QUIET = settings(
    max_examples=EXAMPLES,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Headers = dict[str, str]
# The headers of a request, from its method, its path and its body.
Signer = Callable[[str, str, bytes], Headers]


def nobody(method: str, path: str, body: bytes) -> Headers:
    return {}


def bearer(token: str) -> Signer:
    return lambda method, path, body: {"authorization": f"Bearer {token}"}


def partner(key_id: str) -> Signer:
    def signed(method: str, path: str, body: bytes) -> Headers:
        at, nonce = utc_now().isoformat(), secrets.token_hex(8)
        made = sign(PARTNER_SECRET, method=method, path=path, at=at, nonce=nonce, body=body)
        return {"x-key-id": key_id, "x-time": at, "x-nonce": nonce, "x-signature": made}

    return signed


def secrets_of(*people: Person) -> tuple[str, ...]:
    """What leads to them."""
    return tuple(
        text for one in people for text in (one.name, one.document_number, one.phone) if text
    )


@dataclass
class Fuzzer:
    """Sends what is generated and notes what must not be, as a status or in an answer."""

    client: httpx.Client
    signer: Signer
    hidden: tuple[str, ...] = secrets_of(CHEN, LIN)
    sent: int = 0
    refused_signatures: int = 0

    def send(self, case: schemathesis.Case) -> None:
        request = case.as_transport_kwargs(base_url=str(self.client.base_url))
        headers = {name: value for name, value in request.get("headers", {}).items() if value}
        content = _content(request)
        path = urlsplit(request["url"]).path
        try:
            answer = self.client.request(
                request["method"],
                request["url"],
                headers=headers | self.signer(request["method"], path, content or b""),
                params=request.get("params"),
                content=content,
            )
        except (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError, ValueError):
            return  # nothing a client can put on the wire
        self.sent += 1
        self.judge((case.method, case.path), answer)

    def send_files(self) -> None:
        """Bytes that are no picture and no workbook, to whatever takes files."""
        for endpoint in ENDPOINTS:
            if endpoint.raw_limit is None:
                continue
            path = re.sub(r"{\w+}", "x", endpoint.path)
            for content in FILES:
                headers = self.signer(endpoint.method, path, content)
                answer = self.client.request(
                    endpoint.method, path, content=content, headers=headers
                )
                self.judge((endpoint.method, endpoint.path), answer)

    def judge(self, asked: tuple[str, str], answer: httpx.Response) -> None:
        """Fails on whatever is no answer, no refusal in our own words, or tells of somebody."""
        place = (*asked, answer.status_code)
        body = answer.content.decode("utf-8", "replace")
        assert not any(one in body for one in self.hidden), place
        if answer.status_code < 300:
            return
        if answer.status_code in (301, 302):
            return
        said = answer.json()
        assert said["code"] in ANSWERS, place
        self.refused_signatures += said["code"] in SIGNATURE_REFUSED
        assert said["message"] == ANSWERS[said["code"]][1], place
        assert answer.status_code < 500 or said["code"] in AWAY, place


def _content(request: dict[str, Any]) -> bytes | None:
    if "json" in request:
        return httpx.Request("POST", "http://x", json=request["json"]).content
    data = request.get("data")
    if isinstance(data, str):
        return data.encode("utf-8", "surrogatepass")
    return data if isinstance(data, bytes) else None


def fuzz(fuzzer: Fuzzer, mode: GenerationMode, rows: Collection[str] = ()) -> None:
    """Every endpoint of these rows of the permission table, or every one there is."""
    schema = schemathesis.openapi.from_dict(document(ENDPOINTS))
    for result in schema.get_all_operations():
        operation = result.ok()
        if rows and operation.tags[0] not in rows:
            continue
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


def people(database_url: str, *roles: str) -> dict[str, str]:
    """A session of everybody, in a town with services to rate: name to token."""
    return asyncio.run(_people(database_url, roles))


async def _people(database_url: str, roles: Collection[str]) -> dict[str, str]:
    path = await WritePath.open(database_url)
    now = utc_now()
    tokens = {}
    for name, person in (("citizen", CHEN), ("neighbour", LIN)):
        known = await _known(path, person)
        tokens[name] = await open_for_citizen(account_id=None, evaluator_id=known.id, now=now)
    for role in roles:
        staff_id = path.town.staff[role].id
        tokens[role], _ = await open_for_staff(staff_id=staff_id, now=now)
    now_there = {"name": "一号", "active": 1, "added_at": now, "paired_at": now}
    for name, table, place in (
        ("device", RatingDevice, {"window_id": path.town.window.id}),
        ("kiosk", Kiosk, {"hall_id": path.town.window.hall_id}),
    ):
        tokens[name] = new_token()
        hashed = token_hash(tokens[name])
        await table.create(id=uuid4(), token_hash=hashed, **place, **now_there)
    await Partner.all().update(calls_a_minute=1_000_000)
    await path.close()
    await close_database()
    return tokens


async def _known(path: WritePath, person: Person) -> Evaluator:
    """Somebody verified, with a service, both sealed as they are when they come in."""
    index = document_index(KEYS, person.document_type, person.document_number)
    known = await path.evaluator(index)
    for what, plain in (
        ("name", person.name),
        ("document", person.document_number),
        ("phone", person.phone),
    ):
        setattr(known, f"{what}_sealed", KEYS.seal(plain, known, f"{what}_sealed", known.id))
    await known.save()
    service = await path.service(known)
    told = json.dumps({**person.party, "type": person.document_type, "number": ""})
    sealed = KEYS.seal(told, ServiceRecord, "applicant_sealed", service.id)
    await ServiceRecord.filter(id=service.id).update(applicant_sealed=sealed)
    return known


def rate_poorly(client: httpx.Client, token: str, person: Person) -> None:
    """So that a case of theirs lies with the offices, in words that hold their numbers."""
    headers = {"authorization": f"Bearer {token}"}
    [service] = client.get("/api/my/services", headers=headers).json()["services"]
    words = f"电话{person.phone}没人接，身份证{person.document_number}要交三次。"
    form = rating(service["id"], "dissatisfied", text=words)
    assert client.post("/api/ratings", json=form, headers=headers).status_code == 201
