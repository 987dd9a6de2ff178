"""Where notices to partners may go, for how long they are tried, and when a key is warned of."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

import pytest

from rules.webhooks import (
    AddressInside,
    AddressWrong,
    check_address,
    is_away,
    is_over,
    may_be_told,
    warning,
)

NOW = datetime(2026, 11, 26, 1, tzinfo=UTC)
OFFICE = (ip_network("10.12.0.0/16"),)


@pytest.mark.req("10-1")
@pytest.mark.parametrize(
    "text",
    [
        "http://partner.example/notices",
        "ftp://partner.example/",
        "https://",
        "https:///notices",
        "https://user:word@partner.example/",
        "https://partner.example/?token=1",
        "https://partner.example/#top",
        "https://partner.example:22/",
        "https://partner.example:99999/",
        "https://partner.example/a b",
        "https://潮州.example/",
        "https://partner.example/" + "a" * 300,
        "gopher://10.12.0.1/",
        "file:///etc/passwd",
    ],
)
def test_an_address_is_https_and_holds_no_secret(text: str) -> None:
    with pytest.raises(AddressWrong):
        check_address(text, OFFICE)


@pytest.mark.req("10-1")
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.9",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "[2002:7f00:1::]",
        "[64:ff9b::a00:1]",
        "[2001::1]",
        "[::]",
    ],
)
def test_no_address_leads_inside(host: str) -> None:
    with pytest.raises(AddressInside):
        check_address(f"https://{host}/notices", OFFICE)


@pytest.mark.req("10-1")
def test_networks_that_were_named_may_be_told() -> None:
    assert check_address("https://partner.example/notices", ()).port == 443
    assert check_address("https://203.0.114.9:8443/notices", ()).port == 8443
    there = check_address("http://10.12.3.4:8080/notices", OFFICE)
    assert (there.host, there.port, there.plain) == ("10.12.3.4", 8080, True)
    assert may_be_told(ip_address("10.12.3.4"), OFFICE)
    assert not may_be_told(ip_address("10.13.3.4"), OFFICE)
    assert may_be_told(ip_address("2400:3200::1"), ())


@pytest.mark.req("10-1")
def test_spans() -> None:
    assert not is_over(NOW - timedelta(hours=71), NOW, 72)
    assert is_over(NOW - timedelta(hours=72), NOW, 72)
    assert not is_away(NOW - timedelta(hours=23), NOW)
    assert is_away(NOW - timedelta(hours=24), NOW)
    left = {days: warning(NOW + timedelta(days=days), NOW) for days in (31, 30, 8, 7, 2, 1)}
    assert left == {31: 0, 30: 1, 8: 1, 7: 2, 2: 2, 1: 3}
