"""Tablets and terminals are old: what is built for them is read for what Chrome 52 cannot do."""

import re
from pathlib import Path

import pytest

from tests.browser.builds import WEB, node, require
from tests.support.processes import ROOT

READER = ROOT / "web/tests/old-chrome.mjs"
FILL = ROOT / "web/fill.js"
# Grid, gaps of flex boxes, logical sides, functions and selectors that came later. Without
# `:focus-visible` the browser draws its own ring.
NEWER_STYLE = re.compile(
    r"display:(?:inline-)?grid|[{;](?:row-|column-)?gap:|[{;]inset|[{;](?:margin|padding|border)-"
    r"(?:inline|block)|\b(?:clamp|min|max|color-mix)\(|:(?:is|where|has)\b|aspect-ratio"
    r"|place-|\d[dsl]v[hw]\b|overflow-wrap:anywhere"
)


@pytest.mark.parametrize("entry", ["device", "kiosk"])
def test_what_is_built_for_old_screens_asks_nothing_newer(entry: str) -> None:
    require(WEB)
    page = (WEB / entry / "index.html").read_text()
    assert 'type="module"' not in page
    assert "nomodule" not in page
    scripts = sorted((WEB / entry / "assets").glob("*.js"))
    assert all(one.read_text().startswith(FILL.read_text()) for one in scripts)
    read = node(READER, *scripts)
    assert (read.returncode, read.stdout) == (0, ""), read.stdout + read.stderr
    for style in (WEB / entry / "assets").glob("*.css"):
        assert not NEWER_STYLE.findall(style.read_text())


def test_the_reader_sees_what_is_newer(tmp_path: Path) -> None:
    newer = tmp_path / "newer.js"
    newer.write_text("const f = async (a) => ({ ...a?.b, c: a ?? [1].flat() }); Object.entries({})")
    found = node(READER, newer).stdout.splitlines()
    told = {one.split(":")[0] for one in found}
    assert told == {"async function", "object spread", "optional chaining", "??", "flat"} | {
        "Object.entries"
    }
