"""The rooms are what pyproject.toml says, and the rules stand on the standard library alone."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.processes import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
NOT_INSTALLED = {"benchmarks", "tests"}
# Standard, but none of the law's business: time, environment, files, network, concurrency, chance.
NOT_PURE = {
    "asyncio",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
}
# A new code must be unguessable; an upload is looked at where it lies, in memory.
EXCEPTIONS = {
    "window_codes.py": {"secrets"},
    "filings.py": {"io"},
    "webhooks.py": {"urllib"},  # an address taken apart, and nothing called
}


def imports(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            found.add((node.module or "").split(".")[0])
    return found


def test_every_package_is_listed() -> None:
    there = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ROOT.iterdir()
        if room.is_dir() and (room / "__init__.py").exists() and room.name not in NOT_INSTALLED
        for path in room.rglob("__init__.py")
    }
    assert set(PYPROJECT["tool"]["setuptools"]["packages"]) == there


@pytest.mark.parametrize(
    "module", sorted((ROOT / "rules").rglob("*.py")), ids=lambda path: path.stem
)
def test_rules_import_the_standard_library_alone(module: Path) -> None:
    outside = imports(module) - {"rules"} - sys.stdlib_module_names
    assert not outside
    assert not imports(module) & (NOT_PURE - EXCEPTIONS.get(module.name, set()))
