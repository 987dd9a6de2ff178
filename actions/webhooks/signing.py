"""How a notice is signed, so that a partner knows it is ours and was not changed (10-1).

The own scheme is that of https://www.standardwebhooks.com: HMAC-SHA256 over id, moment and body.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import urlsplit

from actions.keys import Keyring
from actions.partner_signature import sign
from models import PartnerKey, Webhook, WebhookNotice
from rules.partners import KeyKind, KeyState, state_of
from rules.webhooks import Scheme

PREFIX = "whsec_"


class NoSharedSecret(Exception):
    """The partner has no shared secret that is valid, and its own scheme needs one."""


def new_secret() -> str:
    """A secret as partners are given it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, *, id: str, at: int, body: bytes) -> str:
    """`v1,` and the signature in base64; `at` in seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    text = f"{id}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


async def headers(
    notice: WebhookNotice, webhook: Webhook, *, keys: Keyring, now: datetime
) -> dict[str, str]:
    """The headers of one attempt. Raises `NoSharedSecret`."""
    named = {"webhook-id": str(notice.id), "webhook-timestamp": str(int(now.timestamp()))}
    if webhook.scheme == Scheme.PARTNER:
        return named | await _as_the_partner(notice, webhook, keys=keys, now=now)
    made = [
        signature(secret, id=str(notice.id), at=int(now.timestamp()), body=notice.body.encode())
        for secret in _secrets(webhook, keys=keys, now=now)
    ]
    return named | {"webhook-signature": " ".join(made)}


def _secrets(webhook: Webhook, *, keys: Keyring, now: datetime) -> list[str]:
    """The secret, and the one before it while that is good: either fits."""
    assert webhook.secret_sealed is not None
    found = [keys.open(webhook.secret_sealed, webhook, "secret_sealed", webhook.id)]
    if webhook.before_sealed is not None and webhook.before_until and webhook.before_until > now:
        found.append(keys.open(webhook.before_sealed, webhook, "before_sealed", webhook.id))
    return found


async def _as_the_partner(
    notice: WebhookNotice, webhook: Webhook, *, keys: Keyring, now: datetime
) -> dict[str, str]:
    """As the partner signs what it tells us, under the shared secret that is valid longest."""
    mine = await PartnerKey.filter(partner_id=webhook.partner_id, kind=KeyKind.SECRET)
    good = [one for one in mine if _is_good(one, now)]
    if not good:
        raise NoSharedSecret
    key = max(good, key=lambda one: (one.expires_at is None, str(one.expires_at)))
    assert key.secret_sealed is not None
    at, nonce = now.isoformat(), secrets.token_hex(16)
    made = sign(
        keys.open(key.secret_sealed, key, "secret_sealed", key.id),
        method="POST",
        path=urlsplit(webhook.address).path or "/",
        at=at,
        nonce=nonce,
        body=notice.body.encode(),
    )
    return {"x-key-id": key.key_id, "x-time": at, "x-nonce": nonce, "x-signature": made}


def _is_good(key: PartnerKey, now: datetime) -> bool:
    state = state_of(expires_at=key.expires_at, revoked_at=key.revoked_at, now=now)
    return state in (KeyState.VALID, KeyState.EXPIRES_SOON)
