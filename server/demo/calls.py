"""Calls of the demo's hotline: the sandbox's call centre makes them, by HTTP or as a switch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import uuid4

import httpx
import msgspec

from actions.dependencies import Dependencies
from models import PartnerKey, ServiceItem
from rules.partners import Scope
from rules.rating import Channel
from server.demo.partners import key_of, secret_of
from server.demo.people import Person, crowd

HOTLINE = "hotline-demo"
SECONDS = 30.0
# Most are content, some press beside, some hang up.
KEYS: Sequence[Sequence[str]] = (["1"], ["1"], ["2"], ["9", "1"], ["3"], ["4"], ["hang up"], [])


@dataclass(frozen=True, slots=True)
class Exchange:
    """Where the stand-in, the product and its service for switches are."""

    sandbox: str
    product: str
    voice_host: str
    voice_port: int


async def ring(
    *, at: Exchange, seed: int, rng: Random, deps: Dependencies, now: datetime
) -> list[dict[str, Any]]:
    """Somebody calls about an item, and is asked afterwards; what was said."""
    centre = await _call_centre(deps)
    items = await ServiceItem.all().order_by("code")
    item, caller, number = rng.choice(items), rng.choice(crowd(seed)), f"D{uuid4().hex}"
    keys = rng.choice(KEYS)
    if rng.random() < 0.5:
        asked = _by_switch(at, item, caller, number)
    else:
        asked = _by_wire(at, item, caller, number, centre, deps=deps, now=now)
    async with httpx.AsyncClient(base_url=at.sandbox, timeout=SECONDS) as http:
        answer = await http.post(
            "/hotline/_call", json={**asked, "keys": keys, "at": now.isoformat()}
        )
    said: list[dict[str, Any]] = answer.json()["said"]
    return said


async def _call_centre(deps: Dependencies) -> PartnerKey:
    return await key_of(
        HOTLINE, name="12345 热线（演示）", party=Channel.HOTLINE, scope=Scope.CALLS, deps=deps
    )


def _by_switch(at: Exchange, item: ServiceItem, caller: Person, number: str) -> dict[str, Any]:
    return {
        "way": "agi",
        "host": at.voice_host,
        "port": at.voice_port,
        "arguments": [item.code],
        "caller": caller.party.phone,
        "call_number": number,
    }


def _by_wire(
    at: Exchange,
    item: ServiceItem,
    caller: Person,
    number: str,
    centre: PartnerKey,
    *,
    deps: Dependencies,
    now: datetime,
) -> dict[str, Any]:
    return {
        "way": "http",
        "product": at.product,
        "key_id": HOTLINE,
        "secret": secret_of(centre, deps),
        "call": {
            "call_number": number,
            "item_code": item.code,
            "ended_at": now.isoformat(),
            "caller": msgspec.to_builtins(caller.party),
        },
    }
