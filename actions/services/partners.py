"""Partners sign each request: key id, time, nonce and HMAC-SHA256 of method, path and body."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.dependencies import Dependencies
from actions.keys import same
from models import Partner as Row
from rules.actors import Actor, Anyone, Partner

SKEW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """What a partner sent; `at` is ISO 8601 with its zone, `signature` hexadecimal."""

    key_id: str
    method: str
    path: str
    at: str
    nonce: str
    body: bytes
    signature: str


def sign(secret: str, *, method: str, path: str, at: str, nonce: str, body: bytes) -> str:
    """The signature a request must carry."""
    digest = hashlib.sha256(body).hexdigest()
    text = "\n".join([method, path, at, nonce, digest])
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


async def identify(request: SignedRequest, *, deps: Dependencies, now: datetime) -> Actor:
    """The partner who signed this request just now, or `Anyone`.

    What a partner sends is idempotent by its own numbers, so a replay within the ten minutes of
    allowed clock skew changes nothing.
    """
    found = await Row.get_or_none(key_id=request.key_id)
    if found is None or not _timely(request.at, now):
        return Anyone()
    if found.expires_at is not None and found.expires_at < now:
        return Anyone()
    expected = sign(
        deps.keys.open(found.secret_sealed, Row, "secret_sealed", found.id),
        method=request.method,
        path=request.path,
        at=request.at,
        nonce=request.nonce,
        body=request.body,
    )
    if not same(expected, request.signature):
        return Anyone()
    return Partner(found.id, found.name, found.party)


async def named(key_id: str, *, party: str, now: datetime) -> Partner | None:
    """The partner that speaks for `party`, for a wire without signatures: its address was seen."""
    found = await Row.get_or_none(key_id=key_id, party=party)
    if found is None or (found.expires_at is not None and found.expires_at < now):
        return None
    return Partner(found.id, found.name, found.party)


def _timely(at: str, now: datetime) -> bool:
    try:
        sent = datetime.fromisoformat(at)
    except ValueError:
        return False
    return sent.tzinfo is not None and abs(sent - now) <= SKEW
