"""What the stand-ins remember while they run."""

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from sanic import HTTPResponse
from sanic.response import json, text


@dataclass(slots=True)
class Person:
    """A demo person as the identity provider and WeChat know them."""

    key: str
    name: str
    document_type: str
    document_number: str
    phone: str

    @property
    def openid(self) -> str:
        return f"openid-{self.key}"


@dataclass(slots=True)
class Fault:
    """How a party misbehaves: slow, with an error code, or not there at all."""

    delay: float = 0.0
    code: str = ""
    down: bool = False
    junk: bool = False


@dataclass(slots=True)
class State:
    """Everything; lost when the process ends."""

    token_seconds: int = 7200
    persons: dict[str, Person] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    sent: list[dict[str, Any]] = field(default_factory=list)
    tokens: dict[str, float] = field(default_factory=dict)  # WeChat token to its expiry
    used_codes: set[str] = field(default_factory=set)
    grants: dict[str, str] = field(default_factory=dict)  # code, ticket or bearer to person
    quota: dict[tuple[str, str], int] = field(default_factory=dict)
    faces: dict[str, dict[str, Any]] = field(default_factory=dict)
    failing_faces: set[str] = field(default_factory=set)

    def grant(self, kind: str, key: str) -> str:
        """A one-time code, ticket or bearer for a person."""
        made = f"{kind}-{secrets.token_urlsafe(18)}"
        self.grants[made] = key
        return made

    def redeem(self, kind: str, grant: str) -> Person | None:
        """The person of a grant, once."""
        if not grant.startswith(f"{kind}-"):
            return None
        return self.persons.get(self.grants.pop(grant, ""))

    def note(self, channel: str, to: str, what: dict[str, Any]) -> None:
        """Remember a sent message, newest last."""
        self.sent.append({"channel": channel, "to": to, "at": time.time(), **what})
        del self.sent[:-1000]

    async def misbehave(self, party: str) -> HTTPResponse | None:
        """What the party does instead of its work, if it was told to."""
        fault = self.faults.get(party)
        if fault is None:
            return None
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.down:
            return text("down", 503)
        if fault.junk:
            return text("<html>not what you wanted</html>")
        if fault.code and party == "wechat":
            return json({"errcode": int(fault.code), "errmsg": "told to fail"})
        if fault.code:
            return json({"code": fault.code, "error": fault.code})
        return None
