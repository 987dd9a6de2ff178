"""Tokens of citizens' phones: short, exchanged, stolen, and signed out from another phone."""

import asyncio

import pytest

from actions.keys import token_hash
from models import AuditEntry, CitizenSession, SpentToken
from rules.citizen_sessions import TOKEN_TIME
from rules.notice import NOTICE_VERSION
from tests.support.house import Caller, House, rating
from tests.support.town import CHEN, LIN, Person

MINE = "/api/my/ratings"


def again(caller: Caller, token: str) -> Caller:
    return Caller(caller.client, token)


@pytest.mark.req("9-2")
async def test_a_stolen_token_ends_the_session_of_both(house: House) -> None:
    phone = await house.citizen(CHEN)
    first = phone.token
    assert (await phone.get(MINE)).status == 200
    house.clock.pass_(seconds=TOKEN_TIME.total_seconds())
    old = await phone.once("GET", MINE)
    assert (old.status, old.code) == (401, "token_old")
    # Exchanged, it goes on; what it was exchanged for opens, and the old one does not.
    assert (await phone.get(MINE)).status == 200
    assert phone.token != first
    house.clock.pass_(seconds=6)
    assert (await again(phone, first).once("GET", MINE)).code == "token_old"

    # The answer was lost, or two pages asked at once: the same one is exchanged once more.
    house.clock.pass_(minutes=31)
    both = await asyncio.gather(*(again(phone, phone.token).exchanged() for _ in range(2)))
    assert len({*both, phone.token}) == 3
    working = [one for one in both if (await again(phone, one).once("GET", MINE)).status == 200]
    assert len(working) == 1
    house.clock.pass_(minutes=31)
    lost = await again(phone, working[0]).exchanged()
    house.clock.pass_(minutes=20)
    phone = again(phone, working[0])
    assert (await phone.get(MINE)).status == 200
    assert phone.token not in (lost, working[0])

    # Somebody has a copy of the first one. It opens nothing, and the session ends for both.
    house.clock.pass_(minutes=5)
    assert (await again(phone, first).once("GET", MINE)).code == "sign_in_needed"
    assert (await phone.get(MINE)).code == "sign_in_needed"
    assert await again(phone, phone.token).exchanged() == ""
    entry = await AuditEntry.get(action="reuse_token")
    assert entry.actor_kind == "citizen"
    # Nothing of it is kept as it was.
    kept = str([one.token_hash for one in await SpentToken.all()])
    assert first not in kept
    assert token_hash(first) in kept


@pytest.mark.req("9-2")
async def test_a_thief_who_is_first_is_found_when_the_owner_comes(house: House) -> None:
    phone = await house.citizen(CHEN)
    house.clock.pass_(minutes=40)
    thief = again(phone, phone.token)
    assert (await thief.get(MINE)).status == 200
    house.clock.pass_(minutes=40)
    assert (await thief.get(MINE)).status == 200
    house.clock.pass_(minutes=5)
    assert (await phone.get(MINE)).code == "sign_in_needed"
    house.clock.pass_(seconds=6)
    assert (await thief.get(MINE)).code == "sign_in_needed"


async def browser(house: House, person: Person, before: str = "") -> tuple[Caller, dict[str, str]]:
    """A browser comes back from the identity provider; `before`: its token till then."""
    there = Caller(house.app.client, before)
    started = (await there.post("/api/sign-in/redirect")).body
    code = house.sandbox.code(person.key, started["url"])
    back = {"code": code, "state": started["state"], "notice_version": NOTICE_VERSION}
    answer = await there.post("/api/sign-in/redirect/return", **back)
    assert answer.status == 200, answer
    return Caller(house.app.client, answer.body["token"]), back


@pytest.mark.req("9-1", "9-6")
async def test_one_person_on_two_phones_and_out_of_both(house: House) -> None:
    here, (there, _) = await house.citizen(CHEN), await browser(house, CHEN)
    other = await house.citizen(LIN)
    service = await house.end_service(CHEN)
    assert (await here.post("/api/ratings", **rating(service, "satisfied"))).status == 201
    house.clock.pass_(days=1)
    for one in (there, here):
        assert len((await one.get(MINE)).body["ratings"]) == 1
    phones = (await there.get("/api/my/phones")).body["phones"]
    assert [one["here"] for one in phones] == [True, False]
    assert {one["seen_on"] for one in phones} == {house.clock.now.date().isoformat()}
    assert set(phones[0]) == {"id", "client", "opened_on", "seen_on", "here"}
    lost = f"/api/my/phones/{phones[1]['id']}/end"
    assert (await other.post(lost)).code == "not_found"
    assert len((await there.post(lost)).body["phones"]) == 1
    assert (await there.post(lost)).code == "not_found"
    house.clock.pass_(seconds=6)
    # A lost phone opens nothing, not by WeChat's login code either.
    assert (await here.get(MINE)).code == "sign_in_needed"
    assert (await (await house.wechat(CHEN)).get(MINE)).code == "real_name_needed"

    here = await house.citizen(CHEN)
    assert (await here.post("/api/my/phones/end")).status == 200
    house.clock.pass_(seconds=6)
    for one in (here, there):
        assert (await one.get(MINE)).code == "sign_in_needed"
    assert (await (await house.wechat(CHEN)).get(MINE)).code == "real_name_needed"
    assert (await other.get(MINE)).status == 200
    assert len((await (await house.citizen(CHEN)).get(MINE)).body["ratings"]) == 1


@pytest.mark.req("9-1", "9-2")
async def test_what_was_put_on_a_phone_before_signs_nobody_in(house: House) -> None:
    """Session fixation: an attacker's session on the victim's phone ends where it signs in."""
    attacker = await house.wechat(LIN)
    planted = attacker.token
    victim, back = await browser(house, CHEN, planted)
    assert victim.token != planted
    house.clock.pass_(seconds=6)
    assert (await again(victim, planted).get("/api/me")).code == "sign_in_needed"
    # A return is good once, and none without its own start.
    for state in (back["state"], "made-up"):
        tried = await house.nobody.post("/api/sign-in/redirect/return", **{**back, "state": state})
        assert tried.code == "sign_in_expired"
    assert not await CitizenSession.filter(token_hash=token_hash(planted), revoked_at=None).exists()


@pytest.mark.req("9-2")
async def test_no_cookie_speaks_for_a_citizen(house: House) -> None:
    """A foreign page can send cookies along; the phone's token is in none and works from none."""
    phone = await house.citizen(CHEN)
    for header in ({}, {"x-haochaping": "1"}):
        headers = {"cookie": f"haochaping={phone.token}", "origin": "https://elsewhere", **header}
        answer = await house.app.client.post("/api/my/phones/end", json={}, headers=headers)
        assert "set-cookie" not in answer.headers
        assert answer.status_code == 401, header
    assert (await phone.get(MINE)).status == 200
