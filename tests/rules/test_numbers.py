"""No number of the regulation or of local policy stands outside rules/rule_sets."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.grades import GRADES
from tests.support.processes import ROOT

# Numbers in rules/ that are no law, each with its reason. Whatever else turns up is one.
FORMATS = {"documents.py", "window_codes.py"}  # standards of documents, tokens and check digits
NO_LAW: dict[str, dict[float, str]] = {
    "boilerplate.py": {2: "pairs stand in both texts", 100: "per cent"},
    "citizen_sessions.py": {1: "min of a lost answer", 30: "days of a session, min of a token"},
    "composite.py": {5: "the scale of a dimension", 100: "per cent"},
    "concerns.py": {100: "per cent"},
    "dimensions.py": {5: "the scale of a dimension"},
    "complaints.py": {
        50: "letters of a number of the platform's",
        60: "letters of a case number of the platform's",
        9_999: "services of one case",
    },
    "efficiency.py": {100: "per cent"},
    "exports.py": {10: "min in which the same question has the same answer"},
    "guardians.py": {
        1: "the day after the 29th of February",
        3: "its month",
        7: "days a child is kept without consent",
        8: "digits of a code",
        14: "years of PIPL 31, which no city may set otherwise",
        15: "min of a code",
        18: "years of the Civil Code",
        31: "a longest month",
        4: "where GB 11643 has the birthday",
        6: "where GB 11643 has the birthday",
        10: "where GB 11643 has the birthday",
        12: "where GB 11643 has the birthday",
    },
    "evidence.py": {12: "files a reviewer can read", 10: "megabytes", 1024: "a kilobyte"},
    "indicator_document.py": {100: "all weights", 300: "size of a column", 80: "size of a label"},
    "kiosks.py": {
        2: "min without a word, and two digits to compare",
        3: "min a code on the screen waits",
        5: "min to confirm, and wrong slips at one kiosk",
        10: "min in which they are counted, and decimals",
        12: "digits of a slip's code",
        15: "min one person has a kiosk",
        16: "hexadecimals",
    },
    "networks.py": {20: "networks of one list"},
    "paper.py": {10: "digits of a sheet's number", 50: "sheets of one printing"},
    "partners.py": {
        2: "the skew either way, and two digits",
        10: "min clocks may differ",
        30: "days a key is warned of before its end",
        64: "digits of a key",
        128: "digits of a key",
    },
    "provider_sign_in.py": {
        1: "an audience alone",
        2: "min clocks may differ",
        10: "min of a token and of the way there and back",
        255: "letters of a subject (OpenID Connect Core 1.0, 2)",
    },
    "webhooks.py": {
        1: "day before a key's end",
        7: "days before a key's end",
        30: "days before a key's end",
        24: "h without an answer",
        20.0: "s until it is tried again",
        3_600.0: "s at most",
        300: "letters of an address",
        443: "port of https",
        8443: "port of https",
        80: "port of http",
        1_000: "notices sent again at once",
    },
    "ranking.py": {1.96: "95 per cent of a normal", 2: "a square, two decimals", 100: "per cent"},
    "rating_points.py": {20: "letters of a point's name"},
    "rating.py": {500: "size of the text on the form", 3: "pictures on the form"},
    "rating_devices.py": {
        60: "s a question stands",
        30: "s for reasons and the network",
        10: "min a code lives, and a decimal",
        3: "min until a device is away",
        8: "digits of a code",
    },
    "retention.py": {366: "days of the longest year"},
    "rule_set.py": {2: "opinions on one service this program can keep"},
    "scoring.py": {100: "per cent, hundredths"},
    "service_imports.py": {
        2: "days a preview waits, and hours an import can be taken back",
        9_999: "services of one case",
        20_000: "rows of a file",
        5_000_000: "bytes of a file",
    },
    "step_pictures.py": {6: "pictures of a step", 10: "megabytes", 1024: "a kilobyte"},
    "sms.py": {
        3: "messages one text may take",
        8: "letters of the operator's sign",
        67: "letters of one of several messages",
        70: "letters of one message",
        0xFEE0: "from a full-width sign to the usual one",
        0xFF01: "the first full-width sign",
        0xFF5F: "past the last",
    },
    "staff_sign_in.py": {
        3: "kinds of signs in a password",
        4: "the same sign on end",
        5: "wrong answers before a rest, sessions at once",
        6: "digits of a code",
        10: "length of a password, recovery codes, min of a storm, hours of a session",
        24: "hours until a failure is forgotten",
        30: "s of a step (RFC 6238), days somebody is known at an address, min of a proof",
        31: "days of a roster either way",
        60: "wrong answers at one address, min of idleness",
    },
    "series.py": {2: "the second of two opinions"},
    "tags.py": {3: "tags shown before “more”"},
    "work_calendar.py": {5: "Saturday", 31: "a longest month"},
}
# Spans of days elsewhere that are technical.
TECHNICAL = {
    "actions/imports/preview.py": "previews nobody applied are swept after a day",
    "actions/rating/pictures.py": "pictures nobody claimed are swept after a day",
    "queries/figures/officer_scores.py": "no rule set leaves a service open to rating for so long",
    "queries/appeals/appeal_bundle.py": "how far back a reviewer is shown (docs/decisions/0022)",
}
GRADE_KEYS = {repr(str(grade)) for grade in GRADES} | {f"Grade.{grade.name}" for grade in GRADES}
ROOMS = ("actions", "handlers", "models", "queries", "server")
DAYS_IN_SQL = re.compile(r"interval\s+'?\d|[+-]?\d+\s+days?'", re.IGNORECASE)
RULES = sorted(path for path in (ROOT / "rules").glob("*.py") if path.name not in FORMATS)
APPLIED = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "demo" not in path.relative_to(ROOT).parts  # an invented city with invented habits
)


def numbers(tree: ast.AST) -> Iterator[tuple[int, float]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield node.lineno, node.value


@pytest.mark.req("1-1")
@pytest.mark.parametrize("module", RULES, ids=lambda path: path.stem)
def test_rules_hold_no_number(module: Path) -> None:
    allowed = {0, 1, *NO_LAW.get(module.name, {})}
    found = [(line, number) for line, number in numbers(ast.parse(module.read_text()))]
    assert not [f"line {line}: {number}" for line, number in found if number not in allowed]


def literal_days(tree: ast.AST) -> Iterator[int]:
    """Lines with a span of days or weeks written as a number."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("timedelta"):
            continue
        spans = [*node.args[:1], *(k.value for k in node.keywords if k.arg in ("days", "weeks"))]
        if any(isinstance(one, ast.Constant) and one.value for one in spans):
            yield node.lineno


