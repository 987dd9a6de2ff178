"""ID tokens of the stand-in, signed by hand as RFC 7515 says, and spoilt on demand."""

import base64
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from sandbox.accounts import SECRET

ES256_BYTES = 32
# What `oidc_spoil` may say, beside nothing: one thing is wrong with each token.
SPOILT = frozenset(
    {
        "none",  # alg none, no signature
        "hs256",  # signed with the client's secret
        "forged",  # signed with a key nobody published, under the id of a known one
        "issuer",
        "client",
        "party",  # several audiences, and another one asked
        "nonce",
        "over",
        "ahead",
        "nobody",  # no subject
        "cut",
    }
)


@dataclass(slots=True)
class SigningKeys:
    """One key of each kind; turned over, the old ones are published no more."""

    curve: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    modulus: rsa.RSAPrivateKey | None = None  # made when it is first needed: that takes a while
    turn: int = 1

    def turn_over(self) -> None:
        """New keys under new ids."""
        self.curve, self.modulus = ec.generate_private_key(ec.SECP256R1()), None
        self.turn += 1

    def published(self) -> dict[str, Any]:
        """RFC 7517, with a key of another purpose among them, as real ones have."""
        at = self.curve.public_key().public_numbers()
        keys = [
            {
                "kty": "EC",
                "crv": "P-256",
                "use": "sig",
                "alg": "ES256",
                "kid": f"es-{self.turn}",
                "x": _b64(at.x.to_bytes(ES256_BYTES, "big")),
                "y": _b64(at.y.to_bytes(ES256_BYTES, "big")),
            },
            {"kty": "oct", "kid": "shared", "k": _b64(SECRET.encode())},
        ]
        if self.modulus is not None:
            number = self.modulus.public_key().public_numbers()
            keys.append(
                {
                    "kty": "RSA",
                    "use": "sig",
                    "alg": "RS256",
                    "kid": f"rs-{self.turn}",
                    "n": _b64(number.n.to_bytes((number.n.bit_length() + 7) // 8, "big")),
                    "e": _b64(number.e.to_bytes(3, "big")),
                }
            )
        return {"keys": keys}

    def use_rsa(self) -> None:
        """From now on an RSA key is published as well."""
        self.modulus = self.modulus or rsa.generate_private_key(65537, 2048)


def signed(claims: dict[str, Any], keys: SigningKeys, *, algorithm: str, spoil: str) -> str:
    """The token, or one with what `spoil` says wrong about it."""
    claims = _spoilt(claims, spoil)
    if spoil == "none":
        return _token({"alg": "none"}, claims, b"")
    if spoil == "hs256":
        mac = hmac.HMAC(SECRET.encode(), hashes.SHA256())
        head = {"alg": "HS256", "kid": "shared"}
        mac.update(_body(head, claims).encode())
        return _token(head, claims, mac.finalize())
    if algorithm == "RS256" and keys.modulus is not None:
        head = {"alg": "RS256", "kid": f"rs-{keys.turn}"}
        made = keys.modulus.sign(_body(head, claims).encode(), padding.PKCS1v15(), hashes.SHA256())
        return _token(head, claims, made)
    key = ec.generate_private_key(ec.SECP256R1()) if spoil == "forged" else keys.curve
    head = {"alg": "ES256", "kid": f"es-{keys.turn}"}
    r, s = decode_dss_signature(key.sign(_body(head, claims).encode(), ec.ECDSA(hashes.SHA256())))
    made = r.to_bytes(ES256_BYTES, "big") + s.to_bytes(ES256_BYTES, "big")
    token = _token(head, claims, made)
    return token[: len(token) // 2] if spoil == "cut" else token


def _spoilt(claims: dict[str, Any], spoil: str) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {
        "issuer": {"iss": "https://elsewhere.example"},
        "client": {"aud": "another-client"},
        "party": {"aud": [claims["aud"], "another-client"], "azp": "another-client"},
        "nonce": {"nonce": secrets.token_hex(8)},
        "over": {"iat": claims["iat"] - 3600, "exp": claims["exp"] - 3600},
        "ahead": {"iat": claims["iat"] + 3600, "exp": claims["exp"] + 3600},
        "nobody": {"sub": ""},
    }
    return {**claims, **changes.get(spoil, {})}


def _body(head: dict[str, Any], claims: dict[str, Any]) -> str:
    return f"{_b64(json.dumps(head).encode())}.{_b64(json.dumps(claims).encode())}"


def _token(head: dict[str, Any], claims: dict[str, Any], signature: bytes) -> str:
    return f"{_body(head, claims)}.{_b64(signature)}"


def _b64(plain: bytes) -> str:
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()
