"""Ratings of the demo city by every channel in turn, each through the stand-in that is outside.

The hotline, text messages, the complaint platform and paper have rhythms of their own (`run.py`).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import uuid4

import httpx
import msgspec

from actions.dependencies import Dependencies
from actions.kiosks import kiosks
from actions.windows import rating_devices
from models import (
    Kiosk,
    PartnerKey,
    RatingDevice,
    ServiceItem,
    Staff,
    Window,
    WindowCode,
)
from rules.grades import Grade
from rules.notice import NOTICE_VERSION
from rules.rating import Channel
from server.demo.calls import SECONDS, Exchange
from server.demo.load import SEED
from server.demo.members import by_login
from server.demo.partners import PORTAL, QUEUE_MACHINE, secret_of
from server.demo.people import Person, crowd, demo_persons
from server.demo.rosters import AROUND_THE_CLOCK

TERMINAL, DEVICE = "自助终端（演示）", "评价器（演示）"
ON_THE_PHONE = "lin"  # who rates by phone
# Most are content. By GB/T 39046, as agreed with the portal, 1 is the best.
GRADES = (Grade.VERY_SATISFIED, Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.BASICALLY_SATISFIED)
CODES = ("1", "1", "2", "3", "4")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Street:
    """Whoever is outside, at one moment."""

    at: Exchange
    rng: Random
    deps: Dependencies
    now: datetime

    async def ask(self, path: str, key_id: str = "", **told: Any) -> dict[str, Any]:
        """A stand-in does something with the product, as partner or as anybody."""
        signing = {}
        if key_id:
            key = await PartnerKey.get(key_id=key_id)
            signing = {"key_id": key_id, "secret": secret_of(key, self.deps)}
        body = {"product": self.at.product, "at": self.now.isoformat(), **signing, **told}
        async with httpx.AsyncClient(base_url=self.at.sandbox, timeout=SECONDS) as http:
            answer = await http.post(path, json=body)
            answer.raise_for_status()
        said: dict[str, Any] = answer.json()
        return said

    @property
    def grade(self) -> str:
        return self.rng.choice(GRADES)


async def next_channel(turn: int, street: Street) -> bool:
    """The channel whose turn it is; whether somebody rated by it."""
    return await CHANNELS[turn % len(CHANNELS)](street)


async def on_the_portal(street: Street, platform: Channel) -> bool:
    """Somebody had a service online, and rated it over there."""
    item = street.rng.choice(await ServiceItem.all().order_by("code"))
    number = f"GD{uuid4().hex[:20]}"
    case = {"project_number": number, "service_number": 1, "platform": platform}
    ended = {
        "item_code": item.code,
        "ended_at": (street.now - HOUR).isoformat(),
        "applicant": msgspec.to_builtins(street.rng.choice(crowd(SEED)).party),
    }
    rated = {
        "number": f"PJ{number}",
        "grade": street.rng.choice(CODES),
        "rated_at": street.now.isoformat(),
    }
    told = {"services": [{**case, **ended}], "ratings": [{**case, **rated}]}
    return bool((await street.ask("/portal/_tell", PORTAL, **told))["ratings_told"])


async def by_slip_at_a_terminal(street: Street) -> bool:
    """The queue machine prints a slip, and its code is typed at a terminal."""
    window = await _window()
    if not await Kiosk.exists(name=TERMINAL, active=1, paired_at__isnull=False):
        by, keys = await by_login("hall"), street.deps.keys
        made = await kiosks.add(
            hall_id=window.hall_id, name=TERMINAL, keys=keys, by=by, now=street.now
        )
        await street.ask("/terminals/_pair", kind="kiosk", name=TERMINAL, code=made.code)
    [slip] = (await _end(street, window, street.rng.choice(crowd(SEED))))["slips"][-1:]
    form = {"name": TERMINAL, "code": slip["code"], "grade": street.grade}
    return bool((await street.ask("/terminals/_slip", **form))["opened"])


async def by_tap_at_the_window(street: Street) -> bool:
    """The device at a window asks about what has just ended there."""
    window = await _window()
    if not await RatingDevice.exists(window_id=window.id, active=1, paired_at__isnull=False):
        by, keys = await by_login("hall"), street.deps.keys
        made = await rating_devices.make_code(
            window_id=window.id, name=DEVICE, keys=keys, by=by, now=street.now
        )
        await street.ask("/terminals/_pair", kind="device", name=DEVICE, code=made.code)
    device = await RatingDevice.get(window_id=window.id, active=1)
    if device.name != DEVICE:  # a newcomer paired a tablet of his own
        return False
    await street.ask("/terminals/_tap", name=DEVICE, grade=street.grade)  # its heartbeat
    await _end(street, window, street.rng.choice(crowd(SEED)))
    return bool((await street.ask("/terminals/_tap", name=DEVICE, grade=street.grade))["asked"])


async def by_the_windows_code(street: Street) -> bool:
    """Somebody scans the code at the window that never closes."""
    window, person = await _window(AROUND_THE_CLOCK.split("/")[1]), _on_the_phone()
    await _end(street, window, person)
    code = await WindowCode.get(window_id=window.id, active=1)
    return await _scan(street, person, window=code.token)


async def by_the_link_of_a_slip(street: Street) -> bool:
    """Somebody scans the slip."""
    window, person = await _window(), _on_the_phone()
    [slip] = (await _end(street, window, person))["slips"][-1:]
    return await _scan(street, person, link=slip["link"])


CHANNELS: tuple[Callable[[Street], Awaitable[bool]], ...] = (
    partial(on_the_portal, platform=Channel.GDZWFW_WEB),
    by_slip_at_a_terminal,
    by_tap_at_the_window,
    by_the_windows_code,
    partial(on_the_portal, platform=Channel.YUESHENGSHI),
    by_the_link_of_a_slip,
)


def _on_the_phone() -> Person:
    [person] = [one for one in demo_persons() if one.key == ON_THE_PHONE]
    return person


async def _window(number: str = "") -> Window:
    """A window of the hall that never closes: its second one, or that of `number`."""
    hall, always = AROUND_THE_CLOCK.split("/")
    own = Window.filter(hall__code=hall, closed_at=None).order_by("number").select_related("hall")
    found = own.filter(number=number) if number else own.exclude(number=always)
    window = await found.first()
    assert window is not None
    return window


async def _end(street: Street, window: Window, applicant: Person) -> dict[str, Any]:
    """A service ends at a window, as the queue machine tells of it."""
    items = await ServiceItem.filter(institution_id=window.institution_id).order_by("code")
    officers = Staff.filter(institution_id=window.institution_id, role="officer", active=True)
    officer = await officers.order_by("login").first()
    assert officer is not None
    told = {
        "project_number": f"QM{uuid4().hex[:20]}",
        "service_number": 1,
        "item_code": street.rng.choice(items).code,
        "hall_code": window.hall.code,
        "window_number": window.number,
        "officer_login": officer.login,
        "ended_at": street.now.isoformat(),
        "applicant": msgspec.to_builtins(applicant.party),
        "slip": True,
    }
    return await street.ask("/queue/_end", QUEUE_MACHINE, services=[told])


async def _scan(street: Street, person: Person, **opened: str) -> bool:
    form = {"person": person.key, "notice_version": NOTICE_VERSION, "grade": street.grade}
    return bool((await street.ask("/terminals/_scan", **form, **opened))["found"])
