"""What is told to the province, in its words, and what it tells, in ours (10-1, 10-5)."""

from datetime import UTC, datetime

import pytest

from rules import exchange, tags
from rules.exchange import BadMapping, FieldMissing, Kind, UnknownCode, from_document
from rules.grades import GRADES
from rules.rating import Channel

[ASSUMED] = [one for one in exchange.load() if one.partner == "province"]
DOCUMENT = (exchange.FOLDER / "guangdong-assumed-2026.toml").read_text(encoding="utf-8")
RATING = {
    "project_number": "CZ1",
    "service_number": "1",
    "opinion": "1",
    "area": "445102",
    "institution": "xq-hrss",
    "channel": "window_code",
    "grade": "dissatisfied",
    "tags": "213,214",
    "text": "",
    "rated_at": "2026-11-23 10:30:00",
    "anonymous": "yes",
    "default": "no",
    "effective": "counted",
    "text_status": "no_text",
    "data_source": "city",
}


@pytest.mark.req("10-5")
def test_the_scale_is_reversed_against_the_national_table() -> None:
    grades = ASSUMED.tables["grade"]
    assert [grades.outgoing(grade) for grade in GRADES] == ["5", "4", "3", "2", "1"]
    assert [grades.incoming(code) for code in "54321"] == list(GRADES)


@pytest.mark.req("10-5")
def test_a_rating_goes_out_in_their_words_and_comes_back_in_ours() -> None:
    told = ASSUMED.outgoing(Kind.RATING, RATING)
    assert told["satisfaction"] == "2"
    assert told["pf"] == "3"
    assert told["evalDetail"] == "213,214"
    assert told["areaCode"] == "445102000000"
    assert "writingEvaluation" not in told  # empty
    assert ASSUMED.outgoing(Kind.CHANGE, RATING) == told
    back = ASSUMED.incoming(Kind.RATING, told, RATING)
    assert back == {name: value for name, value in RATING.items() if value}
    # A code of something nobody asks for holds nothing up.
    assert ASSUMED.incoming(Kind.RATING, {**told, "appStatus": "9"}, ["grade"]) == {
        "grade": "dissatisfied"
    }


@pytest.mark.req("10-5")
@pytest.mark.parametrize(
    ("fact", "value", "table", "code"),
    [
        ("area", "fengquanhu", "area", "fengquanhu"),
        ("grade", "6", "grade", "6"),
        ("tags", "213,999", "tag", "999"),
        ("channel", "carrier_pigeon", "channel", "carrier_pigeon"),
    ],
)
def test_an_unknown_code_is_never_guessed(fact: str, value: str, table: str, code: str) -> None:
    with pytest.raises(UnknownCode) as caught:
        ASSUMED.outgoing(Kind.RATING, {**RATING, fact: value})
    assert (caught.value.table, caught.value.code) == (table, code)


@pytest.mark.req("10-5")
@pytest.mark.parametrize(("field", "code"), [("satisfaction", "6"), ("pf", "8"), ("pf", " 1")])
def test_an_unknown_code_of_theirs_is_not_guessed_either(field: str, code: str) -> None:
    told = ASSUMED.outgoing(Kind.RATING, RATING)
    with pytest.raises(UnknownCode):
        ASSUMED.incoming(Kind.RATING, {**told, field: code}, RATING)


@pytest.mark.req("10-5")
def test_what_the_other_side_demands_is_there_or_nothing_is_sent() -> None:
    with pytest.raises(FieldMissing) as caught:
        ASSUMED.outgoing(Kind.RATING, {**RATING, "grade": ""})
    assert caught.value.field == "satisfaction"
    with pytest.raises(FieldMissing):
        ASSUMED.incoming(Kind.RATING, {"projectNo": "CZ1"}, RATING)


