"""Sealing and blind indexes: personal data exists only as SM4-GCM ciphertext plus HMAC-SM3 index.

GB/T 32905 (SM3), GB/T 32907 (SM4); requirement 9-2. A keyring is handed to actions; models hold
bytes and know nothing of it.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC

NONCE = 12
TAG = 16


class Unreadable(Exception):
    """A sealed value was not made with these keys, or for another purpose."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by version; the newest seals, all open.

    `sealing` maps a version (1–255) to 16 bytes for SM4; `indexing` is the HMAC-SM3 key and
    never changes, since an index must be found again.
    """

    sealing: dict[int, bytes] = field(repr=False)
    indexing: bytes = field(repr=False)
    _mac: HMAC = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Keyed once: thousands of indexes a second start from a copy.
        object.__setattr__(self, "_mac", HMAC(self.indexing, hashes.SM3()))

    def seal(self, plain: str, purpose: str) -> bytes:
        """Ciphertext of `plain`, openable only for the same `purpose` (9-2)."""
        version = max(self.sealing)
        nonce = secrets.token_bytes(NONCE)
        cipher = Cipher(algorithms.SM4(self.sealing[version]), modes.GCM(nonce)).encryptor()
        cipher.authenticate_additional_data(purpose.encode())
        body = cipher.update(plain.encode()) + cipher.finalize()
        return bytes([version]) + nonce + cipher.tag + body

    def open(self, sealed: bytes, purpose: str) -> str:
        """The plain text, or `Unreadable`."""
        version, nonce = sealed[0], sealed[1 : 1 + NONCE]
        tag, body = sealed[1 + NONCE : 1 + NONCE + TAG], sealed[1 + NONCE + TAG :]
        try:
            mode = modes.GCM(nonce, tag)
            cipher = Cipher(algorithms.SM4(self.sealing[version]), mode).decryptor()
            cipher.authenticate_additional_data(purpose.encode())
            return (cipher.update(body) + cipher.finalize()).decode()
        except Exception as error:
            raise Unreadable(purpose) from error

    def index(self, kind: str, value: str) -> str:
        """Blind index of a normalised value: the same value gives the same 64 hex digits."""
        mac = self._mac.copy()
        mac.update(f"{kind}:{value}".encode())
        return mac.finalize().hex()


def new_token() -> str:
    """A session token: 256 random bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What of a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Comparison in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
