"""How a request between a partner and us is signed under the secret both have (0049)."""

import hashlib
import hmac


def text_of(method: str, path: str, at: str, nonce: str, body: bytes) -> bytes:
    """What is signed: method, path, time, nonce and the SHA-256 of the body, one a line."""
    return "\n".join([method, path, at, nonce, hashlib.sha256(body).hexdigest()]).encode()


def sign(secret: str, *, method: str, path: str, at: str, nonce: str, body: bytes) -> str:
    """The signature a request must carry under a shared secret."""
    return signature_over(text_of(method, path, at, nonce, body), secret)


def signature_over(text: bytes, secret: str) -> str:
    """HMAC with SHA-256, hexadecimal."""
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()
