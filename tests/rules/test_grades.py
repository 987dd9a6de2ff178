"""Article 6: the five grades."""

import pytest

from rules.grades import GRADES, Grade, UnknownGrade, parse


@pytest.mark.req("6-1")
def test_the_five_grades_in_the_words_and_order_of_the_regulation() -> None:
    assert [grade.label for grade in GRADES] == [
        "非常满意",
        "满意",
        "基本满意",
        "不满意",
        "非常不满意",
    ]
    assert [grade.number for grade in GRADES] == [5, 4, 3, 2, 1]


@pytest.mark.req("6-1")
@pytest.mark.parametrize(
    "value", ["", "good", "VERY_SATISFIED", " satisfied", "5", "满意", "satisfied\n", "none"]
)
def test_any_other_value_is_refused(value: str) -> None:
    with pytest.raises(UnknownGrade):
        parse(value)


@pytest.mark.req("6-1")
@pytest.mark.parametrize("grade", GRADES)
def test_a_grade_is_read_from_its_code(grade: Grade) -> None:
    assert parse(str(grade)) is grade


@pytest.mark.req("11-5", "11-14")
def test_the_two_grades_article_11_names_are_poor_and_no_other() -> None:
    assert [grade.label for grade in GRADES if grade.is_poor] == ["不满意", "非常不满意"]
