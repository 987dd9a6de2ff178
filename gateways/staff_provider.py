"""The identity provider of staff: OpenID Connect with a code, PKCE, and keys that may change.

Where it lives is configured; what it says of itself (endpoints, keys) is read from there, kept for
an hour, and judged like every address somebody else has named. docs/decisions/0062.
"""

import asyncio
import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from joserfc.jwk import KeySet
from msgspec import DecodeError, json

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.guarded import Guarded
from gateways.staff_provider_documents import PARTY, Described, claims_of, described, key_set
from rules.networks import Network
from rules.provider_sign_in import TokenForged
from rules.webhooks import AddressInside, AddressWrong

SECONDS = 5.0  # for one call, whatever the other side does
LARGEST = 64 * 1024  # bytes of one answer
KEPT = timedelta(hours=1)
AGAIN = timedelta(seconds=30)  # keys are asked for again so often at most, whoever names one
WELL_KNOWN = "/.well-known/openid-configuration"
SCOPE = "openid"
REFUSALS = frozenset({400, 401, 403})  # statuses RFC 6749, 5.2 puts its errors into
REFUSED = frozenset({"invalid_grant", "access_denied"})
PASSING = frozenset({"temporarily_unavailable", "server_error"})


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """`strong`: the values of `acr` that count as a second factor; `inside`: as for webhooks."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    strong: frozenset[str] = frozenset()
    inside: tuple[Network, ...] = ()
    timeout_s: float = SECONDS


class StaffProvider:
    """One provider. `Temporary`: it is away or talks junk; `Ours`: settings; `Permanent`: no."""

    def __init__(self, settings: ProviderSettings) -> None:
        self.settings = settings
        self._guarded = Guarded(PARTY, settings.inside, settings.timeout_s)
        self._described: tuple[Described, datetime] | None = None
        self._keys: tuple[KeySet, datetime] | None = None
        self._asking = asyncio.Lock()
        self._tried = 0  # how often the description was asked for

    async def close(self) -> None:
        """Close the connections."""
        await self._guarded.close()

    async def authorize_url(
        self, *, state: str, nonce: str, verifier: str, return_to: str, now: datetime
    ) -> str:
        """Where the browser goes; it comes back to `return_to` with `code` and `state`."""
        there = await self.described(now=now)
        digest = hashlib.sha256(verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": return_to,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **({"acr_values": " ".join(sorted(self.settings.strong))} if self.strong else {}),
        }
        return f"{there.authorize}?{urlencode(query)}"

    @property
    def strong(self) -> frozenset[str]:
        return self.settings.strong

    async def claims(
        self, code: str, *, verifier: str, return_to: str, now: datetime
    ) -> Mapping[str, object]:
        """What the ID token of a code says, its signature seen to. A code works once.

        Raises `TokenForged` and the errors of gateways.
        """
        there = await self.described(now=now)
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": return_to,
            "code_verifier": verifier,
        }
        answer = await self._token(there, form)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise Temporary(PARTY, "no_id_token")
        return await self._opened(token, there, now=now)

    async def leave_url(self, return_to: str, *, now: datetime) -> str:
        """Where a browser is signed out of the provider as well; empty if that is not offered."""
        leave = (await self.described(now=now)).leave
        query = {"client_id": self.settings.client_id, "post_logout_redirect_uri": return_to}
        return f"{leave}?{urlencode(query)}" if leave else ""

    async def described(self, *, now: datetime) -> Described:
        """What the provider says of itself, at most an hour old.

        Who waited while it was asked in vain asks no more: a provider that is away holds up
        nobody for longer than one question takes.
        """
        tried = self._tried
        async with self._asking:
            if self._described is None or now - self._described[1] >= KEPT:
                if self._tried != tried:
                    raise Temporary(PARTY, "away")
                try:
                    said = await self._object("GET", self.settings.issuer + WELL_KNOWN)
                finally:
                    self._tried += 1
                who = self.settings
                self._described = described(said, who.issuer, who.inside), now
            return self._described[0]

    async def _opened(self, token: str, there: Described, *, now: datetime) -> dict[str, Any]:
        """The claims, by the keys known; one signed with a new key is why they are read again."""
        try:
            return claims_of(token, await self._key_set(there, KEPT, now=now))
        except TokenForged:
            return claims_of(token, await self._key_set(there, AGAIN, now=now))

    async def _key_set(self, there: Described, kept: timedelta, *, now: datetime) -> KeySet:
        async with self._asking:
            if self._keys is None or now - self._keys[1] >= kept:
                self._keys = key_set(await self._object("GET", there.keys)), now
            return self._keys[0]

    async def _token(self, there: Described, form: dict[str, str]) -> dict[str, Any]:
        """RFC 6749, 4.1.3; the secret as the provider wants it."""
        headers = {}
        who = self.settings
        if there.in_body:
            form = {**form, "client_id": who.client_id, "client_secret": who.client_secret}
        else:
            pair = f"{quote(who.client_id, safe='')}:{quote(who.client_secret, safe='')}"
            headers["authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        answer = await self._object("POST", there.token, headers, data=form)
        error = answer.get("error")
        if error in REFUSED:
            raise Permanent(PARTY, str(error))
        if error in PASSING:
            raise Temporary(PARTY, str(error))
        if error:
            raise Ours(PARTY, str(error)[:40])
        return answer

    async def _object(
        self, method: str, address: str, headers: dict[str, str] | None = None, **values: Any
    ) -> dict[str, Any]:
        """The JSON object of an answer of limited size and time."""
        status, body = await self._read(method, address, headers or {}, values)
        if status >= 500 or status == 429:
            raise Temporary(PARTY, status)
        if status != 200 and not (method == "POST" and status in REFUSALS):
            raise Ours(PARTY, status)
        try:
            answer = json.decode(body)
        except (DecodeError, UnicodeDecodeError):
            answer = None
        if not isinstance(answer, dict):
            raise Temporary(PARTY, "not_an_object")
        return answer

    async def _read(
        self, method: str, address: str, headers: dict[str, str], values: dict[str, Any]
    ) -> tuple[int, bytes]:
        failed: GatewayError
        try:
            async with asyncio.timeout(self.settings.timeout_s):
                sent = await self._guarded.stream(
                    method, address, {"accept": "application/json", **headers}, **values
                )
                async with sent as response:
                    return response.status_code, await _limited(response)
        except (AddressWrong, AddressInside) as error:
            failed = Ours(PARTY, error.code)
        except (TimeoutError, httpx.TimeoutException):
            failed = Temporary(PARTY, "timeout")
        except httpx.HTTPError as error:
            failed = Temporary(PARTY, type(error).__name__)
        # Raised here and not where it was caught: httpx's own errors know the whole address.
        raise failed


async def _limited(response: httpx.Response) -> bytes:
    body = b""
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > LARGEST:
            raise Temporary(PARTY, "too_large")
    return body
