"""An authenticator as people have one on the phone, written apart from the product (RFC 4226)."""

import base64
import hashlib
import hmac
import struct
from datetime import datetime
from urllib.parse import parse_qs, urlsplit


def code_of(uri: str, now: datetime) -> str:
    """The six digits an authenticator that scanned `uri` shows now."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(uri).query).items()}
    period, digits = int(asked.get("period", 30)), int(asked.get("digits", 6))
    secret = base64.b32decode(asked["secret"])
    counter = struct.pack(">Q", int(now.timestamp()) // period)
    made = hmac.new(secret, counter, hashlib.sha1).digest()
    offset = made[-1] & 15
    number = struct.unpack(">I", made[offset : offset + 4])[0] & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)
