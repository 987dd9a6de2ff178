"""Misbehaviour on demand: slow, refusing, talking junk, gone."""

import asyncio
from typing import Any

from sanic import HTTPResponse, Request
from sanic.response import BaseHTTPResponse, html, json

from sandbox.state import Fault, State, state_of

PARTIES = {
    "cgi-bin": "wechat",
    "cityservice": "wechat",
    "sns": "wechat",
    "wxa": "wechat",
    "identity": "identity",
    "oidc": "oidc",
    "sms": "sms",
    "wecom": "wecom",
    "province": "province",
    "complaints": "complaints",
    "partner": "partner",
}
TOKEN_PATH = "/cgi-bin/stable_token"
# Pages people look at and switches do not fail.
SPARED = frozenset(
    {
        "/identity/authorize",
        "/identity/jump",
        "/oidc/_turn-over",
        "/oidc/authorize",
        "/oidc/logout",
        "/sms/_answer",
        "/partner/_kept",
        "/partner/_secret",
        "/province/_data",
        "/province/_file",
        "/province/_kept",
        "/province/_rate",
        "/province/_lose",
        "/complaints/_kept",
        "/complaints/_file",
        "/complaints/_send",
    }
)


async def misbehave(request: Request) -> HTTPResponse | None:
    """What the party does instead of its work, if it was told to."""
    party = PARTIES.get(request.path.strip("/").split("/")[0])
    if party is None or request.path in SPARED:
        return None
    fault = _fault(state_of(request), party, request.path)
    if fault is None:
        return None
    await asyncio.sleep(fault.delay)
    request.ctx.deaf = fault.deaf
    if fault.down:
        _hang_up(request)
        return html("", 503)
    if fault.junk:
        return html("<html><body>not what you wanted</body></html>")
    return _refusal(party, fault.fail) if fault.fail else None


async def hang_up_afterwards(request: Request, response: BaseHTTPResponse) -> None:
    """Work was done, and its answer is lost on the way."""
    if getattr(request.ctx, "deaf", False):
        _hang_up(request)


def _fault(state: State, party: str, path: str) -> Fault | None:
    """WeChat's token has a fault of its own (`wechat_token`); down or slow are all of WeChat."""
    name = party
    if path == TOKEN_PATH and ("wechat_token" in state.faults or _only_fails(state, party)):
        name = "wechat_token"
    fault = state.faults.get(name)
    if fault is not None and fault.times is not None:
        fault.times -= 1
        if fault.times < 0:
            del state.faults[name]
            return None
    return fault


def _only_fails(state: State, party: str) -> bool:
    fault = state.faults.get(party)
    return fault is not None and bool(fault.fail)


def _hang_up(request: Request) -> None:
    transport: Any = request.transport
    transport.abort()


def _refusal(party: str, code: str) -> HTTPResponse:
    if party in ("wechat", "wecom"):
        return json({"errcode": int(code), "errmsg": "told to fail"})
    if party in ("identity", "oidc"):
        return json({"error": code}, 400)
    if party == "province":
        return json({}, headers={"c-response-desc": code})
    if party == "partner":  # any status; one of 3xx leads elsewhere
        return json({}, int(code), headers={"location": "http://169.254.169.254/"})
    if party == "complaints":
        return json({"code": code}, 401)
    return json({"code": code})
