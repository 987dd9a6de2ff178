"""Rule sets: every number of the law and of local policy, with its source and its date.

第一条 根据《广东省政务服务“好差评”管理办法（试行）》（以下简称《办法》）的规定，制定本实施细则。

A rule set is data: a TOML document in `rules/rule_sets/`, loaded into a table. A service keeps the
set under which it ended (1-2), and every value can name its legal basis (1-1).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from rules.grades import GRADES

T = TypeVar("T")
FOLDER = Path(__file__).parent / "rule_sets"
FIRST = FOLDER / "chaozhou-2019-trial.toml"


class BadRuleSet(Exception):
    """A rule set's document is incomplete or malformed; the message names the field."""


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A number or choice with its legal source and the day it came into force (1-1)."""

    value: T
    source: str
    since: date


@dataclass(frozen=True, slots=True)
class Bounds:
    """Within what a county may set a value of its own, both ends included (16-3)."""

    least: int
    most: int
    source: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All parameters of one set. Days are natural unless the name says `working`."""

    code: str
    title: str
    effective_from: date
    effective_to: date | None
    bounds: Mapping[str, Bounds]
    of_county: tuple[UUID, date] | None  # its bureau and first day (rules/county_values.py)
    default_days: Value[int]
    default_grade: Value[str]
    default_in_average: Value[bool]
    default_in_participation: Value[bool]
    late_rating: Value[str]
    ratings_per_service: Value[int]
    counted_opinion: Value[str]  # of two on one service
    walk_in_windows_a_day: Value[int]
    poor_needs_reason: Value[bool]
    grade_keys: Value[dict[str, str]]  # key of a telephone to grade
    key_asks: Value[int]  # how often in all, when no key pressed was a grade
    sms_keys: Value[dict[str, str]]  # digit of a text message to grade
    sms_asks: Value[int]  # how often in all, when an answer was not understood
    sms_wait_minutes: Value[int]  # from when a service was told of to its invitation
    sms_from: Value[time]  # Asia/Shanghai: no text message earlier
    sms_until: Value[time]  # nor from then on
    sms_a_day: Value[int]  # invitations to one number
    points: Value[dict[str, int]]  # grade to points
    dispatch_working_days: Value[int]
    accept_working_days: Value[int]
    contact_working_days: Value[int]
    rectify_working_days: Value[int]
    extensions: Value[int]
    extension_working_days: Value[int]
    silence_days: Value[int]
    call_attempts: Value[int]  # on different days, before the bureau closes an unreachable case
    reopen_days: Value[int]
    rounds: Value[int]
    digest_at: Value[time]  # Asia/Shanghai
    escalation_working_days: Value[int]  # left on a clock when the head is told
    appeals_per_rating: Value[int]
    appeal_working_days: Value[int]
    endorse_working_days: Value[int]
    review_working_days: Value[int]
    officer_batch: Value[int]  # opinions
    minimum_sample: Value[int]  # smallest count shown in public
    poor_rating_told: Value[str]  # when the officer learns of it
    publication_period: Value[str]
    ranking_sample: Value[int]  # valid ratings
    ranking_tail_percent: Value[int]
    talk_after_periods: Value[int]  # at the tail in a row
    candidate_after_periods: Value[int]  # the same, with rectification failures
    supervision_working_days: Value[int]  # to answer a supervision
    burst_ratings: Value[int]  # of one window within `burst_minutes` that raise a flag
    burst_minutes: Value[int]
    even_ratings: Value[int]  # in a row at even intervals that raise one
    even_spread_percent: Value[int]  # how far intervals may be from their mean to be even
    account_ratings: Value[int]  # of one window on one day through one account that raise one
    boilerplate_percent: Value[int]  # in common with an earlier feedback that flag one
    boilerplate_characters: Value[int]  # of a feedback, without digits and signs, to tell
    boilerplate_looked_back: Value[int]  # feedbacks of the institution
    comments_published: Value[bool]
    filing_reminder_days: Value[int]  # between two reminders of what is not filed
    term_warning_days: Value[int]  # before a set's end, when another has to be chosen
    identity_look_minutes: Value[int]  # from the granting of a look to its end
    identity_seen_by: Value[str]  # who may ask to see the citizen of a case
    identity_second_person: Value[str]  # when somebody else has to agree
    deletion_undo_days: Value[int]  # a citizen who asked to be deleted may still stay
    webhook_hours: Value[int]  # a notice to a partner is tried before it is given up
    log_years: Value[int]
    provision_years: Value[int]  # records of providing personal data


