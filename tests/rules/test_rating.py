"""Article 7: one service, one rating, by the channels the regulation names."""

import pytest

from rules.rating import PICTURE_LIMIT, TEXT_LIMIT, Channel, IdentityBasis, Origin, channel_of
from tests.rules.sets import first


@pytest.mark.req("7-3", "7-4", "7-5", "7-6")
def test_every_channel_of_article_7_has_a_code_of_its_own() -> None:
    assert set(Channel) >= {
        "gdzwfw_web",  # 广东政务服务网
        "yueshengshi",  # 粤省事
        "device",  # 评价装置
        "window_code",  # 扫描二维码
        "kiosk",  # 自助服务终端
        "complaint_platform",  # 省政务服务咨询投诉平台
        "hotline",  # 12345
    }


@pytest.mark.req("7-3")
def test_a_service_had_online_is_rated_under_its_platform() -> None:
    assert channel_of("window_code", "yueshengshi") == "yueshengshi"
    assert channel_of("window_code", "queue_machine") == "window_code"
    assert channel_of("kiosk", "gdzwfw_web") == "kiosk"


@pytest.mark.req("3-3", "6-4")
def test_the_default_is_an_origin_of_its_own_and_nobodys_opinion() -> None:
    assert set(Origin) == {"citizen", "device", "partner", "paper", "default"}
    assert "system_default" in set(Channel)
    assert "none" in set(IdentityBasis)


@pytest.mark.req("7-1", "7-10")
def test_the_first_rule_set_allows_one_rating_and_two_walk_ins() -> None:
    rules = first()
    assert rules.ratings_per_service.value == 1
    assert rules.walk_in_windows_a_day.value == 2


def test_the_form_has_a_size() -> None:
    assert TEXT_LIMIT == 500
    assert PICTURE_LIMIT == 3
