"""Parts of a file (RFC 9110, 14.1): what is not understood is the whole."""

import pytest

from handlers.ranges import asked_for


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", (0, 100)),
        ("bytes=0-", (0, 100)),
        ("bytes=40-", (40, 60)),
        ("bytes=40-49", (40, 10)),
        ("bytes=90-500", (90, 10)),
        ("bytes=-30", (70, 30)),
        ("bytes=-500", (0, 100)),
        ("bytes=100-", None),
        ("bytes=50-40", None),
        ("bytes=-0", None),
        ("bytes=-", (0, 100)),
        ("bytes=0-1,5-6", (0, 100)),
        ("lines=0-1", (0, 100)),
    ],
)
def test_which_part(header: str, part: tuple[int, int] | None) -> None:
    assert asked_for(header, 100) == part
