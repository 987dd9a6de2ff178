"""Articles 1 and 17: every number has a source and a day, and a later set changes no past."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules.in_force import RuleSets
from rules.rule_set import (
    ADDED_LATER,
    CHOICES,
    VALUE_NAMES,
    BadRuleSet,
    Value,
    from_mapping,
)
from tests.rules.sets import SHIPPED, changed, chaozhou, document, first
from tests.support.processes import ROOT

LAW = first()
# requirements.md, "Values of the first rule set", written down once more.
VALUES: dict[str, Any] = {
    "default_days": 7,
    "default_grade": "basically_satisfied",
    "default_in_average": False,
    "default_in_participation": False,
    "late_rating": "keep_apart",
    "ratings_per_service": 1,
    "walk_in_windows_a_day": 2,
    "poor_needs_reason": False,
    "key_asks": 3,
    "dispatch_working_days": 1,
    "accept_working_days": 1,
    "contact_working_days": 3,
    "rectify_working_days": 10,
    "extensions": 1,
    "extension_working_days": 10,
    "silence_days": 7,
    "call_attempts": 2,
    "reopen_days": 30,
    "rounds": 2,
    "escalation_working_days": 1,
    "appeals_per_rating": 1,
    "appeal_working_days": 10,
    "endorse_working_days": 3,
    "review_working_days": 10,
    "officer_batch": 5,
    "minimum_sample": 5,
    "publication_period": "month",
    "ranking_sample": 30,
    "ranking_tail_percent": 10,
    "talk_after_periods": 2,
    "candidate_after_periods": 3,
    "supervision_working_days": 2,
    "burst_ratings": 10,
    "burst_minutes": 10,
    "even_ratings": 8,
    "even_spread_percent": 10,
    "account_ratings": 5,
    "comments_published": False,
    "filing_reminder_days": 7,
    "term_warning_days": 60,
    "log_years": 1,
    "webhook_hours": 72,
    "provision_years": 3,
}


@pytest.mark.req("1-1", "17-2")
def test_the_first_set_is_in_force_from_the_day_of_the_regulation() -> None:
    assert LAW.code == "chaozhou-2019-trial"
    assert LAW.effective_from == date(2019, 10, 14)
    assert LAW.effective_to is None  # the end of the trial is not known


@pytest.mark.req("1-1")
@pytest.mark.parametrize(("name", "value"), VALUES.items())
def test_the_values_of_the_first_set(name: str, value: object) -> None:
    assert getattr(LAW, name).value == value


@pytest.mark.req("1-1")
@pytest.mark.parametrize("name", VALUE_NAMES)
def test_every_value_has_a_source_and_a_day(name: str) -> None:
    value: Value[Any] = getattr(LAW, name)
    assert value.since == LAW.effective_from
    assert value.source
    for number in re.findall(r"docs/decisions/(\d{4})", value.source):
        assert list((ROOT / "docs/decisions").glob(f"{number}-*.md")), value.source


@pytest.mark.req("1-1", "1-2")
def test_a_set_from_before_a_value_was_thought_of_has_the_first_sets() -> None:
    """What is new in the program does not put a set in force out of it."""
    older = document()
    for name in ADDED_LATER:
        del older["values"][name]
    known = from_mapping(older)
    assert all(getattr(known, name) == getattr(LAW, name) for name in ADDED_LATER)
    del older["values"]["rounds"]
    with pytest.raises(BadRuleSet, match="rounds"):
        from_mapping(older)


@pytest.mark.req("1-1")
def test_what_the_articles_say_names_its_article() -> None:
    assert "第六条" in LAW.default_days.source
    assert "第六条" in LAW.default_grade.source
    assert "第七条" in LAW.ratings_per_service.source


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    text = document()
    change(text)
    return text


@pytest.mark.req("1-1")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text["values"].pop("rounds"), "rounds is missing"),
        (lambda text: text["rule_set"].pop("code"), "code is missing"),
        (lambda text: text["rule_set"].pop("effective_from"), "effective_from is missing"),
        (
            lambda text: text["rule_set"].update(effective_from="soon"),
            "effective_from is not a date",
        ),
        (
            lambda text: text["values"].update(colour={"value": 1, "source": "x"}),
            "unknown value colour",
        ),
        (lambda text: text["values"]["rounds"].pop("source"), "rounds needs a value and a source"),
        (
            lambda text: text["values"]["rounds"].update(source=""),
            "rounds needs a value and a source",
        ),
        (lambda text: text["values"].update(rounds=2), "rounds needs a value and a source"),
        (lambda text: text["values"]["rounds"].update(value="2"), "rounds is not of type int"),
        (lambda text: text["values"]["rounds"].update(value=True), "rounds is not of type int"),
        (lambda text: text["values"]["rounds"].update(value=-1), "rounds is negative"),
        (
            lambda text: text["values"]["digest_at"].update(value="8:30"),
            "digest_at is not of type time",
        ),
        (
            lambda text: text["values"]["default_grade"].update(value="good"),
            "default_grade cannot be good",
        ),
        (
            lambda text: text["values"]["points"]["value"].pop("satisfied"),
            "exactly the five grades",
        ),
        (
            lambda text: text["values"]["points"]["value"].update(great=11),
            "exactly the five grades",
        ),
        (lambda text: text["values"]["points"]["value"].update(satisfied=-1), "not negative"),
        (lambda text: text["values"]["points"]["value"].update(satisfied="8"), "whole numbers"),
    ],
)
def test_a_bad_document_is_refused_by_the_name_of_its_field(
    change: Callable[[dict[str, Any]], object], said: str
) -> None:
    with pytest.raises(BadRuleSet, match=said):
        from_mapping(broken(change))


@pytest.mark.req("1-1")
@pytest.mark.parametrize("name", sorted(set(CHOICES) - {"default_grade"}))
def test_a_choice_this_program_cannot_honour_is_refused(name: str) -> None:
    """It would be obeyed in the papers and ignored at the window."""
    asked = {"ratings_per_service": 3}.get(name)
    if asked is None:
        present = getattr(LAW, name).value
        asked = (not present) if isinstance(present, bool) else "something_else"
    with pytest.raises(BadRuleSet, match=name):
        changed(**{name: asked})


@pytest.mark.req("1-2")
def test_a_service_keeps_the_set_under_which_it_ended() -> None:
    later = replace(changed(default_days=3), code="later", effective_from=date(2027, 1, 1))
    sets = RuleSets((later, LAW))
    assert sets.at(chaozhou(2026, 12, 31, 23, 59, 59)).code == "chaozhou-2019-trial"
    assert sets.at(chaozhou(2027, 1, 1)).code == "later"
    assert sets.named("chaozhou-2019-trial").default_days.value == 7


@pytest.mark.req("17-2")
def test_after_its_term_a_set_keeps_running_until_another_is_chosen() -> None:
    ended = replace(LAW, effective_to=date(2021, 10, 13))
    assert RuleSets((ended,)).at(chaozhou(2026, 1, 1)) is ended


@pytest.mark.req("1-1")
def test_before_the_regulation_there_is_no_rule() -> None:
    with pytest.raises(BadRuleSet, match="2019-10-13"):
        RuleSets((LAW,)).at(chaozhou(2019, 10, 13, 23, 59))
    with pytest.raises(BadRuleSet, match="no rule set other"):
        RuleSets((LAW,)).named("other")


def test_the_file_says_every_value_once() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert set(tomllib.loads(text)["values"]) == set(VALUE_NAMES)
