"""WeChat's server: what the real one checks, this one checks.

https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/
"""

import base64
import hashlib
import io
import json as plain_json
import re
import secrets
import time
from typing import Any

import qrcode
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, raw

from sandbox.state import State

LENGTHS = {"thing": 20, "phrase": 5, "character_string": 32, "number": 32, "name": 10}
DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?|\d{4}年\d{1,2}月\d{1,2}日.*")
SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")
CODE = re.compile(r"demo-(?P<key>[a-z0-9]+)-\w+")
FORCED_EVERY = 30.0
bp = Blueprint("wechat")


def state_of(request: Request) -> State:
    state: State = request.app.ctx.state
    return state


def _error(code: int, message: str) -> HTTPResponse:
    return json({"errcode": code, "errmsg": message})


@bp.get("/sns/jscode2session")
async def code_to_session(request: Request) -> HTTPResponse:
    state = state_of(request)
    if fault := await state.misbehave("wechat"):
        return fault
    code = request.args.get("js_code", "")
    match = CODE.fullmatch(code)
    if match is None or match["key"] not in state.persons:
        return _error(40029, "invalid code")
    if code in state.used_codes:
        return _error(40163, "code been used")
    state.used_codes.add(code)
    # The real one may leave errcode out on success.
    return json({"openid": state.persons[match["key"]].openid, "session_key": secrets.token_hex(8)})


@bp.post("/cgi-bin/stable_token")
async def stable_token(request: Request) -> HTTPResponse:
    state = state_of(request)
    if fault := await state.misbehave("wechat_token"):
        return fault
    if request.json.get("secret") != "sandbox":
        return _error(40125, "invalid appsecret")
    now = time.time()
    valid = [token for token, expiry in state.tokens.items() if expiry > now]
    if request.json.get("force_refresh") or not valid:
        state.tokens.clear()
        valid = [f"token-{secrets.token_urlsafe(24)}"]
        state.tokens[valid[0]] = now + state.token_seconds
    return json({"access_token": valid[0], "expires_in": int(state.tokens[valid[0]] - now)})


async def _refusal(request: Request) -> HTTPResponse | None:
    """A fault told to happen, or a token nobody knows (40001) or that is too old (42001)."""
    state = state_of(request)
    if fault := await state.misbehave("wechat"):
        return fault
    expiry = state.tokens.get(request.args.get("access_token", ""))
    if expiry is None:
        return _error(40001, "invalid credential")
    if expiry < time.time():
        return _error(42001, "access_token expired")
    return None


@bp.post("/cgi-bin/message/subscribe/send")
async def send_subscribe(request: Request) -> HTTPResponse:
    if refusal := await _refusal(request):
        return refusal
    state, body = state_of(request), plain_json.loads(request.body)
    openid, template = body.get("touser", ""), body.get("template_id", "")
    if openid not in {person.openid for person in state.persons.values()}:
        return _error(40003, "invalid openid")
    if not template.startswith("sandbox-"):
        return _error(40037, "invalid template_id")
    if wrong := _wrong_field(body.get("data", {})):
        return _error(47003, f"argument invalid! data.{wrong}.value invalid")
    if state.quota.get((openid, template), 0) < 1:
        return _error(43101, "user refuse to accept the msg")
    state.quota[openid, template] -= 1
    state.note(
        "wechat",
        openid,
        {"template": template, "data": body["data"], "page": body.get("page", "")},
    )
    return json({"errcode": 0, "errmsg": "ok", "msgid": secrets.randbelow(10**12)})


def _wrong_field(data: dict[str, Any]) -> str | None:
    """The first field whose value the real one would refuse."""
    if not data:
        return "?"
    for name, field in data.items():
        kind, value = name.rstrip("0123456789"), str(field.get("value", ""))
        if not value or len(value) > LENGTHS.get(kind, 64):
            return name
        if kind in ("date", "time") and not DATE.fullmatch(value):
            return name
    return None


@bp.post("/wxa/getwxacodeunlimit")
async def window_code(request: Request) -> HTTPResponse:
    if refusal := await _refusal(request):
        return refusal
    body = plain_json.loads(request.body)
    if not SCENE.fullmatch(body.get("scene", "")):
        return _error(40169, "invalid length for scene, or the data is not json string")
    if str(body.get("page", "")).startswith("/") or "?" in str(body.get("page", "")):
        return _error(41030, "invalid page")
    out = io.BytesIO()
    qrcode.make(f"sandbox-wxacode:{body['scene']}").save(out)
    return raw(out.getvalue(), content_type="image/png")


@bp.post("/wxa/msg_sec_check")
async def text_check(request: Request) -> HTTPResponse:
    if refusal := await _refusal(request):
        return refusal
    return json({"errcode": 0, "errmsg": "ok", "result": {"suggest": "pass", "label": 100}})


@bp.post("/wxa/business/getuserphonenumber")
async def phone_number(request: Request) -> HTTPResponse:
    if refusal := await _refusal(request):
        return refusal
    match = CODE.fullmatch(str(request.json.get("code", "")))
    person = state_of(request).persons.get(match["key"]) if match else None
    if person is None:
        return _error(40029, "invalid code")
    return json({"errcode": 0, "phone_info": {"purePhoneNumber": person.phone}})


@bp.post("/cityservice/face/identify/getverifyid")
async def face_start(request: Request) -> HTTPResponse:
    if refusal := await _refusal(request):
        return refusal
    body = plain_json.loads(request.body)
    serial, cert = body.get("out_seq_no", ""), body.get("cert_info", {})
    if not 5 <= len(serial) <= 32 or cert.get("cert_type") != "IDENTITY_CARD":
        return _error(84001, "invalid argument")
    verify_id = f"verify-{secrets.token_urlsafe(16)}"
    state_of(request).faces[verify_id] = {
        "serial": serial,
        "openid": body.get("openid"),
        "hash": _cert_hash(cert),
        "name": cert.get("cert_name", ""),
        "number": cert.get("cert_no", ""),
    }
    return json({"errcode": 0, "verify_id": verify_id, "expires_in": 3600})


@bp.post("/cityservice/face/identify/queryverifyinfo")
async def face_result(request: Request) -> HTTPResponse:
    if refusal := await _refusal(request):
        return refusal
    state, body = state_of(request), plain_json.loads(request.body)
    face = state.faces.get(body.get("verify_id", ""))
    asked = (body.get("out_seq_no"), body.get("openid"), body.get("cert_hash"))
    if face is None or asked != (face["serial"], face["openid"], face["hash"]):
        return _error(84002, "verify information does not match")
    known = any(
        (one.name, one.document_number) == (face["name"], face["number"])
        for one in state.persons.values()
    )
    passed = known and face["number"] not in state.failing_faces
    return json({"errcode": 0, "verify_ret": 10000 if passed else 10301})


def _cert_hash(cert: dict[str, str]) -> str:
    parts = [(name, cert.get(name, "")) for name in ("cert_type", "cert_name", "cert_no")]
    text = "&".join(f"{name}={base64.b64encode(value.encode()).decode()}" for name, value in parts)
    return hashlib.sha256(text.encode()).hexdigest()
