"""What the pages say, from the front ends' own dictionaries."""

import json
from functools import cache
from types import SimpleNamespace

from tests.browser.builds import HARNESS, node, require
from tests.support.processes import ROOT


@cache
def _words(file: str, name: str) -> SimpleNamespace:
    require(HARNESS)
    printed = node(HARNESS / "words.mjs", ROOT / file, name)
    assert printed.returncode == 0, printed.stderr
    found: SimpleNamespace = json.loads(
        printed.stdout, object_hook=lambda pairs: SimpleNamespace(**pairs)
    )
    return found


def phone() -> SimpleNamespace:
    """The mini-program's and H5's."""
    return _words("miniprogram/src/dictionary/zh-CN.ts", "zhCN")


def desk() -> SimpleNamespace:
    """The console's and the public results'."""
    return _words("web/words/zh-CN/index.ts", "zhCN")


@cache
def contract() -> SimpleNamespace:
    """Grades and tags, generated from the rules."""
    text = (ROOT / "contract/words.json").read_text()
    return SimpleNamespace(**json.loads(text))


def grade(code: str) -> str:
    return next(one["label"] for one in contract().grades if one["code"] == code)


def first_tag(grade_code: str) -> str:
    """A reason that is shown at once with this grade."""
    return next(
        one["label"] for one in contract().tags if one["grade"] == grade_code and one["first_shown"]
    )
