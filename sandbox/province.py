"""The provincial 好差评 system: takes batches in, and keeps what it was told.

Nothing of Guangdong's interface is public; this one does what was seen in other provinces'. It
checks seal, signature, time and nonce of a request, fields, codes and order of each row, and knows
a row by project number, service number, kind and version.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, raw

from sandbox.province_rules import wrong
from sandbox.province_seal import SHANGHAI, TIME, Refused, made, opened
from sandbox.state import State, state_of

bp = Blueprint("province", url_prefix="/province")
TOLERATED = timedelta(minutes=10)
NONCE_SECONDS = 1200
MOST_ROWS = 1000
NUMBER = re.compile(r"\d{1,6}")
Content = dict[str, Any]


def answer(request: Request, work: Callable[[State, Content], Content]) -> HTTPResponse:
    """Open the envelope, do the work, seal what comes of it; or say why not in the header."""
    state = state_of(request)
    try:
        content, time, nonce = opened(request.body)
        _check_fresh(state, time, nonce)
        result = work(state, content)
    except Refused as error:
        return json({}, headers={"c-response-desc": str(error)})
    return raw(made(result), headers={"c-response-desc": "success"})


def _check_fresh(state: State, time: str, nonce: str) -> None:
    try:
        at = datetime.strptime(time, TIME).replace(tzinfo=SHANGHAI)
    except ValueError as error:
        raise Refused("bad_time") from error
    if abs(datetime.now(SHANGHAI) - at) > TOLERATED:
        raise Refused("bad_time")
    if not state.store.first("province_nonce", nonce, NONCE_SECONDS):
        raise Refused("repeated")


@bp.post("/push")
async def push(request: Request) -> HTTPResponse:
    """`{"rows": [{"kind", "version", "fields"}]}`: the answer to each row, in its order."""
    return answer(request, take)


def take(state: State, content: Content) -> Content:
    rows = content.get("rows")
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise Refused("bad_batch")
    return {"results": [_taken(state, row) for row in rows]}


def _taken(state: State, row: Any) -> dict[str, str]:
    try:
        kind, version, fields = str(row["kind"]), int(row["version"]), dict(row["fields"])
    except (KeyError, TypeError, ValueError):
        return {"code": "bad_row"}
    if bad := wrong(kind, fields):
        return {"code": bad[0], "field": bad[1], "value": bad[2]}
    service = f"{fields['projectNo']} {fields['serviceNumber']}"
    known = state.store.get("province_service", service)
    if known is not None and version in known["versions"]:
        return {"code": "duplicate"}
    if bad_order := _out_of_order(kind, version, fields, known):
        return {"code": bad_order}
    _keep(state, service, known or {"versions": [], "ratings": {}}, kind, version, fields)
    return {"code": "ok"}


def _out_of_order(kind: str, version: int, fields: Content, known: Content | None) -> str:
    if (known is None) != (kind == "service"):
        return "service_first" if known is None else "service_twice"
    if known is not None and version < max(known["versions"]):
        return "out_of_order"
    needs_rating = kind in ("change", "rectification")
    if needs_rating and known is not None and fields["assessNumber"] not in known["ratings"]:
        return "rating_first"
    return ""


def _keep(
    state: State, service: str, known: Content, kind: str, version: int, fields: Content
) -> None:
    known["versions"].append(version)
    if kind == "service":
        known["service"] = fields
    else:
        told = known["ratings"].setdefault(fields["assessNumber"], {})
        told.update(fields)
    state.store.put("province_service", service, known)


@bp.get("/_kept")
async def kept(request: Request) -> HTTPResponse:
    """Everything it holds, by service: for whoever looks at the sandbox."""
    return json(state_of(request).store.keyed("province_service"))
