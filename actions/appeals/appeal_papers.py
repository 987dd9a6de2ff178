"""Whether a file is a PDF that only shows something, judged by its bytes alone.

A first hurdle and no virus scanner: what passes is still sent to be saved, never shown in place.
"""

import re
import zlib

HEAD, END = b"%PDF-", b"%%EOF"
END_WITHIN = 1024  # bytes; what readers tolerate after the end
# What acts, carries something or cannot be looked into, as ISO 32000 names it. Each is long enough
# never to be met by chance in a picture's bytes.
ACTIVE = frozenset(
    {
        b"EmbeddedFile",
        b"EmbeddedFiles",
        b"Encrypt",
        b"ImportData",
        b"JavaScript",
        b"Launch",
        b"RichMedia",
    }
)
STREAM = re.compile(rb"stream\r?\n(?=\x78)")  # one that begins as zlib does
MOST_UNPACKED = 32 * 1024 * 1024  # bytes, of all streams together
NAME = re.compile(rb"/([A-Za-z0-9#]+)")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def is_plain_pdf(content: bytes) -> bool:
    """True for a PDF without scripts, attachments, encryption or programs to start."""
    if not content.startswith(HEAD) or END not in content[-END_WITHIN:]:
        return False
    if ACTIVE & _names(content):
        return False
    left = MOST_UNPACKED
    for found in STREAM.finditer(content):
        unpacked = _unpacked(content[found.end() :], left)
        left -= len(unpacked)
        if left <= 0 or ACTIVE & _names(unpacked):
            return False
    return True


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""  # no reader can open it either


def _names(part: bytes) -> set[bytes]:
    """Names as readers understand them: #4a is a way of writing J."""
    return {
        ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), name)
        for name in NAME.findall(part)
    }
