"""The keys: from the environment, a file, a program that prints them, or a file made once."""

import secrets
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from server.setting_values import PREFIX, BadSettings, content, pairs

KEY_NUMBERS = range(1, 256)


def read_keys(
    said: tuple[str, str, str], file: str, command: str, data_dir: Path
) -> tuple[dict[int, bytes], dict[int, bytes], dict[int, bytes]]:
    """Keys from where the settings say; without a word, a key file of the data folder, made once.

    A file, or what a program prints (the client of a key management service), holds two lines:
    `1=…,2=…` and the indexing keys: the first alone, later ones behind it (`…,2=…`); and a third
    one if there are later keys of the audit trail (`2=…,3=…`).
    """
    if command:
        sealing, indexing, trail = _lines("KEY_COMMAND", _printed(command))
    elif file:
        sealing, indexing, trail = _lines("KEY_FILE", content("KEY_FILE", Path(file)))
    elif any(said):
        sealing, indexing, trail = said
    else:
        sealing, indexing, trail = _lines("DATA_DIR", _own_key_file(data_dir / "keys"))
    try:
        keys = _numbered(*sealing.split(","))
        first, *later = indexing.split(",")
        index = _numbered(f"1={first}" if "=" not in first else first, *later)
        trail_keys = _numbered(*trail.split(","))
    except ValueError as error:
        raise BadSettings(
            f"{PREFIX}SEALING_KEYS, {PREFIX}INDEXING_KEY and {PREFIX}TRAIL_KEYS are hexadecimal"
        ) from error
    if not keys or any(len(key) != 16 for key in keys.values()) or not _chain(index):
        raise BadSettings(f"{PREFIX}SEALING_KEYS: 16 bytes each; {PREFIX}INDEXING_KEY: 32 bytes")
    if any(number not in KEY_NUMBERS for number in keys):
        raise BadSettings(f"{PREFIX}SEALING_KEYS are numbered from 1 to 255")
    numbers = KEY_NUMBERS[1:]
    if any(number not in numbers or len(key) < 32 for number, key in trail_keys.items()):
        raise BadSettings(f"{PREFIX}TRAIL_KEYS are numbered from 2 to 255, 32 bytes each")
    return keys, index, trail_keys


def _numbered(*said: str) -> dict[int, bytes]:
    """`1=hexadecimal`, by number."""
    read = pairs("SEALING_KEYS", ",".join(said))
    return {int(number): bytes.fromhex(key) for number, key in read.items()}


def _chain(keys: Mapping[int, bytes]) -> bool:
    """Each key of the blind index builds upon the one before: none may be missing."""
    long_enough = all(len(one) >= 32 for one in keys.values())
    return long_enough and set(keys) == set(range(1, len(keys) + 1))


def _lines(name: str, text: str) -> tuple[str, str, str]:
    lines = text.split()
    if len(lines) not in (2, 3):
        raise BadSettings(f"{PREFIX}{name}: the keys are two lines, or three")
    return lines[0], lines[1], "".join(lines[2:])


def _printed(command: str) -> str:
    """What the program prints; what it complains of goes where our own log goes."""
    try:
        asked = subprocess.run(
            shlex.split(command), check=True, stdout=subprocess.PIPE, text=True, timeout=30
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise BadSettings(f"{PREFIX}KEY_COMMAND failed: {type(error).__name__}") from error
    return asked.stdout


def _own_key_file(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"1={secrets.token_hex(16)}\n{secrets.token_hex(32)}\n")
    return content("DATA_DIR", path)
