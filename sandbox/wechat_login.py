"""WeChat: login code, access token, phone number.

A login code has the form `demo-<person's key>-<nonce>`, a phone code `phone-<key>-<nonce>`; each
works once.
"""

import secrets

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox import wechat_token
from sandbox.accounts import SECRET, WECHAT_APP_ID
from sandbox.persons import key_in
from sandbox.state import body_of, state_of
from sandbox.wechat_access import error, too_often, with_token

bp = Blueprint("wechat_login")
USED_SECONDS = 86_400
ACTIVE_SECONDS = 7200


def _wrong_account(app_id: str, secret: str) -> HTTPResponse | None:
    if app_id != WECHAT_APP_ID:
        return error(40013, "invalid appid")
    return None if secret == SECRET else error(40125, "invalid appsecret")


@bp.get("/sns/jscode2session")
async def code_to_session(request: Request) -> HTTPResponse:
    state, args = state_of(request), request.args
    if wrong := _wrong_account(args.get("appid", ""), args.get("secret", "")):
        return wrong
    if args.get("grant_type") != "authorization_code":
        return error(40002, "invalid grant_type")
    code = args.get("js_code", "")
    person = state.person(key_in(code, "demo"))
    if person is None:
        return error(40029, "invalid code")
    if not state.store.first("used_code", code, USED_SECONDS):
        return error(40163, "code been used")
    if state.store.add("logins", person.openid, 1, 60) > state.settings.logins_a_minute:
        return error(45011, "api minute-quota reach limit, must slower, retry next minute")
    state.store.put("active", person.openid, True, ACTIVE_SECONDS)
    # Like the real one, which leaves errcode out on success.
    return json({"openid": person.openid, "session_key": secrets.token_urlsafe(16)})


@bp.post("/cgi-bin/stable_token")
async def stable_token(request: Request) -> HTTPResponse:
    state, body = state_of(request), body_of(request)
    if wrong := _wrong_account(body.get("appid", ""), body.get("secret", "")):
        return wrong
    if body.get("grant_type") != "client_credential":
        return error(40002, "invalid grant_type")
    if too_often(state, request.path):
        return error(45009, "reach max api daily quota limit")
    made = wechat_token.forced(state) if body.get("force_refresh") else wechat_token.current(state)
    if made is None:
        return error(45009, "reach max force refresh quota limit")
    return json({"access_token": made[0], "expires_in": made[1]})


@bp.post("/wxa/business/getuserphonenumber")
@with_token
async def phone_number(request: Request) -> HTTPResponse:
    state = state_of(request)
    code = str(body_of(request).get("code", ""))
    person = state.person(key_in(code, "phone"))
    if person is None or not state.store.first("used_code", code, USED_SECONDS):
        return error(40029, "invalid code")
    info = {
        "phoneNumber": person.phone,
        "purePhoneNumber": person.phone,
        "countryCode": "86",
        "watermark": {"appid": WECHAT_APP_ID},
    }
    return json({"errcode": 0, "errmsg": "ok", "phone_info": info})
