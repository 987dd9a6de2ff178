"""The threat model says nothing that no test shows."""

import ast
import re

from tests.support.processes import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`( \(deep\))?")
LINE = re.compile(r"^\| (?!what could be tried|risk|---)(.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)


def functions(file: str) -> dict[str, bool]:
    """The tests of a file, and whether each is deep."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    whole = any(
        isinstance(one, ast.Assign) and ast.unparse(one) == "pytestmark = pytest.mark.deep"
        for one in tree.body
    )
    return {
        one.name: whole or "pytest.mark.deep" in map(ast.unparse, one.decorator_list)
        for one in tree.body
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_every_test_that_is_named_exists_and_is_run_when_it_says() -> None:
    named = NAMED.findall(TEXT)
    assert len(named) > 50
    for file, name, deep in named:
        assert functions(file).get(name) is bool(deep), f"{file}::{name}"


def test_no_line_is_without_its_test() -> None:
    lines = LINE.findall(TEXT)
    assert len(lines) > 30
    for threat, control, shown in lines:
        assert control.strip(), threat
        assert NAMED.search(shown), threat


def test_none_of_the_ten_is_left_out() -> None:
    assert [int(number) for number in re.findall(r"^\| API(\d+) ", TEXT, re.MULTILINE)] == [
        *range(1, 11)
    ]
    assert "In a small office a poor rating may be guessed" in TEXT
