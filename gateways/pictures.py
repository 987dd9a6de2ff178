"""Where pictures are kept: a folder, behind the port an object store would have."""

import asyncio
import os
import re
import secrets
from pathlib import Path

KEY = re.compile(r"[0-9a-f]{64}")


class PictureStore:
    """Pictures under random keys; written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, content: bytes) -> str:
        """Keep a picture; its key."""
        key = secrets.token_hex(32)
        await asyncio.to_thread(self._write, self._path(key), content)
        return key

    async def get(self, key: str) -> bytes:
        """The picture of a key."""
        return await asyncio.to_thread(self._path(key).read_bytes)

    async def delete(self, key: str) -> None:
        """Forget a picture; one that is not there is forgotten already."""
        await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise ValueError("not a key of the store")
        return self._folder / key[:2] / key

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
