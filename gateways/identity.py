"""Real names through one port with three shapes: redirect, jump, face (Art. 9; 9-1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from gateways.errors import Permanent, Temporary
from gateways.http import call, client, object_of
from gateways.wechat import WeChat

PARTY = "identity"


@dataclass(frozen=True, slots=True)
class VerifiedPerson:
    """A person the provider vouches for. A network identity (网号) has no document number."""

    name: str = field(repr=False)
    document_type: str
    document_number: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    subject: str = field(repr=False)
    provider: str


@dataclass(frozen=True, slots=True)
class RedirectSettings:
    """OAuth2 in the manner of 广东省统一身份认证; every endpoint is configured."""

    client_id: str
    client_secret: str = field(repr=False)
    authorize_url: str
    token_url: str
    userinfo_url: str
    scope: str = "all"


class RedirectIdentity:
    """The browser goes to the provider and comes back with a code (H5)."""

    def __init__(self, settings: RedirectSettings) -> None:
        self.settings = settings
        self._http = client("")

    async def close(self) -> None:
        await self._http.aclose()

    def authorize_url(self, state: str, return_to: str) -> str:
        """Where the browser goes."""
        query = {
            "client_id": self.settings.client_id,
            "service": "initService",
            "scope": self.settings.scope,
            "response_type": "code",
            "redirect_uri": return_to,
            "state": state,
        }
        return f"{self.settings.authorize_url}?{urlencode(query)}"

    async def complete(self, code: str, return_to: str) -> VerifiedPerson:
        """The person of a code, which works once; `Permanent` if it does not."""
        form = {
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_to,
        }
        response = await call(PARTY, self._http, "POST", self.settings.token_url, data=form)
        answer = object_of(PARTY, response)
        if "access_token" not in answer:
            raise Permanent(PARTY, str(answer.get("error", "no_token")))
        bearer = {"authorization": f"Bearer {answer['access_token']}"}
        found = await call(PARTY, self._http, "GET", self.settings.userinfo_url, headers=bearer)
        return person_of(object_of(PARTY, found), "redirect")


@dataclass(frozen=True, slots=True)
class JumpSettings:
    """Another mini-program that verifies and hands a ticket back, without face."""

    app_id: str
    path: str
    client_id: str
    client_secret: str = field(repr=False)
    ticket_url: str


class JumpIdentity:
    """The phone opens another mini-program and returns with a ticket (WeChat)."""

    def __init__(self, settings: JumpSettings) -> None:
        self.settings = settings
        self._http = client("")

    async def close(self) -> None:
        await self._http.aclose()

    def start(self, state: str) -> tuple[str, str]:
        """The mini-program to open and the path in it."""
        return self.settings.app_id, f"{self.settings.path}?{urlencode({'state': state})}"

    async def complete(self, ticket: str) -> VerifiedPerson:
        """The person of a ticket, which works once; `Permanent` if it does not."""
        body = {
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
            "ticket": ticket,
        }
        response = await call(PARTY, self._http, "POST", self.settings.ticket_url, json=body)
        answer = object_of(PARTY, response)
        if answer.get("error"):
            raise Permanent(PARTY, str(answer["error"]))
        return person_of(answer, "jump")


class FaceIdentity:
    """WeChat's face verification of a typed name and resident identity number."""

    def __init__(self, wechat: WeChat) -> None:
        self._wechat = wechat

    async def start(self, openid: str, name: str, number: str) -> tuple[str, str]:
        """WeChat's verify id for the phone, and our serial number to keep until the end."""
        return await self._wechat.face_start(openid, name, number)

    async def complete(
        self, verify_id: str, serial: str, openid: str, name: str, number: str
    ) -> VerifiedPerson:
        """The person, if WeChat says the face passed; no picture ever reaches us."""
        if not await self._wechat.face_passed(verify_id, serial, openid, name, number):
            raise Permanent(PARTY, "face_not_passed")
        return VerifiedPerson(name, "resident_id", number, None, openid, "face")


def person_of(answer: Mapping[str, Any], provider: str) -> VerifiedPerson:
    """The person a provider describes; `Temporary` if the description is not complete."""
    name, subject = answer.get("name"), answer.get("sub")
    kind = answer.get("document_type")
    if not (name and subject and kind):
        raise Temporary(PARTY, "incomplete_person")
    return VerifiedPerson(
        name=str(name),
        document_type=str(kind),
        document_number=answer.get("document_number") or None,
        phone=answer.get("phone") or None,
        subject=str(subject),
        provider=provider,
    )
