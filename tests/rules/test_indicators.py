"""Article 4: indicator sets are data, told what is wrong with them, in force from their day on."""

from datetime import UTC, date, datetime

import pytest

from rules.indicator_document import BadIndicatorSet
from rules.indicators import FIRST, FOLDER, IndicatorSets, from_document
from tests.support.indicators import ITEMS, invented, item

LATER = from_document(invented())


@pytest.mark.req("4-2", "1-2")
def test_a_service_is_evaluated_by_the_set_in_force_at_its_end() -> None:
    sets = IndicatorSets((LATER,))
    last_moment = datetime(2027, 2, 28, 15, 59, 59, tzinfo=UTC)
    assert sets.at(last_moment) is FIRST
    assert sets.at(datetime(2027, 2, 28, 16, 0, tzinfo=UTC)) is LATER
    assert sets.on(date(2010, 1, 1)) is FIRST
    assert (sets.named("invented-2027"), sets.named(None)) == (LATER, FIRST)
    assert LATER.asked == {"process", "online", "signs"}
    assert (LATER.label_of("online"), LATER.label_of("gone")) == ("网上可办", "gone")


@pytest.mark.req("4-2")
def test_what_comes_with_the_program_is_sound_and_weighs_nothing() -> None:
    for path in FOLDER.glob("*.toml"):
        assert not from_document(path.read_text(encoding="utf-8")).weighted
    assert LATER.weighted


def changed(place: int, **values: str) -> str:
    names = ("code", "label", "target", "fed_by", "weight")
    row = dict(zip(names, ITEMS[place], strict=True)) | values
    items = [*ITEMS]
    items[place] = tuple(row[name] for name in names)
    return invented(items=tuple(items))


MANY = tuple((f"a-rather-long-code-{n:02d}", "项", "hall", "answers", "") for n in range(20))
BAD: tuple[tuple[str, list[tuple[str, str, str]]], ...] = (
    ("a = =", [("", "no_toml", "Invalid value (at line 1, column 5)")]),
    ("items = 3", [("", "no_set", "")]),
    (
        'colour = 1\n[indicator_set]\ncode = "A b"\ntitle = ""\neffective_from = "soon"\n',
        [
            ("colour", "unknown_field", ""),
            ("indicator_set.code", "bad_code", "A b"),
            ("indicator_set.title", "missing", ""),
            ("indicator_set.source", "missing", ""),
            ("indicator_set.effective_from", "no_date", "soon"),
        ],
    ),
    (changed(1, target="moon"), [("items[2].target", "unknown_target", "moon")]),
    (changed(5, fed_by="participation"), [("items[6].fed_by", "unknown_feed", "participation")]),
    (changed(0, weight="-1"), [("items[1].weight", "bad_weight", "-1")]),
    (changed(0, weight="true"), [("items[1].weight", "bad_weight", "True")]),
    (changed(0, weight="29.9"), [("items", "weights_of_institution", "99.9")]),
    (changed(0, label="很" * 81), [("items[1].label", "too_long", "很" * 80)]),
    (
        changed(6, weight=""),
        [("items", "weights_of_hall", "60"), ("items[7].weight", "weight_missing", "hall-points")],
    ),
    (changed(1, code="process"), [("items", "code_twice", "process")]),
    (invented(items=ITEMS[:5]), [("items", "no_items_of", "hall")]),
    (
        invented(items=tuple((*one[:3], "average", one[4]) for one in ITEMS)),
        [("items", "nothing_asked", "")],
    ),
    (
        invented(items=(("points", "得分", "institution", "average", ""), *MANY)),
        [("items", "form_too_long", "20")],
    ),
    (
        invented() + 'note = "?"\n' + item("x", "", "hall", "answers", "5"),
        [("items[7].note", "unknown_field", ""), ("items[8].label", "missing", "")],
    ),
)


@pytest.mark.req("4-2")
@pytest.mark.parametrize(("document", "problems"), BAD)
def test_every_problem_is_named_with_its_place(
    document: str, problems: list[tuple[str, str, str]]
) -> None:
    with pytest.raises(BadIndicatorSet) as refused:
        from_document(document)
    found = [(one.where, one.kind, one.found) for one in refused.value.problems]
    assert found == problems
