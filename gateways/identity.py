"""Real names through one port with three shapes: redirect, jump, face (Art. 9; 9-1).

Each shape starts somewhere else and ends alike: `complete` turns a proof that works once into a
`VerifiedPerson`. `Permanent`: the proof is used up or refused; `Temporary`: later it may work;
`Ours`: settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from gateways.errors import Ours, Permanent, Temporary
from gateways.http import call, client, object_of, text_of
from gateways.identity_person import PARTY, PersonShape, VerifiedPerson, person_of
from gateways.wechat import WeChat
from rules.documents import DocumentType

__all__ = [
    "FaceIdentity",
    "IdentityProvider",
    "JumpIdentity",
    "JumpSettings",
    "PersonShape",
    "RedirectIdentity",
    "RedirectSettings",
    "VerifiedPerson",
]

# Errors of OAuth 2.0 (RFC 6749, 5.2) and of the ticket; what is not here is ours.
REFUSED = frozenset({"invalid_grant", "access_denied", "invalid_ticket"})
PASSING = frozenset({"temporarily_unavailable", "server_error"})
# The statuses RFC 6749 puts these errors into.
REFUSALS = frozenset({400, 401, 403})


class IdentityProvider(Protocol):
    """What the three shapes share: the name a verified person is kept under."""

    provider: str

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class RedirectSettings:
    """OAuth 2.0 in the manner of 广东省统一身份认证; endpoints and answers are configured."""

    client_id: str
    client_secret: str = field(repr=False)
    authorize_url: str
    token_url: str
    userinfo_url: str
    scope: str = "all"
    extra: Mapping[str, str] = field(default_factory=lambda: {"service": "initService"})
    shape: PersonShape = field(default_factory=PersonShape)
    timeout_s: float = 5.0


class RedirectIdentity:
    """The browser goes to the provider and comes back with a code (H5)."""

    provider = "redirect"

    def __init__(self, settings: RedirectSettings) -> None:
        self.settings = settings
        self._http = client("", settings.timeout_s)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def authorize_url(self, state: str, return_to: str) -> str:
        """Where the browser goes; it comes back to `return_to` with `code` and `state`."""
        query = {
            "client_id": self.settings.client_id,
            **self.settings.extra,
            "scope": self.settings.scope,
            "response_type": "code",
            "redirect_uri": return_to,
            "state": state,
        }
        return _with_query(self.settings.authorize_url, query)

    async def complete(self, code: str, return_to: str) -> VerifiedPerson:
        """The person of a code, which works once and only with the same `return_to`."""
        bearer = {"authorization": f"Bearer {await self._access_token(code, return_to)}"}
        response = await call(PARTY, self._http, "GET", self.settings.userinfo_url, headers=bearer)
        return person_of(object_of(PARTY, response), self.settings.shape, self.provider)

    async def _access_token(self, code: str, return_to: str) -> str:
        form = {
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_to,
        }
        response = await call(
            PARTY, self._http, "POST", self.settings.token_url, data=form, refusals=REFUSALS
        )
        answer = object_of(PARTY, response)
        _demand(answer)
        return text_of(PARTY, answer, "access_token")


@dataclass(frozen=True, slots=True)
class JumpSettings:
    """Another mini-program that verifies and hands a ticket back, without face."""

    app_id: str
    path: str
    client_id: str
    client_secret: str = field(repr=False)
    ticket_url: str
    shape: PersonShape = field(default_factory=PersonShape)
    timeout_s: float = 5.0


class JumpIdentity:
    """The phone opens another mini-program and returns with a ticket (WeChat)."""

    provider = "jump"

    def __init__(self, settings: JumpSettings) -> None:
        self.settings = settings
        self._http = client("", settings.timeout_s)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    def start(self, state: str) -> tuple[str, str]:
        """The app id of the mini-program to open, and the path in it."""
        return self.settings.app_id, _with_query(self.settings.path, {"state": state})

    async def complete(self, ticket: str) -> VerifiedPerson:
        """The person of a ticket, which works once."""
        body = {
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
            "ticket": ticket,
        }
        response = await call(
            PARTY, self._http, "POST", self.settings.ticket_url, json=body, refusals=REFUSALS
        )
        answer = object_of(PARTY, response)
        _demand(answer)
        return person_of(answer, self.settings.shape, self.provider)


class FaceIdentity:
    """WeChat's face verification of a typed name and resident identity number.

    Never the only way (人脸识别技术应用安全管理办法); no picture reaches us.
    """

    provider = "face"

    def __init__(self, wechat: WeChat) -> None:
        self._wechat = wechat

    async def close(self) -> None:
        """Nothing of its own to close."""

    async def start(self, openid: str, name: str, number: str) -> tuple[str, str]:
        """WeChat's verify id for the phone, and our serial number to keep until the end."""
        return await self._wechat.face_start(openid, name, number)

    async def complete(
        self, verify_id: str, serial: str, openid: str, name: str, number: str
    ) -> VerifiedPerson:
        """The person as typed, if WeChat says that the face is theirs."""
        await self._wechat.face_result(verify_id, serial, openid, name, number)
        return VerifiedPerson(name, DocumentType.RESIDENT_ID, number, None, openid, self.provider)


def _with_query(address: str, query: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"


def _demand(answer: Mapping[str, object]) -> None:
    """Raise what an `error` of the answer means; its description may quote a person: not kept."""
    error = answer.get("error")
    if error in REFUSED:
        raise Permanent(PARTY, str(error))
    if error in PASSING:
        raise Temporary(PARTY, str(error))
    if error:
        raise Ours(PARTY, str(error)[:40])
