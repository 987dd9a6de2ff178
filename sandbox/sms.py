"""The SMS gateway: signed requests, registered templates, delivery reports."""

import re
import secrets
import string
from datetime import UTC, datetime
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.sms_signature import is_signed
from sandbox.sms_templates import SIGN, TEMPLATES
from sandbox.state import State, body_of, state_of

bp = Blueprint("sms", url_prefix="/sms")
PHONE = re.compile(r"1[3-9]\d{9}")
EXTENSION = re.compile(r"[0-9]{0,4}")
OUT_ID = re.compile(r"[0-9A-Za-z]{1,64}")
KNOWN_SECONDS = 2 * 86_400  # a message asked for again within this time is the same
LONGEST = 500


@bp.post("/send")
async def send(request: Request) -> HTTPResponse:
    """`{"phone", "template", "parameters", "out_id"}`, signed; `{"code": "ok", "message_id"}`."""
    state, message = state_of(request), body_of(request)
    if not is_signed(state.store, request.headers, request.body):
        return json({"code": "bad_signature"})
    out_id = str(message.get("out_id", ""))
    if not OUT_ID.fullmatch(out_id):
        return json({"code": "bad_parameters"})
    if (sent := state.store.get("sms_out", out_id)) is not None:
        return json({"code": "ok", "message_id": sent})
    phone, template = str(message.get("phone")), str(message.get("template"))
    words = state.store.get("sms_template", template) or TEMPLATES.get(template)
    if words is None:
        return json({"code": "unknown_template"})
    body = _filled(words, message.get("parameters"))
    if body is None:
        return json({"code": "bad_parameters"})
    if not PHONE.fullmatch(phone):
        return json({"code": "bad_number"})
    if state.store.add("sms_today", phone, 1, 86_400) > state.settings.sms_a_day:
        return json({"code": "too_many"})
    message_id = secrets.token_hex(8)
    extension = str(message.get("extension", ""))
    if not EXTENSION.fullmatch(extension):
        return json({"code": "bad_parameters"})
    state.store.put("sms_out", out_id, message_id, KNOWN_SECONDS)
    state.store.note(
        "sms",
        {
            "to": phone,
            "extension": extension,
            "template": template,
            "data": message["parameters"],
            "text": body,
            "id": message_id,
        },
    )
    _report(state, message_id)
    return json({"code": "ok", "message_id": message_id})


def _filled(words: str, parameters: Any) -> str | None:
    """The text as it is sent; None if a parameter is missing or no text, or it is too long."""
    if not isinstance(parameters, dict):
        return None
    wanted = [name for _, name, _, _ in string.Formatter().parse(words) if name]
    if not all(isinstance(parameters.get(name), str) and parameters[name] for name in wanted):
        return None
    body = SIGN + words.format(**parameters)
    return body if len(body) <= LONGEST else None


def _report(state: State, message_id: str) -> None:
    status = state.settings.sms_reports
    if status == "none":
        return
    report = {
        "message_id": message_id,
        "status": status,
        "code": "DELIVRD" if status == "delivered" else "UNDELIV",
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    state.store.put("sms_report", message_id, report)


@bp.post("/reports")
async def reports(request: Request) -> HTTPResponse:
    """Reports nobody fetched yet, signed like a message; each is handed out once."""
    state = state_of(request)
    if not is_signed(state.store, request.headers, request.body):
        return json({"code": "bad_signature"})
    waiting = state.store.all("sms_report")
    for one in waiting:
        state.store.forget("sms_report", one["message_id"])
    return json({"code": "ok", "reports": waiting})
