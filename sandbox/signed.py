"""Requests as the city has its partners sign them, and the ways in which they get it wrong."""

import asyncio
import hashlib
import hmac
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from sandbox.state import Fault, State

SECONDS = 30.0
JUNK = "\x00<html>not what you wanted</html>"
WRONG_BY = timedelta(minutes=11)  # one more than the city puts up with
UNANSWERED = {"status": 0}


def fault_of(state: State, party: str) -> Fault:
    """How a party that calls the city misbehaves this time."""
    fault = state.faults.get(party)
    if fault is not None and fault.times is not None:
        fault.times -= 1
        if fault.times < 0:
            del state.faults[party]
            fault = None
    return fault or Fault()


async def post(
    asked: dict[str, Any], path: str, message: Any, fault: Fault, *, skew: float = 0.0
) -> dict[str, Any]:
    """Sign and send; the status with the answer, 0 if none was heard.

    `asked`: `product`, `key_id`, `secret`, and `at` if it is not now. `skew`: seconds this clock is
    ahead. A fault's `fail` may be bad_signature, clock or replay.
    """
    await asyncio.sleep(fault.delay)
    if fault.down:
        return UNANSWERED
    body = JUNK.encode() if fault.junk else json.dumps(message).encode()
    headers = _headers(asked, path, body, fault, skew)
    async with httpx.AsyncClient(
        base_url=asked["product"], timeout=SECONDS, trust_env=False
    ) as http:
        answer = await http.post(path, content=body, headers=headers)
        if fault.fail == "replay":
            answer = await http.post(path, content=body, headers=headers)
    return UNANSWERED if fault.deaf else {"status": answer.status_code, **answer.json()}


def _headers(
    asked: dict[str, Any], path: str, body: bytes, fault: Fault, skew: float
) -> dict[str, str]:
    """HMAC-SHA256 over method, path, time, nonce and the body's SHA-256."""
    at = datetime.fromisoformat(asked["at"]) if asked.get("at") else datetime.now(UTC)
    at += timedelta(seconds=skew) + (WRONG_BY if fault.fail == "clock" else timedelta())
    secret = "another" if fault.fail == "bad_signature" else str(asked["secret"])
    nonce = secrets.token_hex(8)
    text = "\n".join(["POST", path, at.isoformat(), nonce, hashlib.sha256(body).hexdigest()])
    return {
        "content-type": "application/json",
        "x-key-id": str(asked["key_id"]),
        "x-time": at.isoformat(),
        "x-nonce": nonce,
        "x-signature": hmac.new(secret.encode(), text.encode(), "sha256").hexdigest(),
    }
