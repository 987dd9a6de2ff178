"""WeChat: the text check. Words of the settings make a text risky or one to be looked at."""

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.state import State, body_of, state_of
from sandbox.wechat_access import error, with_token

bp = Blueprint("wechat_text")
LONGEST = 2500
SCENES = frozenset({1, 2, 3, 4})


@bp.post("/wxa/msg_sec_check")
@with_token
async def check_text(request: Request) -> HTTPResponse:
    state, body = state_of(request), body_of(request)
    openid, content = str(body.get("openid")), body.get("content")
    if not isinstance(content, str) or not content:
        return error(44002, "empty post data")
    if body.get("version") != 2 or len(content) > LONGEST:
        return error(47001, "data format error")
    if body.get("scene") not in SCENES:
        return error(40129, "invalid scene")
    if state.person_of_openid(openid) is None:
        return error(40003, "invalid openid")
    if not state.store.get("active", openid):
        return error(61010, "code is expired")
    suggest, label = _verdict(state, content)
    result = {"suggest": suggest, "label": label}
    return json({"errcode": 0, "errmsg": "ok", "result": result, "detail": []})


def _verdict(state: State, content: str) -> tuple[str, int]:
    if any(word in content for word in state.settings.risky_words):
        return "risky", 20001
    if any(word in content for word in state.settings.review_words):
        return "review", 10001
    return "pass", 100
