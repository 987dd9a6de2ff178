"""Article 9: documents are checked by form alone, and shown masked."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.documents import (
    CREDIT_ALPHABET,
    BadDocument,
    DocumentType,
    check,
    credit_check_digit,
    id_check_digit,
    mask_name,
    mask_number,
    mask_personal_data,
    parse_type,
)
from tests.rules.sets import chaozhou, steady

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
SAMPLE = "11010519491231002X"  # the worked example of GB 11643


def numbered(area: str, born: str, order: str = "123") -> str:
    """A number of an area, a birth date and an order with its check digit."""
    body = area + born + order
    return body + id_check_digit(body)


@pytest.mark.req("9-1")
@pytest.mark.parametrize(
    ("kind", "given_number", "stored"),
    [
        ("resident_id", SAMPLE, SAMPLE),
        ("resident_id", "110105 19491231 002x", SAMPLE),
        ("resident_id", "１１０１０５１９４９１２３１００２Ｘ", SAMPLE),
        ("hmt_residence_permit", numbered("810000", "19900101"), numbered("810000", "19900101")),
        ("hmt_residence_permit", numbered("830000", "20000229"), numbered("830000", "20000229")),
        ("travel_permit_hk_mo", "h12345678", "H12345678"),
        ("travel_permit_hk_mo", "M1234567801", "M1234567801"),
        ("travel_permit_tw", "12345678", "12345678"),
        ("passport", "e12345678", "E12345678"),
        ("permanent_residence", "ABC110101010101", "ABC110101010101"),
        ("permanent_residence", numbered("911124", "19810328"), numbered("911124", "19810328")),
        ("social_credit_code", "91350100m000100y43", "91350100M000100Y43"),
        ("network_identity", " aGVsbG8gd29ybGQhIQ== ", "aGVsbG8gd29ybGQhIQ=="),
    ],
)
def test_a_document_comes_out_in_its_one_normal_form(
    kind: str, given_number: str, stored: str
) -> None:
    document = parse_type(kind)
    assert check(document, given_number, NOW) == stored
    assert check(document, stored, NOW) == stored


@pytest.mark.req("9-1")
@pytest.mark.parametrize(
    ("kind", "number", "why"),
    [
        ("resident_id", "", "length"),
        ("resident_id", SAMPLE[:-1], "length"),
        ("resident_id", SAMPLE + "0", "length"),
        ("resident_id", "110105491231002", "length"),  # the old one of 15 digits
        ("resident_id", "1101051949123100Ⅹ", "length"),
        ("resident_id", SAMPLE[:-1] + "0", "check_digit"),
        ("resident_id", numbered("445199", "20230229"), "date"),
        ("resident_id", numbered("445199", "20261124"), "date"),  # tomorrow
        ("resident_id", numbered("445199", "18791231"), "date"),
        ("resident_id", numbered("445199", "00000000"), "date"),
        ("hmt_residence_permit", numbered("445199", "19900101"), "form"),
        ("travel_permit_hk_mo", "T12345678", "form"),
        ("travel_permit_hk_mo", "H123456789", "form"),
        ("travel_permit_tw", "123456789", "form"),
        ("passport", "E12", "form"),
        ("passport", "护照12345", "form"),
        ("permanent_residence", SAMPLE, "form"),
        ("social_credit_code", "91350100M000100Y44", "check_digit"),
        ("social_credit_code", "91350100I000100Y43", "form"),
        ("network_identity", "short", "form"),
        ("network_identity", "x" * 129, "form"),
    ],
)
def test_a_wrong_document_is_refused_with_the_reason(kind: str, number: str, why: str) -> None:
    with pytest.raises(BadDocument) as refused:
        check(parse_type(kind), number, NOW)
    assert refused.value.details == {"why": why}
    assert number == "" or number not in str(refused.value)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(BadDocument):
        parse_type("library_card")


@pytest.mark.req("9-1")
def test_somebody_born_today_in_chaozhou_has_a_document() -> None:
    number = numbered("445199", "20261124")
    assert check(DocumentType.RESIDENT_ID, number, chaozhou(2026, 11, 24)) == number
    with pytest.raises(BadDocument):
        check(DocumentType.RESIDENT_ID, number, chaozhou(2026, 11, 23, 23, 59))


@pytest.mark.req("9-1")
@pytest.mark.parametrize("area", ["440520", "440523", "445121", "442631", "445103"])
def test_areas_of_former_times_are_as_good_as_those_of_today(area: str) -> None:
    number = numbered(area, "19700228")
    assert check(DocumentType.RESIDENT_ID, number, NOW) == number


@steady
@given(st.from_regex(r"4451[0-9]{2}19[5-9][0-9]0[1-9][0-2][1-8][0-9]{3}", fullmatch=True))
def test_a_single_wrong_digit_is_always_found(body: str) -> None:
    right = body + id_check_digit(body)
    assert check(DocumentType.RESIDENT_ID, right, NOW) == right
    place = int(body[-1]) % 6
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
    with pytest.raises(BadDocument):
        check(DocumentType.RESIDENT_ID, wrong, NOW)


@steady
@given(st.text(CREDIT_ALPHABET, min_size=17, max_size=17))
def test_a_credit_code_checks_itself(body: str) -> None:
    right = body + credit_check_digit(body)
    assert check(DocumentType.SOCIAL_CREDIT_CODE, right, NOW) == right


@steady
@given(st.sampled_from(DocumentType), st.text(max_size=40))
def test_junk_is_refused_or_normal(kind: DocumentType, text: str) -> None:
    try:
        normal = check(kind, text, NOW)
    except BadDocument:
        return
    assert normal.isascii()
    assert check(kind, normal, NOW) == normal


@pytest.mark.req("9-2")
@pytest.mark.parametrize(
    ("name", "shown"), [("陈小明", "陈**"), ("陈", "陈**"), ("", "**"), ("Smith", "S**")]
)
def test_a_name_shows_its_first_character(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.req("9-2")
def test_a_number_shows_its_ends() -> None:
    assert mask_number(SAMPLE) == "110*************2X"
    assert mask_number("1234567") == "*******"
    assert mask_number("") == ""


@pytest.mark.req("9-4")
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"我是{SAMPLE}，请回电", "我是***，请回电"),
        ("证号110105 19491231 002x。", "证号***。"),
        ("证号110105491231002", "证号***"),
        ("电话19900000001", "电话***"),
        ("电话+86 199-0000-0001急", "电话***急"),
        ("座机0768-2234567", "座机***"),
        ("信箱a.b@example.com!", "信箱***!"),
        ("通行证H12345678和护照E12345678、EA1234567", "通行证***和护照***、***"),
        ("等了45分钟，A03窗口，2026年11月23日，收费120元", None),
        ("工单号123456789012", None),
        ("", None),
    ],
)
def test_free_text_loses_the_numbers_of_people(text: str, shown: str | None) -> None:
    assert mask_personal_data(text) == (text if shown is None else shown)


@pytest.mark.req("9-4")
@steady
@given(st.text(max_size=20), st.sampled_from([SAMPLE, "19900000001"]), st.text(max_size=20))
def test_no_number_gets_through_among_words(before: str, number: str, after: str) -> None:
    text = f"{before}，{number}，{after}"
    assert f"，{number}，" not in mask_personal_data(text)


@pytest.mark.req("9-4")
@pytest.mark.parametrize(
    "number",
    [
        "１３８００００１１１１",  # as an input method types it
        "138\u200b0000\u200d1111",  # zero width
        "1 3 8 0 0 0 0 1 1 1 1",
        "138.0000.1111",
        "138—0000—1111",
        "①③⑧⓪⓪⓪⓪①①①①",
        "\u202e138\u202c00001111",  # turned around
        "1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e300001111",  # keys
        "一三八零零零零一一一一",
        "幺三八〇〇〇〇幺幺幺幺",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105.1949.1231.002X",
        "6222 0212 3456 7890 123",
        "粤U12345",
        "粤U·D12345",
        "微信号：zhang_san88",
        "QQ 123456789",
        "ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｎ",
    ],
)
def test_no_number_gets_through_in_another_writing(number: str) -> None:
    shown = mask_personal_data(f"找我{number}，谢谢")
    assert shown == "找我***，谢谢"


@pytest.mark.req("9-4")
@pytest.mark.parametrize(
    "said",
    [
        "等了两个半小时，9:00 到 11:30，3 号窗口。",
        "2026年11月23日至12月1日——整整八天！",
        "排在第一百二十三位，前面三十四个人。",
        "GB 11643-1999、国办发〔2019〕51号",
        "１２３４５热线打不通",
    ],
)
def test_what_is_no_number_of_a_person_stays(said: str) -> None:
    assert "***" not in mask_personal_data(said)
