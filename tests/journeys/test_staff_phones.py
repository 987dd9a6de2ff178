"""Phones of staff: bound by the second factor or the administrator, and ended (9-2)."""

import asyncio
from dataclasses import replace

import pytest

from models import AuditEntry, StaffPhone
from rules.actors import Role
from tests.journeys.test_staff_door import under
from tests.support.app import LAX
from tests.support.authenticator import code_of
from tests.support.house import Answer, Caller, House
from tests.support.town import PASSWORD

PHONES, OWN = "/api/staff/phones", "/api/staff/me/phones"


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
