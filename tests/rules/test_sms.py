"""Article 7: a digit sent back is a grade, by a table; what can be read two ways is none (7-12)."""

from datetime import timedelta

import pytest

from rules.grades import GRADES, LABELS, Grade
from rules.rule_set import BadRuleSet
from rules.sms import (
    CUT,
    MOST_SEGMENTS,
    SIGN,
    TEXTS,
    Means,
    Topic,
    fitted,
    keys_said,
    plain_number,
    segments,
    sent_from,
    short_link,
    understood,
    wait,
)
from tests.rules.sets import changed, chaozhou, first

LAW = first()
REVERSED = changed(sms_keys=dict(LAW.grade_keys.value))
VERY, BAD = Grade.VERY_SATISFIED, Grade.VERY_DISSATISFIED


@pytest.mark.req("7-12", "6-1")
@pytest.mark.parametrize(
    ("text", "grade", "comment"),
    [
        *((str(grade.number), grade, "") for grade in GRADES),
        *((label, grade, "") for grade, label in LABELS.items()),
        (" 5 ", VERY, ""),
        ("５", VERY, ""),
        ("\u3000５。\n", VERY, ""),
        ("5分", VERY, ""),
        ("回5", VERY, ""),
        ("回复 5！", VERY, ""),
        ("5 非常满意", VERY, ""),
        ("5非常满意，谢谢小王", VERY, "谢谢小王"),
        ("1 窗口没人", BAD, "窗口没人"),
        ("1，2号窗口没人", BAD, "2号窗口没人"),
        ("非常不满意 等了三小时", BAD, "等了三小时"),
        ("2不满意的是态度", Grade.DISSATISFIED, "不满意的是态度"),
        ("４－很快", Grade.SATISFIED, "-很快"),
    ],
)
def test_what_is_a_grade(text: str, grade: Grade, comment: str) -> None:
    said = understood(text, LAW)
    assert (said.means, said.grade, said.comment) == (Means.GRADE, grade, comment)


@pytest.mark.req("7-12")
@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "0", "6", "9 很好", "12", "5,1", "5 1", "3.5", "1-5", "4/5", "五", "还行"),
        # One scale in the digit and the other in the word: neither is guessed.
        *(
            "1 非常满意",
            "5非常不满意",
            "1满意",
            "很不满意",
            "满意不了",
            "Td5",
            "退订吗",
            "取消预约",
        ),
    ],
)
def test_what_is_not_guessed(text: str) -> None:
    assert understood(text, LAW).means is Means.UNCLEAR


@pytest.mark.req("7-12", "9-6")
@pytest.mark.parametrize(
    "text",
    ["T", "t", "ｔ", " TD ", "td。", "STOP", "Stop!", "退订", "退订。", "取消", "回T", "回复TD"],
)
def test_stop_means_stop(text: str) -> None:
    assert understood(text, LAW).means is Means.STOP


@pytest.mark.req("7-12")
def test_the_table_decides_and_not_the_program() -> None:
    assert [understood(digit, REVERSED).grade for digit in "12345"] == list(GRADES)
    assert understood("1 非常满意", REVERSED).grade is VERY
    assert keys_said(LAW) == "5非常满意4满意3基本满意2不满意1非常不满意"
    assert keys_said(REVERSED).startswith("1非常满意2满意")
    with pytest.raises(BadRuleSet, match="sms_keys"):
        changed(sms_keys={"1": "very_satisfied"})
    with pytest.raises(BadRuleSet, match="sms_asks"):
        changed(sms_asks=0)


@pytest.mark.req("7-12", "3-3")
def test_no_phone_rings_at_night() -> None:
    day, night = chaozhou(2026, 11, 23, 8), chaozhou(2026, 11, 23, 21)
    assert sent_from(day, LAW) == day
    assert sent_from(night - timedelta(seconds=1), LAW) == night - timedelta(seconds=1)
    assert sent_from(night, LAW) == day + timedelta(days=1)
    assert sent_from(day - timedelta(seconds=1), LAW) == day
    assert sent_from(chaozhou(2026, 11, 23, 0), LAW) == day
    assert wait(LAW) == timedelta(minutes=10)


@pytest.mark.req("7-12")
def test_a_text_is_counted_as_the_operator_counts_it() -> None:
    assert [segments("字" * (length - SIGN)) for length in (70, 71, 134, 135)] == [1, 2, 2, 3]
    given = {
        "day": "12月30日",
        "office": "潮州市" + "人力资源和社会保障" * 9 + "局",
        "item": "城乡居民基本养老保险" * 12,
        "keys": keys_said(LAW),
        "link": short_link("https://haochaping.chaozhou.gov.cn", "a" * 20),
    }
    words = fitted(Topic.INVITE, given)
    text = TEXTS[Topic.INVITE].format(**words)
    assert segments(text) == MOST_SEGMENTS
    assert words["item"].endswith(CUT)
    assert words["office"].endswith(CUT)
    assert {one: words[one] for one in ("day", "keys", "link")} == {
        one: given[one] for one in ("day", "keys", "link")
    }
    usual = {**given, "office": "湘桥区社保局", "item": "社会保障卡申领"}
    assert fitted(Topic.INVITE, usual) == usual
    assert segments(TEXTS[Topic.INVITE].format(**usual)) == 2
    assert "回T退订" in text


@pytest.mark.req("9-1")
def test_a_number_is_the_same_with_and_without_its_country() -> None:
    ways = ("19900000001", "+8619900000001", "8619900000001", "00 86 199-0000-0001")
    assert {plain_number(one) for one in ways} == {"19900000001"}
    assert plain_number("+85291234567") == "+85291234567"
