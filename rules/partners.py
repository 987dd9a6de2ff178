"""Outside systems that tell of services and ratings: what each may tell, from where, by which key.

第十条 市政务服务数据管理局负责按照省政务服务数据管理局的要求和统一规范，
推进全市政务服务系统、各级实体办事大厅与省“好差评”系统对接，
从省“好差评”系统获取我市“好差评”数据。

The spans are the program's, not the law's (docs/decisions/0049).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from rules.networks import networks, within
from rules.refusals import Refused

SEPARATOR = ","
CLOCK_SKEW = timedelta(minutes=10)
NONCE_TIME = 2 * CLOCK_SKEW  # signed ten minutes ahead, a request is timely for twice that
EXPIRES_SOON = timedelta(days=30)
ED25519_DIGITS = 64
SM2_DIGITS = 128


class Scope(StrEnum):
    """What a partner may tell; each is a branch of /api/intake."""

    SERVICES = "services"
    CALLS = "calls"
    RATINGS = "ratings"
    COMPLAINTS = "complaints"
    TEXTS = "texts"  # answers to text messages


class KeyKind(StrEnum):
    """What a request is signed with."""

    SECRET = "secret"  # both sides have it: HMAC with SHA-256  # noqa: S105
    SM2 = "sm2"  # with SM3; the private half stays over there
    ED25519 = "ed25519"


class KeyState(StrEnum):
    """How a key stands."""

    VALID = "valid"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"
    REVOKED = "revoked"


class PublicKeyWrong(Refused):
    """The public half of a pair has not the form of its kind."""

    code = "public_key_wrong"


def scopes(text: str) -> frozenset[str]:
    """What a partner may tell, as it is stored: words with commas between them (10-1)."""
    return frozenset(one for one in text.split(SEPARATOR) if one)


def stored(words: Iterable[str]) -> str:
    """Words as they are stored, each once and in order (10-1)."""
    return SEPARATOR.join(sorted(set(words)))


def comes_from(address: str, text: str) -> bool:
    """Whether an address lies in the networks as they are stored; none: from anywhere (10-1)."""
    return not text or within(address, networks(text.split(SEPARATOR)))


def is_timely(at: str, now: datetime) -> bool:
    """Whether a request was signed within the skew clocks are allowed (10-1)."""
    try:
        sent = datetime.fromisoformat(at)
    except ValueError:
        return False
    return sent.tzinfo is not None and abs(sent - now) <= CLOCK_SKEW


def state_of(
    *, expires_at: datetime | None, revoked_at: datetime | None, now: datetime
) -> KeyState:
    """How a key stands (10-1)."""
    if revoked_at is not None:
        return KeyState.REVOKED
    if expires_at is None:
        return KeyState.VALID
    if expires_at <= now:
        return KeyState.EXPIRED
    return KeyState.EXPIRES_SOON if expires_at - now <= EXPIRES_SOON else KeyState.VALID


def check_public_key(kind: KeyKind, text: str) -> str:
    """A public key in the form it is stored in: hexadecimal digits. Raises `PublicKeyWrong`.

    Of SM2 the two coordinates, with or without the 04 before them; of Ed25519 the 32 bytes. A
    shared secret has none (10-1).
    """
    digits = "".join(text.split()).lower()
    if kind is KeyKind.SECRET:
        if digits:
            raise PublicKeyWrong
        return ""
    if kind is KeyKind.SM2 and len(digits) == SM2_DIGITS + 2:
        digits = digits.removeprefix("04")
    wanted = SM2_DIGITS if kind is KeyKind.SM2 else ED25519_DIGITS
    if len(digits) != wanted or any(one not in "0123456789abcdef" for one in digits):
        raise PublicKeyWrong
    return digits
