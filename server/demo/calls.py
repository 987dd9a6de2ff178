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
from actions.keys import new_token
from models import Partner, ServiceItem
from rules.rating import Channel
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


async def _call_centre(deps: Dependencies) -> Partner:
    """The partner, also in a city that was loaded before there was a hotline."""
    row = uuid4()
    sealed = deps.keys.seal(new_token(), Partner, "secret_sealed", row)
    made = {
        "id": row,
        "name": "12345 热线（演示）",
        "secret_sealed": sealed,
        "party": Channel.HOTLINE,
    }
    centre, _ = await Partner.get_or_create(key_id=HOTLINE, defaults=made)
    return centre


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
    centre: Partner,
    *,
    deps: Dependencies,
    now: datetime,
) -> dict[str, Any]:
    return {
        "way": "http",
        "product": at.product,
        "key_id": HOTLINE,
        "secret": deps.keys.open(centre.secret_sealed, centre, "secret_sealed", centre.id),
        "call": {
            "call_number": number,
            "item_code": item.code,
            "ended_at": now.isoformat(),
            "caller": msgspec.to_builtins(caller.party),
        },
    }
