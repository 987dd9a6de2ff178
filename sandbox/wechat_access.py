"""What every WeChat interface checks first: the token, and how often it was called."""

from collections.abc import Awaitable, Callable
from functools import wraps

from sanic import HTTPResponse, Request
from sanic.response import json

from sandbox import wechat_token
from sandbox.state import State, body_of, state_of

Handler = Callable[[Request], Awaitable[HTTPResponse]]
REFUSALS = {
    wechat_token.UNKNOWN: "invalid credential, access_token is invalid or not latest",
    wechat_token.EXPIRED: "access_token expired",
}


def error(code: int, message: str) -> HTTPResponse:
    return json({"errcode": code, "errmsg": message})


def with_token(handler: Handler) -> Handler:
    """41001, 40001 or 42001 for a missing, unknown or old token, 45009 for too many calls."""

    @wraps(handler)
    async def checked(request: Request) -> HTTPResponse:
        state = state_of(request)
        token = request.args.get("access_token", "")
        if not token:
            return error(41001, "access_token missing")
        if code := wechat_token.refusal(state, token):
            return error(code, REFUSALS[code])
        if too_often(state, request.path):
            return error(45009, "reach max api daily quota limit")
        if not request.body:
            return error(44002, "empty post data")
        if not body_of(request):
            return error(47001, "data format error")
        return await handler(request)

    return checked


def too_often(state: State, path: str) -> bool:
    return state.store.add("calls", path, 1, 60) > state.settings.per_minute
