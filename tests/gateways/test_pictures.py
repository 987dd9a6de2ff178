"""Pictures in a folder."""

import asyncio
import sys
from pathlib import Path

import pytest

from gateways.errors import Permanent, Temporary
from gateways.pictures import KEY, PictureStore


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_picture_comes_back(tmp_path: Path) -> None:
    store = PictureStore(tmp_path / "pictures")
    key = await store.put(b"picture")
    assert KEY.fullmatch(key)
    assert await store.get(key) == b"picture"
    assert await PictureStore(tmp_path / "pictures").get(key) == b"picture"


async def test_keys_tell_nothing(tmp_path: Path) -> None:
    store = PictureStore(tmp_path)
    keys = await asyncio.gather(*(store.put(b"the same") for _ in range(50)))
    assert len(set(keys)) == 50


async def test_a_deleted_picture_is_gone(tmp_path: Path) -> None:
    store = PictureStore(tmp_path)
    key = await store.put(b"picture")
    await store.delete(key)
    await store.delete(key)
    with pytest.raises(Permanent) as refused:
        await store.get(key)
    assert refused.value.code == "not_found"


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 64 + "\n"])
async def test_only_keys_of_the_store_are_looked_up(tmp_path: Path, key: str) -> None:
    with pytest.raises(Permanent):
        await PictureStore(tmp_path).get(key)


async def test_nobody_else_can_read_them_and_nothing_is_left_over(tmp_path: Path) -> None:
    key = await PictureStore(tmp_path).put(b"picture")
    files = files_in(tmp_path)
    assert [path.name for path in files] == [key]
    assert files[0].stat().st_mode & 0o777 == 0o600


async def test_a_disk_that_fails_is_temporary(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Temporary):
        await PictureStore(tmp_path / "file").put(b"picture")


async def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """The kernel refuses the write half-way, in a process whose files may not grow."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        FULL_DISK,
        str(tmp_path),
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert told.decode().strip() == "pictures: File too large"
    assert files_in(tmp_path) == []


FULL_DISK = """
import asyncio, pathlib, resource, signal, sys
from gateways.errors import Temporary
from gateways.pictures import PictureStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    asyncio.run(PictureStore(pathlib.Path(sys.argv[1])).put(bytes(100_000)))
except Temporary as error:
    print(error)
"""
