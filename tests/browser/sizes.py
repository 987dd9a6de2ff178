"""What a phone has to fetch before it shows the first page."""

import gzip
import json
import re
from dataclasses import dataclass

from tests.browser.builds import COMPILER, H5, HARNESS, MINI_PROGRAM, node, require

# Before pictures, in bytes: script and style of the first H5 page as sent, WeChat's as compiled.
ALL_LIMIT, OWN_LIMIT, MAIN_PACKAGE_LIMIT = 85_000, 30_000, 500_000
NGINX_LEVEL = 5  # gzip_comp_level of nginx.conf
FETCHED = re.compile(
    r"<(?:script[^>]*\ssrc|link[^>]*\srel=\"(?:modulepreload|stylesheet)\"[^>]*\shref)"
    r"=\"/m/(?P<file>[^\"]+)\""
)
FRAMEWORK = "assets/framework."  # miniprogram/build/chunks.ts


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Bytes of script and style as nginx sends them, by file."""

    files: dict[str, int]

    @property
    def all(self) -> int:
        return sum(self.files.values())

    @property
    def own(self) -> int:
        """Without Vue and uni-app."""
        return sum(size for file, size in self.files.items() if not file.startswith(FRAMEWORK))


def first_h5_page() -> FirstPage:
    """What the document names: the entry, all the first page imports, its style."""
    require(H5)
    html = (H5 / "index.html").read_text()
    files = dict.fromkeys(found["file"] for found in FETCHED.finditer(html))
    assert any(file.startswith(FRAMEWORK) for file in files), "the framework is not among the files"
    return FirstPage({file: _compressed(file) for file in files})


def _compressed(file: str) -> int:
    return len(gzip.compress((H5 / file).read_bytes(), NGINX_LEVEL))


def wechat_packages() -> dict[str, int]:
    """Bytes of the main package (`main`) and each subpackage, as WeChat's compiler makes them."""
    require(COMPILER, MINI_PROGRAM)
    compiled = node(HARNESS / "compile.cjs", MINI_PROGRAM)
    assert compiled.returncode in (0, 2), compiled.stderr
    found: dict[str, int] = json.loads(compiled.stdout.splitlines()[-1])["bytes"]
    return found
