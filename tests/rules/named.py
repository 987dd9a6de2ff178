"""Which tests name which requirement: read from `@pytest.mark.req` without importing anything."""

import ast
from collections import defaultdict
from functools import cache

from tests.support.processes import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def named() -> dict[str, list[str]]:
    """Requirement id to the tests whose `@pytest.mark.req` names it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                for id in marks(node):
                    found[id].append(f"{path.relative_to(ROOT)}::{node.name}")
    return dict(found)


def marks(node: Function) -> list[str]:
    """The ids a test names."""
    return [
        argument.value
        for one in node.decorator_list
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "pytest.mark.req"
        for argument in one.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
