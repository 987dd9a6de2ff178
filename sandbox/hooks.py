"""A partner that is told: it checks what a real one would, and keeps what it was told.

`POST /partner/_secret` gives it the secret it checks with. Told to, it is slow, hangs, fails,
answers 3xx, or does its work and hangs up (`/_control`, party `partner`).
"""

import base64
import hashlib
import hmac
from typing import Any

from sanic import Blueprint, HTTPResponse, Request
from sanic.response import empty, json

from sandbox.state import body_of, state_of

bp = Blueprint("partner", url_prefix="/partner")


@bp.post("/notices")
async def notices(request: Request) -> HTTPResponse:
    """A notice: 204 if it is rightly signed, known ones too; 401 if not."""
    store = state_of(request).store
    secret = str(store.get("hook_secret", "now") or "")
    said = body_of(request)
    if not _is_signed(secret, request) or said.get("id") != request.headers.get("webhook-id"):
        return json({"code": "bad_signature"}, 401)
    known = store.get("hook", said["id"]) or {"times": 0, "turn": len(store.keyed("hook"))}
    store.put("hook", said["id"], {**known, "times": known["times"] + 1, "said": said})
    return empty()


@bp.post("/_secret")
async def secret(request: Request) -> HTTPResponse:
    """`{"secret": "whsec_…"}` or, in the partner's own scheme, the partner's shared secret."""
    state_of(request).store.put("hook_secret", "now", body_of(request).get("secret", ""))
    return json({"kept": True})


@bp.get("/_kept")
async def kept(request: Request) -> HTTPResponse:
    """What it was told, in the order of its first coming, with how often: `{"notices": […]}`."""
    found: list[dict[str, Any]] = list(state_of(request).store.keyed("hook").values())
    return json({"notices": sorted(found, key=lambda one: int(one["turn"]))})


def _is_signed(secret: str, request: Request) -> bool:
    if "x-signature" in request.headers:
        return _is_signed_as_the_partner_does(secret, request)
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        return False
    moment = request.headers.get("webhook-timestamp", "")
    text = f"{request.headers.get('webhook-id', '')}.{moment}.".encode() + request.body
    wanted = "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    return wanted in request.headers.get("webhook-signature", "").split(" ")


def _is_signed_as_the_partner_does(secret: str, request: Request) -> bool:
    at, nonce = request.headers.get("x-time", ""), request.headers.get("x-nonce", "")
    digest = hashlib.sha256(request.body).hexdigest()
    text = "\n".join([request.method, request.path, at, nonce, digest])
    wanted = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted, request.headers["x-signature"])
