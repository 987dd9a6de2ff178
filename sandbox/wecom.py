"""WeCom (政务微信, 粤政易): the token, and messages of an application to its people.

https://developer.work.weixin.qq.com/document/path/91039 and …/90236
"""

import re
import secrets
from typing import Any
from urllib.parse import urlsplit

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.accounts import SECRET, WECOM_AGENT_ID, WECOM_CORP_ID
from sandbox.state import State, body_of, state_of
from sandbox.wechat_access import error

bp = Blueprint("wecom", url_prefix="/wecom/cgi-bin")
USER_ID = re.compile(r"[A-Za-z0-9][\w.@-]{0,63}", re.ASCII)
REMEMBERED_SECONDS = 86_400
# Field: longest, in bytes; WeCom cuts silently, the stand-in says so.
LIMITS = {"title": 128, "description": 512, "url": 2048, "btntxt": 12}


@bp.get("/gettoken")
async def gettoken(request: Request) -> HTTPResponse:
    """The same token for everybody until it ends."""
    state = state_of(request)
    if request.args.get("corpid", "") != WECOM_CORP_ID:
        return error(40013, "invalid corpid")
    if request.args.get("corpsecret", "") != SECRET:
        return error(40001, "invalid credential")
    state.store.add("calls", request.path, 1, 60)
    token = state.store.get("wecom_token", "") or _new_token(state)
    life = state.settings.token_seconds
    return json({"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": life})


def _new_token(state: State) -> str:
    token = f"wecom-{secrets.token_urlsafe(64)}"
    state.store.put("wecom_token", "", token, state.settings.token_seconds)
    state.store.put("wecom_known", token, True, REMEMBERED_SECONDS)
    return token


@bp.post("/message/send")
async def send(request: Request) -> HTTPResponse:
    """A card for one or more people, named by `touser`, apart by `|`."""
    state, body = state_of(request), body_of(request)
    if refused := _refused(state, request.args.get("access_token", ""), body):
        return refused
    card = body.get("textcard")
    if body.get("msgtype") != "textcard" or not isinstance(card, dict):
        return error(40058, "msgtype")
    if wrong := _wrong(card):
        return error(40058, f"textcard.{wrong}")
    asked = [one for one in str(body.get("touser") or "").split("|") if one]
    known = [one for one in asked if _is_known(state, one)]
    if not known:
        return error(81013, "user & party & tag all invalid")
    for user in known:
        _note(state, user, card, checked=bool(body.get("enable_duplicate_check")))
    missed = "|".join(one for one in asked if one not in known)
    answer = {"errcode": 0, "errmsg": "ok", "invaliduser": missed, "msgid": secrets.token_hex(16)}
    return json(answer)


def _refused(state: State, token: str, body: dict[str, Any]) -> HTTPResponse | None:
    if not token:
        return error(41001, "access_token missing")
    if not state.store.get("wecom_known", token):
        return error(40014, "invalid access_token")
    if state.store.get("wecom_token", "") != token:
        return error(42001, "access_token expired")
    if not state.settings.wecom_trusted:
        return error(60020, "not allow to access from your ip")
    if body.get("agentid") != WECOM_AGENT_ID:
        return error(40056, "invalid agentid")
    return None


def _wrong(card: dict[str, Any]) -> str:
    """The first field that is missing or too long, or nothing."""
    for name, most in LIMITS.items():
        value = card.get(name)
        if not isinstance(value, str) or not value or len(value.encode()) > most:
            return name
    return "" if urlsplit(card["url"]).scheme in ("http", "https") else "url"


def _is_known(state: State, user: str) -> bool:
    return bool(USER_ID.fullmatch(user)) and user not in state.settings.wecom_strangers


def _note(state: State, user: str, card: dict[str, Any], *, checked: bool) -> None:
    message = {"title": card["title"], "text": card["description"], "url": card["url"]}
    first = state.store.first("wecom_sent", " ".join([user, *message.values()]), 1800)
    if first or not checked:  # else WeCom drops what it has just shown
        state.store.note("wecom", {"to": user, **message})
