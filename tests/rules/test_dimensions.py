"""Article 5: what is evaluated of institutions and of halls."""

import pytest

from rules.dimensions import UnknownDimension, check
from rules.indicators import FIRST, Target

LABELS = {
    Target.INSTITUTION: ["服务事项管理", "办事流程设置", "服务效率", "服务便民度"],
    Target.HALL: ["便捷性", "完善性", "工作人员服务态度", "工作人员服务水平"],
}


@pytest.mark.req("5-1", "5-2")
@pytest.mark.parametrize("target", Target)
def test_the_items_of_the_first_set_are_those_of_article_5(target: Target) -> None:
    assert [one.label for one in FIRST.of(target)] == LABELS[target]
    assert FIRST.asked == {one.code for one in FIRST.items}


@pytest.mark.req("5-4")
def test_none_of_them_must_be_answered() -> None:
    check({}, FIRST.asked)
    check({"efficiency": 1}, FIRST.asked)
    check(dict.fromkeys(FIRST.asked, 5), FIRST.asked)


@pytest.mark.req("5-1", "5-2")
@pytest.mark.parametrize(
    "scores", [{"efficiency": 0}, {"efficiency": 6}, {"efficiency": -1}, {"beauty": 3}, {"": 3}]
)
def test_unknown_items_and_scores_are_refused(scores: dict[str, int]) -> None:
    with pytest.raises(UnknownDimension):
        check(scores, FIRST.asked)
