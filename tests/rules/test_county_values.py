"""Article 16: a county sets values of its own, within what the city leaves open, from a day on."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from rules.county_values import CountyValues, OutOfBounds, check, derived
from rules.in_force import RuleSets, Term
from rules.rule_set import BadRuleSet, Bounds, from_mapping
from tests.rules.sets import chaozhou, document, first

CITY = first()
RAOPING, CHAOAN = UUID(int=1), UUID(int=2)
QUICKER = CountyValues(
    "raoping1", RAOPING, date(2026, 3, 1), "饶府办〔2026〕1号", {"rectify_working_days": 5}
)
AGAIN = replace(QUICKER, code="raoping2", effective_from=date(2026, 6, 1), values={})
SETS = RuleSets((CITY, derived(CITY, QUICKER), derived(CITY, AGAIN)))


@pytest.mark.req("16-3")
@pytest.mark.parametrize(
    ("values", "least", "most"),
    [
        ({"rectify_working_days": 11}, 3, 10),
        ({"rectify_working_days": 2}, 3, 10),
        ({"review_working_days": 5, "contact_working_days": 4}, 1, 3),
        ({"default_days": 5}, None, None),
        ({"points": 5}, None, None),
    ],
)
def test_out_of_bounds_is_refused_with_the_bounds(
    values: dict[str, int], least: int | None, most: int | None
) -> None:
    with pytest.raises(OutOfBounds) as refused:
        check(values, CITY)
    assert refused.value.details == {"name": list(values)[-1], "least": least, "most": most}


@pytest.mark.req("16-3")
@pytest.mark.parametrize("name", CITY.bounds)
def test_a_county_may_be_quicker_than_the_city_and_never_slower(name: str) -> None:
    bounds, own = CITY.bounds[name], getattr(CITY, name).value
    assert bounds.most == own
    check({name: bounds.least}, CITY)
    check({name: bounds.most}, CITY)


@pytest.mark.req("16-3")
def test_a_countys_set_names_its_own_paper_and_leaves_the_rest() -> None:
    own = derived(CITY, QUICKER)
    assert own.code == "chaozhou-2019-trial@raoping1"
    assert own.rectify_working_days.value == 5
    assert own.rectify_working_days.source == "饶府办〔2026〕1号"
    assert own.rectify_working_days.since == date(2026, 3, 1)
    assert own.review_working_days == CITY.review_working_days


@pytest.mark.req("16-3", "1-2")
def test_they_hold_from_their_day_on_and_for_their_county_alone() -> None:
    assert SETS.at(chaozhou(2026, 2, 28, 23, 59), RAOPING) is CITY
    assert SETS.at(chaozhou(2026, 3, 1), RAOPING).rectify_working_days.value == 5
    assert SETS.at(chaozhou(2026, 3, 1), CHAOAN) is CITY
    assert SETS.at(chaozhou(2026, 3, 1)) is CITY
    assert SETS.at(chaozhou(2026, 6, 1), RAOPING).rectify_working_days.value == 10
    assert SETS.named("chaozhou-2019-trial@raoping1").rectify_working_days.value == 5


@pytest.mark.req("16-3")
def test_a_narrower_city_set_overrules_what_a_county_set_before() -> None:
    bounds = {"rectify_working_days": Bounds(6, 10, "x")}
    narrow = replace(CITY, code="narrow", effective_from=date(2026, 4, 1), bounds=bounds)
    sets = RuleSets((CITY, narrow, derived(CITY, QUICKER), derived(narrow, QUICKER)))
    assert sets.at(chaozhou(2026, 3, 31), RAOPING).rectify_working_days.value == 5
    later = sets.at(chaozhou(2026, 4, 1), RAOPING)
    assert (later.code, later.rectify_working_days.value) == ("narrow@raoping1", 10)


@pytest.mark.req("16-3")
@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ({"default_grade": {"least": 1, "most": 2, "source": "x"}}, "default_grade is no number"),
        ({"colour": {"least": 1, "most": 2, "source": "x"}}, "colour is no number"),
        ({"rounds": {"least": 1, "most": "2", "source": "x"}}, "rounds are not whole numbers"),
        ({"rounds": {"least": -1, "most": 2, "source": "x"}}, "rounds are not whole numbers"),
        ({"rounds": {"least": 3, "most": 4, "source": "x"}}, "leave out its own value"),
        ({"rounds": {"least": 1, "most": 2}}, "source is missing"),
    ],
)
def test_bad_bounds_are_refused_by_name(bounds: dict[str, object], said: str) -> None:
    text = document()
    text["bounds"] = bounds
    with pytest.raises(BadRuleSet, match=said):
        from_mapping(text)


@pytest.mark.req("16-3")
@pytest.mark.parametrize("code", ["", "Upper", "with space", "a" * 31, "a@b", 5])
def test_a_code_leaves_room_for_the_countys(code: object) -> None:
    text = document()
    text["rule_set"]["code"] = code
    with pytest.raises(BadRuleSet, match="code"):
        from_mapping(text)


@pytest.mark.req("17-2")
@pytest.mark.parametrize(
    ("day", "term"),
    [
        ((2026, 10, 31), Term.RUNNING),
        ((2026, 11, 1), Term.ENDS_SOON),  # 60 days before the last one
        ((2026, 12, 31), Term.ENDS_SOON),
        ((2027, 1, 1), Term.ENDED),
    ],
)
def test_the_end_of_the_term_is_told_in_time(day: tuple[int, int, int], term: Term) -> None:
    ending = replace(CITY, effective_to=date(2026, 12, 31))
    assert RuleSets((ending,)).term(chaozhou(*day)) is term
    assert RuleSets((ending,)).at(chaozhou(*day)) is ending


@pytest.mark.req("17-2")
def test_a_known_successor_ends_the_warning_and_an_unknown_end_gives_none() -> None:
    ending = replace(CITY, effective_to=date(2026, 12, 31))
    later = replace(CITY, code="later", effective_from=date(2027, 1, 1))
    assert RuleSets((ending, later)).term(chaozhou(2026, 12, 31)) is Term.RUNNING
    assert RuleSets((ending, later)).term(chaozhou(2027, 1, 1)) is Term.OPEN_END
    assert SETS.term(chaozhou(2026, 11, 25)) is Term.OPEN_END
