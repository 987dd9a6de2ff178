"""The staff's door: a first password, a second factor, guesses, sessions and who ends them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from actions.keys import token_hash
from models import AuditEntry, SignInRest, Staff, StaffSession
from rules.actors import Role
from rules.staff_sign_in import ADDRESS_FAILURES, FREE_FAILURES, StaffPolicy
from tests.support.app import LAX
from tests.support.authenticator import code_of
from tests.support.house import Answer, Caller, House
from tests.support.town import HASH, PASSWORD

OWN = "Han-Jiang-26"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(OWN)
DOOR = "/api/staff/sign-in"


def under(house: House, policy: StaffPolicy) -> None:
    """The same house, with this policy."""
    inner = house.app.app.ctx.house
    inner.deps = inner.gate.deps = replace(inner.deps, staff_policy=policy)
    inner.deps.sessions.policy = policy


async def knock(house: House, login: str, password: str = PASSWORD, **more: str) -> Answer:
    return await house.nobody.post(DOOR, login=login, password=password, **more)


def caller(house: House, answer: Answer) -> Caller:
    assert answer.status == 200, answer
    return Caller(house.app.client, answer.body["token"])


@pytest.mark.req("9-2", "4-6")
async def test_first_password_second_factor_and_recovery(house: House) -> None:
    security = await house.staff("security")
    place = {"institution_id": str(house.town.institution.id)}
    path = "/api/staff/accounts"
    given = await security.post(f"{path}/reset-password", **place, login="officer")
    first = given.body["rows"][0]["password"]

    # A first password opens nothing until its owner has set another, which is a good one.
    assert (await knock(house, "officer", first)).code == "new_password_needed"
    answer = await knock(house, "officer", first, new_password="Kurz-1")
    assert (answer.code, answer.body["details"]["problem"]) == ("weak_password", "too_short")
    assert (await knock(house, "officer", first, new_password=first)).code == "weak_password"
    officer = caller(house, await knock(house, "officer", first, new_password=OWN))
    assert (await knock(house, "officer", first)).code == "wrong_password"
    await Staff.filter(login="officer").update(password_hash=CHEAP)

    # Where the role asks for it, nobody enters without a second factor; it is set up at the door.
    under(house, replace(LAX, second_factor_roles=frozenset({Role.OFFICER})))
    assert (await knock(house, "officer", OWN)).code == "enrolment_needed"
    assert (await officer.get("/api/staff/me/account")).body["factor_required"]
    enrolment = {"login": "officer", "password": "nobody's"}
    assert (await house.nobody.post(f"{DOOR}/enrolment", **enrolment)).code == "wrong_password"
    enrolment = {"login": "officer", "password": OWN}
    told = (await house.nobody.post(f"{DOOR}/enrolment", **enrolment)).body
    assert told["qr"].startswith("data:image/svg+xml;base64,")
    assert (await knock(house, "officer", OWN, code="000000")).code == "wrong_code"
    code = code_of(told["uri"], house.clock.now)
    answer = await knock(house, "officer", OWN, code=code)
    recovery = answer.body["recovery_codes"]
    assert len(set(recovery)) == 10
    assert (await house.nobody.post(f"{DOOR}/enrolment", **enrolment)).code == "factor_there"

    # A code is taken once; of two who show the next one at the same moment, one enters.
    assert (await knock(house, "officer", OWN)).code == "second_factor_needed"
    assert (await knock(house, "officer", OWN, code=code)).code == "wrong_code"
    house.clock.pass_(seconds=30)
    code = code_of(told["uri"], house.clock.now)
    both = await asyncio.gather(*(knock(house, "officer", OWN, code=code) for _ in range(2)))
    assert sorted(one.status for one in both) == [200, 403]
    both = await asyncio.gather(*(knock(house, "officer", OWN, code=recovery[0]) for _ in range(2)))
    assert sorted(one.status for one in both) == [200, 403]

    # The own account: the password once more for everything that weakens the door.
    officer = caller(house, await knock(house, "officer", OWN, code=recovery[1].upper()))
    account = (await officer.get("/api/staff/me/account")).body
    assert (account["recovery_left"], account["factor_required"]) == (8, True)
    proof = {"password": OWN, "code": recovery[2]}
    renewed = await officer.post("/api/staff/me/recovery-codes", **proof)
    assert (await officer.post("/api/staff/me/recovery-codes", **proof)).code == "wrong_code"
    proof["code"] = renewed.body["codes"][0]
    assert (await officer.post("/api/staff/me/second-factor/remove", **proof)).code == (
        "factor_required"
    )
    own = {"current": "x", "new": OWN}
    assert (await officer.post("/api/staff/me/password", **own)).code == "wrong_own_password"
    answer = await officer.post("/api/staff/me/password", **{**own, "current": OWN})
    assert answer.body["details"]["problem"] == "unchanged"

    # A lost phone: somebody else resets, never oneself; the sessions end.
    assert (await security.post(f"{path}/reset-factor", **place, login="officer")).status == 200
    own = {"bureau_id": str(house.town.staff["security"].bureau_id), "login": "security"}
    for act in ("reset-password", "reset-factor", "lift-rest"):
        assert (await security.post(f"{path}/{act}", **own)).code == "not_oneself"
    house.clock.pass_(seconds=6)
    assert (await officer.get("/api/staff/me")).status == 401
    done = set(await AuditEntry.filter(outcome="done").values_list("action", flat=True))
    assert {"reset_password", "reset_factor", "renew_recovery"} <= done

    # Whoever need not have one may set one up, and do without it again.
    under(house, LAX)
    officer = caller(house, await knock(house, "officer", OWN))
    told = (await officer.post("/api/staff/me/second-factor", password=OWN)).body
    code = code_of(told["uri"], house.clock.now)
    codes = (await officer.post("/api/staff/me/second-factor/confirm", code=code)).body["codes"]
    assert (await officer.post("/api/staff/me/second-factor", password=OWN)).code == "factor_there"
    done_without = await officer.post(
        "/api/staff/me/second-factor/remove", password=OWN, code=codes[0]
    )
    assert done_without.status == 200
    assert (await knock(house, "officer", OWN)).status == 200


async def test_guesses_rest_and_a_hall_goes_on(house: House) -> None:
    security = await house.staff("security")
    at_work = await house.staff("hall")
    place = {"institution_id": str(house.town.institution.id)}

    # Many guesses at once are as many as one after another; a login that is not there rests alike.
    for login in ("officer", "nobody-at-all"):
        many = [knock(house, login, f"guess-{number}") for number in range(FREE_FAILURES + 3)]
        answers = [one.code for one in await asyncio.gather(*many)]
        assert answers.count("wrong_password") <= FREE_FAILURES
        assert (await knock(house, login)).code == "too_many_attempts"
    assert await AuditEntry.filter(action="sign_in_rests").count() == 1
    [row] = [
        one
        for one in (await security.get("/api/staff/accounts", **place)).body["rows"]
        if one["login"] == "officer"
    ]
    assert row["rests"]
    found = await security.get("/api/staff/accounts/places", search="officer")
    [there] = found.body["rows"]
    assert (there["id"], there["resting"]) == (place["institution_id"], 1)
    lift = "/api/staff/accounts/lift-rest"
    assert (await security.post(lift, **place, login="officer")).status == 200
    assert (await security.post(lift, **place, login="officer")).status == 404
    assert (await knock(house, "officer")).status == 200
    # The rest passes by itself, and what is right ends the count.
    for _ in range(FREE_FAILURES):
        await knock(house, "handler", "guess")
    assert (await knock(house, "handler")).code == "too_many_attempts"
    house.clock.pass_(minutes=1, seconds=1)
    assert (await knock(house, "handler")).status == 200

    # A storm from one address: whoever works there goes on, strangers to it wait.
    counted = SignInRest.filter(failures__gt=FREE_FAILURES)  # those of the address, so far
    assert await counted.update(failures=ADDRESS_FAILURES - 1) == 1
    await knock(house, "made-up", "guess")
    assert (await knock(house, "hall")).status == 200
    assert (await at_work.get("/api/staff/me")).status == 200
    assert (await knock(house, "raoping")).code == "too_many_attempts"
    house.clock.pass_(minutes=11)
    assert (await knock(house, "raoping")).status == 200

    # An account that was given no password yet has none, whatever one says.
    await Staff.filter(login="other_officer").update(password_hash="")
    assert (await knock(house, "other_officer", "nobody has this password")).status == 401
    await Staff.filter(login="other_officer").update(password_hash=HASH)


async def test_sessions_end_by_use_time_number_and_their_owner(house: House) -> None:
    under(house, StaffPolicy(frozenset(), idle=timedelta(minutes=60), sessions=3))
    phones = []
    for _ in range(4):
        house.clock.pass_(seconds=1)
        phones.append(await house.staff("handler"))
    stranger = await house.staff("officer")
    house.clock.pass_(seconds=6)
    # The fourth is one too many: the oldest ended.
    assert [(await one.get("/api/staff/me")).status for one in phones] == [401, 200, 200, 200]
    account = (await phones[1].get("/api/staff/me/account")).body
    assert [one["here"] for one in account["sessions"]] == [False, False, True]
    assert all(one["same_place"] for one in account["sessions"])
    newest = account["sessions"][0]["id"]
    end = f"/api/staff/me/sessions/{newest}/end"
    assert (await stranger.post(end)).status == 404
    assert (await phones[1].post(end)).status == 200
    assert (await phones[1].post(end)).status == 404
    # Another password ends the others, and leaves the one it was set in.
    changed = await phones[1].post("/api/staff/me/password", current=PASSWORD, new=OWN)
    assert changed.status == 200, changed
    house.clock.pass_(seconds=6)
    assert [(await one.get("/api/staff/me")).status for one in phones] == [401, 200, 401, 401]

    # Used, it goes on; left alone for an hour it ends; after its hours it ends in any case.
    for _ in range(3):
        house.clock.pass_(minutes=50)
        assert (await phones[1].get("/api/staff/me")).status == 200
    house.clock.pass_(minutes=61)
    assert (await phones[1].get("/api/staff/me")).status == 401
    again = caller(house, await knock(house, "handler", OWN))
    for _ in range(11):
        house.clock.pass_(minutes=54)
        last = (await again.get("/api/staff/me")).status
    assert last == 200
    house.clock.pass_(minutes=54)
    assert (await again.get("/api/staff/me")).status == 401

    await Staff.filter(login="handler").update(password_hash=CHEAP)
    here, there = [caller(house, await knock(house, "handler", OWN)) for _ in range(2)]
    assert (await here.post("/api/staff/me/sign-out")).status == 200
    house.clock.pass_(seconds=6)
    assert [(await one.get("/api/staff/me")).status for one in (here, there)] == [401, 401]
    assert await StaffSession.filter(token_hash=token_hash(here.token)).exists()
