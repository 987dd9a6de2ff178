"""Articles 2 and 4: four levels, three kinds, and the bureau above each."""

import pytest

from rules.institutions import Kind, Level, bureau_level


@pytest.mark.req("2-1", "2-2")
def test_four_levels_and_three_kinds() -> None:
    assert set(Level) == {"city", "county", "town", "village"}
    assert set(Kind) == {"administrative", "party_body", "public_service_enterprise"}


@pytest.mark.req("4-1", "12-2")
@pytest.mark.parametrize(
    ("level", "bureau"),
    [("city", "city"), ("county", "county"), ("town", "county"), ("village", "county")],
)
def test_towns_and_villages_answer_to_the_county(level: str, bureau: str) -> None:
    assert bureau_level(Level(level)) == bureau
