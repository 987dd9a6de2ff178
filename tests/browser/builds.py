"""What `make` has built and browser tests need; without it they fail and say what to run."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.processes import ROOT

H5 = ROOT / "miniprogram/dist/build/h5"
MINI_PROGRAM = ROOT / "miniprogram/dist/build/mp-weixin"
WEB = ROOT / "web/dist"
HARNESS = ROOT / "tests/browser/wechat"
COMPILER = HARNESS / "compiler"

NEEDED = {
    H5 / "index.html": "make front-ends",
    MINI_PROGRAM / "app.json": "make front-ends",
    WEB / "console/index.html": "make front-ends",
    WEB / "device/index.html": "make front-ends",
    WEB / "kiosk/index.html": "make front-ends",
    WEB / "docs/index.html": "make front-ends",
    WEB / "results/index.html": "make front-ends",
    HARNESS / "node_modules/glass-easel": "npm --prefix tests/browser/wechat ci",
    COMPILER / "node_modules/miniprogram-ci": "npm --prefix tests/browser/wechat/compiler ci",
}


def require(*places: Path) -> None:
    """Fail unless everything below `places` is there."""
    for needed, command in NEEDED.items():
        wanted = any(needed.is_relative_to(place) for place in places)
        if wanted and not needed.exists():
            pytest.fail(f"{needed.relative_to(ROOT)} is missing: run `{command}`", pytrace=False)


def node(script: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script of the harness; the caller looks at how it went."""
    # WeChat's compiler leaves folders where it is called from.
    with TemporaryDirectory() as folder:
        return subprocess.run(
            ["node", str(script), *map(str, arguments)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
