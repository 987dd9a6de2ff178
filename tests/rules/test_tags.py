"""Tags belong to a grade, and retired ones stay in the past."""

import pytest

from rules.grades import GRADES, Grade
from rules.tags import (
    BY_CODE,
    TAGS,
    TagOfAnotherGrade,
    UnknownTag,
    check,
    label_of,
    tags_for,
)


def test_eight_a_grade_and_three_of_them_at_once() -> None:
    for grade in GRADES:
        offered = tags_for(grade)
        assert len(offered) == 8
        assert [tag.first_shown for tag in offered] == [True] * 3 + [False] * 5
        assert all(tag.code.startswith(str(grade.number)) for tag in offered)


def test_codes_are_unique_and_have_words() -> None:
    assert len(BY_CODE) == len(TAGS)
    assert all(tag.label != tag.code for tag in TAGS if not tag.retired)
    assert label_of("214") == "服务态度生硬"
    assert label_of("103") == "103"  # retired, its words are not public
    assert label_of("999") == "999"


@pytest.mark.parametrize("grade", GRADES)
def test_every_offered_tag_fits_its_grade_and_no_other(grade: Grade) -> None:
    codes = [tag.code for tag in tags_for(grade)]
    check(grade, codes)
    check(grade, [])
    for other in GRADES:
        if other is not grade:
            with pytest.raises(TagOfAnotherGrade):
                check(other, codes[:1])


@pytest.mark.parametrize("codes", [["999"], [""], ["510 "], ["501"], ["517", "517"], ["五一七"]])
def test_unknown_retired_and_repeated_tags_are_refused(codes: list[str]) -> None:
    with pytest.raises(UnknownTag):
        check(Grade.VERY_SATISFIED, codes)


def test_every_retired_tag_is_refused_for_its_own_grade() -> None:
    retired = [tag for tag in TAGS if tag.retired]
    assert len(retired) == 9 + 4 + 6 + 6 + 7
    for tag in retired:
        with pytest.raises(UnknownTag):
            check(tag.grade, [tag.code])
