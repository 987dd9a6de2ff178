"""Article 10: partners are told of what became of what they brought in, and of nothing else."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from actions.complaints import steps, take_in
from actions.webhooks import notices, sending
from conformance.webhooks import NotGenuine, notice
from gateways.webhooks import Webhooks
from handlers.openapi_webhooks import DATA
from models import AuditEntry, Partner, PartnerKey, WebhookNotice
from rules.exchange import told_moment
from rules.webhooks import Kind
from tests.support.house import Answer, Caller, House
from tests.support.town import CHEN, PARTNER_SECRET

SERVICES, COMPLAINTS = "/api/intake/services", "/api/intake/complaints"
ALL = ["services_recorded", "row_mapped", "order_changed", "key_expires"]


async def told_at(house: House, city: Caller, name: str, **wish: Any) -> str:
    """The partner is told at the stand-in; the path of its webhook."""
    partner = await Partner.get(name=name)
    path = f"/api/partners/{partner.id}/webhook"
    asked = {"address": f"{house.sandbox.url}/partner/notices", "kinds": ALL, "scheme": "own"}
    made = await city.post(path, **{**asked, **wish})
    assert made.status == 200, made
    secret = made.body["secret"] or PARTNER_SECRET
    house.sandbox.http.post("/partner/_secret", json={"secret": secret}).raise_for_status()
    return path


async def sent(house: House) -> int:
    return await sending.send_due(deps=house.app.deps, now=house.clock.now)


def kept(house: House) -> list[dict[str, Any]]:
    """What the stand-in was told in this test, in the order it came."""
    found: list[dict[str, Any]] = house.sandbox.http.get("/partner/_kept").json()["notices"]
    return found


async def ended(house: House, number: str) -> Answer:
    town = house.town
    told = {
        "project_number": number,
        "service_number": 1,
        "item_code": town.item.code,
        "hall_code": "xq-hall",
        "window_number": town.window.number,
        "officer_login": "officer",
        "ended_at": house.clock.now.isoformat(),
        "applicant": CHEN.party,
    }
    return await house.take_in(told)


async def states(city: Caller, path: str) -> list[tuple[str, int | None, str]]:
    rows = (await city.get(path)).body["rows"]
    return [(one["state"], one["status"], one["error"]) for one in reversed(rows)]


@pytest.mark.req("10-1", "9-4")
async def test_a_partner_is_told_once_and_in_order_and_never_of_a_person(house: House) -> None:
    house.sandbox.http.post("/_control/reset").raise_for_status()
    house.sandbox.reset()
    city = await house.staff("city")
    path = await told_at(house, city, "取号机")
    assert (await ended(house, "HK1")).status == 201
    assert (await ended(house, "HK1")).status == 201  # told again: told of again
    assert await sent(house) == 2
    assert [one["said"]["data"] for one in kept(house)] == [
        {"services": [{"project_number": "HK1", "service_number": 1}]}
    ] * 2
    bodies = " ".join(await WebhookNotice.all().values_list("body", flat=True))
    assert CHEN.name not in bodies
    assert CHEN.document_number not in bodies

    # An answer that was lost: it comes again, under the id it had.
    house.sandbox.fault(partner={"deaf": True, "times": 1})
    await ended(house, "HK2")
    assert await sent(house) == 0
    [waiting] = await WebhookNotice.filter(state="queued")
    assert (await city.get(path)).body["retry_at"] is not None
    assert await sent(house) == 0  # it rests
    house.clock.pass_(minutes=1)
    assert await sent(house) == 1
    assert next(one for one in kept(house) if one["said"]["id"] == str(waiting.id))["times"] == 2

    # One it does not want, an address elsewhere, one that hangs: each is in the log.
    for fault, status, error in (
        ({"fail": "422"}, 422, ""),
        ({"fail": "302"}, 302, "redirected"),
        ({"fail": "503"}, 503, ""),
        ({"down": True}, None, "RemoteProtocolError"),
    ):
        house.sandbox.fault(partner={**fault, "times": 1})
        await ended(house, f"HK-{status}-{error}")
        assert await sent(house) == 0
        assert (await states(city, path))[-1] == ("queued", status, error)
        house.clock.pass_(hours=2)
        assert await sent(house) == 1
    assert {one[0] for one in await states(city, path)} == {"sent"}

    # Every try is on the log, the newest first.
    shown = (await city.get(path)).body["rows"]
    tried = [one["tries"] for one in shown if len(one["tries"]) > 1]
    assert {len(one) for one in tried} == {2}
    assert all(one[0]["status"] == 204 and one[1]["status"] != 204 for one in tried)
    assert all(one[0]["at"] > one[1]["at"] for one in tried)

    # Again, one and all of some days; the ids stay.
    before = len(kept(house))
    assert before == 7
    rows = (await city.get(path)).body["rows"]
    assert (await city.post(f"{path}/replay", ids=[rows[-1]["id"]])).body["replayed"] == 1
    assert await sent(house) == 1
    days = {"first": "2026-11-23", "last": "2026-11-23"}
    assert (await city.post(f"{path}/replay", **days)).body["replayed"] == 7
    assert (await city.post(f"{path}/replay", **days)).body["replayed"] == 0  # on their way
    while await sent(house):
        pass
    assert len(kept(house)) == before
    assert await WebhookNotice.filter(state="sent", replays=1).count() == 6
    assert (await city.post(f"{path}/replay")).code == "nothing_chosen"


@pytest.mark.req("10-1")
async def test_one_that_stays_away_is_paused_and_goes_on_by_itself(house: House) -> None:
    house.sandbox.http.post("/_control/reset").raise_for_status()
    house.sandbox.reset()
    city = await house.staff("city")
    path = await told_at(house, city, "取号机")
    house.sandbox.fault(partner={"fail": "500"})
    for number in range(3):
        await ended(house, f"HKA{number}")
    for _ in range(26):
        assert await sent(house) == 0
        house.clock.pass_(minutes=76)
    city = await house.staff("city")
    assert (await city.get(path)).body["paused"] == "failing"
    house.sandbox.fault(partner={})
    assert await sent(house) == 1  # one asks
    assert (await city.get(path)).body["paused"] == ""
    assert await sent(house) == 2
    assert len(kept(house)) == 3

    # Nobody takes it for as long as the rule set says: given up, shown, and it can be sent again.
    house.sandbox.fault(partner={"fail": "422"})
    await ended(house, "HKA9")
    await sent(house)
    house.clock.pass_(hours=72)
    assert await sending.give_up(deps=house.app.deps, now=house.clock.now) == 1
    city = await house.staff("city")
    [row] = (await city.get(path, state="given_up")).body["rows"]
    assert (row["status"], row["state"]) == (422, "given_up")
    house.sandbox.fault(partner={})
    assert (await city.post(f"{path}/replay", ids=[row["id"]])).body["replayed"] == 1
    assert await sent(house) == 1

    # By hand, with a reason in the trail; what happens meanwhile waits.
    assert (await city.post(f"{path}/pause", reason="对方机房搬迁")).body["paused"] == "by_hand"
    assert (await city.post(f"{path}/ping")).code == "not_allowed_now"
    await ended(house, "HKA10")
    assert await sent(house) == 0
    assert (await city.post(f"{path}/resume", reason="已经搬好")).status == 200
    assert (await city.post(f"{path}/ping")).status == 200
    assert await sent(house) == 2
    assert kept(house)[-1]["said"]["kind"] in ("ping", "services_recorded")
    trail = set(await AuditEntry.filter(object_kind="partner").values_list("action", flat=True))
    assert trail >= {"change_webhook", "pause_webhook", "resume_webhook", "ping_webhook"}


@pytest.mark.req("10-1", "10-5", "11-4")
async def test_the_platform_is_told_of_its_rows_and_orders_and_of_its_key(house: House) -> None:
    house.sandbox.http.post("/_control/reset").raise_for_status()
    house.sandbox.reset()
    city = await house.staff("city")
    platform = await told_at(house, city, "省政务服务咨询投诉平台", scheme="partner")
    await PartnerKey.filter(key_id="complaints-1").update(
        expires_at=house.clock.now + timedelta(days=20)
    )
    fields = {
        "regionCode": "445199000000",
        "deptCode": "xq-hrss",
        "gradeScale": "GB/T 39046-2020",
        "satisfactionCode": "5",
        "assessTime": told_moment(house.clock.now),
        "projectNo": "HKP1",
    }
    assert (await ended(house, "HKP1")).status == 201
    order = {"kind": "order", "number": "ZX9", "fields": fields}
    await house.take_in({"rows": [order]}, COMPLAINTS, "complaints-1")
    assert await notices.list_new(now=house.clock.now) == 1  # its key; the row is put aside
    house.clock.pass_(minutes=5)
    pair = {
        "table": "area",
        "ours": "xiangqiao",
        "theirs": "445199000000",
        "reason": "省平台代码表第 3 页",
    }
    assert (await city.post("/api/complaints/codes", **pair)).status == 201
    assert await take_in.take_waiting(deps=house.app.deps, now=house.clock.now) == 1
    seen = (await city.get("/api/work-orders")).body["rows"]
    [number] = [one["number"] for one in seen]
    bureau, [found] = await house.staff("xiangqiao"), seen
    step = {"version": 1, "institution_id": str(house.town.institution.id)}
    assert (await bureau.post(f"/api/work-orders/{found['id']}/dispatch", **step)).status == 200
    await steps.list_new(now=house.clock.now)
    assert await notices.list_new(now=house.clock.now) == 2
    assert await notices.list_new(now=house.clock.now) == 0  # and once
    while await sent(house):
        pass
    told = {one["said"]["kind"]: one["said"]["data"] for one in kept(house)}
    assert told["row_mapped"] == {"number": "ZX9", "row_kind": "order", "state": "taken"}
    assert told["order_changed"] == {
        "number": "ZX9",
        "order_number": number,
        "status": "dispatched",
        "step": 2,
    }
    assert told["key_expires"]["key_id"] == "complaints-1"
    for kind, data in told.items():  # as the document for partners says
        msgspec.convert(data, DATA[Kind(kind)])
    said = str(await WebhookNotice.all().values_list("body", flat=True))
    assert not any(word in said for word in ("satisf", "grade", CHEN.name))
    assert {one[0] for one in await states(city, platform)} == {"sent"}


@pytest.mark.req("10-1", "4-1")
async def test_who_may_say_where_and_where_to(house: House) -> None:
    city, county = await house.staff("city"), await house.staff("xiangqiao")
    path = await told_at(house, city, "取号机")
    wish = {"kinds": ALL, "scheme": "own", "version": 1}
    assert (await county.get(path)).status == 403
    inside = await city.post(path, address="https://10.1.2.3/notices", **wish)
    assert inside.code == "webhook_address_inside"
    plain = await city.post(path, address="http://partner.example/notices", **wish)
    assert plain.code == "webhook_address_wrong"
    stale = {**wish, "version": 9, "address": "https://partner.example/notices"}
    assert (await city.post(path, **stale)).code == "stale"
    # A secret is shown once; for a week the one before it is good as well.
    rotated = await city.post(f"{path}/secret")
    assert rotated.body["page"]["before_until"] is not None
    secret = rotated.body["secret"]
    assert secret.startswith("whsec_")
    assert secret not in str((await city.get(path)).body)
    await ended(house, "HKS1")
    assert await sent(house) == 1  # signed with both

    # A name that stands for this machine finds nobody, whatever it stood for when it was entered.
    outside = Webhooks()
    for host in ("localhost", "127.0.0.1"):
        attempt = await outside.send(f"https://{host}/x", {}, b"{}")
        assert (attempt.status, attempt.away) == (None, True)
        assert attempt.error == "webhook_address_inside"
    await outside.close()


@pytest.mark.req("10-1")
async def test_one_that_hangs_is_not_waited_for(house: House) -> None:
    house.sandbox.fault(partner={"delay": 5, "times": 1})
    gateway = Webhooks(house.app.deps.gateways.webhooks.inside, seconds=0.3)
    attempt = await gateway.send(f"{house.sandbox.url}/partner/notices", {}, b"{}")
    assert (attempt.error, attempt.away) == ("timeout", True)
    assert attempt.milliseconds < 2_000
    await gateway.close()


def test_a_changed_or_old_notice_is_not_genuine() -> None:
    from actions.webhooks.signing import new_secret, signature
    from tests.support.town import NOW

    secret, body, at = new_secret(), b'{"id": "1"}', int(NOW.timestamp())
    made = {
        "webhook-id": "1",
        "webhook-timestamp": str(at),
        "webhook-signature": signature(new_secret(), id="1", at=at, body=body)
        + " "
        + signature(secret, id="1", at=at, body=body),
    }
    assert notice(secret, made, body, now=NOW) == {"id": "1"}
    wrong = (
        (made, b'{"id": "2"}', NOW),
        (made, body, NOW + timedelta(minutes=6)),
        ({**made, "webhook-id": "2"}, body, NOW),
        ({**made, "webhook-signature": "v1,"}, body, NOW),
        ({}, body, NOW),
    )
    for headers, said, now in wrong:
        with pytest.raises(NotGenuine):
            notice(secret, headers, said, now=now)
