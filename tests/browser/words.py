"""What the pages say, from the front ends' own dictionaries."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from types import SimpleNamespace

from tests.browser.builds import HARNESS, node, require
from tests.support.processes import ROOT

LANGUAGES = {"zh-Hant": "zhHant", "en": "en"}  # what the phone speaks beside zh-CN, and where
_language = ContextVar("language", default="zh-CN")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within, the phone's pages are expected to speak this language."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


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
    book = _book()
    if book is not None:
        return book.sentences  # type: ignore[no-any-return]
    return _words("miniprogram/src/dictionary/zh-CN/index.ts", "zhCN")


def office() -> SimpleNamespace:
    """The mini-program's for bureau and handler."""
    return _of_staff("")


def officer() -> SimpleNamespace:
    """The mini-program's for officers, and for whoever of the staff signs in."""
    return _of_staff("officer/")


def _of_staff(folder: str) -> SimpleNamespace:
    language = _language.get()
    name = LANGUAGES.get(language, "zhCN")
    return _words(f"miniprogram/src/staff/words/{folder}{language}.ts", name)


def kiosk() -> SimpleNamespace:
    """The terminal's in a hall."""
    return _words(f"web/words/{_language.get()}/kiosk.ts", "kiosk")


def device() -> SimpleNamespace:
    """The tablet's at a window."""
    return _words(f"web/words/{_language.get()}/device.ts", "device")


def _book() -> SimpleNamespace | None:
    language = _language.get()
    if language not in LANGUAGES:
        return None
    return _words(f"miniprogram/src/dictionary/{language}/index.ts", LANGUAGES[language])


def desk() -> SimpleNamespace:
    """The console's and the public results'."""
    return _words("web/words/zh-CN/index.ts", "zhCN")


@cache
def contract() -> SimpleNamespace:
    """Grades and tags, generated from the rules."""
    text = (ROOT / "contract/words.json").read_text()
    return SimpleNamespace(**json.loads(text))


def grade(code: str) -> str:
    if book := _book():
        return str(getattr(book.names.grades, code))
    return next(one["label"] for one in contract().grades if one["code"] == code)


def first_tag(grade_code: str) -> str:
    """A reason that is shown at once with this grade."""
    tag = next(one for one in contract().tags if one["grade"] == grade_code and one["first_shown"])
    book = _book()
    return str(getattr(book.names.tags, tag["code"]) if book else tag["label"])
