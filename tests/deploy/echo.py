"""A web unit that says what reached it: stands behind nginx in the tests of nginx.conf."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Echo:
    port: int = 0
    seen: list[dict[str, str]] = field(default_factory=list)
    answer: bytes = b'{"ok":true}'
    status: str = "200 OK"
    extra: str = ""
    connections: dict[asyncio.Task[None], asyncio.StreamWriter] = field(default_factory=dict)

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections[asyncio.create_task(self.serve(reader, writer))] = writer

    async def close(self) -> None:
        for writer in self.connections.values():
            writer.close()
        await asyncio.gather(*self.connections)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await _head(reader):
                lines = head.split("\r\n")
                headers = {
                    name.lower(): value.strip()
                    for name, value in (line.split(":", 1) for line in lines[1:] if line)
                }
                await reader.readexactly(int(headers.get("content-length", 0)))
                self.seen.append({"line": lines[0], **headers})
                writer.write(
                    f"HTTP/1.1 {self.status}\r\nContent-Type: application/json\r\n{self.extra}"
                    f"Content-Length: {len(self.answer)}\r\n\r\n".encode()
                    + self.answer
                )
                await writer.drain()
        finally:
            writer.close()


async def _head(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").removesuffix("\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return ""


@asynccontextmanager
async def echo() -> AsyncIterator[Echo]:
    unit = Echo()
    server = await asyncio.start_server(unit.accept, "127.0.0.1", 0)
    unit.port = server.sockets[0].getsockname()[1]
    async with server:
        yield unit
        await unit.close()
