"""Article 11: feedbacks that say what the last ones said are flagged, not held back (11-3)."""

import pytest

from rules.boilerplate import likeness, likest
from tests.rules.sets import changed, first

FORM = "尊敬的群众：您于3月5日反映的问题已收悉，我局高度重视，已责成相关科室整改。"
AGAIN = "尊敬的群众：您于11月20日反映的问题已收悉，我局高度重视，已责成相关科室整改！"
OWN = "您说的第三号窗口排队问题，我们从今天起增开四号窗口，上午专办社保业务。"


@pytest.mark.req("11-3")
def test_another_date_makes_no_other_letter() -> None:
    assert likeness(FORM, AGAIN) == likeness(FORM, FORM) == 100
    assert likeness(FORM, OWN) == likeness(OWN, FORM) < 20
    assert likeness("", "") == likeness("好", "好") == 0


@pytest.mark.req("11-3")
def test_the_likest_of_the_earlier_ones_above_the_share() -> None:
    rules = first()
    assert likest(AGAIN, [OWN, FORM, FORM], rules) == (1, 100)
    assert likest(AGAIN, [OWN], rules) is None
    assert likest(AGAIN, [], rules) is None
    assert likest("已经办好。", ["已经办好。"], rules) is None  # too short to tell
    near = FORM.replace("已责成相关科室整改", "已增开四号窗口办理")
    assert likest(near, [FORM], rules) is None
    assert likest(near, [FORM], changed(boilerplate_percent=60)) is not None
