"""Invented people whose documents pass every check."""

from random import Random

import pytest

from rules.documents import DocumentType, check
from server.demo import people
from tests.support.town import NOW


@pytest.mark.req("9-1")
def test_every_document_is_valid() -> None:
    everybody = [*people.demo_persons(), *people.crowd(1), *people.companies(1)]
    for one in everybody:
        kind = DocumentType(one.document_type)
        assert check(kind, one.document_number, NOW) == one.document_number
    assert len({one.document_number for one in everybody}) == len(everybody)


def test_numbers_are_of_an_area_that_was_never_assigned() -> None:
    assert all(one.startswith("445199") for one in people.identity_numbers(Random(1), 50))


def test_the_seed_decides_who_lives_here() -> None:
    assert people.crowd(1) == people.crowd(1)
    assert people.crowd(1) != people.crowd(2)


def test_among_the_demo_persons_is_everybody_who_is_different() -> None:
    kinds = {one.document_type for one in people.demo_persons()}
    assert kinds == {"resident_id", "hmt_residence_permit", "passport", "social_credit_code"}
    assert 8 <= len(people.demo_persons()) <= 10


def test_a_person_does_not_show_a_number_in_a_log() -> None:
    one = people.demo_persons()[0]
    assert one.document_number not in repr(one)
    assert one.phone not in repr(one)
