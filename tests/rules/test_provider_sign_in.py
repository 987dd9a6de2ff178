"""Whom an ID token vouches for, and every way in which it does not (9-2)."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.provider_sign_in import (
    LONGEST_SUBJECT,
    OLDEST,
    SKEW,
    Expected,
    OtherClient,
    OtherIssuer,
    Proof,
    TokenForged,
    TokenOver,
    demand_issuer,
    proof_of,
)

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
AT = NOW.timestamp()
ISSUER = "https://sso.example"
EXPECTED = Expected(ISSUER, "haochaping", "nonce-1")
GOOD = {
    "iss": ISSUER,
    "aud": "haochaping",
    "sub": "gd-1",
    "iat": AT,
    "exp": AT + 300,
    "nonce": "nonce-1",
}
SECOND = timedelta(seconds=1)


@pytest.mark.req("9-2")
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"aud": ["haochaping"]},
        {"aud": ["haochaping", "other"], "azp": "haochaping"},
        {"azp": "haochaping"},
        {"iat": AT + SKEW.total_seconds()},
        {"exp": AT - SKEW.total_seconds() + 1},
        {"iat": AT - (OLDEST + SKEW).total_seconds()},
        {"nbf": AT},
        {"exp": AT + 0.5},
    ],
)
def test_a_token_made_for_this_sign_in_vouches(said: dict[str, object]) -> None:
    assert proof_of({**GOOD, **said}, EXPECTED, now=NOW) == Proof(ISSUER, "gd-1")
    assert proof_of({**GOOD, "acr": "high"}, EXPECTED, now=NOW).acr == "high"
    assert proof_of({**GOOD, "acr": ["high"]}, EXPECTED, now=NOW).acr == ""
    assert "gd-1" not in repr(proof_of(GOOD, EXPECTED, now=NOW))


@pytest.mark.req("9-2")
@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"iss": ISSUER + "/"}, OtherIssuer),
        ({"iss": None}, OtherIssuer),
        ({"aud": "other"}, OtherClient),
        ({"aud": ["haochaping", "other"]}, OtherClient),
        ({"aud": ["haochaping", "other"], "azp": "other"}, OtherClient),
        ({"azp": "other"}, OtherClient),
        ({"aud": {"haochaping": 1}}, OtherClient),
        ({"aud": None}, OtherClient),
        ({"exp": AT - SKEW.total_seconds()}, TokenOver),
        ({"iat": AT + SKEW.total_seconds() + 1}, TokenOver),
        ({"iat": AT - (OLDEST + SKEW + SECOND).total_seconds()}, TokenOver),
        ({"nbf": AT + SKEW.total_seconds() + 1}, TokenOver),
        ({"exp": str(AT + 300)}, TokenForged),
        ({"exp": True}, TokenForged),
        ({"iat": None}, TokenForged),
        ({"nonce": "nonce-2"}, TokenForged),
        ({"nonce": None}, TokenForged),
        ({"sub": ""}, TokenForged),
        ({"sub": 7}, TokenForged),
        ({"sub": "x" * (LONGEST_SUBJECT + 1)}, TokenForged),
    ],
)
def test_any_other_token_does_not(said: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        proof_of({**GOOD, **said}, EXPECTED, now=NOW)


@pytest.mark.req("9-2")
def test_what_is_missing_vouches_for_nobody() -> None:
    for name in GOOD:
        with pytest.raises((OtherIssuer, OtherClient, TokenForged)):
            proof_of({key: GOOD[key] for key in GOOD if key != name}, EXPECTED, now=NOW)


@pytest.mark.req("9-2")
def test_an_answer_names_the_issuer_that_was_asked() -> None:
    demand_issuer(ISSUER, ISSUER, must=True)
    demand_issuer("", ISSUER, must=False)
    for said, must in (("", True), ("https://mixed.example", False), (ISSUER + "/", True)):
        with pytest.raises(OtherIssuer):
            demand_issuer(said, ISSUER, must=must)
