"""A file of the exchange: envelopes, one a line, as they would go over the wire (10-4).

The first line says what the file holds, the last lists the rows and the SM3 of every line between:
a file that was cut off, mixed with another or changed is known as such. Between them are parts,
rows as compressed JSON. A file grows a line at a time, so that whoever makes one can be killed.
"""

import asyncio
import base64
import binascii
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives import hashes

from gateways.errors import Permanent
from gateways.export_files import ExportFiles
from gateways.province import PARTY
from gateways.province_envelope import BadEnvelope, Credentials, Envelopes
from gateways.sms import utc_now

MOST_IN_A_PART = 5_000  # rows
LARGEST_PART = 64 << 20  # bytes of JSON, so that no small file becomes a large memory
BROKEN, FOREIGN = "broken", "foreign"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A line of rows: where it begins, its length in bytes, how many rows."""

    start: int
    length: int
    rows: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole file of the other side's; `about` is the head's other words."""

    file: str
    holds: str
    about: Mapping[str, str]
    parts: tuple[Part, ...]
    rows: int
    sm3: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was made, and its SM3."""

    content: bytes
    sm3: str


class ProvinceFiles:
    """Makes files for the province and reads those it made; where they lie meanwhile."""

    def __init__(
        self,
        credentials: Credentials,
        store: ExportFiles,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.store = store
        self._envelopes = Envelopes(credentials, clock)

    async def head(self, about: Mapping[str, str]) -> Line:
        """The first line; `about` names at least `format`, `file` and `holds`."""
        return await self._line(dict(about))

    async def part(self, file: str, number: int, rows: Sequence[Row]) -> Line:
        """A line of rows, the `number`th from 1."""
        packed = base64.b64encode(zlib.compress(_json(list(rows)), 6)).decode()
        return await self._line({"file": file, "part": number, "rows": packed})

    async def end(self, file: str, parts: Sequence[tuple[int, str]]) -> Line:
        """The last line: rows and SM3 of every part."""
        listed = [{"rows": rows, "sm3": sm3} for rows, sm3 in parts]
        total = sum(rows for rows, _ in parts)
        return await self._line({"file": file, "parts": listed, "total": total})

    async def check(self, content: bytes) -> Checked:
        """What a file of the other side's holds, once all of it has been read.

        Raises `Permanent` with `broken` or `foreign`.
        """
        return await asyncio.to_thread(self._check, content)

    async def rows(self, line: bytes) -> list[Row]:
        """The rows of one part of a checked file."""
        return (await asyncio.to_thread(self._opened_part, line))[1]

    async def _line(self, content: Row) -> Line:
        # A signature takes tens of milliseconds: in a thread, where nobody waits for it.
        made = await asyncio.to_thread(self._envelopes.make, content) + b"\n"
        return Line(made, _sm3(made))

    def _check(self, content: bytes) -> Checked:
        lines = content.splitlines(keepends=True)
        if not lines:
            raise Permanent(PARTY, BROKEN)
        head = self._opened(lines[0], FOREIGN)
        if len(lines) < 2 or not lines[-1].endswith(b"\n"):
            raise Permanent(PARTY, BROKEN)
        end = self._opened(lines[-1], BROKEN)
        try:
            return self._whole(head, lines[1:-1], end, start=len(lines[0]), sm3=_sm3(content))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Permanent(PARTY, BROKEN) from error

    def _whole(self, head: Row, lines: list[bytes], end: Row, *, start: int, sm3: str) -> Checked:
        """The file if its parts are those the end lists, in their order; `ValueError` if not."""
        file, listed, parts = str(head["file"]), list(end["parts"]), []
        if end["file"] != file or len(listed) != len(lines):
            raise ValueError("parts")
        for number, (line, said) in enumerate(zip(lines, listed, strict=True), start=1):
            if _sm3(line) != said["sm3"]:
                raise ValueError("sm3")
            opened, rows = self._opened_part(line)
            if (opened["file"], opened["part"], len(rows)) != (file, number, said["rows"]):
                raise ValueError("part")
            parts.append(Part(start, len(line), len(rows)))
            start += len(line)
        total = sum(one.rows for one in parts)
        if end["total"] != total:
            raise ValueError("total")
        about = {str(name): str(value) for name, value in head.items()}
        return Checked(file, str(head["holds"]), about, tuple(parts), total, sm3)

    def _opened_part(self, line: bytes) -> tuple[Row, list[Row]]:
        opened = self._opened(line, BROKEN)
        try:
            unpacking = zlib.decompressobj()
            plain = unpacking.decompress(base64.b64decode(opened["rows"]), LARGEST_PART)
            rows = json.loads(plain)
        except (KeyError, TypeError, ValueError, binascii.Error, zlib.error) as error:
            raise Permanent(PARTY, BROKEN) from error
        if not isinstance(rows, list) or len(rows) > MOST_IN_A_PART:
            raise Permanent(PARTY, BROKEN)
        if not all(isinstance(one, dict) for one in rows):
            raise Permanent(PARTY, BROKEN)
        return opened, rows

    def _opened(self, line: bytes, otherwise: str) -> Row:
        try:
            return self._envelopes.open(line)
        except BadEnvelope as error:
            code = BROKEN if str(error) == "unreadable" else otherwise
            raise Permanent(PARTY, code) from None


def _json(rows: list[Row]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _sm3(content: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()
