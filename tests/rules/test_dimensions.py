"""Article 5: what is evaluated of institutions and of halls."""

import pytest

from rules.dimensions import DIMENSIONS, UnknownDimension, check


@pytest.mark.req("5-1", "5-2")
def test_the_items_are_those_of_article_5() -> None:
    labels = {
        target: [one.label for one in DIMENSIONS if one.target == target]
        for target in ("institution", "hall")
    }
    assert labels == {
        "institution": ["服务事项管理", "办事流程设置", "服务效率", "服务便民度"],
        "hall": ["便捷性", "完善性", "工作人员服务态度", "工作人员服务水平"],
    }


@pytest.mark.req("5-4")
def test_none_of_them_must_be_answered() -> None:
    check({})
    check({"efficiency": 1})
    check({one.code: 5 for one in DIMENSIONS})


@pytest.mark.req("5-1", "5-2")
@pytest.mark.parametrize(
    "scores", [{"efficiency": 0}, {"efficiency": 6}, {"efficiency": -1}, {"beauty": 3}, {"": 3}]
)
def test_unknown_items_and_scores_are_refused(scores: dict[str, int]) -> None:
    with pytest.raises(UnknownDimension):
        check(scores)
