"""What stands in a hall, and a citizen's phone: rating device, terminal, WeChat on the phone.

Each keeps what the city gave it, taps as often as it is told to (`partner_repeats`) under one key,
and says what a real one would stumble over.
"""

import asyncio
import secrets
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from sanic import Blueprint, HTTPResponse, Request
from sanic.response import json

from sandbox.jump import TICKET_SECONDS
from sandbox.signed import SECONDS, UNANSWERED, fault_of
from sandbox.state import State, body_of, state_of

bp = Blueprint("terminals", url_prefix="/terminals")
PAIR = {"device": "/api/device/pair", "kiosk": "/api/kiosk/pair"}
Said = dict[str, Any]


class Wire:
    """A terminal's way to the product, with its token."""

    def __init__(self, state: State, asked: Said, token: str = "") -> None:
        self.state = state
        self.product = str(asked["product"])
        self.token = token

    async def post(self, path: str, body: Said, *, times: int = 1) -> Said:
        """The answer to the last of so many."""
        return await self._ask("POST", path, body, times)

    async def get(self, path: str) -> Said:
        return await self._ask("GET", path, None, 1)

    async def _ask(self, method: str, path: str, body: Said | None, times: int) -> Said:
        fault = fault_of(self.state, "terminals")
        await asyncio.sleep(fault.delay)
        if fault.down:
            return UNANSWERED
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        async with httpx.AsyncClient(
            base_url=self.product, timeout=SECONDS, trust_env=False
        ) as http:
            for _ in range(times):
                answer = await http.request(method, path, json=body, headers=headers)
        return {"status": answer.status_code, **(answer.json() or {})}


def _repeats(state: State) -> int:
    return 1 + state.settings.partner_repeats


@bp.post("/_pair")
async def pair(request: Request) -> HTTPResponse:
    """Somebody types a code: `{"product", "kind": "device" or "kiosk", "name", "code"}`."""
    state, asked = state_of(request), body_of(request)
    answer = await Wire(state, asked).post(PAIR[asked["kind"]], {"code": asked["code"]})
    if token := answer.pop("token", ""):
        state.store.put("terminal", str(asked["name"]), token)
    return json({"paired": bool(token), "status": answer["status"]})


@bp.post("/_tap")
async def tap(request: Request) -> HTTPResponse:
    """A citizen taps a face, if the device asks: `{"product", "name", "grade", "tags"}`."""
    state, asked = state_of(request), body_of(request)
    wire = Wire(state, asked, str(state.store.get("terminal", str(asked["name"]))))
    question = (await wire.get("/api/device/state")).get("question")
    if question is None:
        return json({"asked": False})
    form = {
        "key": secrets.token_hex(12),
        "service_id": question["service_id"],
        "service_token": question["token"],
        "grade": asked["grade"],
        "tags": asked.get("tags", []),
    }
    answer = await wire.post("/api/device/ratings", form, times=_repeats(state))
    return json({"asked": True, **answer})


@bp.post("/_slip")
async def slip(request: Request) -> HTTPResponse:
    """A citizen types a slip's code and rates: `{"product", "name", "code", "grade"}`."""
    state, asked = state_of(request), body_of(request)
    wire = Wire(state, asked, str(state.store.get("terminal", str(asked["name"]))))
    opened = await wire.post("/api/kiosk/slips", {"code": asked["code"]})
    services = opened.get("visit", {}).get("services", [])
    if len(services) != 1:  # a slip opens one service and no other
        return json({"opened": False, **opened})
    session = {"session": opened["session"]}
    form = {
        **session,
        "key": secrets.token_hex(12),
        "service_id": services[0]["id"],
        "grade": asked["grade"],
    }
    answer = await wire.post("/api/kiosk/ratings", form, times=_repeats(state))
    ended = await wire.post("/api/kiosk/end", session)
    return json({"opened": True, "cleared": ended["status"], **answer})


@bp.post("/_scan")
async def scan(request: Request) -> HTTPResponse:
    """A citizen scans a window's code or taps a voucher link, signs in and rates.

    `{"product", "person", "notice_version", "window" or "link", "grade"}`.
    """
    state, asked = state_of(request), body_of(request)
    wire = Wire(state, asked)
    await _sign_in(wire, str(asked["person"]), str(asked["notice_version"]))
    service = await _to_rate(wire, asked)
    if service is None:
        return json({"found": False})
    form = {"key": secrets.token_hex(12), "service_id": service["id"], "grade": asked["grade"]}
    answer = await wire.post("/api/ratings", form, times=_repeats(state))
    return json({"found": True, **answer})


async def _sign_in(wire: Wire, person: str, notice_version: str) -> None:
    """In WeChat, with the real name by the other mini-program's ticket."""
    code = f"demo-{person}-{secrets.token_hex(4)}"
    wire.token = str((await wire.post("/api/sign-in/wechat", {"code": code})).get("token", ""))
    started = await wire.post("/api/sign-in/jump", {})
    back = {
        "ticket": wire.state.grant("ticket", person, TICKET_SECONDS),
        "state": parse_qs(urlsplit(started["path"]).query)["state"][0],
        "notice_version": notice_version,
    }
    signed = await wire.post("/api/sign-in/jump/return", back)
    wire.token = str(signed.get("token", wire.token))


async def _to_rate(wire: Wire, asked: Said) -> Said | None:
    if link := asked.get("link"):
        opened = await wire.post("/api/vouchers/opened", {"link": str(link).rpartition("v=")[2]})
        service: Said | None = opened.get("service")
        return service
    own = (await wire.get(f"/api/windows/{asked['window']}/services")).get("services", [])
    return next((one for one in own if one["rated_as"] is None), None)
