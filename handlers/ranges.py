"""Part of a file, as a browser asks for it when a download was cut off (RFC 9110, 14)."""

import re

ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def asked_for(header: str, size: int) -> tuple[int, int] | None:
    """From which byte on, and how many; the whole where nothing or several parts are asked for.

    None if there are no such bytes.
    """
    found = ONE.fullmatch(header.replace(" ", ""))
    if found is None or found.group(1) == found.group(2) == "":
        return 0, size
    first, last = found.groups()
    if first == "":
        length = min(int(last), size)
        return (size - length, length) if length else None
    start, end = int(first), int(last) if last else size - 1
    if start >= size or end < start:
        return None
    return start, min(end, size - 1) - start + 1
