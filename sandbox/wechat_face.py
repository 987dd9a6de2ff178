"""WeChat: face verification. Whoever is a known person with this name and number passes, unless
the setting `face` says otherwise.

https://developers.weixin.qq.com/miniprogram/dev/server/API/face/api_queryverifyinfo.html
"""

import base64
import hashlib
import re
import secrets
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.state import State, body_of, state_of
from sandbox.wechat_access import error, with_token

bp = Blueprint("wechat_face", url_prefix="/cityservice/face/identify")
LIFE_SECONDS = 3600
SERIAL = re.compile(r"[0-9A-Za-z_\-]{5,32}")
NUMBER = re.compile(r"\d{17}[\dX]")
PASSED, NUMBER_DIFFERS, FACE_DIFFERS, CANCELLED = 10000, 10003, 10004, 90004


@bp.post("/getverifyid")
@with_token
async def start(request: Request) -> HTTPResponse:
    state, body = state_of(request), body_of(request)
    serial, openid, cert = (body.get(name) for name in ("out_seq_no", "openid", "cert_info"))
    if state.person_of_openid(str(openid)) is None:
        return error(40003, "invalid openid")
    if not isinstance(serial, str) or not SERIAL.fullmatch(serial) or not _is_card(cert):
        return error(40097, "invalid args")
    if not state.store.first("face_serial", serial):
        return error(40097, "out_seq_no used before")
    verify_id = secrets.token_urlsafe(48)
    asked = {"serial": serial, "openid": openid, "cert": cert, "passed": None}
    state.store.put("face", verify_id, asked, LIFE_SECONDS)
    return json({"errcode": 0, "errmsg": "ok", "verify_id": verify_id, "expires_in": LIFE_SECONDS})


def _is_card(cert: Any) -> bool:
    return (
        isinstance(cert, dict)
        and cert.get("cert_type") == "IDENTITY_CARD"
        and bool(cert.get("cert_name"))
        and NUMBER.fullmatch(str(cert.get("cert_no"))) is not None
    )


@bp.post("/queryverifyinfo")
@with_token
async def result(request: Request) -> HTTPResponse:
    state, body = state_of(request), body_of(request)
    asked = state.store.get("face", str(body.get("verify_id")))
    if asked is None:
        return error(40097, "verify_id unknown or expired")
    expected = (asked["serial"], asked["openid"], _cert_hash(asked["cert"]))
    if expected != (body.get("out_seq_no"), body.get("openid"), body.get("cert_hash")):
        return error(40097, "does not match getverifyid")
    return json({"errcode": 0, "errmsg": "ok", "verify_ret": _verdict(state, asked)})


def _verdict(state: State, asked: dict[str, Any]) -> int:
    cert = asked["cert"]
    if not any(
        (one.name, one.document_number) == (cert["cert_name"], cert["cert_no"])
        for one in state.persons()
    ):
        return NUMBER_DIFFERS
    if asked["passed"] is not None:
        return PASSED if asked["passed"] else FACE_DIFFERS
    return {"pass": PASSED, "fail": FACE_DIFFERS}.get(state.settings.face, CANCELLED)


def _cert_hash(cert: dict[str, str]) -> str:
    parts = [(name, cert[name]) for name in ("cert_type", "cert_name", "cert_no")]
    text = "&".join(f"{name}={base64.b64encode(value.encode()).decode()}" for name, value in parts)
    return hashlib.sha256(text.encode()).hexdigest()
