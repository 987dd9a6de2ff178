"""Logs of the machine: rotated files are copied into a folder of ours, packed, and read again."""

import asyncio
import gzip
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from gateways.errors import Permanent, Temporary

PARTY = "logs"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rotated files of a kind appear: a pattern of their paths."""

    kind: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A rotated file."""

    kind: str
    name: str
    path: Path
    changed_at: float  # seconds since 1970


@dataclass(frozen=True, slots=True)
class Measure:
    """What a file holds; `size` in bytes before it was packed."""

    size: int
    lines: int
    sha256: str


class LogFiles:
    """The folder of kept logs, and where new ones come from. `Temporary` if a disk fails."""

    def __init__(self, folder: Path, sources: Sequence[Source]) -> None:
        self._folder = folder
        self._sources = tuple(sources)

    async def waiting(self, *, before: datetime) -> list[Waiting]:
        """Rotated files nobody has written to since `before`, oldest first."""
        found = await asyncio.to_thread(lambda: list(self._found()))
        quiet = [one for one in found if one.changed_at <= before.timestamp()]
        return sorted(quiet, key=lambda one: (one.changed_at, one.name))

    def _found(self) -> Iterator[Waiting]:
        for source in self._sources:
            root = Path(source.pattern).parent
            for path in root.glob(Path(source.pattern).name):
                if NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink():
                    yield Waiting(source.kind, path.name, path, path.stat().st_mtime)

    async def keep(self, one: Waiting) -> Measure:
        """Copy a file into the folder, packed and on the disk before this returns."""
        return await asyncio.to_thread(_keep, one.path, self._path(one.kind, one.name))

    async def measure(self, kind: str, name: str) -> Measure:
        """What a kept file holds now; `Permanent` if it is gone or damaged."""
        return await asyncio.to_thread(_measure, self._path(kind, name))

    async def find(
        self, kind: str, name: str, *, text: str, skip: int, most: int
    ) -> tuple[list[str], bool]:
        """Lines that hold `text`, behind the first `skip` of them; and whether there are more."""
        path = self._path(kind, name)
        return await asyncio.to_thread(_find, path, text.casefold(), skip, most)

    async def packed(self, kind: str, name: str) -> bytes:
        """A kept file as it lies there, packed; `Permanent` if it is gone."""
        try:
            return await asyncio.to_thread(self._path(kind, name).read_bytes)
        except OSError as error:
            raise Permanent(PARTY, os.strerror(error.errno or 0)) from None

    async def names(self) -> set[tuple[str, str]]:
        """Kind and name of every file in the folder."""
        found = await asyncio.to_thread(lambda: list(self._folder.glob(f"*/*{PACKED}")))
        return {(one.parent.name, one.name.removesuffix(PACKED)) for one in found}

    async def delete(self, kind: str, name: str) -> None:
        """Let go of a file; one that is not there is gone already."""
        await asyncio.to_thread(self._path(kind, name).unlink, missing_ok=True)

    def _path(self, kind: str, name: str) -> Path:
        return self._folder / kind / f"{name}{PACKED}"


def _opened(path: Path) -> "gzip.GzipFile":
    return gzip.open(path, "rb")


def _keep(source: Path, target: Path) -> Measure:
    # Two processes may keep the same file at once: each writes its own, and the last one stands.
    part = target.with_name(f"{target.name}.{uuid4().hex}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with source.open("rb") as read, part.open("wb") as raw:
            os.fchmod(raw.fileno(), 0o600)
            with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as write:
                for piece in iter(lambda: read.read(1 << 20), b""):
                    write.write(piece)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(target)
        return _measure(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Temporary(PARTY, os.strerror(error.errno or 0)) from None


def _measure(path: Path) -> Measure:
    size, lines, digest = 0, 0, hashlib.sha256()
    try:
        with _opened(path) as file:
            for piece in iter(lambda: file.read(1 << 20), b""):
                size, lines = size + len(piece), lines + piece.count(b"\n")
                digest.update(piece)
    except (OSError, EOFError) as error:
        raise Permanent(PARTY, type(error).__name__) from None
    return Measure(size, lines, digest.hexdigest())


def _find(path: Path, text: str, skip: int, most: int) -> tuple[list[str], bool]:
    found: list[str] = []
    try:
        with _opened(path) as file:
            for raw in file:
                line = raw.decode("utf-8", "replace").rstrip("\n")
                if text and text not in line.casefold():
                    continue
                if skip > 0:
                    skip -= 1
                elif len(found) == most:
                    return found, True
                else:
                    found.append(line)
    except (OSError, EOFError) as error:
        raise Permanent(PARTY, type(error).__name__) from None
    return found, False
