"""A case of the suite: what is tried, and what must come of it."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import httpx

from conformance.signing import Signed

SERVICES = "/api/intake/services"
BATCH = "/api/intake/services/batch"
CALLS = "/api/intake/calls"
RATINGS = "/api/intake/ratings"
TEXTS = "/api/intake/texts"


class Verdict(StrEnum):
    """What became of a case."""

    PASSED = "通过"
    FAILED = "不通过"
    NOT_APPLICABLE = "不适用"  # these credentials are not for it


class Differs(Exception):
    """The answer is not what it must be; the message says both, and quotes nothing sent."""


class OutOfScope(Exception):
    """What was given does not reach this case; the message says what is missing."""


def expect(what: str, *, got: object, wanted: object) -> None:
    """Raise `Differs` unless both are the same."""
    if got != wanted:
        raise Differs(f"{what}：应为 {wanted}，实为 {got}")


@dataclass(frozen=True)
class Answer:
    """Status and JSON of an answer."""

    status: int
    body: dict[str, Any]

    def refuses(self, code: str) -> None:
        """It must be a refusal with this code and a sentence for people."""
        if self.status < 400:
            raise Differs(f"应拒绝（{code}），却接受了（{self.status}）")
        if self.status >= 500:
            raise Differs(f"应拒绝（{code}），却出了故障（{self.status}）")
        expect("错误码", got=self.body.get("code"), wanted=code)
        if not self.body.get("message"):
            raise Differs("拒绝时没有给人看的说明")


def expect_one(name: str, answers: Sequence[Answer]) -> None:
    """Raise `Differs` unless all answers were given with 201 and name the same thing."""
    expect("状态码", got={one.status for one in answers}, wanted={201})
    named = {one.body.get(name) for one in answers}
    expect(f"{name} 的个数", got=len(named - {None}), wanted=1)


@dataclass
class Bench:
    """What the cases work with.

    `sample` is the body of one ended service the side under test takes: an item, hall, window,
    officer and applicant it knows. Every case gives it a project number of its own. `grade` is a
    code of the scale agreed with the partner. `pairing_code` is one made for a rating device at
    the sample's window; the device paired with it has `device_token`. `wait` lets seconds pass.
    """

    client: httpx.AsyncClient
    signed: Signed
    sample: dict[str, Any]
    clock: Callable[[], datetime]
    grade: str = "1"
    pairing_code: str = ""
    wait: Callable[[float], Awaitable[Any]] = asyncio.sleep
    device_token: str = ""

    def service(self, **changed: Any) -> dict[str, Any]:
        """A service nobody has told of yet."""
        return {
            **self.sample,
            "project_number": f"HG{secrets.token_hex(8)}".upper(),
            "service_number": 1,
            "ended_at": self.clock().isoformat(),
            **changed,
        }

    async def tell(
        self, body: Any, *, to: str = SERVICES, skew: timedelta = timedelta(), nonce: str = ""
    ) -> Answer:
        """Send `body` signed at a time that is off by `skew`."""
        request = self.client.build_request("POST", to, json=body)
        at = (self.clock() + skew).isoformat()
        request.headers.update(self.signed.headers(request, at=at, nonce=nonce))
        return await self.send(request)

    async def send(self, request: httpx.Request) -> Answer:
        response = await self.client.send(request)
        try:
            body = response.json()
        except ValueError as error:
            raise Differs("回答不是 JSON") from error
        answer = Answer(response.status_code, body if isinstance(body, dict) else {})
        if answer.body.get("code") == "out_of_scope":
            raise OutOfScope("凭据没有这项权限")
        return answer


Try = Callable[[Bench], Awaitable[None]]


@dataclass(frozen=True)
class Case:
    """`about` says in Chinese what must be so; `run` raises `Differs` if it is not."""

    name: str
    about: str
    run: Try


CASES: list[Case] = []


def case(about: str) -> Callable[[Try], Try]:
    """Put the decorated coroutine into the suite, in the order of the files."""

    def declare(run: Try) -> Try:
        CASES.append(Case(run.__name__, about, run))
        return run

    return declare
