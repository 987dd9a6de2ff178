"""A row of the complaint platform in our words: its scale is told, nothing is guessed."""

from typing import Any

import pytest

from rules import exchange
from rules.complaints import Contradiction, Paper, Told, read, told_case
from rules.exchange import BadMapping, FieldMissing, UnknownCode, from_document
from rules.grades import GRADES

[ASSUMED] = [one for one in exchange.load() if one.partner == "complaint_platform"]
ROW = {
    "projectNo": "CZ1",
    "serviceNumber": "2",
    "regionCode": "445102000000",
    "deptCode": "xq-hrss",
    "gradeScale": "GB/T 39046-2020",
    "satisfactionCode": "4",
    "satisfaction": "不满意",
    "evalDetail": "214",
    "writingEvaluation": "请打 13900000000",
    "assessTime": "2026-11-23 10:30:00",
}


def of(kind: Paper = Paper.RATING, **changed: Any) -> Told:
    return read(kind, {**ROW, **changed}, ASSUMED)


@pytest.mark.req("7-5", "10-5")
def test_a_grade_is_read_by_the_scale_told_with_it() -> None:
    for scale, codes in (("GB/T 39046-2020", "12345"), ("exchange", "54321")):
        found = [
            of(gradeScale=scale, satisfactionCode=code, satisfaction="", evalDetail="").grade
            for code in codes
        ]
        assert found == list(GRADES)


@pytest.mark.req("7-5", "9-4")
def test_a_row_in_our_words() -> None:
    told = of()
    assert (told.project_number, told.service_number, told.area) == ("CZ1", 2, "445102")
    assert (told.institution, told.grade, told.tags) == ("xq-hrss", "dissatisfied", "214")
    assert told.text == "请打 ***"
    order = of(Paper.ORDER, title="无人答复", content="等了三天", evaluationNo="PJ1")
    assert (order.note, order.rating_number) == ("无人答复：等了三天", "PJ1")
    bare = of(projectNo="", serviceNumber="")
    assert (bare.project_number, bare.service_number) == ("", 1)


@pytest.mark.req("10-5")
@pytest.mark.parametrize(
    ("changed", "error", "what"),
    [
        ({"gradeScale": "ours"}, UnknownCode, ("grade_scale", "ours")),
        ({"gradeScale": ""}, FieldMissing, "gradeScale"),
        ({"satisfactionCode": "6"}, UnknownCode, ("grade_gbt39046", "6")),
        ({"satisfaction": "很差"}, UnknownCode, ("grade_name", "很差")),
        # By the other scale its code would be the worst but one.
        ({"gradeScale": "exchange"}, Contradiction, "satisfaction"),
        ({"regionCode": "440000"}, UnknownCode, ("area", "440000")),
        ({"deptCode": ""}, FieldMissing, "deptCode"),
        ({"evalDetail": "999"}, UnknownCode, ("tag", "999")),
        ({"evalDetail": "510"}, Contradiction, "evalDetail"),
        ({"assessTime": "昨天"}, ValueError, None),
        ({"serviceNumber": "0"}, ValueError, None),
        ({"serviceNumber": "zwei"}, ValueError, None),
        ({"projectNo": "9" * 61}, ValueError, None),
    ],
)
def test_what_cannot_be_read_is_not_guessed(
    changed: dict[str, str], error: type[Exception], what: object
) -> None:
    with pytest.raises(error) as raised:
        of(**changed)
    if isinstance(raised.value, UnknownCode):
        assert (raised.value.table, raised.value.code) == what
    elif isinstance(raised.value, FieldMissing | Contradiction):
        assert raised.value.field == what


@pytest.mark.req("11-1")
def test_the_rating_and_the_order_of_one_case_come_to_one_service() -> None:
    assert told_case(of(), Paper.RATING, "PJ1") == "TS-CZ1"
    assert told_case(of(Paper.ORDER), Paper.ORDER, "ZX1") == "TS-CZ1"
    rating, order = of(projectNo=""), of(Paper.ORDER, projectNo="", evaluationNo="PJ1")
    assert told_case(rating, Paper.RATING, "PJ1") == told_case(order, Paper.ORDER, "ZX1")
    alone = of(Paper.ORDER, projectNo="")
    assert told_case(alone, Paper.ORDER, "ZX1") == "TS/ZX1"


def test_a_mapping_without_its_layouts_is_refused() -> None:
    document = (exchange.FOLDER / "complaint-platform-assumed-2026.toml").read_text("utf-8")
    for part in ("[fields.order]", 'partner = "complaint_platform"'):
        with pytest.raises(BadMapping):
            from_document(document.replace(part, part.replace("order", "x").replace("plat", "x")))
