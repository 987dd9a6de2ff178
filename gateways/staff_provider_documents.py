"""What the identity provider of staff hands out: its description, its keys, a signed token."""

from dataclasses import dataclass
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from gateways.errors import Ours, Temporary
from rules.networks import Network
from rules.provider_sign_in import ALGORITHMS, TokenForged
from rules.webhooks import AddressInside, AddressWrong, check_address

PARTY = "staff_provider"
LEAVE = "end_session_endpoint"


@dataclass(frozen=True, slots=True)
class Described:
    """What the provider says of itself."""

    authorize: str
    token: str
    keys: str
    leave: str  # RP-initiated logout; empty: none
    says_issuer: bool  # the answer names it beside the code (RFC 9207)
    in_body: bool  # the secret goes into the form, not into a header


def described(said: dict[str, Any], issuer: str, inside: tuple[Network, ...]) -> Described:
    """Its own description, which must be of the very issuer asked, and lead nowhere inside."""
    if said.get("issuer") != issuer:
        raise Ours(PARTY, "other_issuer")
    ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Described(
        authorize=_address(said.get("authorization_endpoint"), inside),
        token=_address(said.get("token_endpoint"), inside),
        keys=_address(said.get("jwks_uri"), inside),
        leave=_address(said.get(LEAVE), inside) if said.get(LEAVE) else "",
        says_issuer=said.get("authorization_response_iss_parameter_supported") is True,
        in_body="client_secret_basic" not in ways,
    )


def _address(said: object, inside: tuple[Network, ...]) -> str:
    if not isinstance(said, str):
        raise Temporary(PARTY, "no_endpoint")
    try:
        check_address(said, inside)
    except (AddressWrong, AddressInside) as error:
        raise Ours(PARTY, error.code) from None
    return said


def key_set(said: dict[str, Any]) -> KeySet:
    """Public keys to check signatures with; a shared secret or a private key is none."""
    rows = said.get("keys")
    known = [
        one
        for one in (rows if isinstance(rows, list) else [])
        if isinstance(one, dict)
        and one.get("kty") in ("RSA", "EC")
        and one.get("use", "sig") == "sig"
        and "d" not in one
    ]
    try:
        return KeySet.import_key_set({"keys": known})
    except (JoseError, ValueError, TypeError, KeyError):
        raise Temporary(PARTY, "no_keys") from None


def claims_of(token: str, keys: KeySet) -> dict[str, Any]:
    """The claims of a token that one of the keys signed, by an algorithm that proves something."""
    try:
        return jwt.decode(token, keys, algorithms=ALGORITHMS).claims
    except (JoseError, ValueError, TypeError, KeyError):
        raise TokenForged from None
