"""How a partner makes sure that a notice is ours: HMAC-SHA256 over id, moment and body."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

TOLERATED_SECONDS = 300


class NotGenuine(Exception):
    """Not signed with this secret, changed since, or too old: answer 401 and do nothing."""


def notice(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: datetime
) -> dict[str, Any]:
    """The notice in a request; `headers` by lower-case name, `body` as it came, unread.

    Keep its `id`: the same may come again, and is done once. Then answer 2xx within ten seconds.
    """
    said_id, said_at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (said_at.isascii() and said_at.isdigit()):
        raise NotGenuine
    if abs(now.timestamp() - int(said_at)) > TOLERATED_SECONDS:
        raise NotGenuine
    key = base64.b64decode(secret.removeprefix("whsec_"))
    text = f"{said_id}.{said_at}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    given = headers.get("webhook-signature", "").split(" ")  # two while a secret is changed
    if not any(hmac.compare_digest(wanted.encode(), one.encode()) for one in given):
        raise NotGenuine
    said: dict[str, Any] = json.loads(body)
    return said
