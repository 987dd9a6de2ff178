"""From where accounts of a place may be used (9-2)."""

from datetime import date, timedelta

import pytest

from rules.networks import Allowed, admits, keeps_in, networks, read, stored, within

TODAY = date(2026, 11, 26)
OFFICE, VISIT = networks(["10.1.0.0/16", "2001:db8::/32"])


@pytest.mark.req("9-2")
@pytest.mark.parametrize(
    ("until", "address", "inside"),
    [
        (None, "10.1.2.3", True),
        (None, "::ffff:10.1.2.3", True),
        (None, "10.2.2.3", False),
        (None, "2001:db8::5", False),
        (None, "", False),
        (None, "hall", False),
        (TODAY, "10.1.2.3", True),
        (TODAY - timedelta(days=1), "10.1.2.3", False),
    ],
)
def test_a_list_admits_from_its_networks_until_their_last_day(
    until: date | None, address: str, inside: bool
) -> None:
    assert admits([Allowed(OFFICE, until)], address, TODAY) is inside


@pytest.mark.req("9-2")
def test_nothing_said_is_everywhere_and_all_over_is_nowhere() -> None:
    assert admits([], "1.2.3.4", TODAY)
    over = Allowed(OFFICE, TODAY - timedelta(days=1))
    assert not admits([over], "1.2.3.4", TODAY)
    assert admits([over, Allowed(VISIT)], "2001:db8::5", TODAY)


@pytest.mark.req("9-2")
def test_whoever_saves_stays_in_for_good_or_is_told() -> None:
    assert keeps_in([], "10.1.2.3")
    assert keeps_in([Allowed(OFFICE)], "10.1.2.3")
    assert not keeps_in([Allowed(OFFICE, TODAY)], "10.1.2.3")
    assert not keeps_in([Allowed(VISIT)], "10.1.2.3")


@pytest.mark.req("9-2")
def test_what_is_stored_is_read_again() -> None:
    rows = [Allowed(OFFICE, TODAY, "二楼"), Allowed(VISIT)]
    assert read(stored(rows)) == rows
    assert within("10.1.2.3", (one.network for one in rows))
