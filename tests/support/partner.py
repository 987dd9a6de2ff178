"""A partner as a test holds it: it signs with what it was handed, or with a pair of its own.

portal = Sender(house, key_id, secret_signer(secret))
answer = await portal.send("/api/intake/services", {...})
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from actions.partner_signature import text_of
from tests.support.house import Answer, House

Signer = Callable[[bytes], str]


@dataclass
class Sender:
    house: House
    key_id: str
    sign: Signer
    retry_after: str = ""
    last: dict[str, Any] = field(default_factory=dict)

    async def send(self, path: str, told: Any, **changed: str) -> Answer:
        """Sign and send; `changed` are headers set otherwise after signing."""
        body = json.dumps(told).encode()
        at, nonce = self.house.clock.now.isoformat(), changed.pop("nonce", secrets.token_hex(8))
        headers = {
            "content-type": "application/json",
            "x-key-id": self.key_id,
            "x-time": at,
            "x-nonce": nonce,
            "x-signature": self.sign(text_of("POST", path, at, nonce, body)),
            **changed,
        }
        self.last = {"url": path, "content": body, "headers": headers}
        return await self.repeat()

    async def repeat(self) -> Answer:
        """The very same request once more."""
        response: httpx.Response = await self.house.app.client.post(**self.last)
        self.retry_after = response.headers.get("retry-after", "")
        return Answer(response.status_code, response.json())
