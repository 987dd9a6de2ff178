"""The envelope of the exchange as the province makes and opens it: SM2, SM3 and SM4-GCM."""

import base64
import json
import secrets
from datetime import datetime, timedelta, timezone
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from gmssl import sm2

from sandbox.accounts import (
    PROVINCE_APP_MARK,
    PROVINCE_APP_WORD,
    PROVINCE_CITY_PUBLIC_KEY,
    PROVINCE_PRIVATE_KEY,
    PROVINCE_PUBLIC_KEY,
    PROVINCE_SM4_KEY,
)

SHANGHAI = timezone(timedelta(hours=8))
TIME = "%Y%m%d%H%M%S"


class Refused(Exception):
    """Why an envelope was not taken, in one word."""


def opened(envelope: bytes) -> tuple[dict[str, Any], str, str]:
    """The content of the city's envelope, with its time and nonce; `Refused` otherwise."""
    try:
        parts = json.loads(envelope)
        mark, time, nonce, data, sign = (
            str(parts[name]) for name in ("appMark", "time", "nonce", "data", "sign")
        )
        sealed = base64.b64decode(data, validate=True)
        int(sign, 16)
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("unreadable") from error
    if mark != PROVINCE_APP_MARK:
        raise Refused("unknown_app")
    if len(sign) != 128 or not _key("", PROVINCE_CITY_PUBLIC_KEY).verify_with_sm3(
        sign, _signed(time, nonce, data)
    ):
        raise Refused("bad_signature")
    try:
        mode = modes.GCM(sealed[:12], sealed[12:28])
        cipher = Cipher(algorithms.SM4(bytes.fromhex(PROVINCE_SM4_KEY)), mode).decryptor()
        content: dict[str, Any] = json.loads(cipher.update(sealed[28:]) + cipher.finalize())
    except Exception as error:
        raise Refused("bad_seal") from error
    return content, time, nonce


def made(content: dict[str, Any]) -> bytes:
    """An envelope of the province's."""
    nonce = secrets.token_bytes(12)
    mode = modes.GCM(nonce)
    cipher = Cipher(algorithms.SM4(bytes.fromhex(PROVINCE_SM4_KEY)), mode).encryptor()
    body = cipher.update(json.dumps(content, ensure_ascii=False).encode()) + cipher.finalize()
    data = base64.b64encode(nonce + cipher.tag + body).decode()
    time, word = datetime.now(SHANGHAI).strftime(TIME), secrets.token_hex(16)
    key = _key(PROVINCE_PRIVATE_KEY, PROVINCE_PUBLIC_KEY)
    sign = key.sign_with_sm3(_signed(time, word, data), secrets.token_hex(32))
    parts = {"appMark": PROVINCE_APP_MARK, "time": time, "nonce": word, "data": data}
    return json.dumps({**parts, "sign": sign}).encode()


def _signed(time: str, nonce: str, data: str) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data.encode())
    return f"{time}{PROVINCE_APP_MARK}{PROVINCE_APP_WORD}{nonce}{digest.finalize().hex()}".encode()


def _key(private: str, public: str) -> sm2.CryptSM2:
    key = sm2.CryptSM2(private_key=private, public_key="")
    key.public_key = public
    return key
