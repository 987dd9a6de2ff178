"""Partners have keys of their own; what they may tell, and what they told, is seen (10-1)."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gateways import sm2
from models import AuditEntry, PartnerKey, ServiceRecord
from rules.exchange import told_moment
from tests.support.house import Caller, House
from tests.support.partner import Sender, Signer
from tests.support.town import CHEN

SERVICES = "/api/intake/services"
BATCH = "/api/intake/services/batch"
TERMS = {
    "name": "政务服务网",
    "contact": "陈工",
    "scope": ["services"],
    "networks": [],
    "calls_a_minute": 600,
}


def under(secret: str) -> Signer:
    return lambda text: hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def ended(house: House, number: int, **other: Any) -> dict[str, Any]:
    return {
        "project_number": f"GD-{number}",
        "service_number": 1,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": "A03",
        "officer_login": "officer",
        "ended_at": house.clock.now.isoformat(),
        "applicant": CHEN.party,
        **other,
    }


async def portal_of(house: House, city: Caller) -> tuple[str, Sender]:
    made = await city.post("/api/partners", terms=TERMS, key={"kind": "secret"})
    assert made.status == 201, made
    credentials = made.body
    sender = Sender(house, credentials["key_id"], under(credentials["secret"]))
    return credentials["partner_id"], sender


@pytest.mark.req("10-1", "9-2")
async def test_a_request_comes_in_once_by_its_own_key_from_its_own_place(house: House) -> None:
    city = await house.staff("city")
    partner_id, portal = await portal_of(house, city)
    page = f"/api/partners/{partner_id}"
    first = await portal.send(SERVICES, ended(house, 1))
    assert first.status == 201, first
    assert (await portal.repeat()).code == "request_replayed"
    again = await portal.send(SERVICES, ended(house, 1))  # meant: a nonce of its own
    assert (again.status, again.body) == (201, first.body)
    assert await ServiceRecord.all().count() == 1

    async def code(**changed: str) -> str:
        return (await portal.send(SERVICES, ended(house, 2), **changed)).code

    at = (house.clock.now - timedelta(minutes=11)).isoformat()
    assert await code(**{"x-signature": "0" * 64}) == "signature_wrong"
    assert await code(**{"x-time": at}) == "clock_wrong"
    assert await code(**{"x-key-id": "nobody"}) == "sign_in_needed"
    assert await code(nonce="short") == "signature_wrong"
    calls = await portal.send("/api/intake/calls", {})
    assert (calls.status, calls.code) == (403, "out_of_scope")

    async def change(**terms: Any) -> Any:
        version = (await city.get(page)).body["version"]
        return await city.post(page, **{**TERMS, **terms}, version=version)

    assert (await change(networks=["10.1.0.0/16"])).status == 200
    assert await code() == "address_unknown"
    wrong = await change(networks=["10.1.0.0/16", "hall"])
    assert (wrong.code, wrong.body["details"]) == ("networks_wrong", {"line": 2})
    assert (await change(networks=["127.0.0.1"], calls_a_minute=3)).status == 200
    told = [await portal.send(SERVICES, ended(house, 10 + n)) for n in range(4)]
    assert (told[-1].status, told[-1].code) == (429, "too_many_requests")
    assert 0 < int(portal.retry_after) <= 60
    house.clock.pass_(minutes=1)
    assert (await portal.send(SERVICES, ended(house, 13))).status == 201
    assert (await house.take_in(ended(house, 30))).status == 201  # another one at this address
    stale = await city.post(page, **TERMS, version=1)
    assert stale.code == "stale"
    county = await house.staff("xiangqiao")
    assert (await county.get(page)).status == 403


@pytest.mark.req("10-1", "9-2")
async def test_keys_change_over_end_and_are_shown_once(house: House) -> None:
    city = await house.staff("city")
    partner_id, portal = await portal_of(house, city)
    page = f"/api/partners/{partner_id}"
    pair, other = sm2.Signer("3" * 64), Ed25519PrivateKey.generate()
    public = other.public_key().public_bytes_raw().hex()
    made = {
        "sm2": await city.post(
            f"{page}/keys", kind="sm2", public_key="04" + pair.public_key, overlap_days=7
        ),
        "ed25519": await city.post(
            f"{page}/keys", kind="ed25519", public_key=public, overlap_days=7, valid_days=30
        ),
    }
    assert {one.status for one in made.values()} == {201}
    wrong = await city.post(f"{page}/keys", kind="sm2", public_key="xyz")
    assert wrong.code == "public_key_wrong"
    signers = {"sm2": pair.sign, "ed25519": lambda text: other.sign(text).hex()}
    senders = {kind: Sender(house, made[kind].body["key_id"], signers[kind]) for kind in signers}
    for number, sender in enumerate((portal, *senders.values())):  # old and new at the same time
        assert (await sender.send(SERVICES, ended(house, number))).status == 201
        changed = await sender.send(SERVICES, ended(house, 9), **{"x-nonce": "another-one"})
        assert changed.code == "signature_wrong"
    states = [one["state"] for one in (await city.get(page)).body["keys"]]
    assert states == ["expires_soon"] * 3

    house.clock.pass_(days=8)
    city = await house.staff("city")
    assert (await portal.send(SERVICES, ended(house, 20))).code == "key_over"
    assert (await senders["ed25519"].send(SERVICES, ended(house, 20))).status == 201
    keys = (await city.get(page)).body["keys"]
    newest = next(one for one in keys if one["kind"] == "ed25519")
    revoke = f"{page}/keys/{newest['id']}/revoke"
    assert (await city.post(revoke, reason="对方服务器更换")).status == 200
    assert (await city.post(revoke, reason="再点一次停用")).code == "not_allowed_now"
    assert (await senders["ed25519"].send(SERVICES, ended(house, 21))).code == "key_over"

    secret = await PartnerKey.get(key_id=portal.key_id)
    shown = str((await city.get(page)).body)
    assert secret.secret_sealed is not None
    assert "secret_sealed" not in shown
    trail = await AuditEntry.filter(object_kind="partner", object_id=partner_id)
    assert {one.action for one in trail} == {
        "add_partner",
        "rotate_partner_key",
        "revoke_partner_key",
    }


async def one_by_one(house: House) -> None:
    """The hotline tells of a call and of a key of another, the platform two rows it keeps aside."""
    call = {"call_number": "C1", "item_code": house.town.item.code, "caller": CHEN.party}
    call["ended_at"] = house.clock.now.isoformat()
    assert (await house.take_in(call, "/api/intake/calls", "hotline-1")).status == 201
    key = {"call_number": "C9", "turn": 1, "key": "1", "pressed_at": call["ended_at"]}
    refused = await house.take_in(key, "/api/intake/calls/keys", "hotline-1")
    assert refused.code == "call_unknown"
    fields = {
        "regionCode": "445199000000",
        "deptCode": "xq-hrss",
        "projectNo": "GD-1",
        "satisfactionCode": "5",
    }
    fields |= {"gradeScale": "GB/T 39046-2020", "assessTime": told_moment(house.clock.now)}
    rows = [{"kind": "rating", "number": "PJ1", "fields": fields}, {"kind": "rating"}]
    told = await house.take_in({"rows": rows}, "/api/intake/complaints", "complaints-1")
    assert (told.body["quarantined"], told.body["unreadable"]) == (1, 1)


@pytest.mark.req("10-1")
async def test_what_a_partner_told_is_on_its_page(house: House) -> None:
    city = await house.staff("city")
    partner_id, portal = await portal_of(house, city)
    page = f"/api/partners/{partner_id}"
    batch = [ended(house, n) for n in range(3)] + [ended(house, 8, window_number="Z9"), {"x": 1}]
    answer = await portal.send(BATCH, {"rows": batch})
    assert (answer.body["taken"], answer.body["refused"]) == (3, 2)
    assert (await portal.send(SERVICES, ended(house, 9, item_code="none"))).status == 422
    await portal.repeat()
    await one_by_one(house)
    assert await house.app.deps.contacts.flush() > 0
    assert await house.app.deps.contacts.flush() == 0

    shown = (await city.get(page)).body
    assert len(shown["days"]) == 30
    today = shown["days"][-1]
    assert (today["contacts"], today["rows"], today["refused"]) == (3, 3, 4)
    assert {(one["code"], one["contacts"], one["rows"]) for one in shown["errors"]} == {
        ("window_unknown", 0, 1),
        ("bad_request", 0, 1),
        ("item_unknown", 1, 0),
        ("request_replayed", 1, 0),
    }
    assert {(one["number"], one["code"]) for one in shown["refused"]} == {
        ("GD-8 / 1", "window_unknown"),
        ("", "bad_request"),
        ("GD-9 / 1", "item_unknown"),
    }
    rows = {one["name"]: one for one in (await city.get("/api/partners")).body["rows"]}
    row = next(one for one in rows.values() if one["id"] == partner_id)
    assert (row["rows"], row["errors"], row["key"]) == (3, 4, "valid")
    told = {name: (one["rows"], one["errors"]) for name, one in rows.items() if one["contacts"]}
    assert told["12345 热线"] == (1, 1)
    platform = rows["省政务服务咨询投诉平台"]
    assert (platform["contacts"], platform["rows"], platform["errors"]) == (1, 0, 2)
    seen = (await city.get(f"/api/partners/{platform['id']}")).body["refused"]
    assert {(one["number"], one["code"], one["place"]) for one in seen} == {
        ("PJ1", "code_unknown", "area"),
        ("", "unreadable", ""),
    }

    suspended = await city.post(f"{page}/suspend", reason="数据有误，先停一停")
    assert suspended.body["suspended_at"] is not None
    assert (await portal.send(SERVICES, ended(house, 9))).code == "partner_suspended"
    assert (await city.post(f"{page}/resume", reason="已经改好")).status == 200
    assert (await portal.send(SERVICES, ended(house, 9))).status == 201
    assert (await city.post("/api/partners", terms=TERMS, key={"kind": "secret"})).code == (
        "partner_there"
    )
