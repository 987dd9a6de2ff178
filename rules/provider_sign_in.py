"""What an identity provider says of a member of staff, and whether that is believed.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。

The law names no provider. What an ID token must hold is OpenID Connect Core 1.0, 3.1.3.7
(docs/decisions/0062); its signature is looked at before, where the keys are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rules.refusals import Refused

ALGORITHMS = ("RS256", "ES256")  # never none, never a secret both sides know
SKEW = timedelta(minutes=2)  # clocks of the two sides may differ by so much
OLDEST = timedelta(minutes=10)  # a token was made in this sign-in, or it is none of ours
FLOW = timedelta(minutes=10)  # between leaving for the provider and being in
LONGEST_SUBJECT = 255


class Purpose(StrEnum):
    """What somebody went to the provider for; the state begins with it, so that the page knows."""

    SIGN_IN = "sign_in"
    BIND = "bind"


class TokenForged(Refused):
    """Signature, algorithm, nonce or form of the token: it is not one made for this sign-in."""

    code = "provider_forged"


class TokenOver(Refused):
    """The token is over, from before, or from a clock that is wrong."""

    code = "provider_clock"


class OtherClient(Refused):
    """The token was made for another application."""

    code = "provider_other_client"


class OtherIssuer(Refused):
    """The answer or the token is of another provider than the one asked."""

    code = "provider_other_issuer"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must have been made by, for whom, and for which sign-in."""

    issuer: str
    client_id: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Whom the provider vouches for, and how surely (`acr`) it says it knows."""

    issuer: str
    subject: str
    acr: str = ""

    def __repr__(self) -> str:
        return "Proof()"


def proof_of(claims: Mapping[str, object], expected: Expected, *, now: datetime) -> Proof:
    """Whom the claims of a token whose signature is right vouch for. Art. 9 (9-2).

    Raises `OtherIssuer`, `OtherClient`, `TokenOver`, `TokenForged`.
    """
    if claims.get("iss") != expected.issuer:
        raise OtherIssuer
    _demand_client(claims, expected.client_id)
    _demand_time(claims, now)
    if claims.get("nonce") != expected.nonce:
        raise TokenForged
    acr = claims.get("acr")
    return Proof(expected.issuer, subject_of(claims), acr if isinstance(acr, str) else "")


def subject_of(claims: Mapping[str, object]) -> str:
    """The subject as the provider calls it. Raises `TokenForged`. Art. 9 (9-2)."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise TokenForged
    return subject


def demand_issuer(said: str, issuer: str, *, must: bool) -> None:
    """The `iss` beside a code (RFC 9207): the one asked; missing only where it is not promised.

    Raises `OtherIssuer`. Art. 9 (9-2).
    """
    if (said or must) and said != issuer:
        raise OtherIssuer


def _demand_client(claims: Mapping[str, object], client_id: str) -> None:
    said = claims.get("aud")
    audience = said if isinstance(said, list) else [said]
    party = claims.get("azp")
    if client_id not in audience or (party is not None and party != client_id):
        raise OtherClient
    if len(audience) > 1 and party is None:
        raise OtherClient


def _demand_time(claims: Mapping[str, object], now: datetime) -> None:
    at = now.timestamp()
    until, made = _moment(claims, "exp"), _moment(claims, "iat")
    not_before = _moment(claims, "nbf") if "nbf" in claims else made
    skew = SKEW.total_seconds()
    if at >= until + skew or max(made, not_before) > at + skew:
        raise TokenOver
    if at - made > OLDEST.total_seconds() + skew:
        raise TokenOver


def _moment(claims: Mapping[str, object], name: str) -> float:
    said = claims.get(name)
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise TokenForged
    return float(said)