@pytest.mark.req("10-5")
def test_a_pair_added_later_fills_a_gap_and_changes_nothing_else() -> None:
    added = ASSUMED.joined(
        [
            ("area", "fengquanhu", "445102000000"),
            ("grade", "satisfied", "1"),
            ("nowhere", "a", "b"),
        ]
    )
    assert added.tables["area"].outgoing("fengquanhu") == "445102000000"
    assert added.tables["area"].incoming("445102000000") == "445102"
    assert added.tables["grade"].outgoing("satisfied") == "4"
    assert added.tables["grade"].incoming("1") == "very_dissatisfied"
    assert "nowhere" not in added.tables


@pytest.mark.req("7-7")
def test_one_rating_is_known_again_by_grade_and_second() -> None:
    at = datetime(2026, 11, 23, 2, 30, 15, 999, tzinfo=UTC)
    told = exchange.read_moment("2026-11-23 10:30:15")
    assert exchange.is_same_rating("satisfied", at, "satisfied", told)
    assert not exchange.is_same_rating("satisfied", at, "dissatisfied", told)
    later = exchange.read_moment("2026-11-23 10:30:16")
    assert not exchange.is_same_rating("satisfied", at, "satisfied", later)


def test_every_word_of_ours_has_its_line() -> None:
    for channel in Channel:
        ASSUMED.tables["channel"].outgoing(channel)
    for pairs in tags.ACTIVE.values():
        for code, _ in pairs:
            assert ASSUMED.tables["tag"].outgoing(code) == code


@pytest.mark.req("9-3", "9-7")
def test_nothing_of_a_person_is_told_unless_demanded_and_it_cannot_be_required() -> None:
    assert not ASSUMED.person_facts
    named = '[fields.rating]\nuserName = "person_name"\n'
    demanding = from_document(DOCUMENT.replace("[fields.rating]\n", named))
    assert demanding.person_facts == {"person_name"}
    without = demanding.outgoing(Kind.RATING, RATING)
    assert without == ASSUMED.outgoing(Kind.RATING, RATING)  # who does not agree has rated
    told = demanding.outgoing(Kind.RATING, {**RATING, "person_name": "陈示例"})
    assert told == {**without, "userName": "陈示例"}
    required = DOCUMENT.replace("[fields.rating]\n", named).replace(
        '"satisfaction", "assessTime"]', '"satisfaction", "assessTime", "userName"]'
    )
    elsewhere = DOCUMENT.replace("[fields.service]\n", '[fields.service]\nname = "person_name"\n')
    for wrong in (required, elsewhere):
        with pytest.raises(BadMapping):
            from_document(wrong)


def test_moments_are_those_of_chaozhou() -> None:
    at = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert exchange.told_moment(at) == "2026-11-24 00:30:00"
    assert exchange.read_moment("2026-11-24 00:30:00") == at


@pytest.mark.req("10-5")
def test_the_version_in_force_is_the_newest_that_has_begun() -> None:
    newer = from_document(
        DOCUMENT.replace("guangdong-assumed-2026", "guangdong-2027").replace(
            "2026-01-01", "2027-01-01"
        )
    )
    both = (newer, ASSUMED)
    assert (
        exchange.in_force(datetime(2026, 12, 31, 15, 59, tzinfo=UTC), both, "province") == ASSUMED
    )
    assert exchange.in_force(datetime(2026, 12, 31, 16, 0, tzinfo=UTC), both, "province") == newer
    with pytest.raises(BadMapping):
        exchange.in_force(datetime(2025, 1, 1, tzinfo=UTC), both, "province")
    with pytest.raises(BadMapping):
        exchange.in_force(datetime(2026, 12, 31, tzinfo=UTC), both, "nobody")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[fields.rating]", "[fields.opinion]"),
        ('"grade:grade"', '"grade:degree"'),
        ('rating = ["projectNo"', 'rating = ["caseNo"'),
        ('code = "guangdong-assumed-2026"', ""),
        ("[codes.grade]", "[codes.grade"),
    ],
)
def test_a_malformed_mapping_is_refused(old: str, new: str) -> None:
    assert old in DOCUMENT
    with pytest.raises(BadMapping):
        from_document(DOCUMENT.replace(old, new))
