"""Article 7: one service, one rating; where a set allows two, one of them counts (7-1, 7-11)."""

from dataclasses import replace
from itertools import product
from uuid import uuid4

import pytest

from rules.rule_set import RuleSet
from rules.series import Before, Place, may_rate_again, place_of
from tests.rules.sets import changed, chaozhou, first

EVALUATOR, OTHER, NEW = uuid4(), uuid4(), uuid4()
DUE = chaozhou(2026, 12, 1)
IN_TIME, TOO_LATE = chaozhou(2026, 11, 30, 23, 59), DUE
DEFAULT = Before(uuid4(), 1, None, None)
FIRST = Before(uuid4(), 1, 1, EVALUATOR, uuid4())
TWICE = changed(ratings_per_service=2)
REPLACING = changed(ratings_per_service=2, late_rating="replace_default")
FIRST_COUNTS = changed(ratings_per_service=2, counted_opinion="first")


def place(
    *before: Before, rules: RuleSet = TWICE, rated_at: object = IN_TIME, linked: bool = True
) -> Place:
    return place_of(
        NEW,
        evaluator_id=EVALUATOR,
        rated_at=rated_at,  # type: ignore[arg-type]
        due_at=DUE if linked else None,
        before=before,
        rules=rules,
    )


@pytest.mark.req("6-3", "6-6")
@pytest.mark.parametrize(
    ("before", "rated_at", "kept", "replacing"),
    [
        ((), IN_TIME, Place(1, 1, False), Place(1, 1, False)),
        ((), TOO_LATE, Place(2, 1, True), Place(1, 1, False)),
        (
            (DEFAULT,),
            TOO_LATE,
            Place(2, 1, True),
            Place(2, 1, False, ((DEFAULT.id, NEW),)),
        ),
        (  # both at the last moment, and the default was there first
            (DEFAULT,),
            IN_TIME,
            Place(2, 1, True),
            Place(2, 1, False, ((DEFAULT.id, NEW),)),
        ),
    ],
)
def test_the_first_opinion_and_the_default(
    before: tuple[Before, ...], rated_at: object, kept: Place, replacing: Place
) -> None:
    assert place(*before, rules=first(), rated_at=rated_at) == kept
    assert place(*before, rules=REPLACING, rated_at=rated_at) == replacing


@pytest.mark.req("7-11")
def test_the_second_opinion_counts_instead_of_the_first_or_never() -> None:
    latest = place(FIRST)
    assert latest == Place(2, 2, False, ((FIRST.id, NEW),), FIRST.order_id)
    assert place(FIRST, rules=FIRST_COUNTS) == replace(latest, superseded=((NEW, FIRST.id),))
    # After the seven days it is a comment like any other; the first stays what it was.
    assert place(FIRST, rated_at=TOO_LATE) == Place(2, 2, True, (), FIRST.order_id)
    assert place(FIRST, rules=REPLACING, rated_at=TOO_LATE) == latest


@pytest.mark.req("7-11", "6-6")
def test_the_second_opinion_after_a_default() -> None:
    late_first = replace(FIRST, ordinal=2)
    assert place(DEFAULT, late_first, rated_at=TOO_LATE) == Place(3, 2, True, (), FIRST.order_id)
    assert place(DEFAULT, late_first, rules=REPLACING, rated_at=TOO_LATE) == Place(
        3, 2, False, ((FIRST.id, NEW),), FIRST.order_id
    )


@pytest.mark.req("7-1", "7-11")
def test_who_may_not_say_more_gets_the_place_that_is_taken() -> None:
    taken = Place(1, 1, False)
    second = Before(uuid4(), 2, 2, EVALUATOR)
    assert place(FIRST, rules=first()) == taken
    assert place(replace(FIRST, evaluator_id=OTHER)) == taken
    assert place(FIRST, second) == taken
    assert place(FIRST, linked=False) == taken


@pytest.mark.req("7-11")
def test_may_rate_again() -> None:
    asked = product((0, 1, 2, 3), (True, False), (first(), TWICE))
    allowed = [one for one in asked if may_rate_again(one[0], linked=one[1], rules=one[2])]
    assert allowed == [(1, True, TWICE)]
