"""Articles 6 and 7: after what a service is rated."""

import pytest

from rules.rating_points import PointMissing, PointUnknown, check_point, declared

TWO = "受理,办结"


@pytest.mark.req("6-7")
@pytest.mark.parametrize(("point", "text"), [("", ""), ("受理", TWO), ("办结", TWO)])
def test_a_declared_point_or_the_end_of_an_item_without_points(point: str, text: str) -> None:
    check_point(point, text)


@pytest.mark.req("6-7")
@pytest.mark.parametrize(
    ("point", "text", "refusal"),
    [("受理", "", PointUnknown), ("送达", TWO, PointUnknown), ("", TWO, PointMissing)],
)
def test_anything_else_is_refused_with_what_there_is(
    point: str, text: str, refusal: type[PointUnknown | PointMissing]
) -> None:
    with pytest.raises(refusal) as refused:
        check_point(point, text)
    assert refused.value.details["points"] == declared(text)
