"""Phones of staff: bound by the second factor or the administrator, and ended (9-2)."""

import asyncio
import secrets
from dataclasses import replace

import pytest

from models import AuditEntry, Duty, Staff, StaffPhone, WechatAccount
from rules.actors import Role
from tests.journeys.test_staff_door import under
from tests.support.app import LAX
from tests.support.authenticator import code_of
from tests.support.house import Answer, Caller, House
from tests.support.town import CHEN, LIN, PASSWORD, Person

PHONES, OWN = "/api/staff/phones", "/api/staff/me/phones"
TEAM, DOOR = "/api/staff/team/phones", "/api/staff/sign-in"


async def knock(house: House, key: str = "", **more: object) -> Answer:
    form = {"login": "officer", "password": PASSWORD, "phone": True, "phone_key": key, **more}
    return await house.nobody.post("/api/staff/sign-in", **form)


def caller(house: House, answer: Answer) -> Caller:
    assert answer.status == 200, answer
    return Caller(house.app.client, answer.body["token"])


@pytest.mark.req("9-2", "4-6")
async def test_a_phone_waits_until_the_administrator_binds_it(house: House) -> None:
    under(house, replace(LAX, phone_roles=frozenset({Role.OFFICER})))
    security = await house.staff("security")
    place = {"institution_id": str(house.town.institution.id)}
    waiting = await knock(house)
    assert (waiting.status, waiting.code) == (403, "phone_waiting")
    key = waiting.body["details"]["key"]
    assert key not in str([one.key_hash for one in await StaffPhone.all()])
    again = await knock(house, key)
    assert again.body["details"]["key"] == key
    [row] = (await security.get(PHONES, **place)).body["rows"]
    assert (row["login"], row["bound_at"]) == ("officer", None)
    # At a desk the phone counts for nothing, and neither does another account's key.
    desk = caller(house, await knock(house, phone=False))
    assert (await desk.get(OWN)).body["rows"][0]["id"] == row["id"]
    other = await house.staff("hall")
    assert (await other.post(f"{OWN}/{row['id']}/end")).status == 404
    assert (await desk.post(f"{PHONES}/{row['id']}/bind")).code == "forbidden"

    assert (await security.post(f"{PHONES}/{row['id']}/bind")).status == 200
    assert (await security.post(f"{PHONES}/{row['id']}/bind")).status == 404
    entered = await knock(house, key)
    assert entered.body["phone_key"] == key
    phone = caller(house, entered)
    assert (await knock(house, "made-up")).code == "phone_waiting"

    # Bound, it is used from any network; a desk of the same place is not.
    rows = [{"network": "10.1.0.0/16"}]
    assert (await security.post("/api/staff/networks", **place, rows=rows)).status == 200
    house.clock.pass_(seconds=6)
    assert (await phone.get("/api/staff/me")).status == 200
    assert (await desk.get("/api/staff/me")).code == "outside_network"
    assert (await knock(house, key)).status == 200
    assert (await knock(house, phone=False)).code == "outside_network"

    # Of those that only wait the oldest gives way; ended, a phone is out within five seconds.
    for _ in range(4):
        assert (await knock(house)).code == "phone_waiting"
    rows = (await security.get(PHONES, **place)).body["rows"]
    assert [one["bound_at"] is None for one in rows] == [True, True, True, False]
    assert (await security.post(f"{PHONES}/{row['id']}/end")).status == 200
    house.clock.pass_(seconds=6)
    assert (await phone.get("/api/staff/me")).code == "sign_in_needed"
    assert (await knock(house, key)).code == "phone_waiting"
    done = set(await AuditEntry.filter(outcome="done").values_list("action", flat=True))
    assert {"bind_phone", "end_phone"} <= done


@pytest.mark.req("9-2")
async def test_a_first_phone_is_bound_by_its_owners_second_factor(house: House) -> None:
    policy = replace(LAX, phone_roles=frozenset({Role.OFFICER}))
    under(house, replace(policy, second_factor_roles=frozenset({Role.OFFICER})))
    enrolment = {"login": "officer", "password": PASSWORD}
    told = (await house.nobody.post("/api/staff/sign-in/enrolment", **enrolment)).body
    entered = await knock(house, code=code_of(told["uri"], house.clock.now))
    recovery = entered.body["recovery_codes"]
    phone = caller(house, entered)
    key = entered.body["phone_key"]
    [row] = (await phone.get(OWN)).body["rows"]
    assert row["bound_at"]
    # A second one needs somebody else, whatever its holder knows.
    assert (await knock(house, code=recovery[0])).code == "phone_waiting"
    assert (await knock(house, key, code=recovery[1])).status == 200
    # Lost and ended by its owner, the next one is a first one again.
    assert (await phone.post(f"{OWN}/{row['id']}/end")).status == 200
    house.clock.pass_(seconds=6)
    assert (await phone.get("/api/staff/me")).code == "sign_in_needed"
    assert (await knock(house, key, code=recovery[2])).status == 200
    # Of two first ones at the same moment one is it.
    await StaffPhone.all().update(ended_at=house.clock.now)
    both = await asyncio.gather(*(knock(house, code=one) for one in recovery[3:5]))
    assert sorted(one.status for one in both) == [200, 403]
    assert await AuditEntry.filter(action="bind_first_phone").count() == 3

    # Where phone and recovery codes are lost, resetting the factor ends the phones as well.
    security = await house.staff("security")
    place = {"institution_id": str(house.town.institution.id)}
    reset = "/api/staff/accounts/reset-factor"
    assert (await security.post(reset, **place, login="officer")).status == 200
    assert not await StaffPhone.filter(bound_at__isnull=False, ended_at=None).exists()


