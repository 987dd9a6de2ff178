"""The call centre of 12345: takes a call, tells of its end, asks, and presses what it is told to.

`POST /hotline/_call` makes one. Over HTTP it is the call centre's own voice menu; over FastAGI it
is a telephone switch that plays what it is told and answers with keys.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.signed import JUNK, fault_of, post
from sandbox.state import Fault, body_of, state_of

bp = Blueprint("hotline", url_prefix="/hotline")
HERE = "/api/intake/calls"
SECONDS = 20.0
MOST_TURNS = 20


@bp.post("/_call")
async def call(request: Request) -> HTTPResponse:
    """A call, from its end to the last word; what was said, in order.

    `{"way": "http", "product", "key_id", "secret", "call": {…}, "keys": ["9", "2"], "at"}` or
    `{"way": "agi", "host", "port", "arguments": […], "caller", "call_number", "keys"}`. A key of
    "hang up" hangs up; when the keys are over, the caller says nothing.
    """
    asked, fault = body_of(request), fault_of(state_of(request), "hotline")
    repeats = state_of(request).settings.hotline_repeats
    if asked.get("way") == "agi":
        return json({"said": await over_agi(asked, fault)})
    return json({"said": await over_http(asked, fault, repeats)})


async def over_http(asked: dict[str, Any], fault: Fault, repeats: int) -> list[dict[str, Any]]:
    """Each request signed, and as often more as it is told to."""
    said: list[dict[str, Any]] = []
    number = asked["call"]["call_number"]

    async def tell(path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for _ in range(1 + repeats):
            answer = await post(asked, path, body, replace(fault, down=False))
            said.append(answer)
        return answer

    await tell(HERE, asked["call"])
    question = await tell(f"{HERE}/questions", {"call_number": number})
    keys = list(asked.get("keys", []))
    while question.get("state") == "asking" and len(said) < MOST_TURNS and not fault.down:
        key = keys.pop(0) if keys else ""
        pressed = {
            "call_number": number,
            "turn": question["turn"],
            "key": "" if key == "hang up" else key,
            "pressed_at": asked.get("at") or datetime.now(UTC).isoformat(),
        }
        question = await tell(f"{HERE}/keys", pressed)
    return said


async def over_agi(asked: dict[str, Any], fault: Fault) -> list[dict[str, Any]]:
    """What the service commanded, and which key answered it."""
    said: list[dict[str, Any]] = []
    reader, writer = await asyncio.open_connection(asked["host"], asked["port"])
    with suppress(ConnectionError):  # turned away: the call goes on in the dialplan
        writer.write(_header(asked))
        await _obey(reader, writer, asked, fault, said)
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return said


async def _obey(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    asked: dict[str, Any],
    fault: Fault,
    said: list[dict[str, Any]],
) -> None:
    keys = list(asked.get("keys", []))
    while line := (await asyncio.wait_for(reader.readline(), SECONDS)).decode().rstrip("\n"):
        await asyncio.sleep(fault.delay)
        if fault.down:
            return
        key = keys.pop(0) if line.startswith("WAIT FOR DIGIT") and keys else ""
        said.append({"command": line, "key": key})
        writer.write(_answer(line, key, junk=fault.junk).encode())
        await writer.drain()


def _header(asked: dict[str, Any]) -> bytes:
    lines = {
        "agi_network": "yes",
        "agi_request": f"agi://{asked['host']}:{asked['port']}/rate",
        "agi_channel": "PJSIP/12345-00000001",
        "agi_language": "zh_CN",
        "agi_uniqueid": asked["call_number"],
        "agi_callerid": asked.get("caller", "unknown"),
        **{f"agi_arg_{place}": one for place, one in enumerate(asked["arguments"], 1)},
    }
    return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode() + b"\n"


def _answer(command: str, key: str, *, junk: bool) -> str:
    if junk:
        return f"{JUNK}\n"
    if key == "hang up":
        return "HANGUP\n200 result=-1\n"
    if command.startswith("STREAM FILE"):
        return "200 result=0 endpos=8000\n"
    return f"200 result={ord(key) if key else 0}\n"
