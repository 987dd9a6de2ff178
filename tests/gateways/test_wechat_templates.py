"""Facts in the fields of a template, within WeChat's limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateways.errors import Ours
from gateways.wechat_templates import Template, shape


def shaped(kind: str, value: str) -> str:
    return shape(Template("id", {f"{kind}1": "fact"}), {"fact": value})[f"{kind}1"]["value"]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("thing", "社会保障卡申领", "社会保障卡申领"),
        ("thing", "居" * 21, "居" * 19 + "…"),
        ("thing", "两行\n文字\t在此", "两行 文字 在此"),
        ("name", "湘桥区政务服务和数据管理局", "湘桥区政务服务和数…"),
        ("phrase", "已受理", "已受理"),
        ("phrase", "已受理（2 天）内", "已受理天内"),
        ("character_string", "GD-2026 第7号", "GD-20267"),
        ("character_string", "A" * 40, "A" * 32),
        ("number", "￥12.5 元", "12.5"),
        ("date", "2026-03-05", "2026年3月5日"),
        ("date", "2026年3月5日", "2026年3月5日"),
        ("date", "2026-03-05T06:30:00+00:00", "2026年3月5日 14:30"),
        ("date", "2026-03-05T20:30:00+00:00", "2026年3月6日 04:30"),
        ("time", "15:01", "15:01"),
        ("time", "2026-03-05T14:30", "2026年3月5日 14:30"),
    ],
)
def test_values_take_the_form_of_their_kind(kind: str, value: str, expected: str) -> None:
    assert shaped(kind, value) == expected


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("thing", "", "no_fact"),
        ("phrase", "abc", "no_fact"),
        ("date", "yesterday", "bad_date"),
        ("enum", "x", "kind_enum"),
    ],
)
def test_what_cannot_be_said_is_our_mistake(kind: str, value: str, code: str) -> None:
    with pytest.raises(Ours) as refused:
        shaped(kind, value)
    assert refused.value.code == code


def test_a_missing_fact_is_our_mistake() -> None:
    with pytest.raises(Ours):
        shape(Template("id", {"thing1": "item"}), {"office": "x"})


@given(
    st.sampled_from([("thing", 20), ("name", 10), ("phrase", 5), ("character_string", 32)]),
    st.text(max_size=80),
)
def test_no_text_breaks_a_limit(kind: tuple[str, int], value: str) -> None:
    try:
        found = shaped(kind[0], value)
    except Ours:
        return
    assert 0 < len(found) <= kind[1]
    assert not set(found) & set("\n\r\t\x00")