def code_from(person: Person) -> str:
    """A login code of this person's WeChat; each works once."""
    return f"demo-{person.key}-{secrets.token_hex(4)}"


async def team_binds(house: House) -> None:
    handler = await house.staff("handler")
    [row] = [one for one in (await handler.get(TEAM)).body["rows"] if not one["bound_at"]]
    assert (await handler.post(f"{PHONES}/{row['id']}/bind")).status == 200


@pytest.mark.req("9-2", "4-6")
async def test_a_phone_in_wechat_is_of_one_wechat_account(house: House) -> None:
    under(house, replace(LAX, phone_roles=frozenset({Role.OFFICER})))
    waiting = await knock(house, wechat_code=code_from(CHEN))
    key = waiting.body["details"]["key"]
    await team_binds(house)
    phone = caller(house, await knock(house, key, wechat_code=code_from(CHEN)))
    kept = await StaffPhone.get(bound_at__isnull=False)
    citizens = await WechatAccount.all().values_list("openid_index", flat=True)
    assert kept.wechat_index not in citizens  # nobody reads from it which citizen this is

    # Copied into another WeChat account, or a browser, the key is the key of nothing.
    for elsewhere in (code_from(LIN), ""):
        asked = await knock(house, key, wechat_code=elsewhere)
        assert asked.code == "phone_waiting"
        assert asked.body["details"]["key"] != key
    assert (await knock(house, key, wechat_code="made up")).code == "wechat_code_refused"
    # The password comes first: a stranger reaches no WeChat through us.
    assert (await knock(house, key, password="guess", wechat_code="x")).code == "wrong_password"
    house.sandbox.fault(wechat={"down": True})
    assert (await knock(house, key, wechat_code=code_from(CHEN))).code == "wechat_unavailable"
    house.sandbox.fault(wechat={})
    assert (await knock(house, key, wechat_code=code_from(CHEN))).status == 200

    # A token opens for half an hour; then the phone shows where it is, and gets another one.
    house.clock.pass_(minutes=31)
    old = phone.token
    assert (await phone.once("GET", "/api/staff/me")).code == "token_old"
    proof = {"token": old, "wechat_code": code_from(CHEN)}
    proved = await house.nobody.post(f"{DOOR}/proof", **proof)
    phone.token = proved.body["token"]
    assert (await phone.get("/api/staff/me")).status == 200
    assert (await house.nobody.post(f"{DOOR}/proof", **proof)).code == "sign_in_needed"
    house.clock.pass_(seconds=6)
    assert (await Caller(house.app.client, old).once("GET", "/api/staff/me")).status == 401
    # Shown in another WeChat account it was copied: the session ends, for its owner too.
    proof = {"token": phone.token, "wechat_code": code_from(LIN)}
    assert (await house.nobody.post(f"{DOOR}/proof", **proof)).code == "sign_in_needed"
    house.clock.pass_(seconds=6)
    assert (await phone.once("GET", "/api/staff/me")).status == 401
    refused = set(await AuditEntry.filter(outcome="refused").values_list("action", flat=True))
    assert {"bring_phone_key", "bring_phone_token"} <= refused
    # A desk's session has nothing to prove.
    desk = await house.staff("officer")
    proof = {"token": desk.token, "wechat_code": code_from(CHEN)}
    assert (await house.nobody.post(f"{DOOR}/proof", **proof)).code == "sign_in_needed"


@pytest.mark.req("9-2", "4-6")
async def test_handler_and_hall_manager_vouch_for_officers_of_their_own(house: House) -> None:
    roles = frozenset({Role.OFFICER, Role.HANDLER})
    under(house, replace(LAX, phone_roles=roles))
    assert (await knock(house)).code == "phone_waiting"
    assert (await knock(house, login="handler")).code == "phone_waiting"
    handler, hall = await house.staff("handler"), await house.staff("hall")
    rows = {}
    for who in (handler, hall):
        [row] = (await who.get(TEAM)).body["rows"]
        rows[row["login"]] = row["id"]
    assert set(rows) == {"officer"}  # a colleague's is the security administrator's
    of_handler = await StaffPhone.get(staff_id=house.town.staff["handler"].id)
    for who in (handler, hall):
        assert (await who.post(f"{PHONES}/{of_handler.id}/bind")).status == 404
    other = await house.staff("other_officer")
    for act in ("bind", "end"):
        assert (await other.post(f"{PHONES}/{rows['officer']}/{act}")).code == "forbidden"
    assert (await other.get(TEAM)).code == "forbidden"
    assert (await hall.post(f"{PHONES}/{rows['officer']}/bind")).status == 200
    bound = await StaffPhone.get(id=rows["officer"])
    assert bound.bound_by_id == house.town.staff["hall"].id
    assert (await handler.post(f"{PHONES}/{rows['officer']}/end")).status == 200
    # Who has left the roster of a hall is its manager's no more. Nobody vouches for herself.
    assert (await knock(house)).code == "phone_waiting"
    await Duty.all().delete()
    assert (await hall.get(TEAM)).body["rows"] == []
    index = "one person with two accounts"
    await Staff.filter(login__in=["officer", "handler"]).update(document_index=index)
    [row] = (await handler.get(TEAM)).body["rows"]
    assert (await handler.post(f"{PHONES}/{row['id']}/bind")).status == 404
