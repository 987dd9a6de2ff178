"""Article 7: after a call of the hotline a key is a grade, by a table and not by heart (7-6)."""

import re

import pytest

from actions.channels import prompts
from rules.calls import Asked, after_key, basis_of_call, grade_of, is_phone
from rules.grades import GRADES, Grade
from rules.rating import IdentityBasis
from rules.rule_set import BadRuleSet
from tests.rules.sets import changed, first
from tests.support.processes import ROOT

LAW = first()
REVERSED = changed(grade_keys={str(grade.number): str(grade) for grade in GRADES})


@pytest.mark.req("7-6", "6-1")
def test_the_same_key_is_another_grade_under_another_table() -> None:
    assert [grade_of(key, LAW) for key in "12345"] == list(GRADES)
    assert [grade_of(key, REVERSED) for key in "54321"] == list(GRADES)
    assert all(grade_of(key, LAW) is None for key in ("", "0", "6", "12", "*", "１"))


@pytest.mark.req("7-6")
def test_no_key_is_no_rating_and_a_wrong_one_is_asked_again_so_often() -> None:
    assert after_key("", turn=1, rules=LAW) is Asked.SILENT
    assert after_key("5", turn=3, rules=LAW) is Asked.RATED
    asked = [after_key("9", turn=turn, rules=LAW) for turn in (1, 2, 3, 4)]
    assert asked == [Asked.ASKING, Asked.ASKING, Asked.WRONG, Asked.WRONG]
    assert after_key("9", turn=1, rules=changed(key_asks=1)) is Asked.WRONG


@pytest.mark.req("7-6", "9-1", "7-12")
def test_a_telephone_proves_its_number_and_nobody_proves_nothing() -> None:
    known, shown, withheld = [
        basis_of_call(document_known=document, phone_known=phone)
        for document, phone in ((True, True), (False, True), (False, False))
    ]
    assert (known, shown) == (IdentityBasis.PARTNER_ASSERTED, IdentityBasis.PHONE_NUMBER)
    assert withheld is None
    assert is_phone("13900000001")
    assert not any(map(is_phone, ("unknown", "anonymous", "", "1390000000x", "+")))


@pytest.mark.req("1-1", "7-6")
@pytest.mark.parametrize(
    "keys",
    [
        {str(place): str(grade) for place, grade in enumerate(GRADES[:4], 1)},
        {str(place): "satisfied" for place in range(1, 6)},
        {f"1{grade.number}": str(grade) for grade in GRADES},
        {str(grade.number): grade.number for grade in GRADES},
    ],
)
def test_a_table_without_each_grade_once_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(BadRuleSet, match="grade_keys"):
        changed(grade_keys=keys)
    with pytest.raises(BadRuleSet, match="key_asks"):
        changed(key_asks=0)


@pytest.mark.req("7-6", "3-4")
@pytest.mark.parametrize("rules", [LAW, REVERSED])
def test_the_grades_are_offered_best_first_each_with_its_key(rules: object) -> None:
    keys = rules.grade_keys.value  # type: ignore[attr-defined]
    said = [one.name for one in prompts.of(Asked.ASKING, turn=1, keys=keys)]
    assert said[0] == "ask"
    assert said[1:-1:2] == [str(grade) for grade in GRADES]
    assert [keys[name.removeprefix("key-")] for name in said[2:-1:2]] == said[1:-1:2]
    assert prompts.of(Asked.ASKING, turn=2, keys=keys)[0].name == "wrong"
    closings = {state: prompts.of(state, turn=1, keys=keys)[0].text for state in prompts.CLOSING}
    assert set(closings) == set(Asked) - {Asked.ASKING}
    assert "没有收到" in closings[Asked.SILENT]
    assert prompts.TEXTS[Grade.SATISFIED].startswith("满意")


@pytest.mark.req("7-6")
def test_what_is_to_be_recorded_is_what_is_said() -> None:
    paper = (ROOT / "deploy" / "prompts" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9_-]+)` \| (.+) \|$", paper, re.MULTILINE)
    assert dict(rows) == prompts.TEXTS
