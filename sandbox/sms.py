"""The SMS gateway: checks the signature and the number, keeps what it sent."""

import hashlib
import hmac
import re
import secrets

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.wechat import state_of

bp = Blueprint("sms", url_prefix="/sms")
PHONE = re.compile(r"1\d{10}")


@bp.post("/send")
async def send(request: Request) -> HTTPResponse:
    state = state_of(request)
    if fault := await state.misbehave("sms"):
        return fault
    expected = hmac.new(b"sandbox", request.body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("x-signature", "")):
        return json({"code": "bad_signature"})
    message = request.json
    if not PHONE.fullmatch(str(message.get("phone", ""))):
        return json({"code": "bad_number"})
    message_id = secrets.token_hex(8)
    state.note(
        "sms",
        message["phone"],
        {"template": message["template"], "data": message["parameters"], "id": message_id},
    )
    return json({"code": "ok", "message_id": message_id})