@pytest.mark.req("1-1")
@pytest.mark.parametrize("module", APPLIED, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_else_counts_days_or_points_by_heart(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    tree = ast.parse(text)
    if str(module.relative_to(ROOT)) not in TECHNICAL:
        assert not list(literal_days(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not DAYS_IN_SQL.search(node.value), f"line {node.lineno}"
        assert not gives_points(node), f"line {getattr(node, 'lineno', 0)}"


def gives_points(node: ast.AST) -> bool:
    """Whether this is a mapping from grades to numbers."""
    if not isinstance(node, ast.Dict):
        return False
    keys = {ast.unparse(key) for key in node.keys if key is not None}
    numeric = any(type(getattr(one, "value", None)) in (int, float) for one in node.values)
    return numeric and bool(keys & GRADE_KEYS)


def test_these_checks_can_fail() -> None:
    assert list(literal_days(ast.parse("due = now + timedelta(days=7)"))) == [1]
    assert list(literal_days(ast.parse("due = now + datetime.timedelta(7)"))) == [1]
    assert not list(literal_days(ast.parse("due = now + timedelta(days=rules.silence.value)")))
    assert DAYS_IN_SQL.search("ended_at + interval '7 days'")
    assert DAYS_IN_SQL.search("datetime(ended_at, '+7 days')")
    assert any(map(gives_points, ast.walk(ast.parse("{'satisfied': 8, 'dissatisfied': 3}"))))
    assert any(map(gives_points, ast.walk(ast.parse("{Grade.SATISFIED: 8}"))))
    assert not any(map(gives_points, ast.walk(ast.parse("{'satisfied': 'A'}"))))
