"""The phone in front of a self-service terminal: it opens the link and confirms (7-4, 9-1)."""

from typing import Annotated

from msgspec import Meta, Struct

from actions.kiosks import kiosk_sessions
from actions.kiosks.kiosk_sessions import Scanned
from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from rules.actors import Actor, Citizen


class OpenLink(Struct, forbid_unknown_fields=True):
    link: Annotated[str, Meta(pattern="^[A-Za-z0-9]{20}$")]


class KioskScanned(Struct, frozen=True):
    """Which kiosk this is; `match` are the two digits on its screen."""

    kiosk_name: str
    hall_name: str
    match: str


@endpoint(
    "POST",
    "/api/kiosk/scans/opened",
    may=May.ANYONE,
    takes=OpenLink,
    gives=KioskScanned,
    errors=("kiosk_scan_over",),
    limit=Limit(600, 60, "address"),
)
async def open_kiosk_link(call: Call[Actor, OpenLink]) -> KioskScanned:
    """Which kiosk a phone has scanned; the kiosk is told that somebody is at it."""
    return _shown(await kiosk_sessions.scanned(link=call.body.link, by=call.by, now=call.now))


@endpoint(
    "POST",
    "/api/kiosk/scans/confirmed",
    may=May.EVALUATOR,
    takes=OpenLink,
    gives=KioskScanned,
    errors=("kiosk_scan_over",),
)
async def confirm_kiosk_link(call: Call[Citizen, OpenLink]) -> KioskScanned:
    """Show the own services on this kiosk; the link works once."""
    return _shown(
        await kiosk_sessions.confirm(
            link=call.body.link, by=call.by, keys=call.deps.keys, now=call.now
        )
    )


def _shown(scanned: Scanned) -> KioskScanned:
    return KioskScanned(scanned.kiosk_name, scanned.hall_name, scanned.match)
