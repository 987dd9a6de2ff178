"""Partners sign each request: key id, time, nonce, and method, path and body under their key."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from actions.dependencies import Dependencies
from actions.keys import same, token_hash
from actions.partner_signature import signature_over, text_of
from gateways import sm2
from models import Partner as Row
from models import PartnerKey
from rules.actors import Anyone, Partner
from rules.partners import (
    NONCE_TIME,
    KeyKind,
    KeyState,
    comes_from,
    is_timely,
    scopes,
    state_of,
)
from rules.refusals import Refused

SHORTEST_NONCE, LONGEST_NONCE = 8, 64
log = logging.getLogger("haochaping.http")


class NotAdmitted(Refused):
    """Whose key it is, is known; `partner_id` has its count of errors, and is not told."""

    def __init__(self, partner_id: UUID, **details: object) -> None:
        super().__init__(**details)
        self.partner_id = partner_id


class ClockWrong(NotAdmitted):
    """Signed more than ten minutes ago, or as much ahead."""

    code = "clock_wrong"


class KeyOver(NotAdmitted):
    """The key has expired or was revoked."""

    code = "key_over"


class Suspended(NotAdmitted):
    """The bureau lets nothing of this partner in for now."""

    code = "partner_suspended"


class AddressUnknown(NotAdmitted):
    """The request comes from outside the partner's networks."""

    code = "address_unknown"


class SignatureWrong(NotAdmitted):
    """Not signed with this key, or something was changed since."""

    code = "signature_wrong"


class Replayed(NotAdmitted):
    """This very request came before: who means to repeat it signs it with a new nonce."""

    code = "request_replayed"


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
    address: str

    @property
    def text(self) -> bytes:
        """What is signed: method, path, time, nonce and the SHA-256 of the body, one a line."""
        return text_of(self.method, self.path, self.at, self.nonce, self.body)


async def identify(
    request: SignedRequest, *, deps: Dependencies, now: datetime
) -> Partner | Anyone:
    """The partner who signed this request just now; `Anyone` if no key has this id.

    Raises `ClockWrong`, `KeyOver`, `Suspended`, `AddressUnknown`, `SignatureWrong`, `Replayed`.
    Only a request that was rightly signed uses up its nonce. Art. 10 (10-1; docs/decisions/0049).
    """
    asked = PartnerKey.get_or_none(key_id=request.key_id[:40])
    key = await asked.select_related("partner")
    if key is None:
        return Anyone()
    partner = key.partner
    if not is_timely(request.at, now):
        raise ClockWrong(partner.id)
    if _is_over(key, now):
        raise KeyOver(partner.id)
    if not comes_from(request.address, partner.networks):
        raise AddressUnknown(partner.id)
    if not await _is_signed(request, key, deps=deps):
        raise SignatureWrong(partner.id)
    if partner.suspended_at is not None:
        raise Suspended(partner.id)
    if not await _is_first(request, deps=deps):
        raise Replayed(partner.id)
    return _actor(partner)


async def named(key_id: str, *, party: str, now: datetime) -> Partner | None:
    """The partner that speaks for `party`, for a wire without signatures: its address was seen."""
    asked = PartnerKey.get_or_none(key_id=key_id, partner__party=party)
    key = await asked.select_related("partner")
    if key is None or key.partner.suspended_at is not None or _is_over(key, now):
        return None
    return _actor(key.partner)


def _actor(row: Row) -> Partner:
    return Partner(
        row.id, row.name, row.party, scopes(row.scope), row.calls_a_minute, row.grade_scale
    )


def _is_over(key: PartnerKey, now: datetime) -> bool:
    state = state_of(expires_at=key.expires_at, revoked_at=key.revoked_at, now=now)
    return state in (KeyState.EXPIRED, KeyState.REVOKED)


async def _is_signed(request: SignedRequest, key: PartnerKey, *, deps: Dependencies) -> bool:
    if not SHORTEST_NONCE <= len(request.nonce) <= LONGEST_NONCE:
        return False
    if key.kind == KeyKind.SECRET:
        assert key.secret_sealed is not None
        secret = deps.keys.open(key.secret_sealed, key, "secret_sealed", key.id)
        return same(signature_over(request.text, secret), request.signature)
    if key.kind == KeyKind.SM2:  # milliseconds of pure Python: not in the loop of all others
        values = (key.public_key, request.text, request.signature)
        signed: bool = await deps.in_worker(sm2.is_signed, *values)
        return signed
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public_key))
        public.verify(bytes.fromhex(request.signature), request.text)
    except (ValueError, InvalidSignature):
        return False
    return True


async def _is_first(request: SignedRequest, *, deps: Dependencies) -> bool:
    """Whether this nonce is new. With the cache away it is let in: all intake is idempotent."""
    name = f"nonce:{token_hash(f'{request.key_id}:{request.nonce}')}"
    try:
        seen = await deps.cache.incr(name, expire=NONCE_TIME.total_seconds())
    except Exception as error:
        log.warning("nonces are not remembered: %s", type(error).__name__)
        return True
    return seen is None or seen == 1  # None: cashews found its Redis down
