"""Asterisk's FastAGI on the wire: a header of lines, then one command and one answer at a time."""

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

HEADER_LINES = 100
HEADER_SECONDS = 5.0
ANSWER_SECONDS = 60.0  # the longest prompt
DIGITS = "0123456789*#"
ANSWER = re.compile(r"200 result=(-?\d+)(?: .*)?")


class HungUp(Exception):
    """The caller has hung up, or the switch is gone or speaks something else."""


@dataclass
class Line:
    """One call on its connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    header: Mapping[str, str] = field(default_factory=dict)

    async def read_header(self) -> None:
        """The lines `agi_name: value` up to an empty one; else `HungUp`."""
        found: dict[str, str] = {}
        for _ in range(HEADER_LINES):
            line = await self._read(HEADER_SECONDS)
            if not line:
                self.header = found
                return
            name, parted, value = line.partition(":")
            if not parted or not name.startswith("agi_"):
                raise HungUp
            found[name] = value.strip()
        raise HungUp

    async def play(self, name: str) -> str:
        """Play a recording; the key that cut it short, or ""."""
        return _digit(await self._command(f'STREAM FILE "haochaping/{name}" "{DIGITS}"'))

    async def wait(self, milliseconds: int) -> str:
        """The next key, or "" when the time is over."""
        return _digit(await self._command(f"WAIT FOR DIGIT {milliseconds}"))

    async def tell(self, name: str, value: str) -> None:
        """Set a variable the dialplan can read."""
        await self._command(f'SET VARIABLE {name} "{value}"')

    async def close(self) -> None:
        """Give the call back to the dialplan."""
        self.writer.close()
        with suppress(OSError):  # it was gone before
            await self.writer.wait_closed()

    async def _command(self, text: str) -> int:
        try:
            self.writer.write(f"{text}\n".encode())
            await self.writer.drain()
        except OSError as error:
            raise HungUp from error
        while (line := await self._read(ANSWER_SECONDS)) == "HANGUP":
            pass  # said in between; the answer to the command follows and says so as well
        answer = ANSWER.fullmatch(line)
        if answer is None or int(answer[1]) < 0:
            raise HungUp
        return int(answer[1])

    async def _read(self, seconds: float) -> str:
        try:
            line = await asyncio.wait_for(self.reader.readline(), seconds)
        except (OSError, ValueError, TimeoutError) as error:
            raise HungUp from error
        if not line.endswith(b"\n"):
            raise HungUp
        return line.decode(errors="replace").rstrip("\r\n")


def _digit(code: int) -> str:
    """Keys come as the number of their character."""
    return chr(code) if chr(code) in DIGITS else ""
