"""The same figure is the best grade in one system and the worst in another."""

import pytest

from rules.grade_scale import (
    BadScale,
    GradeCodeUnknown,
    ScaleMissing,
    from_document,
    scale_named,
    scales,
)
from rules.grades import Grade

FIVE = "\n".join(f'{number} = "{grade}"' for number, grade in enumerate(Grade, 1))


@pytest.mark.req("6-1", "10-5")
def test_one_is_the_best_in_the_standard_and_the_worst_in_the_exchange() -> None:
    assert scale_named("gbt-39046").grade("1") is Grade.VERY_SATISFIED
    assert scale_named("exchange").grade("1") is Grade.VERY_DISSATISFIED
    assert scale_named("words").grade("非常不满意") is Grade.VERY_DISSATISFIED


@pytest.mark.req("10-5")
def test_nothing_is_guessed() -> None:
    for code in ("0", "6", "", "01", "非常满意"):
        with pytest.raises(GradeCodeUnknown):
            scale_named("exchange").grade(code)
    for code in ("", "nobodys"):
        with pytest.raises(ScaleMissing):
            scale_named(code)


@pytest.mark.req("6-1")
def test_a_scale_names_each_grade_once_and_says_where_it_is_from() -> None:
    for code, scale in scales().items():
        assert (scale.code, bool(scale.label), bool(scale.source)) == (code, True, True)
        assert sorted(scale.grades.values()) == sorted(Grade)
    head = 'code = "own"\nlabel = "自定"\nsource = "约定"\n[grades]\n'
    assert from_document(head + FIVE).code == "own"
    for wrong in (head, head + FIVE.replace("dissatisfied", "satisfied"), FIVE, "grades = 1"):
        with pytest.raises(BadScale):
            from_document(wrong)
