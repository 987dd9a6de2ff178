"""The WeChat package as WeChat's own tools see it; none of them shows a real phone."""

import json
from pathlib import Path

import pytest

from tests.browser import sizes
from tests.browser.builds import COMPILER, HARNESS, MINI_PROGRAM, node, require


@pytest.mark.deep  # it compiles the whole package once more
def test_wechats_compiler_and_quality_report_have_no_complaint() -> None:
    require(COMPILER, MINI_PROGRAM)
    compiled = node(HARNESS / "compile.cjs", MINI_PROGRAM)
    assert compiled.returncode in (0, 2), compiled.stderr
    report = json.loads(compiled.stdout.splitlines()[-1])
    assert report["wrong"] == []
    assert 0 < report["bytes"]["main"] <= sizes.MAIN_PACKAGE_LIMIT


def broken_package(folder: Path) -> Path:
    """A mini-program of one page that is not as WeChat wants it."""
    page = folder / "package/pages/help"
    page.mkdir(parents=True)
    package = folder / "package"
    (package / "app.json").write_text('{"pages": ["pages/help/help"]}')
    (package / "app.js").write_text("App({})")
    (page / "help.json").write_text("{}")
    (page / "help.js").write_text("Page({})")
    (page / "help.wxml").write_text("<view><text></view>")
    return package


def test_a_broken_page_is_refused_by_the_compiler(tmp_path: Path) -> None:
    require(COMPILER)
    compiled = node(HARNESS / "compile.cjs", broken_package(tmp_path))
    assert compiled.returncode == 1
    assert "unexpected end tag" in compiled.stderr


def test_a_broken_page_is_refused_by_the_harness(tmp_path: Path) -> None:
    require(HARNESS)
    broken = broken_package(tmp_path)
    built = node(HARNESS / "build.mjs", broken, tmp_path / "out")
    assert built.returncode == 1
    assert "help.wxml" in json.loads(built.stdout)["errors"][0]
