"""Long files: sent as they are read, whole or from the byte on where a download was cut off."""

from typing import Any

from sanic import Request
from sanic.response import ResponseStream

from handlers.endpoint import Download
from handlers.ranges import asked_for


def streamed(answer: Download, request: Request) -> ResponseStream:
    """206 for a part, 416 for bytes there are none of; `If-Range` is for the same file alone."""
    etag = f'"{answer.sha256}"'
    asked = request.headers.get("range", "")
    if request.headers.get("if-range", etag) != etag:
        asked = ""
    part = asked_for(asked, answer.size)
    headers = {
        "accept-ranges": "bytes",
        "cache-control": "no-store",
        "content-disposition": f'attachment; filename="{answer.name}"',
        "content-length": str(part[1] if part else 0),
        "etag": etag,
        "x-content-type-options": "nosniff",
    }
    status = 200
    if part is None:
        status, headers["content-range"] = 416, f"bytes */{answer.size}"
    elif part[1] < answer.size:
        status = 206
        headers["content-range"] = f"bytes {part[0]}-{part[0] + part[1] - 1}/{answer.size}"

    async def send(response: Any) -> None:
        if part is not None:
            async for piece in answer.read(*part):
                await response.write(piece)

    return ResponseStream(send, status, headers, answer.media_type)
