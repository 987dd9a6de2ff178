"""Text messages through an HTTP gateway whose requests are signed with HMAC-SHA256."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.http import call, client, object_of

PARTY = "sms"
# The gateway's codes, classed once.
PERMANENT = frozenset({"bad_number", "blacklisted", "stopped"})
TEMPORARY = frozenset({"busy", "rate_limited"})


@dataclass(frozen=True, slots=True)
class SmsSettings:
    url: str
    key_id: str
    secret: str = field(repr=False)


class Sms:
    """Sends templates to a number; the gateway's reports tell whether they arrived."""

    def __init__(self, settings: SmsSettings) -> None:
        self.settings = settings
        self._http = client("")

    async def close(self) -> None:
        await self._http.aclose()

    async def send(self, phone: str, template: str, parameters: Mapping[str, str]) -> str:
        """Hand a message over; the gateway's id for it. Handed over is not delivered."""
        message = {"phone": phone, "template": template, "parameters": dict(parameters)}
        body = json.dumps(message, ensure_ascii=False, sort_keys=True).encode()
        headers = {
            "content-type": "application/json",
            "x-key-id": self.settings.key_id,
            "x-signature": signature(self.settings.secret, body),
        }
        response = await call(
            PARTY, self._http, "POST", self.settings.url, content=body, headers=headers
        )
        answer = object_of(PARTY, response)
        if answer.get("code") != "ok":
            raise error_of(str(answer.get("code", "unknown")))
        return str(answer["message_id"])


def signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 over the body, hexadecimal: on what we send and on the reports we get."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def error_of(code: str) -> GatewayError:
    """The failure a code of the gateway stands for."""
    if code in PERMANENT:
        return Permanent(PARTY, code)
    if code in TEMPORARY:
        return Temporary(PARTY, code)
    return Ours(PARTY, code)
