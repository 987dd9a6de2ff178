"""Articles 2 and 4: four levels, three kinds, and the bureau above each."""

from datetime import date

import pytest

from rules.institutions import (
    EffectiveDay,
    Kind,
    Level,
    bureau_level,
    cycles,
    effective_day,
)


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


@pytest.mark.req("2-1")
def test_circles_of_superiors_are_found_and_what_hangs_on_them_is_not_one() -> None:
    parents = {"a": "b", "b": "c", "c": "a", "d": "a", "e": None, "f": "e", "g": "g", "h": "gone"}
    assert cycles(parents) == {"a", "b", "c", "g"}


TODAY, LAST = date(2026, 3, 5), date(2026, 3, 1)


@pytest.mark.req("2-4")
def test_a_change_takes_effect_between_the_last_one_and_today() -> None:
    for day in (LAST, TODAY):
        assert effective_day(day, today=TODAY, last=LAST) == day
    assert effective_day(date(2019, 1, 1), today=TODAY, last=None) == date(2019, 1, 1)
    for day in (date(2026, 2, 28), date(2026, 3, 6)):
        with pytest.raises(EffectiveDay):
            effective_day(day, today=TODAY, last=LAST)
