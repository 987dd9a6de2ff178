"""The WeChat package as WeChat's own tools see it; none of them shows a real phone."""

import json
import shutil
from pathlib import Path

from tests.browser import sizes
from tests.browser.builds import COMPILER, HARNESS, MINI_PROGRAM, node, require


def test_wechats_compiler_and_quality_report_have_no_complaint() -> None:
    require(COMPILER, MINI_PROGRAM)
    compiled = node(HARNESS / "compile.cjs", MINI_PROGRAM)
    assert compiled.returncode in (0, 2), compiled.stderr
    report = json.loads(compiled.stdout.splitlines()[-1])
    assert report["wrong"] == []
    assert 0 < report["bytes"]["main"] <= sizes.MAIN_PACKAGE_LIMIT


def broken_copy(folder: Path, template: str) -> Path:
    """The package with one page that is not as WeChat wants it."""
    copy = folder / "mp-weixin"
    shutil.copytree(MINI_PROGRAM, copy)
    (copy / "pages/help/help.wxml").write_text(template)
    return copy


def test_a_broken_page_is_refused_by_the_compiler(tmp_path: Path) -> None:
    require(COMPILER, MINI_PROGRAM)
    compiled = node(HARNESS / "compile.cjs", broken_copy(tmp_path, "<view><text></view>"))
    assert compiled.returncode == 1
    assert "unexpected end tag" in compiled.stderr


def test_a_broken_page_is_refused_by_the_harness(tmp_path: Path) -> None:
    require(HARNESS, MINI_PROGRAM)
    broken = broken_copy(tmp_path, "<view><text></view>")
    built = node(HARNESS / "build.mjs", broken, tmp_path / "out")
    assert built.returncode == 1
    assert "help.wxml" in json.loads(built.stdout)["errors"][0]
