"""HMAC signatures over HTTP requests, with SHA-256 or the national SM3 (GM/T 0004).

Signed are time, nonce and body, one a line, so that neither a changed nor a repeated request
passes: `x-key-id`, `x-timestamp` (seconds since 1970), `x-nonce`, `x-signature` (hexadecimal).
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

TOLERATED_SECONDS = 300


class Algorithm(StrEnum):
    """Which hash the other side wants."""

    HMAC_SHA256 = "hmac-sha256"
    HMAC_SM3 = "hmac-sm3"


HASHES: Mapping[Algorithm, type[hashes.SHA256] | type[hashes.SM3]] = {
    Algorithm.HMAC_SHA256: hashes.SHA256,
    Algorithm.HMAC_SM3: hashes.SM3,
}


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key shared with one party."""

    key_id: str
    secret: str = field(repr=False)
    algorithm: Algorithm = Algorithm.HMAC_SHA256

    def headers(self, body: bytes, now: datetime) -> dict[str, str]:
        """The headers that sign this body."""
        timestamp, nonce = str(int(now.timestamp())), secrets.token_hex(16)
        return {
            "x-key-id": self.key_id,
            "x-timestamp": timestamp,
            "x-nonce": nonce,
            "x-signature": self.signature(timestamp, nonce, body),
        }

    def verify(self, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
        """Whether a request was signed with this key within the last five minutes.

        `headers` by lower-case name. Whoever needs it remembers nonces for that long.
        """
        timestamp, nonce = headers.get("x-timestamp", ""), headers.get("x-nonce", "")
        if not (timestamp.isdecimal() and timestamp.isascii() and nonce):
            return False
        if abs(now.timestamp() - int(timestamp)) > TOLERATED_SECONDS:
            return False
        expected = self.signature(timestamp, nonce, body)
        given = headers.get("x-signature", "")
        same_key = headers.get("x-key-id") == self.key_id
        return same_key and hmac.compare_digest(expected.encode(), given.encode())

    def signature(self, timestamp: str, nonce: str, body: bytes) -> str:
        """The signature itself, hexadecimal."""
        made = HMAC(self.secret.encode(), HASHES[self.algorithm]())
        made.update(f"{timestamp}\n{nonce}\n".encode() + body)
        return made.finalize().hex()
