"""What phones send back: the SMS gateway tells the city of it, signed as a partner signs.

`POST /sms/_answer` is somebody who answers a text message. Without an extension it goes to the
number the newest message to that phone came from, as thumbs do.
"""

import asyncio
import hashlib
import hmac
import json as plain
import secrets
from datetime import UTC, datetime
from typing import Any

import httpx
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json, redirect

from sandbox.state import Fault, State, body_of, form_of, state_of

bp = Blueprint("sms_answers", url_prefix="/sms")
HERE = "/api/intake/texts/batch"
SECONDS = 20.0
JUNK = {"rows": [{"number": "", "phone": "unknown", "text": 5}, "5"]}


@bp.put("/_upstream")
async def upstream(request: Request) -> HTTPResponse:
    """Whom to tell of answers, and what to sign with: `{"product", "key_id", "secret"}`."""
    state_of(request).store.put("sms_upstream", "city", body_of(request))
    return json({"put": True})


@bp.post("/_answer")
async def answer(request: Request) -> HTTPResponse:
    """`{"phone", "text"}`, and if wanted `extension`, `number`, `at`, `again` (the same request
    once more, nonce and all) and what `_upstream` takes; what the city said to each telling.
    """
    state = state_of(request)
    form = form_of(request)
    asked = {**(state.store.get("sms_upstream", "city") or {}), **(form or body_of(request))}
    told = await tell(asked, state)
    return redirect("/") if form else json({"said": told})


async def tell(asked: dict[str, Any], state: State) -> list[dict[str, Any]]:
    """Tell of one answer, and as often more as the settings say."""
    fault = state.faults.get("sms_answers") or Fault()
    at = asked.get("at") or datetime.now(UTC).isoformat()
    row = {
        "number": asked.get("number") or f"MO{secrets.token_hex(10)}",
        "phone": asked["phone"],
        "text": asked["text"],
        "sent_at": at,
        "extension": asked.get("extension", _extension(state, asked["phone"])),
    }
    body = plain.dumps(JUNK if fault.junk else {"rows": [row]}).encode()
    said = []
    for _ in range(1 + state.settings.sms_repeats):
        await asyncio.sleep(fault.delay)
        headers = _signed(asked, body, at, fault)
        for _ in range(2 if asked.get("again") else 1):
            said.append(await _post(asked["product"], body, headers))
    return said


def _extension(state: State, phone: str) -> str:
    sent = [one for one in state.store.sent() if one["channel"] == "sms" and one["to"] == phone]
    return str(sent[-1].get("extension", "")) if sent else ""


def _signed(asked: dict[str, Any], body: bytes, at: str, fault: Fault) -> dict[str, str]:
    nonce = secrets.token_hex(8)
    secret = "another" if fault.fail == "bad_signature" else asked["secret"]
    text = "\n".join(["POST", HERE, at, nonce, hashlib.sha256(body).hexdigest()])
    return {
        "content-type": "application/json",
        "x-key-id": asked["key_id"],
        "x-time": at,
        "x-nonce": nonce,
        "x-signature": hmac.new(secret.encode(), text.encode(), "sha256").hexdigest(),
    }


async def _post(product: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=product, timeout=SECONDS) as http:
        told = await http.post(HERE, content=body, headers=headers)
    return {"status": told.status_code, **told.json()}