HEAD = ("code", "title", "effective_from", "effective_to", "bounds", "of_county")
VALUE_NAMES = tuple(field.name for field in fields(RuleSet) if field.name not in HEAD)
_HINTS = get_type_hints(RuleSet)
KINDS: Mapping[str, Any] = {name: get_args(_HINTS[name])[0] for name in VALUE_NAMES}
# Values that came after the first sets were loaded; a document from before does not know them.
ADDED_LATER = frozenset(
    {
        "counted_opinion",
        "grade_keys",
        "key_asks",
        "sms_keys",
        "sms_asks",
        "sms_wait_minutes",
        "sms_from",
        "sms_until",
        "sms_a_day",
        "supervision_working_days",
        "burst_ratings",
        "burst_minutes",
        "even_ratings",
        "even_spread_percent",
        "account_ratings",
        "boilerplate_percent",
        "boilerplate_characters",
        "boilerplate_looked_back",
        "comments_published",
        "filing_reminder_days",
        "term_warning_days",
        "identity_look_minutes",
        "identity_seen_by",
        "identity_second_person",
        "deletion_undo_days",
        "webhook_hours",
    }
)
CODE = re.compile(r"[a-z0-9-]{1,30}")
KEY = re.compile(r"[0-9]")
GRADE_CODES = frozenset(str(grade) for grade in GRADES)
# What this program can do. A set that asks for more is refused, never half obeyed.
CHOICES: Mapping[str, frozenset[Any]] = {
    "default_grade": GRADE_CODES,
    "default_in_average": frozenset({False}),
    "default_in_participation": frozenset({False}),
    "late_rating": frozenset({"keep_apart", "replace_default"}),
    "ratings_per_service": frozenset({1, 2}),
    "counted_opinion": frozenset({"latest", "first"}),
    "poor_needs_reason": frozenset({False}),
    "poor_rating_told": frozenset({"at_dispatch", "at_acceptance"}),
    "publication_period": frozenset({"month"}),
    "identity_seen_by": frozenset({"bureau", "named_handler"}),
    "identity_second_person": frozenset({"beyond_calls", "always"}),
}


def from_mapping(document: Mapping[str, Any]) -> RuleSet:
    """A rule set from its document; `BadRuleSet` names what is missing or malformed (1-1)."""
    head = document.get("rule_set", {})
    values = document.get("values", {})
    unknown = set(values) - set(VALUE_NAMES)
    if unknown:
        raise BadRuleSet(f"unknown value {sorted(unknown)[0]}")
    try:
        if type(head["effective_from"]) is not date:
            raise BadRuleSet("effective_from is not a date")
        return RuleSet(
            code=_code(head["code"]),
            title=head["title"],
            effective_from=head["effective_from"],
            effective_to=head.get("effective_to"),
            bounds=_bounds(document.get("bounds", {}), values),
            of_county=None,
            **{name: _value(name, values, head["effective_from"]) for name in VALUE_NAMES},
        )
    except KeyError as error:
        raise BadRuleSet(f"{error.args[0]} is missing") from error


def _code(given: Any) -> str:
    """Short enough for what a county's values add to it (rules/county_values.py)."""
    if not isinstance(given, str) or not CODE.fullmatch(given):
        raise BadRuleSet("code is not 1 to 30 small letters, digits and hyphens")
    return given


def _value(name: str, values: Mapping[str, Any], since: date) -> Value[Any]:
    if name in ADDED_LATER and name not in values:
        values = _first_values()
    entry = values[name]
    if not isinstance(entry, Mapping) or "value" not in entry or not entry.get("source"):
        raise BadRuleSet(f"{name} needs a value and a source")
    given = entry["value"]
    _check(name, given)
    return Value(given, entry["source"], entry.get("since", since))


def _bounds(given: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Bounds]:
    """What counties may set; the city's own value lies within (16-3)."""
    bounds = {}
    for name, entry in given.items():
        if KINDS.get(name) is not int:
            raise BadRuleSet(f"{name} is no number a county could set")
        one = Bounds(entry["least"], entry["most"], entry["source"])
        own = values.get(name, _first_values().get(name, {}))["value"]
        if type(one.least) is not int or type(one.most) is not int or one.least < 0:
            raise BadRuleSet(f"the bounds of {name} are not whole numbers")
        if not one.least <= own <= one.most:
            raise BadRuleSet(f"the bounds of {name} leave out its own value")
        bounds[name] = one
    return bounds


@cache
def _first_values() -> Mapping[str, Any]:
    """The values of the first set, for documents from before a value was thought of."""
    values: Mapping[str, Any] = _read(FIRST)["values"]
    return values


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _check(name: str, given: Any) -> None:
    kind = get_origin(KINDS[name]) or KINDS[name]
    if type(given) is not kind:
        raise BadRuleSet(f"{name} is not of type {kind.__name__}")
    if kind is int and given < 0:
        raise BadRuleSet(f"{name} is negative")
    if name in CHOICES and given not in CHOICES[name]:
        raise BadRuleSet(f"{name} cannot be {given}")
    if name == "points":
        _check_points(given)
    if name in ("grade_keys", "sms_keys"):
        _check_keys(name, given)
    if name in ("key_asks", "sms_asks") and given < 1:
        raise BadRuleSet(f"{name} is less than once")


def _check_points(points: Mapping[str, Any]) -> None:
    """Every grade has its points, and there are no others (6-1)."""
    if set(points) != GRADE_CODES:
        raise BadRuleSet("points need exactly the five grades")
    if any(type(one) is not int or one < 0 for one in points.values()):
        raise BadRuleSet("points are whole numbers and not negative")


def _check_keys(name: str, keys: Mapping[str, Any]) -> None:
    """Every grade has one key, and a key is one digit (6-1, 7-6)."""
    if sorted(map(str, keys.values())) != sorted(GRADE_CODES):
        raise BadRuleSet(f"{name} need each of the five grades once")
    if any(KEY.fullmatch(key) is None for key in keys):
        raise BadRuleSet(f"{name} are single digits")


def load(path: Path) -> RuleSet:
    """The rule set of a TOML file (1-1)."""
    return from_mapping(_read(path))
