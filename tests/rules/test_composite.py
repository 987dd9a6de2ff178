"""The composite index of Article 4: formula, samples, and nothing where nothing weighs."""

from dataclasses import replace
from datetime import date

import pytest

from rules.composite import NO_INDEX, Counted, index_of, measure_of
from rules.indicators import FIRST, Target, from_document
from tests.rules.sets import changed, first
from tests.support.indicators import invented

RULES = first()
SET = from_document(invented(date(2027, 3, 1)))
FEW = RULES.minimum_sample.value
GRADES = {"very_satisfied": 3, "satisfied": 4, "basically_satisfied": 1, "dissatisfied": 2}
FULL = Counted(
    scores={"process": (8, 32), "online": (FEW, 4 * FEW), "signs": (6, 21)},
    opinions=((GRADES, RULES),),
    rated=10,
    due=40,
)


@pytest.mark.req("4-2")
def test_no_index_without_weights() -> None:
    assert not FIRST.weighted
    assert measure_of(FIRST, Target.INSTITUTION, RULES) is None


@pytest.mark.req("4-2")
def test_an_institution_by_answers_and_figures() -> None:
    measure = measure_of(SET, Target.INSTITUTION, RULES)
    assert measure is not None
    # 30×80 + 20×80 + 25.5×74 (74 of 100 points) + 14.5×80 + 10×25, of 100
    index = index_of(measure, FULL)
    assert (index.numerator, index.denominator, index.value) == (7297.0, 100.0, 72.97)


@pytest.mark.req("4-2")
def test_a_hall_by_its_own_items() -> None:
    measure = measure_of(SET, Target.HALL, RULES)
    assert measure is not None
    index = index_of(measure, FULL)  # 60×70 + 40×74
    assert (index.numerator, index.denominator, index.value) == (7160.0, 100.0, 71.6)


@pytest.mark.req("4-2", "13-4")
def test_an_item_with_too_small_a_sample_is_not_in() -> None:
    measure = measure_of(SET, Target.INSTITUTION, RULES)
    assert measure is not None
    fewer = replace(FULL, scores={**FULL.scores, "online": (FEW - 1, 5 * (FEW - 1))})
    index = index_of(measure, fewer)
    assert (index.numerator, index.denominator, index.value) == (5697.0, 80.0, 71.21)
    assert index_of(measure, Counted()) == NO_INDEX
    assert NO_INDEX.value is None


@pytest.mark.req("4-2", "1-2")
def test_opinions_are_worth_what_their_own_rule_set_says() -> None:
    measure = measure_of(SET, Target.HALL, RULES)
    assert measure is not None
    other = changed(points=dict.fromkeys(map(str, RULES.points.value), 100))
    mixed = Counted(opinions=(({"satisfied": FEW}, RULES), ({"dissatisfied": FEW}, other)))
    index = index_of(measure, mixed)  # (8 + 100) of (10 + 100) each
    assert (index.value, index.denominator) == (98.18, 40.0)
