"""An identity provider of staff: OpenID Connect Core 1.0 with a code, PKCE and nonce.

The real one asks for a password or a card; here one chooses who to be. It checks what the real one
would, and `oidc_…` of the settings says what it does wrong.
"""

import base64
import hashlib
import re
import time
from typing import Any
from urllib.parse import urlencode, urlsplit

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import html, json, raw, redirect

from sandbox.accounts import SECRET, STAFF_CLIENT, STAFF_RETURN, STAFF_SUBJECTS
from sandbox.oidc_tokens import SigningKeys, signed
from sandbox.page import hidden, page, person_choice
from sandbox.persons import Person
from sandbox.state import State, form_of, state_of

bp = Blueprint("oidc", url_prefix="/oidc")
TITLE = "工作人员统一身份认证"
CODE_SECONDS = 60
TOKEN_SECONDS = 300
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
KEPT = (
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)


def _issuer(request: Request) -> str:
    return f"{request.scheme}://{request.host}/oidc"


@bp.get("/.well-known/openid-configuration")
async def describe(request: Request) -> HTTPResponse:
    """OpenID Connect Discovery 1.0."""
    settings, at = state_of(request).settings, _issuer(request)
    if settings.oidc_large:
        return raw(b" " * settings.oidc_large, content_type="application/json")
    return json(
        {
            "issuer": settings.oidc_says or at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": settings.oidc_token_at or f"{at}/token",
            "jwks_uri": f"{at}/jwks",
            "end_session_endpoint": f"{at}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
        }
    )


@bp.get("/jwks")
async def jwks(request: Request) -> HTTPResponse:
    state = state_of(request)
    if state.settings.oidc_algorithm == "RS256":
        keys_of(request).use_rsa()
    return json(keys_of(request).published())


def keys_of(request: Request) -> SigningKeys:
    """The keys of this process."""
    if not hasattr(request.app.ctx, "oidc_keys"):
        request.app.ctx.oidc_keys = SigningKeys()
    keys: SigningKeys = request.app.ctx.oidc_keys
    return keys


@bp.post("/_turn-over")
async def turn_over(request: Request) -> HTTPResponse:
    """New keys; what was published before is gone."""
    keys_of(request).turn_over()
    return json({"turn": keys_of(request).turn})


@bp.get("/authorize")
async def authorize(request: Request) -> HTTPResponse:
    """Somebody chooses who to be."""
    asked = {name: request.args.get(name, "") for name in KEPT}
    if wrong := _wrong(asked):
        return html(page(TITLE, f'<div class="card"><p>{wrong}</p></div>'), 400)
    cancel = _back(request, asked, error="access_denied")
    form = person_choice(
        [Person(key, name, "", "", "", note=note) for key, (name, note) in STAFF_SUBJECTS.items()],
        action="/oidc/authorize",
        hidden_fields=hidden(asked),
        lead="“好差评”管理端请您登录。",
        button="登录",
        cancel=cancel,
    )
    return html(page(TITLE, form))


@bp.post("/authorize")
async def agree(request: Request) -> HTTPResponse:
    """Back to whoever asked, with a code that works once within a minute."""
    state, form = state_of(request), form_of(request)
    asked = {name: form.get(name, "") for name in KEPT}
    subject = form.get("person", "")
    if wrong := _wrong(asked) or ("" if subject else "请先选择一位演示人员。"):
        return html(page(TITLE, f'<div class="card"><p>{wrong}</p></div>'), 400)
    proof = {**asked, "subject": subject}
    code = state.grant("oidc_code", proof, CODE_SECONDS)
    return redirect(_back(request, asked, code=code), status=303)


def _wrong(asked: dict[str, str]) -> str:
    if asked["client_id"] != STAFF_CLIENT:
        return "应用未登记。"
    if urlsplit(asked["redirect_uri"]).path != STAFF_RETURN:
        return "返回地址未登记。"
    if asked["response_type"] != "code" or "openid" not in asked["scope"].split():
        return "请求类型不受支持。"
    if not asked["state"] or not asked["nonce"]:
        return "缺少 state 或 nonce。"
    if asked["code_challenge_method"] != "S256" or not CHALLENGE.fullmatch(asked["code_challenge"]):
        return "缺少 PKCE。"
    return ""


def _back(request: Request, asked: dict[str, str], **query: str) -> str:
    said = state_of(request).settings.oidc_says or _issuer(request)
    query = {**query, "state": asked["state"], "iss": said}
    return f"{asked['redirect_uri']}?{urlencode(query)}"


@bp.post("/token")
async def token(request: Request) -> HTTPResponse:
    """RFC 6749, 4.1.3, with RFC 7636; the client shows its secret in a header."""
    state, form = state_of(request), form_of(request)
    if request.headers.get("authorization") != _basic():
        return json({"error": "invalid_client"}, 401)
    if form.get("grant_type") != "authorization_code":
        return json({"error": "unsupported_grant_type"}, 400)
    proof = state.store.take("oidc_code", form.get("code", ""))
    if proof is None or proof["redirect_uri"] != form.get("redirect_uri"):
        return json({"error": "invalid_grant"}, 400)
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != proof["code_challenge"]:
        return json({"error": "invalid_grant"}, 400)
    body = {"access_token": "unused", "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
    return json({**body, "id_token": _id_token(request, state, proof)})


def _id_token(request: Request, state: State, proof: dict[str, Any]) -> str:
    now = state.settings.oidc_now or int(time.time())
    claims = {
        "iss": _issuer(request),
        "sub": proof["subject"],
        "aud": proof["client_id"],
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "nonce": proof["nonce"],
        **({"acr": state.settings.oidc_acr} if state.settings.oidc_acr else {}),
    }
    return signed(
        claims,
        keys_of(request),
        algorithm=state.settings.oidc_algorithm,
        spoil=state.settings.oidc_spoil,
    )


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{STAFF_CLIENT}:{SECRET}".encode()).decode()


@bp.get("/logout")
async def leave(request: Request) -> HTTPResponse:
    """RP-initiated logout: back to where the client asked for, if it is its own."""
    to = request.args.get("post_logout_redirect_uri", "")
    if request.args.get("client_id") != STAFF_CLIENT or not to.endswith("/console/sign-in"):
        return html(page(TITLE, '<div class="card"><p>已退出。</p></div>'))
    return redirect(to, status=303)
