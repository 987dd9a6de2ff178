"""A self-service terminal as a test holds it: paired over HTTP, opened by a phone or a slip.

kiosk = await kiosk_of(house)
session = await kiosk.scanned_by(phone)         # or await kiosk.type_slip(code)
await kiosk.rate(session, service, "satisfied")
"""

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import zxingcpp
from PIL import Image

from tests.support.house import Answer, Caller, House
from tests.support.town import Person

QUIET, DOT = 4, 6  # squares around the code, pixels a square


@dataclass
class KioskInHand:
    id: str
    http: Caller

    async def scan(self) -> dict[str, Any]:
        """Offer a code; what the kiosk was told, with the link a phone would read."""
        answer = await self.http.post("/api/kiosk/scans")
        assert answer.status == 201, answer
        return {**answer.body, "link": read(answer.body["rows"])}

    async def scanned_by(self, phone: Caller) -> str:
        """A phone confirms; the token of the session."""
        scan = await self.scan()
        answer = await phone.post("/api/kiosk/scans/confirmed", link=token_of(scan["link"]))
        assert answer.status == 200, answer
        return str(scan["session"])

    async def type_slip(self, code: str) -> Answer:
        return await self.http.post("/api/kiosk/slips", code=code)

    async def look(self, session: str) -> Answer:
        return await self.http.post("/api/kiosk/session", session=session)

    async def rate(self, session: str, service: str, grade: str, **more: Any) -> Answer:
        form = {"key": secrets.token_hex(12), "service_id": service, "grade": grade, **more}
        return await self.http.post("/api/kiosk/ratings", session=session, **form)


def read(rows: list[str]) -> str:
    """What a phone's camera reads from the squares."""
    side = (len(rows) + 2 * QUIET) * DOT
    drawn = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, square in enumerate(row):
            if square == "1":
                left, top = (x + QUIET) * DOT, (y + QUIET) * DOT
                drawn.paste(0, (left, top, left + DOT, top + DOT))
    [found] = zxingcpp.read_barcodes(drawn)
    return str(found.text)


def token_of(link: str) -> str:
    return parse_qs(urlsplit(link).query)["k"][0]


async def kiosk_of(house: House, name: str = "一号终端") -> KioskInHand:
    """The hall manager adds a kiosk, and somebody types its code."""
    manager = await house.staff("hall")
    made = await manager.post(f"/api/halls/{house.town.window.hall_id}/kiosks", name=name)
    assert made.status == 201, made
    answer = await house.nobody.post("/api/kiosk/pair", code=made.body["code"])
    assert answer.status == 201, answer
    caller = Caller(house.app.client, answer.body["token"])
    return KioskInHand(made.body["kiosk_id"], caller)


async def slip_of(house: House, applicant: Person, number: str) -> tuple[str, str]:
    """A queue machine tells of an ended service and prints a slip: the service, the code."""
    town = house.town
    told = await house.take_in(
        {
            "project_number": number,
            "service_number": 1,
            "item_code": town.item.code,
            "hall_code": "xq-hall",
            "window_number": town.window.number,
            "officer_login": "officer",
            "ended_at": house.clock.now.isoformat(),
            "applicant": applicant.party,
            "slip": True,
        }
    )
    assert told.status == 201, json.dumps(told.body)
    return str(told.body["service_id"]), str(told.body["slip_code"])
