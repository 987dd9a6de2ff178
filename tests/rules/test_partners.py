"""What a partner may tell, from where, when and by which key (10-1)."""

from datetime import UTC, datetime, timedelta

import pytest

from rules.networks import NetworksWrong, networks
from rules.partners import (
    CLOCK_SKEW,
    EXPIRES_SOON,
    KeyKind,
    KeyState,
    PublicKeyWrong,
    Scope,
    check_public_key,
    comes_from,
    is_timely,
    scopes,
    state_of,
    stored,
)

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
POINT = "ab" * 64


@pytest.mark.req("10-1")
def test_what_is_stored_is_read_again() -> None:
    assert stored([Scope.SERVICES, Scope.CALLS, Scope.SERVICES]) == "calls,services"
    assert scopes("calls,services") == {Scope.CALLS, Scope.SERVICES}
    assert scopes("") == set()


@pytest.mark.req("10-1")
@pytest.mark.parametrize(
    ("address", "text", "there"),
    [
        ("10.1.2.3", "", True),
        ("10.1.2.3", "10.1.0.0/16", True),
        ("10.2.2.3", "10.1.0.0/16,192.168.7.7/32", False),
        ("192.168.7.7", "10.1.0.0/16,192.168.7.7/32", True),
        ("2001:db8::5", "2001:db8::/32", True),
        ("2001:db8::5", "10.1.0.0/16", False),
        ("", "10.1.0.0/16", False),
        ("hall", "10.1.0.0/16", False),
    ],
)
def test_an_address_lies_in_its_networks(address: str, text: str, there: bool) -> None:
    assert comes_from(address, text) is there


@pytest.mark.req("10-1")
def test_the_line_that_is_no_network_is_named() -> None:
    assert [str(one) for one in networks([" 10.1.2.3/16 ", "::1"])] == ["10.1.0.0/16", "::1/128"]
    with pytest.raises(NetworksWrong) as wrong:
        networks(["10.1.0.0/16", "10.1.0.0/33"])
    assert wrong.value.details == {"line": 2}
    with pytest.raises(NetworksWrong):
        networks(["10.0.0.1"] * 21)


@pytest.mark.req("10-1")
def test_ten_minutes_either_way_are_timely() -> None:
    for moved in (CLOCK_SKEW, -CLOCK_SKEW):
        assert is_timely((NOW + moved).isoformat(), NOW)
    for moved in (CLOCK_SKEW + SECOND, -CLOCK_SKEW - SECOND):
        assert not is_timely((NOW + moved).isoformat(), NOW)
    assert not is_timely("2026-11-23T02:30:00", NOW)  # whose clock?
    assert not is_timely("now", NOW)


@pytest.mark.req("10-1")
def test_a_key_ends_at_its_moment_and_is_warned_of_before() -> None:
    def state(expires_at: datetime | None, revoked_at: datetime | None = None) -> KeyState:
        return state_of(expires_at=expires_at, revoked_at=revoked_at, now=NOW)

    assert state(None) is KeyState.VALID
    assert state(NOW + EXPIRES_SOON + SECOND) is KeyState.VALID
    assert state(NOW + EXPIRES_SOON) is KeyState.EXPIRES_SOON
    assert state(NOW) is KeyState.EXPIRED
    assert state(None, NOW) is state(NOW, NOW) is KeyState.REVOKED


@pytest.mark.req("10-1")
def test_public_keys_have_the_form_of_their_kind() -> None:
    assert check_public_key(KeyKind.SM2, f"04{POINT.upper()}\n") == POINT
    assert check_public_key(KeyKind.SM2, POINT) == POINT
    assert check_public_key(KeyKind.ED25519, POINT[:64]) == POINT[:64]
    assert check_public_key(KeyKind.SECRET, "") == ""
    for kind, text in (
        (KeyKind.SM2, POINT[:64]),
        (KeyKind.SM2, f"05{POINT}"),
        (KeyKind.ED25519, POINT),
        (KeyKind.ED25519, "xy" * 32),
        (KeyKind.SECRET, POINT),
    ):
        with pytest.raises(PublicKeyWrong):
            check_public_key(kind, text)
