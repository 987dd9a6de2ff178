"""Where exports are written: a folder. A file grows piece by piece and outlives its writer."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

from gateways.errors import Permanent, Temporary

PARTY = "exports"
CHUNK = 1 << 18


class ExportFiles:
    """Files by the id of their job. `Temporary` if the disk is full or fails."""

    def __init__(self, folder: Path, ending: str = "csv") -> None:
        self._folder = folder
        self._ending = ending

    async def append(self, job: UUID, *, at: int, content: bytes) -> int:
        """Write a piece at `at`, on the disk before this returns; the size then.

        What a killed writer left behind after `at` is cut off.
        """
        return await asyncio.to_thread(_append, self._path(job), at, content)

    async def sha256(self, job: UUID) -> str:
        """The hash of the whole file."""
        return await asyncio.to_thread(_sha256, self._path(job))

    async def read(self, job: UUID, *, start: int, length: int) -> AsyncIterator[bytes]:
        """The bytes from `start` on, piece by piece; `Permanent` if there is no such file."""
        try:
            file = await asyncio.to_thread(self._path(job).open, "rb")
        except FileNotFoundError:
            raise Permanent(PARTY, "not_found") from None
        with file:
            await asyncio.to_thread(file.seek, start)
            while length > 0:
                piece = await asyncio.to_thread(file.read, min(CHUNK, length))
                if not piece:
                    return
                length -= len(piece)
                yield piece

    async def delete(self, job: UUID) -> None:
        """Forget a file; one that is not there is forgotten already."""
        await asyncio.to_thread(self._path(job).unlink, missing_ok=True)

    def _path(self, job: UUID) -> Path:
        return self._folder / f"{job.hex}.{self._ending}"


def _append(path: Path, at: int, content: bytes) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            if file.seek(0, os.SEEK_END) < at:
                raise Permanent(PARTY, "shorter_than_written")
            file.truncate(at)
            file.seek(at)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Temporary(PARTY, os.strerror(error.errno or 0)) from None
    return at + len(content)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
