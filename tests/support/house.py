"""The whole house for journeys: the application on a town, the sandbox beside it, a clock."""

import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest_asyncio

from actions import deliveries, outbox
from models import OutboxMessage
from rules.notice import NOTICE_VERSION
from tests.support.app import RunningApp
from tests.support.sandbox import Sandbox
from tests.support.town import NOW, PARTNER_SECRET, Person, Town, build_town

StartApp = Callable[..., Awaitable[RunningApp]]


@dataclass
class Clock:
    """The time of a journey; it passes when a test says so."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Answer:
    """A status and what was said."""

    status: int
    body: Any

    @property
    def code(self) -> str:
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


@dataclass
class Caller:
    """Somebody with a session; every call is real HTTP."""

    client: httpx.AsyncClient
    token: str = ""

    async def get(self, path: str, **query: Any) -> Answer:
        return await self._call("GET", path, params=query)

    async def post(self, path: str, **body: Any) -> Answer:
        return await self._call("POST", path, json=body)

    async def upload(self, path: str, content: bytes) -> Answer:
        return await self._call("POST", path, content=content)

    async def _call(self, method: str, path: str, **values: Any) -> Answer:
        answer = await self.once(method, path, **values)
        if answer.code != "token_old":
            return answer
        self.token = await self.exchanged()
        return await self.once(method, path, **values)

    async def exchanged(self) -> str:
        """Another token for the own one, as a phone gets it."""
        answer = await Caller(self.client).post("/api/session/exchange", token=self.token)
        return str(answer.body.get("token", ""))

    async def once(self, method: str, path: str, **values: Any) -> Answer:
        """A call as it is answered; an old token is not exchanged on the way."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        response = await self.client.request(method, path, headers=headers, **values)
        self.client.cookies.clear()  # the callers share a client, not a cookie jar
        is_json = response.headers.get("content-type", "").startswith("application/json")
        return Answer(response.status_code, response.json() if is_json else response.content)


@dataclass
class House:
    app: RunningApp
    town: Town
    sandbox: Sandbox
    clock: Clock = field(default_factory=Clock)
    _officer: tuple[Caller, datetime] | None = None  # signed in until

    @property
    def nobody(self) -> Caller:
        return Caller(self.app.client)

    async def staff(self, name: str) -> Caller:
        answer = await self.nobody.post("/api/staff/sign-in", **self.town.login(name))
        assert answer.status == 200, answer
        return Caller(self.app.client, answer.body["token"])

    async def wechat(self, person: Person) -> Caller:
        """A phone that has opened the mini-program; the real name may be missing still."""
        code = f"demo-{person.key}-{secrets.token_hex(4)}"
        answer = await self.nobody.post("/api/sign-in/wechat", code=code)
        assert answer.status == 200, answer
        return Caller(self.app.client, answer.body["token"])

    async def citizen(self, person: Person) -> Caller:
        """A phone with a verified real name, by the other mini-program's ticket."""
        phone = await self.wechat(person)
        started = await phone.post("/api/sign-in/jump")
        query = parse_qs(urlsplit(started.body["path"]).query)
        ticket = self.sandbox.ticket(person.key)
        answer = await phone.post(
            "/api/sign-in/jump/return",
            ticket=ticket,
            state=query["state"][0],
            notice_version=NOTICE_VERSION,
        )
        assert answer.status == 200, answer
        return Caller(self.app.client, answer.body["token"])

    async def end_service(self, applicant: Person, agent: Person | None = None) -> str:
        """The officer on duty ends a service; its id."""
        if self._officer is None or self.clock.now >= self._officer[1]:
            shift = self.app.deps.staff_policy.longest
            self._officer = await self.staff("officer"), self.clock.now + shift
        answer = await self._officer[0].post(
            "/api/officer/services",
            key=secrets.token_hex(12),
            item_id=str(self.town.item.id),
            applicant=applicant.party,
            **({"agent": agent.party} if agent else {}),
        )
        assert answer.status == 201, answer
        return str(answer.body["service_id"])

    async def deliver(self) -> int:
        """Let the job loop's deliveries happen now."""

        async def one(message: OutboxMessage) -> None:
            await deliveries.deliver(message, deps=self.app.deps, now=self.clock.now)

        total = 0
        while count := await outbox.deliver_due(deliver=one, now=self.clock.now):
            total += count
        return total

    async def take_in(
        self, told: dict[str, Any], path: str = "/api/intake/services", key_id: str = "queue-1"
    ) -> Answer:
        """A queue machine tells of an ended service, or another partner what is its to tell."""
        body = json.dumps(told).encode()
        headers = {**self.signed(body, path, key_id), "content-type": "application/json"}
        response = await self.app.client.post(path, content=body, headers=headers)
        return Answer(response.status_code, response.json())

    def signed(
        self, body: bytes, path: str = "/api/intake/services", key_id: str = "queue-1"
    ) -> dict[str, str]:
        """The headers of a partner's request."""
        from actions.partner_signature import sign

        at = self.clock.now.isoformat()
        nonce = secrets.token_hex(8)
        made = sign(PARTNER_SECRET, method="POST", path=path, at=at, nonce=nonce, body=body)
        return {"x-key-id": key_id, "x-time": at, "x-nonce": nonce, "x-signature": made}


def rating(service_id: str, grade: str, **form: Any) -> dict[str, Any]:
    """A rating form with a key of its own."""
    return {"key": secrets.token_hex(12), "service_id": service_id, "grade": grade, **form}


@pytest_asyncio.fixture
async def house(start_app: StartApp, database_url: str, sandbox: Sandbox) -> House:
    clock = Clock()
    app = await start_app(database_url=database_url, sandbox_url=sandbox.url, clock=clock)
    town = await build_town(clock.now)
    await app.deps.reference.reload()
    return House(app, town, sandbox, clock)
