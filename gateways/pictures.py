"""Where pictures and papers are kept: a folder, behind the port an object store would have."""

import asyncio
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from gateways.errors import Permanent, Temporary

PARTY = "pictures"
P = ParamSpec("P")
T = TypeVar("T")
KEY = re.compile(r"[0-9a-f]{64}")


class PictureStore:
    """Pictures under random keys that tell nothing; on the disk before `put` returns.

    `Temporary` if the disk is full or fails, `Permanent` for a key that is not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, content: bytes) -> str:
        """Keep a picture; its key."""
        key = secrets.token_hex(32)
        await asyncio.to_thread(_failing_in_our_words, _write, self._path(key), content)
        return key

    async def get(self, key: str) -> bytes:
        """The picture of a key."""
        path = self._path(key)
        return await asyncio.to_thread(_failing_in_our_words, path.read_bytes)

    async def delete(self, key: str) -> None:
        """Forget a picture; one that is not there is forgotten already."""
        await asyncio.to_thread(_failing_in_our_words, _delete, self._path(key))

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise Permanent(PARTY, "not_a_key")
        return self._folder / key[:2] / key


def _failing_in_our_words(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return work(*args, **kwargs)
    except FileNotFoundError:
        raise Permanent(PARTY, "not_found") from None
    except OSError as error:
        raise Temporary(PARTY, os.strerror(error.errno or 0)) from None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and still there after a power cut: file first, then its name."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_suffix(".partial")
    try:
        with partial.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent):
        _sync(folder)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
