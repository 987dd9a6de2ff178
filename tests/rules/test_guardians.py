"""Who is a child, until when, and who may agree for one (9-1)."""

from datetime import date

import pytest

from rules.guardians import asked_until, born_on, child_until, may_be_guardian, of_age_on

BORN = "445102201505050036"


@pytest.mark.req("9-1")
@pytest.mark.parametrize(
    ("kind", "number", "born"),
    [
        ("resident_id", BORN, date(2015, 5, 5)),
        ("hmt_residence_permit", "810000201202290012", date(2012, 2, 29)),
        ("passport", "E12345678", None),
        ("social_credit_code", "91445100MA4W1A2B3C", None),
        ("network_identity", "", None),
    ],
)
def test_a_number_tells_the_day_of_birth_or_nothing(
    kind: str, number: str, born: date | None
) -> None:
    assert born_on(kind, number) == born
    assert (child_until(kind, number) is None) is (born is None)


@pytest.mark.req("9-1")
def test_a_child_is_one_until_the_birthday() -> None:
    assert child_until("resident_id", BORN) == date(2029, 5, 5)
    assert of_age_on(date(2012, 2, 29), 14) == date(2026, 3, 1)
    assert of_age_on(date(2012, 2, 29), 16) == date(2028, 2, 29)


@pytest.mark.req("9-1", "9-2")
def test_what_is_kept_in_the_open_tells_no_birthday() -> None:
    assert asked_until("resident_id", BORN, date(2026, 11, 26)) == date(2029, 6, 1)
    assert asked_until("resident_id", BORN, date(2029, 5, 5)) is None
    assert asked_until("passport", "E12345678", date(2026, 11, 26)) is None


@pytest.mark.req("9-1")
def test_a_guardian_is_grown_up_as_far_as_the_document_tells() -> None:
    assert not may_be_guardian("resident_id", BORN, date(2033, 5, 4))
    assert may_be_guardian("resident_id", BORN, date(2033, 5, 5))
    assert may_be_guardian("passport", "E12345678", date(2026, 1, 1))
