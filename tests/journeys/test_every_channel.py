"""A day on which every channel of the city goes wrong in every way it can, and both ends agree.

Each party is its stand-in, over real HTTP: what was refused is mended and told again, what nobody
heard of is told once more, and in the end nothing is lost, nothing doubled, and the province holds
the same (7-1, 7-3 … 7-6, 7-12, 10-1, 10-6).
"""

from collections import Counter
from datetime import timedelta
from typing import Any

import httpx
import pytest

from actions.complaints import take_in
from actions.exchange import push, reconcile
from models import (
    Partner,
    Rating,
    Reconciliation,
    ReconciliationLine,
    Region,
    ServiceItem,
    ServiceRecord,
)
from rules.notice import NOTICE_VERSION
from rules.work_calendar import local_day
from tests.journeys import test_complaint_platform as platform
from tests.journeys import test_paper as paper
from tests.journeys.exchange_steps import kept, states, tell
from tests.support import hotline
from tests.support.both_ends import differing
from tests.support.house import House
from tests.support.town import CHEN, PARTNER_SECRET

MINUTES = 60.0
Said = dict[str, Any]


class Outside:
    """The stand-ins of one house."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.wrong: list[str] = []

    async def ask(self, path: str, **told: Any) -> Said:
        """A stand-in does something with the product."""
        body = {
            "product": self.house.app.url,
            "secret": PARTNER_SECRET,
            "at": self.house.clock.now.isoformat(),
            **told,
        }
        async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
            answer = await http.post(f"{self.house.sandbox.url}{path}", json=body)
        assert answer.status_code == 200, answer.text
        said: Said = answer.json()
        self.wrong += said.get("wrong", [])
        return said

    async def queue(self, *services: Said, way: str = "_end", **more: Any) -> Said:
        return await self.ask(f"/queue/{way}", key_id="queue-1", services=services, **more)

    async def portal(self, way: str = "_tell", **told: Any) -> Said:
        return await self.ask(f"/portal/{way}", key_id="portal-1", **told)

    def ended(self, number: str, **more: Any) -> Said:
        """A service at the first window, with a slip."""
        return {
            "project_number": number,
            "service_number": 1,
            "item_code": self.house.town.item.code,
            "hall_code": "xq-hall",
            "window_number": "A03",
            "officer_login": "officer",
            "ended_at": (self.house.clock.now - timedelta(hours=2)).isoformat(),
            "applicant": CHEN.party,
            "slip": True,
            **more,
        }

    def online(self, number: str) -> Said:
        at = (self.house.clock.now - timedelta(hours=3)).isoformat()
        there = {"item_code": self.house.town.item.code, "ended_at": at}
        named = {"project_number": number, "service_number": 1, "applicant": CHEN.party}
        return {**there, **named, "platform": "yueshengshi"}

    def rated(self, number: str, grade: str, **more: Any) -> Said:
        at = (self.house.clock.now - timedelta(hours=1)).isoformat()
        about = {"project_number": number, "service_number": 1, "platform": "yueshengshi"}
        return {"number": f"PJ-{number}", **about, "grade": grade, "rated_at": at, **more}


async def queue_machine(out: Outside) -> list[Said]:
    """Wrong key, wrong clock, replay, half a batch, an unknown window, no answer; its slips."""
    sandbox, told = out.house.sandbox, [out.ended(f"QM{number}") for number in range(8)]
    for fail in ("bad_signature", "clock"):
        sandbox.fault(queue={"fail": fail})
        said = await out.queue(*told)
        assert (said["said"][-1]["status"], said["services_waiting"]) == (401, 8)
    sandbox.fault(queue={"down": True})
    assert (await out.queue())["services_waiting"] == 8
    sandbox.fault(queue={"junk": True})
    assert (await out.queue())["said"][-1]["code"] == "bad_request"
    sandbox.fault(queue={"fail": "half_bad"})
    sandbox.settings(partner_repeats=1, partner_skew=9.9 * MINUTES)
    said = await out.queue()
    assert (said["services_told"], said["services_refused"]) == (4, 4)
    slips = list(said["slips"])
    sandbox.fault(queue={"fail": "replay"})
    said = await out.queue(way="_again")  # taken, but it only heard that the request came twice
    assert said["said"][-1]["code"] == "request_replayed"
    sandbox.fault(queue={})
    sandbox.settings(partner_skew=-9.9 * MINUTES)
    said = await out.queue(out.ended("QM8", window_number="Z9"))
    assert (said["services_told"], said["services_refused"]) == (8, 1)
    slips += said["slips"]
    sandbox.fault(queue={"deaf": True})
    assert (await out.queue(out.ended("QM9")))["services_waiting"] == 1
    sandbox.fault(queue={})
    said = await out.queue(way="_again", mend={"window_number": "A03"})
    assert (said["services_told"], said["services_refused"]) == (10, 0)
    return [*slips, *said["slips"]]


async def portal(out: Outside) -> list[str]:
    """Ratings before their services, in no scale, in the other scale; its voucher links."""
    sandbox = out.house.sandbox
    ratings = [out.rated(f"GD{number}", "1", tags=["517"]) for number in range(3)]
    said = await out.portal(ratings=ratings)  # nobody has told of these services
    assert (said["ratings_refused"], said["ratings_told"]) == (3, 0)
    said = await out.portal(services=[out.online(f"GD{number}") for number in range(4)])
    links = list(said["links"])
    for fail, code in (("unknown_grade", "grade_code_unknown"), ("reversed_scale", "tag_of_ano")):
        sandbox.fault(portal={"fail": fail})
        assert (await out.portal(way="_again"))["ratings_refused"] == 3
        refused = sandbox.http.get("/portal/_kept").json()["ratings"]
        assert all(one["code"].startswith(code) for one in refused.values()), refused
    sandbox.fault(portal={})
    assert (await out.portal(way="_again"))["ratings_told"] == 3
    return links


async def in_the_hall(out: Outside, slips: list[Said], links: list[str]) -> None:
    """Terminal, rating device, window code, the link of a slip and one of the portal."""
    house = out.house
    manager, window = await house.staff("hall"), house.town.window
    made = await manager.post(f"/api/halls/{window.hall_id}/kiosks", name="终端")
    pairing = await manager.post(f"/api/rating-devices/{window.id}/pairing-code", name="评价器")
    for kind, code in (("kiosk", made.body["code"]), ("device", pairing.body["code"])):
        assert (await out.ask("/terminals/_pair", kind=kind, name=kind, code=code))["paired"]
    slip = slips.pop()
    typed = {"name": "kiosk", "code": slip["code"], "grade": "satisfied"}
    assert (await out.ask("/terminals/_slip", **typed))["status"] == 201
    assert (await out.ask("/terminals/_tap", name="device", grade="satisfied"))["asked"] is False
    await out.queue(out.ended("QM10", ended_at=house.clock.now.isoformat()))
    tapped = await out.ask("/terminals/_tap", name="device", grade="very_satisfied")
    assert (tapped["asked"], tapped["status"]) == (True, 201)
    phone = {"person": CHEN.key, "notice_version": NOTICE_VERSION, "grade": "satisfied"}
    for opened in ({"link": slips.pop()["link"]}, {"link": links.pop()}):
        assert (await out.ask("/terminals/_scan", **phone, **opened))["status"] == 201
    scanned = await out.ask("/terminals/_scan", **phone, window=house.town.code.token)
    assert scanned["status"] == 201, scanned


async def platform_and_paper(out: Outside) -> None:
    """The complaint platform with an area nobody knows yet; a sheet two people read alike."""
    house = out.house
    row = platform.row(house, "rating", "PJ1", projectNo="QM0", satisfactionCode="1")
    for _ in range(2):
        told = {"to": house.app.url, "key_id": "complaints-1", "rows": [row], "times": 2}
        await out.ask("/complaints/_send", **told, junk=True)
    assert not await Rating.filter(channel="complaint_platform").exists()
    await platform.mapped(house)
    while await take_in.take_waiting(deps=house.app.deps, now=house.clock.now):
        pass
    [number] = await paper.sheets(house, 1)
    sheet = await paper.written(house)
    for login in ("hall", "xiangqiao"):
        await paper.typed(await house.staff(login), number, sheet)


@pytest.mark.req("7-1", "7-3", "7-4", "7-5", "7-6", "7-12", "10-1", "10-4", "10-6")
async def test_every_channel_goes_wrong_and_both_ends_agree(house: House) -> None:
    house.sandbox.http.post("/province/_lose", json={})
    await Region.filter(id=house.town.institution.region_id).update(national_code="445102")
    await ServiceItem.filter(id=house.town.item.id).update(code="11440000000000000000000000000001")
    house.town.item = await ServiceItem.get(id=house.town.item.id)
    out = Outside(house)
    slips, links = await queue_machine(out), await portal(out)
    await in_the_hall(out, slips, links)
    await platform_and_paper(out)
    house.sandbox.settings(hotline_repeats=1)
    assert await hotline.call(house, "C1", keys=["9", "2"], caller=CHEN.party)
    assert out.wrong == []

    # Nothing is lost and nothing doubled here …
    by_channel = Counter(await Rating.all().values_list("channel", flat=True))
    assert by_channel == {
        "yueshengshi": 4,
        "kiosk": 1,
        "device": 1,
        "window_code": 2,
        "complaint_platform": 1,
        "paper": 1,
        "hotline": 1,
    }
    told = await ServiceRecord.filter(source__in=["queue_machine", "yueshengshi", "call"]).count()
    assert told == 11 + 4 + 1  # those of the machine and the portal, and the call

    # … nor over there, though it was away, deaf and talked junk while it was told.
    for fault in ({"down": True}, {"deaf": True}, {"junk": True}, {"fail": "busy"}, {}):
        house.sandbox.fault(province=fault)
        await push.list_new(now=house.clock.now)
        await push.push_due(deps=house.app.deps, now=house.clock.now)
        house.clock.pass_(minutes=20)
    await tell(house)
    assert await states(house) == {"sent"}
    assert await differing(kept(house)) == []
    city = await house.staff("city")
    await house.app.deps.contacts.flush()
    lines = {one["channel"]: one for one in (await city.get("/api/channels")).body["lines"]}
    assert sum(one["told"] or 0 for one in lines.values()) == by_channel.total()
    assert all(one["told"] == one["ratings"] for one in lines.values())
    assert (lines["portal"]["services"], lines["portal"]["ratings"]) == (4, 4)
    assert lines["queue_machine"]["errors"] >= 7
    silent = {name for name, one in lines.items() if one["last_at"] is None}
    assert silent == {"sms", "system_default"}
    house.clock.pass_(days=1)
    await push.list_new(now=house.clock.now)
    await reconcile.reconcile_yesterday(deps=house.app.deps, now=house.clock.now)
    day = await Reconciliation.get(day=local_day(house.clock.now) - timedelta(days=1))
    assert day.ours == day.theirs == by_channel.total()
    assert not await ReconciliationLine.exists()

    # The bureau reads at a glance that all is well, and of each partner what went wrong with it.
    city = await house.staff("city")
    reconciled = (await city.get("/api/channels")).body["reconciled"]
    assert (reconciled["ours"], reconciled["open"]) == (by_channel.total(), 0)
    machine = await Partner.get(keys__key_id="queue-1")
    page = (await city.get(f"/api/partners/{machine.id}")).body
    seen = {one["code"] for one in page["errors"]}
    assert {"signature_wrong", "clock_wrong", "request_replayed", "window_unknown"} <= seen
