"""The provincial complaint platform: sends ratings and orders, and is told what came of them.

It checks what a real one would: signature, time and nonce of a batch, the fields and codes of each
step, that it knows the number, and that steps come in their order. `_file` takes ratings and orders
down here, `_send` tells the city of them: signed, as often as it is told, with junk if it is told.
"""

import json as plain
import re
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, raw

from sandbox.signed import post
from sandbox.sms_signature import is_signed, signed
from sandbox.state import Fault, State, body_of, state_of

bp = Blueprint("complaints", url_prefix="/complaints")
INTAKE = "/api/intake/complaints"
MOST_ROWS = 1000
REQUIRED = ("stepNo", "stepCode", "stepTime", "isClosed", "cityOrderNo")
CODES = {
    "stepNo": re.compile(r"[1-9]\d{0,4}"),
    "stepCode": re.compile("10|20|21|30|40|50|60|61|70|71|72"),
    "stepTime": re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"),
    "isClosed": re.compile("[01]"),
    "verdict": re.compile("[123]"),
    "cityOrderNo": re.compile(r"\d{12}"),
}
# A step and what must have been told before it, since the last dispatch.
BEFORE = {"20": "10", "30": "20", "40": "30", "50": "40"}
WORDED = ("30", "40", "50", "21")
LONGEST = 600
JUNK = {"kind": "praise", "number": "", "fields": {"satisfactionCode": "6"}}


@bp.post("/steps")
async def steps(request: Request) -> HTTPResponse:
    """`{"rows": [{"number", "place", "fields"}]}`, signed: the answer to each, in order, signed."""
    state = state_of(request)
    if not is_signed(state.store, request.headers, request.body):
        return json({"code": "bad_signature"}, 401)
    rows = body_of(request).get("rows")
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        return json({"code": "bad_batch"}, 400)
    body = plain.dumps({"results": [_taken(state, row) for row in rows]}).encode()
    return raw(body, content_type="application/json", headers=signed(body, "sm3"))


def _taken(state: State, row: Any) -> dict[str, str]:
    try:
        number, place, fields = str(row["number"]), int(row["place"]), dict(row["fields"])
    except (KeyError, TypeError, ValueError):
        return {"code": "bad_row"}
    if bad := _wrong(fields):
        return {"code": bad[0], "field": bad[1], "value": bad[2]}
    known = state.store.get("complaint", number)
    if known is None or number not in (fields.get("orderNo"), fields.get("evaluationNo")):
        return {"code": "unknown_number", "field": "orderNo", "value": number[:60]}
    if str(place) in known["steps"]:
        return {"code": "duplicate"}
    if bad_order := _out_of_order(place, fields["stepCode"], known["steps"]):
        return {"code": bad_order, "field": "stepNo", "value": str(place)}
    known["steps"][str(place)] = fields
    state.store.put("complaint", number, known)
    return {"code": "ok"}


def _wrong(fields: dict[str, Any]) -> tuple[str, str, str] | None:
    """The first thing that is wrong: code, field, value."""
    for name in REQUIRED:
        if not fields.get(name):
            return "missing_field", name, ""
    for name, value in fields.items():
        if not isinstance(value, str) or len(value) > LONGEST:
            return "bad_field", name, str(value)[:60]
        if name in CODES and not CODES[name].fullmatch(value):
            return "unknown_code", name, value[:60]
    if fields["stepCode"] in WORDED and not fields.get("handleResult"):
        return "missing_field", "handleResult", ""
    return None


def _out_of_order(place: int, code: str, told: dict[str, Any]) -> str:
    if told and place < max(int(one) for one in told):
        return "out_of_order"
    since: list[str] = []
    for _, step in sorted(told.items(), key=lambda one: int(one[0])):
        since = [step["stepCode"]] if step["stepCode"] == "10" else [*since, step["stepCode"]]
    needed = BEFORE.get(code)
    return "out_of_order" if needed is not None and needed not in since else ""


@bp.post("/_file")
async def file(request: Request) -> HTTPResponse:
    """Take down `{"rows": [{"kind", "number", "fields"}]}`: numbers it knows from now on."""
    return json({"filed": _filed(state_of(request), body_of(request).get("rows") or [])})


def _filed(state: State, rows: list[dict[str, Any]]) -> int:
    for row in rows:
        number = str(row.get("number"))
        known = state.store.get("complaint", number) or {"steps": {}}
        state.store.put("complaint", number, {**known, "row": row})
    return len(rows)


@bp.post("/_send")
async def send(request: Request) -> HTTPResponse:
    """File rows and tell the city at `to`, `times` over, with a row of `junk` if asked for.

    `{"to", "key_id", "secret", "rows", "times": 1, "junk": false, "at"}`: the credentials the city
    gave it, and the moment if it is not now. Answers the city's last status and body.
    """
    asked = body_of(request)
    rows = list(asked.get("rows") or [])
    _filed(state_of(request), rows)
    message = {"rows": [*rows, JUNK] if asked.get("junk") else rows}
    for _ in range(max(1, int(asked.get("times", 1)))):
        said = await post({**asked, "product": asked["to"]}, INTAKE, message, Fault())
    return json({"status": said.pop("status"), "answer": said})


@bp.get("/_kept")
async def kept(request: Request) -> HTTPResponse:
    """Everything it filed and what it was told of each: for whoever looks at the sandbox."""
    return json(state_of(request).store.keyed("complaint"))
