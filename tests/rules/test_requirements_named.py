"""Every requirement in force is named by a test, and no test names one that does not exist."""

import ast
from pathlib import Path

from tests.rules.named import marks, named
from tests.rules.papers import IDS, in_force


def test_every_requirement_in_force_is_named_by_a_test() -> None:
    holes = [id for id in in_force() if id not in named()]
    assert not holes, "in force without a test: " + ", ".join(holes)


def test_every_id_a_test_names_exists() -> None:
    unknown = {id: tests for id, tests in named().items() if id not in IDS}
    assert not unknown


def test_marks_are_read() -> None:
    sample = ast.parse('@pytest.mark.req("6-1", "6-2")\nasync def test_it(): ...').body[0]
    assert isinstance(sample, ast.AsyncFunctionDef)
    assert marks(sample) == ["6-1", "6-2"]
    assert Path("tests/rules/test_grades.py") in {
        Path(test.split("::")[0]) for test in named()["6-1"]
    }
