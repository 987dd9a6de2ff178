"""Values as they were sealed before they were bound to their row (docs/decisions/0055)."""

import secrets

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def sealed_as_before(key: bytes, number: int, plain: str, purpose: str) -> bytes:
    nonce = secrets.token_bytes(12)
    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(purpose.encode())
    body = cipher.update(plain.encode()) + cipher.finalize()
    return bytes([number]) + nonce + cipher.tag + body
