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
from sandbox.state import State, body_of, state_of

bp = Blueprint("province", url_prefix="/province")
TOLERATED = timedelta(minutes=10)
NONCE_SECONDS = 1200
MOST_ROWS = 1000
NUMBER = re.compile(r"\d{1,10}")
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
    return {"results": [take_row(state, row) for row in rows]}


def take_row(state: State, row: Any) -> dict[str, str]:
    """The answer to one message, by wire or by file."""
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
    told = known is not None and "service" in known
    if told == (kind == "service"):
        return "service_twice" if told else "service_first"
    if known is not None and version < max(known["versions"], default=0):
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
        if kind == "rating":
            log(state, told)  # it is data of the city as well, and comes back to it
    state.store.put("province_service", service, known)


@bp.post("/pull")
async def pull(request: Request) -> HTTPResponse:
    """`{"cursor", "limit"}`: what it holds of the city behind the cursor, each with its number."""
    return answer(request, hand_out)


def hand_out(state: State, content: Content) -> Content:
    cursor, limit = content.get("cursor", ""), content.get("limit")
    if not NUMBER.fullmatch(str(cursor) or "0") or not isinstance(limit, int):
        raise Refused("bad_cursor")
    last = state.store.get("province_last", "") or 0
    start = max(int(cursor or 0) - state.settings.province_repeats, 0)
    end = min(start + max(1, min(limit, MOST_ROWS)), last)
    held = [state.store.get("province_log", str(one)) for one in range(start + 1, end + 1)]
    rows = [one for one in held if one is not None]
    return {"rows": rows, "cursor": str(max(end, int(cursor or 0))), "more": end < last}


@bp.post("/day")
async def day(request: Request) -> HTTPResponse:
    """`{"day", "after", "limit"}`: the ratings it holds of a day, by service."""
    return answer(request, list_day)


def list_day(state: State, content: Content) -> Content:
    wanted, after, limit = str(content.get("day")), str(content.get("after")), content.get("limit")
    if not isinstance(limit, int) or limit < 1:
        raise Refused("bad_limit")
    held = [
        (f"{service} {number}", told)
        for service, known in state.store.keyed("province_service").items()
        for number, told in known["ratings"].items()
        if str(told.get("assessTime", "")).startswith(wanted)
    ]
    behind = sorted((one for one in held if one[0] > after), key=lambda one: one[0])
    rows = behind[: min(limit, MOST_ROWS)]
    last = rows[-1][0] if rows else after
    return {"rows": [told for _, told in rows], "after": last, "more": len(behind) > len(rows)}


@bp.post("/_lose")
async def lose(request: Request) -> HTTPResponse:
    """Lose what it holds of a `{"service": "project number and service number"}`, or of all."""
    store, service = state_of(request).store, body_of(request).get("service")
    store.forget("province_service", service)
    if service is None:
        store.forget("province_log")
    return json({"lost": True})


def log(state: State, fields: Content) -> str:
    """Put what it holds where the city can fetch it; its number."""
    last = state.store.add("province_last", "", 1)
    number = f"GD{last:010d}"
    state.store.put("province_log", str(last), {"number": number, "fields": fields})
    return number


@bp.post("/_rate")
async def rate(request: Request) -> HTTPResponse:
    """Somebody rates on the province's own pages, whatever the fields say: for the city to fetch.

    It is kept with its service, whether the city has told of that already or not. Many at once as
    `{"rows": [fields]}`.
    """
    state, asked = state_of(request), body_of(request)
    numbers = [_rated(state, fields) for fields in asked.get("rows", [asked])]
    return json({"number": numbers[-1]} if numbers else {})


def _rated(state: State, fields: Content) -> str:
    service = f"{fields.get('projectNo')} {fields.get('serviceNumber')}"
    known = state.store.get("province_service", service) or {"versions": [], "ratings": {}}
    known["ratings"].setdefault(str(fields.get("assessNumber")), fields)
    state.store.put("province_service", service, known)
    return log(state, fields)


@bp.get("/_kept")
async def kept(request: Request) -> HTTPResponse:
    """Everything it holds, by service: for whoever looks at the sandbox."""
    return json(state_of(request).store.keyed("province_service"))
