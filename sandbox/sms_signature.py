"""HMAC over time, nonce and body; SHA-256 and SM3 are both accepted."""

import hmac
import secrets
import time
from collections.abc import Mapping

from sandbox.accounts import SECRET, SMS_KEY_ID
from sandbox.store import Store

TOLERATED_SECONDS = 300


def is_signed(store: Store, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the request is from our customer, of now, and not a repeated one."""
    timestamp, nonce = headers.get("x-timestamp", ""), headers.get("x-nonce", "")
    if headers.get("x-key-id") != SMS_KEY_ID or not timestamp.isdecimal() or not nonce:
        return False
    if abs(time.time() - int(timestamp)) > TOLERATED_SECONDS:
        return False
    given = headers.get("x-signature", "")
    if not any(
        hmac.compare_digest(_made(timestamp, nonce, body, kind), given)
        for kind in ("sha256", "sm3")
    ):
        return False
    return store.first("sms_nonce", nonce, 2 * TOLERATED_SECONDS)


def signed(body: bytes, kind: str = "sha256") -> dict[str, str]:
    """The headers of a request or answer of ours: a delivery report."""
    timestamp, nonce = str(int(time.time())), secrets.token_hex(8)
    return {
        "x-key-id": SMS_KEY_ID,
        "x-timestamp": timestamp,
        "x-nonce": nonce,
        "x-signature": _made(timestamp, nonce, body, kind),
    }


def _made(timestamp: str, nonce: str, body: bytes, kind: str) -> str:
    text = f"{timestamp}\n{nonce}\n".encode() + body
    return hmac.new(SECRET.encode(), text, kind).hexdigest()
