"""The sealed and signed envelope of the exchange: the same on the wire and in a file (10-4).

The content is JSON under SM4-GCM with the key both sides hold. What is signed by SM2 is time
(`yyyyMMddHHmmss`), application mark and word, nonce and the SM3 of the sealed content, as seen in
the exchange of other provinces; Guangdong's own form is not public (docs/decisions/0039).
"""

import base64
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from gateways.sm2 import Signer, is_signed

NONCE = 12
TAG = 16
TIME = "%Y%m%d%H%M%S"
SHANGHAI = ZoneInfo("Asia/Shanghai")
PARTS = ("appMark", "time", "nonce", "data", "sign")


class BadEnvelope(Exception):
    """Not readable, not signed by the other side, or not sealed with our key."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was agreed with the other side. Keys are hexadecimal."""

    app_mark: str
    app_word: str = field(repr=False)
    private_key: str = field(repr=False)
    their_public_key: str = ""
    sealing_key: str = field(default="", repr=False)  # SM4, 16 bytes


@dataclass(frozen=True, slots=True)
class Envelopes:
    """Makes and opens envelopes of one pair of parties."""

    credentials: Credentials
    clock: Callable[[], datetime]

    def make(self, content: dict[str, Any]) -> bytes:
        """An envelope around a JSON object."""
        agreed = self.credentials
        data = base64.b64encode(_seal(agreed.sealing_key, _json(content))).decode()
        time, nonce = self.clock().astimezone(SHANGHAI).strftime(TIME), secrets.token_hex(16)
        signed = signed_text(agreed, time, nonce, data)
        sign = Signer(agreed.private_key).sign(signed)
        made = {"appMark": agreed.app_mark, "time": time, "nonce": nonce, "data": data}
        return _json({**made, "sign": sign})

    def open(self, envelope: bytes) -> dict[str, Any]:
        """The content of an envelope of the other side's; `BadEnvelope` for everything else."""
        agreed = self.credentials
        try:
            parts = json.loads(envelope)
            mark, time, nonce, data, sign = (str(parts[name]) for name in PARTS)
            sealed = base64.b64decode(data, validate=True)
        except (ValueError, KeyError, TypeError) as error:
            raise BadEnvelope("unreadable") from error
        signed = signed_text(agreed, time, nonce, data)
        if mark != agreed.app_mark or not is_signed(agreed.their_public_key, signed, sign):
            raise BadEnvelope("bad_signature")
        try:
            content = json.loads(_open(agreed.sealing_key, sealed))
        except (ValueError, InvalidTag) as error:
            raise BadEnvelope("bad_seal") from error
        if not isinstance(content, dict):
            raise BadEnvelope("unreadable")
        return content


def signed_text(agreed: Credentials, time: str, nonce: str, data: str) -> bytes:
    """What the signature is made over."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data.encode())
    return f"{time}{agreed.app_mark}{agreed.app_word}{nonce}{digest.finalize().hex()}".encode()


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _seal(key: str, plain: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    cipher = Cipher(algorithms.SM4(bytes.fromhex(key)), modes.GCM(nonce)).encryptor()
    body = cipher.update(plain) + cipher.finalize()
    return nonce + cipher.tag + body


def _open(key: str, sealed: bytes) -> bytes:
    nonce, tag, body = sealed[:NONCE], sealed[NONCE : NONCE + TAG], sealed[NONCE + TAG :]
    cipher = Cipher(algorithms.SM4(bytes.fromhex(key)), modes.GCM(nonce, tag)).decryptor()
    return cipher.update(body) + cipher.finalize()
