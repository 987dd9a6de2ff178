"""The unified identity provider: OAuth 2.0 with an authorization code (RFC 6749, 4.1).

The real one asks for a password or a face; here one chooses a demo person and goes on.
"""

from urllib.parse import urlencode

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, json, redirect

from sandbox.accounts import IDENTITY_CLIENT, SECRET
from sandbox.page import hidden, page, person_choice
from sandbox.state import State, form_of, state_of

bp = Blueprint("identity", url_prefix="/identity")
TITLE = "统一身份认证"
CODE_SECONDS = 300
BEARER_SECONDS = 600
KEPT = ("client_id", "redirect_uri", "response_type", "scope", "state")


@bp.get("/authorize")
async def authorize(request: Request) -> HTTPResponse:
    """A person chooses who to be."""
    asked = {name: request.args.get(name, "") for name in KEPT}
    if wrong := _wrong(asked):
        return html(page(TITLE, f"<p>{wrong}</p>"), 400)
    cancel = _back(asked["redirect_uri"], error="access_denied", state=asked["state"])
    form = person_choice(
        state_of(request).persons(),
        action="/identity/authorize",
        hidden_fields=hidden(asked),
        lead="“好差评”申请获取您的姓名、证件和手机号，用于实名评价。",
        button="授权并继续",
        cancel=cancel,
    )
    return html(page(TITLE, form))


@bp.post("/authorize")
async def agree(request: Request) -> HTTPResponse:
    """Back to whoever asked, with a code that works once within five minutes."""
    state, form = state_of(request), form_of(request)
    asked = {name: form.get(name, "") for name in KEPT}
    person = state.person(form.get("person", ""))
    if wrong := _wrong(asked) or ("" if person else "请先选择一位演示人员。"):
        return html(page(TITLE, f"<p>{wrong}</p>"), 400)
    proof = {"person": form.get("person"), "redirect_uri": asked["redirect_uri"]}
    code = state.grant("code", proof, CODE_SECONDS)
    return redirect(_back(asked["redirect_uri"], code=code, state=asked["state"]), status=303)


def _wrong(asked: dict[str, str]) -> str:
    if asked["client_id"] != IDENTITY_CLIENT:
        return "应用未登记。"
    if asked["response_type"] != "code":
        return "请求类型不受支持。"
    if not asked["redirect_uri"].startswith(("http://", "https://")):
        return "返回地址无效。"
    return ""


def _back(redirect_uri: str, **query: str) -> str:
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{urlencode(query)}"


@bp.post("/token")
async def token(request: Request) -> HTTPResponse:
    state, form = state_of(request), form_of(request)
    if not is_client(form.get("client_id"), form.get("client_secret")):
        return json({"error": "invalid_client"}, 401)
    if form.get("grant_type") != "authorization_code":
        return json({"error": "unsupported_grant_type"}, 400)
    proof = state.store.take("code", form.get("code", ""))
    if proof is None or proof["redirect_uri"] != form.get("redirect_uri"):
        return json({"error": "invalid_grant"}, 400)
    bearer = state.grant("bearer", proof["person"], BEARER_SECONDS)
    return json({"access_token": bearer, "token_type": "bearer", "expires_in": BEARER_SECONDS})


def is_client(client_id: object, secret: object) -> bool:
    return (client_id, secret) == (IDENTITY_CLIENT, SECRET)


@bp.get("/userinfo")
async def userinfo(request: Request) -> HTTPResponse:
    state = state_of(request)
    described = describe(state, state.store.get("bearer", request.token or ""))
    return json(described) if described else json({"error": "invalid_token"}, 401)


def describe(state: State, key: str | None) -> dict[str, str] | None:
    person = state.person(key or "")
    return person.described() if person else None
