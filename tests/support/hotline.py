"""Calls of the hotline in a test: the sandbox's call centre makes them.

said = await call(house, "C1", keys=["9", "2"], caller=CHEN.party)      # over signed HTTP
async with voice_of(house) as voice:
    said = await switch(house, voice, "C2", keys=["1"], phone="139…")       # over FastAGI
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from server.voice import Voice
from tests.support.house import House
from tests.support.processes import free_port
from tests.support.town import PARTNER_SECRET

PARTNER = "hotline-1"


async def _made(house: House, asked: dict[str, Any]) -> list[dict[str, Any]]:
    answer = await house.app.client.post(f"{house.sandbox.url}/hotline/_call", json=asked)
    assert answer.status_code == 200, answer.text
    said: list[dict[str, Any]] = answer.json()["said"]
    return said


async def call(house: House, number: str, *, keys: list[str], **told: Any) -> list[dict[str, Any]]:
    """What the product answered to the end of the call, the question and each key."""
    at = house.clock.now.isoformat()
    ended = {
        "call_number": number,
        "item_code": house.town.item.code,
        "officer_login": "officer",
        "ended_at": at,
        **told,
    }
    return await _made(
        house,
        {
            "way": "http",
            "product": house.app.url,
            "key_id": PARTNER,
            "secret": PARTNER_SECRET,
            "call": ended,
            "keys": keys,
            "at": at,
        },
    )


@asynccontextmanager
async def voice_of(house: House, **settings: Any) -> AsyncIterator[Voice]:
    """The service for switches, on the house's own dependencies."""
    chosen = {"voice_port": free_port(), "voice_partner": PARTNER, **settings}
    voice = Voice(replace(house.app.settings, **chosen), house.app.deps, house.clock)
    await voice.start()
    try:
        yield voice
    finally:
        await voice.stop()


async def switch(
    house: House,
    voice: Voice,
    number: str,
    *,
    keys: list[str],
    phone: str = "unknown",
    item: str = "",
) -> list[str]:
    """The commands of the service, each with the key that answered it."""
    said = await _made(
        house,
        {
            "way": "agi",
            "host": "127.0.0.1",
            "port": voice.settings.voice_port,
            "arguments": [item or house.town.item.code, "officer"],
            "caller": phone,
            "call_number": number,
            "keys": keys,
        },
    )
    return [f"{one['command']} {one['key']}".strip() for one in said]
