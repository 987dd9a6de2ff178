"""What results are taken into, and whether they are still the same (Art. 14)."""

import pytest

from rules.assessment_use import NotOneYear, basis_of, owed, year_of

OCTOBER, NOVEMBER = ("2026-10", 1, "a" * 64), ("2026-11", 1, "b" * 64)


@pytest.mark.req("14-1")
def test_an_assessment_is_of_one_year() -> None:
    assert year_of("2026-01", "2026-12") == 2026
    for first, last in (("2025-12", "2026-01"), ("2026-03", "2026-02")):
        with pytest.raises(NotOneYear):
            year_of(first, last)


@pytest.mark.req("14-5", "14-1")
def test_the_same_versions_are_the_same_basis_and_a_correction_is_another() -> None:
    basis = basis_of([OCTOBER, NOVEMBER])
    assert basis == basis_of([NOVEMBER, OCTOBER])
    corrected = ("2026-11", 2, "c" * 64)
    assert len({basis, basis_of([OCTOBER]), basis_of([OCTOBER, corrected]), basis_of([])}) == 4
    assert basis_of([]) == ""


@pytest.mark.req("14-1", "14-2")
def test_a_year_is_owed_when_it_is_over_published_and_in_no_assessment() -> None:
    assert owed([2024, 2025, 2025, 2026], recorded=[2024], this_year=2026) == [2025]
    assert owed([2026], recorded=[], this_year=2026) == []
