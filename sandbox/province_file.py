"""The province's side of the exchange by file: what is carried there, and what it hands over.

A file is envelopes, one a line: a head, parts of compressed rows, and an end that lists the rows
and the SM3 of every part. It is checked whole before a row of it is taken.
"""

import base64
import json
import secrets
import zlib
from typing import Any

from cryptography.hazmat.primitives import hashes
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json as as_json
from sanic.response import raw

from sandbox.province import hand_out, take_row
from sandbox.province_seal import Refused, made, opened
from sandbox.state import State, body_of, state_of

bp = Blueprint("province_file", url_prefix="/province")
FORMAT = "haochaping-exchange-1"
ROWS = 1000
Content = dict[str, Any]


@bp.post("/_file")
async def answer(request: Request) -> HTTPResponse:
    """Somebody brings a file of the city's: its answer to each message, as a file.

    What is wrong with the file as a whole stands in the header, and nothing of it is taken.
    """
    state = state_of(request)
    try:
        number, rows = read(request.body)
        answers = [{"id": str(row.get("id")), **take_row(state, row)} for row in rows]
    except Refused as error:
        return as_json({}, 422, headers={"c-response-desc": str(error)})
    return raw(write("answers", answers, {"answers": number}))


@bp.post("/_data")
async def data(request: Request) -> HTTPResponse:
    """`{"cursor"}`: everything it holds of the city behind it, as a file."""
    return raw(write("ratings", list(_held(state_of(request), body_of(request).get("cursor", "")))))


def _held(state: State, cursor: str) -> Any:
    more = True
    while more:
        page = hand_out(state, {"cursor": cursor, "limit": ROWS})
        yield from page["rows"]
        cursor, more = page["cursor"], page["more"]


def read(content: bytes) -> tuple[str, list[Content]]:
    """Number and rows of a file of the city's; `Refused` for everything else."""
    lines = content.splitlines(keepends=True)
    if len(lines) < 2:
        raise Refused("cut_off")
    head, end = opened(lines[0])[0], opened(lines[-1])[0]
    if (head.get("format"), head.get("holds")) != (FORMAT, "messages"):
        raise Refused("bad_format")
    number, listed = head["file"], end.get("parts", [])
    if end.get("file") != number or len(listed) != len(lines) - 2:
        raise Refused("cut_off")
    rows: list[Content] = []
    for place, (line, said) in enumerate(zip(lines[1:-1], listed, strict=True), start=1):
        if _sm3(line) != said["sm3"]:
            raise Refused("bad_checksum")
        part = opened(line)[0]
        held = json.loads(zlib.decompress(base64.b64decode(part["rows"])))
        if (part["file"], part["part"], len(held)) != (number, place, said["rows"]):
            raise Refused("bad_part")
        rows += held
    if end.get("total") != len(rows):
        raise Refused("bad_count")
    return number, rows


def write(holds: str, rows: list[Content], about: dict[str, str] | None = None) -> bytes:
    """A file of the province's."""
    number = f"GD{secrets.token_hex(12)}"
    head = {"format": FORMAT, "file": number, "holds": holds, **(about or {})}
    lines, listed = [made(head) + b"\n"], []
    for start in range(0, len(rows), ROWS):
        held = rows[start : start + ROWS]
        packed = base64.b64encode(zlib.compress(json.dumps(held).encode())).decode()
        lines.append(made({"file": number, "part": len(lines), "rows": packed}) + b"\n")
        listed.append({"rows": len(held), "sm3": _sm3(lines[-1])})
    lines.append(made({"file": number, "parts": listed, "total": len(rows)}) + b"\n")
    return b"".join(lines)


def _sm3(content: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()
