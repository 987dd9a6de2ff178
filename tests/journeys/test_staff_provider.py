"""Staff sign in by an identity provider: bound accounts alone, and nothing of our door is lost."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from models import AuditEntry, InboxMessage, ProviderFlow, ProviderSubject, Staff, StaffSession
from rules.actors import Role
from rules.provider_sign_in import FLOW
from rules.staff_sign_in import StaffPolicy
from tests.journeys.test_staff_door import under
from tests.support.app import LAX
from tests.support.authenticator import code_of
from tests.support.house import Answer, Caller, House
from tests.support.town import PASSWORD

DOOR, OWN = "/api/staff/sign-in/provider", "/api/staff/me/provider"
SUBJECT, OTHER = "gd-000101", "gd-000102"
BIND, UNBIND = "/api/staff/accounts/bind-subject", "/api/staff/accounts/unbind-subject"


@dataclass
class Browser:
    """A browser at the desk: its cookies are its own."""

    house: House
    cookies: dict[str, str] = field(default_factory=dict)

    async def post(self, path: str, **body: Any) -> Answer:
        return await self._call("POST", path, json=body)

    async def get(self, path: str) -> Answer:
        return await self._call("GET", path)

    async def _call(self, method: str, path: str, **values: Any) -> Answer:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"x-haochaping": "1", "cookie": kept}
        answer = await self.house.app.client.request(method, path, headers=headers, **values)
        self.cookies |= dict(answer.cookies)
        self.house.app.client.cookies.clear()
        return Answer(answer.status_code, answer.json())

    async def away(self, subject: str = SUBJECT, path: str = DOOR, **body: Any) -> dict[str, str]:
        """To the provider, which is told who it is, and what it sends back."""
        started = await self.post(path, **body)
        assert started.status == 200, started
        self.house.sandbox.settings(oidc_now=int(self.house.clock.now.timestamp()))
        return self.house.sandbox.staff_answer(subject, started.body["url"])

    async def enter(self, subject: str = SUBJECT) -> Answer:
        return await self.post(f"{DOOR}/return", **await self.away(subject))


@contextmanager
def spoilt(house: House, **how: Any) -> Iterator[None]:
    house.sandbox.settings(**how)
    yield
    usual = {"oidc_spoil": "", "oidc_algorithm": "ES256", "oidc_says": "", "oidc_token_at": ""}
    house.sandbox.settings(**usual, oidc_acr="", oidc_large=0)


def place_of(house: House) -> dict[str, str]:
    return {"institution_id": str(house.town.institution.id), "login": "officer"}


async def bound(house: House, subject: str = SUBJECT) -> Caller:
    security = await house.staff("security")
    assert (await security.post(BIND, **place_of(house), subject=subject)).status == 200
    return security


@pytest.mark.req("9-2", "4-6")
async def test_an_account_is_bound_by_its_owner_or_the_administrator_and_by_nothing_else(
    house: House,
) -> None:
    accounts = await Staff.all().count()
    desk = Browser(house)
    assert (await house.nobody.get("/api/staff/sign-in/ways")).body == {"provider": True}
    # Nobody knows the subject: no account is made, and none is bound.
    assert (await desk.enter()).code == "provider_unbound"
    assert (await Staff.all().count(), await ProviderSubject.all().count()) == (accounts, 0)

    # The owner binds, signed in by password, and shows password and second factor once more.
    officer = await house.staff("officer")
    proof = {"password": PASSWORD, "code": "123456"}
    assert (await officer.post(OWN, **proof)).code == "second_factor_needed"
    told = (await officer.post("/api/staff/me/second-factor", password=PASSWORD)).body
    code = code_of(told["uri"], house.clock.now)
    confirmed = await officer.post("/api/staff/me/second-factor/confirm", code=code)
    recovery = confirmed.body["codes"]
    assert (await officer.post(OWN, password="x", code=recovery[0])).code == "wrong_own_password"
    own = {"login": "officer", "password": PASSWORD, "code": recovery[1]}
    assert (await desk.post("/api/staff/sign-in", **own)).status == 200
    answer = await desk.away(path=OWN, password=PASSWORD, code=recovery[2])
    # What somebody was sent back with is of no use to a colleague, nor at the door.
    other = await house.staff("handler")
    assert (await other.post(f"{OWN}/return", **answer)).code == "provider_expired"
    assert (await Browser(house).post(f"{DOOR}/return", **answer)).code == "provider_expired"
    assert (await desk.post(f"{OWN}/return", **answer)).status == 200
    assert (await desk.post(f"{OWN}/return", **answer)).code == "provider_expired"
    account = (await officer.get("/api/staff/me/account")).body["provider"]
    assert account["bound_at"]
    assert account["by_owner"]
    rows = await ProviderSubject.all()
    assert SUBJECT not in str([one.subject_index for one in rows])

    # One subject one account, one account one subject: the constraints say so, at once as well.
    security = await house.staff("security")
    handler = {**place_of(house), "login": "handler"}
    assert (await security.post(BIND, **handler, subject=SUBJECT)).code == "provider_taken"
    assert (await security.post(BIND, **place_of(house), subject=OTHER)).code == "provider_there"
    many = [security.post(BIND, **handler, subject=f"gd-{number}") for number in range(3)]
    assert sorted(one.status for one in await asyncio.gather(*many)) == [200, 409, 409]
    assert (await security.post(UNBIND, **handler)).status == 200
    assert (await security.post(UNBIND, **handler)).status == 404
    own_place = {"bureau_id": str(house.town.staff["security"].bureau_id), "login": "security"}
    assert (await security.post(BIND, **own_place, subject=OTHER)).code == "not_oneself"
    assert (await other.post(BIND, **handler, subject=OTHER)).code == "forbidden"
    assert (await security.post(BIND, **handler, subject="two words")).status == 400
    listed = await security.get("/api/staff/accounts", institution_id=handler["institution_id"])
    assert {one["login"]: one["provider"] for one in listed.body["rows"]}["officer"]
    # Whose account somebody else has bound is told of it.
    await house.deliver()
    [letter] = await InboxMessage.filter(topic="subject_bound")
    assert letter.staff_id == house.town.staff["handler"].id

    # Unbound, what the provider opened ends, and what it had half opened; the password's stays.
    answer = await desk.away()
    assert (await desk.post(f"{DOOR}/return", **answer)).code == "second_factor_needed"
    assert (await officer.post(f"{OWN}/unbind")).status == 200
    late = {"state": answer["state"], "code": recovery[3]}
    assert (await desk.post(f"{DOOR}/code", **late)).code == "provider_expired"
    assert (await officer.get("/api/staff/me/account")).body["provider"]["bound_at"] is None
    assert (await desk.enter()).code == "provider_unbound"
    done = set(await AuditEntry.filter(outcome="done").values_list("action", flat=True))
    assert {"bind_subject", "unbind_subject"} <= done
    refused = await AuditEntry.filter(action="provider_sign_in", outcome="refused")
    assert {one.reason for one in refused} >= {"provider_unbound"}


@pytest.mark.req("9-2", "4-6")
async def test_what_our_door_asks_for_the_provider_does_not_answer(house: House) -> None:
    security = await bound(house)
    desk = Browser(house)
    first = await desk.enter()
    assert first.status == 200, first
    assert first.body["me"]["login"] == "officer"
    assert (await desk.get("/api/staff/me")).body["login"] == "officer"
    # Signing out ends the session here in any case, and says where the provider's ends.
    out = await desk.post("/api/staff/sign-out")
    assert out.body["provider_url"].startswith(f"{house.sandbox.url}/oidc/logout?")
    assert (await (await house.staff("officer")).post("/api/staff/sign-out")).body == {
        "provider_url": ""
    }

    # The second factor is asked for as ever, in the browser that came back, and only there.
    under(house, replace(LAX, second_factor_roles=frozenset({Role.OFFICER})))
    assert (await desk.enter()).code == "provider_too_early"
    enrolment = {"login": "officer", "password": PASSWORD}
    told = (await house.nobody.post("/api/staff/sign-in/enrolment", **enrolment)).body
    code = code_of(told["uri"], house.clock.now)
    opened = await house.nobody.post("/api/staff/sign-in", **enrolment, code=code)
    recovery = opened.body["recovery_codes"]
    answer = await desk.away()
    assert (await desk.post(f"{DOOR}/return", **answer)).code == "second_factor_needed"
    shown = {"state": answer["state"], "code": recovery[0]}
    assert (await Browser(house).post(f"{DOOR}/code", **shown)).code == "provider_expired"
    assert (await desk.post(f"{DOOR}/code", **{**shown, "code": "000000"})).code == "wrong_code"
    both = await asyncio.gather(
        *(desk.post(f"{DOOR}/code", **{**shown, "code": one}) for one in recovery[:2])
    )
    assert sorted(one.status for one in both) == [200, 400]
    assert (await desk.post(f"{DOOR}/code", **shown)).code == "provider_expired"
    # What the provider says counts where the settings say so, by that one word.
    with spoilt(house, oidc_acr="urn:sandbox:password"):
        assert (await desk.enter()).code == "second_factor_needed"
    with spoilt(house, oidc_acr="urn:sandbox:two-factors"):
        assert (await desk.enter()).code == "second_factor_needed"  # an administrator bound it
        await ProviderSubject.all().update(bound_by_id=None)
        assert (await desk.enter()).status == 200

    # Guesses rest the login whichever door they are made at.
    under(house, LAX)
    for number in range(6):
        await house.nobody.post("/api/staff/sign-in", login="officer", password=f"guess-{number}")
    assert (await desk.enter()).code == "too_many_attempts"
    lift = await security.post("/api/staff/accounts/lift-rest", **place_of(house))
    assert lift.status == 200
    # The networks of the place hold, and so does the number of sessions.
    rows = [{"network": "10.1.0.0/16"}]
    place = {"institution_id": place_of(house)["institution_id"]}
    assert (await security.post("/api/staff/networks", **place, rows=rows)).status == 200
    house.clock.pass_(seconds=6)
    assert (await Browser(house).enter()).code == "outside_network"
    assert (await security.post("/api/staff/networks", **place, rows=[], version=1)).status == 200
    house.clock.pass_(seconds=6)
    policy = StaffPolicy(frozenset(), frozenset(), idle=timedelta(hours=10), sessions=2)
    under(house, policy)
    with spoilt(house, oidc_acr="urn:sandbox:two-factors"):
        for _ in range(3):
            assert (await desk.enter()).status == 200
            house.clock.pass_(seconds=1)
    officer = house.town.staff["officer"]
    assert await StaffSession.filter(staff_id=officer.id, revoked_at=None).count() == 2
    # An account whose owner has set no password yet is nobody's to enter, nor is a closed one.
    await Staff.filter(login="officer").update(password_initial=True)
    assert (await desk.enter()).code == "provider_too_early"
    await Staff.filter(login="officer").update(password_initial=False, active=False)
    assert (await desk.enter()).code == "provider_unbound"
    await Staff.filter(login="officer").update(active=True)

    # The administrator unbinds: whoever came in that way is out within five seconds.
    with spoilt(house, oidc_acr="urn:sandbox:two-factors"):
        assert (await desk.enter()).status == 200
    assert (await security.post(UNBIND, **place_of(house))).status == 200
    house.clock.pass_(seconds=6)
    assert (await desk.get("/api/staff/me")).status == 401


@pytest.mark.req("9-2")
async def test_attacks_and_a_provider_that_is_not_well(house: House) -> None:
    await bound(house)
    desk = Browser(house)
    sandbox = house.sandbox

    # State: unknown, over, used, somebody else's, another purpose's; the code is lost with it.
    answer = await desk.away()
    for name in ("haochaping", *desk.cookies):  # bytes that are no text
        kept = [(b"x-haochaping", b"1"), (b"cookie", name.encode() + b"=\xff\xfe")]
        garbled = await house.app.client.post(f"{DOOR}/return", json=answer, headers=kept)
        assert garbled.json()["code"] == "provider_expired"
    thief = Browser(house)
    assert (await thief.post(f"{DOOR}/return", **answer)).code == "provider_expired"
    assert (await desk.post(f"{DOOR}/return", **{**answer, "state": "sign_in.x"})).code == (
        "provider_expired"
    )
    code = await desk.post(f"{DOOR}/code", state=answer["state"], code="123456")
    assert code.code == "provider_expired"  # not before the provider's word
    assert (await desk.post(f"{DOOR}/return", **answer)).status == 200
    assert (await desk.post(f"{DOOR}/return", **answer)).code == "provider_expired"
    answer = await desk.away()
    house.clock.now += FLOW
    assert (await desk.post(f"{DOOR}/return", **answer)).code == "provider_expired"
    # A cookie speaks for no foreign form, and a new start makes the one before void.
    answer = await desk.away()
    await desk.away()
    assert (await desk.post(f"{DOOR}/return", **answer)).code == "provider_expired"
    # A code of one flow in another: its verifier is of the other.
    stolen = (await thief.away())["code"]
    mixed = {**await desk.away(), "code": stolen}
    assert (await desk.post(f"{DOOR}/return", **mixed)).code == "provider_refused"
    # A replayed code under a fresh state.
    used = await desk.away()
    assert (await desk.post(f"{DOOR}/return", **used)).status == 200
    replayed = {**await desk.away(), "code": used["code"]}
    assert (await desk.post(f"{DOOR}/return", **replayed)).code == "provider_refused"
    # Its user said no.
    said_no = {"state": (await desk.away())["state"], "error": "access_denied"}
    assert (await desk.post(f"{DOOR}/return", **said_no)).code == "provider_refused"
    # Mixed up: the answer names another provider, or none.
    for iss in ("https://elsewhere.example", ""):
        mixed_up = {**await desk.away(), "iss": iss}
        assert (await desk.post(f"{DOOR}/return", **mixed_up)).code == "provider_other_issuer"

    # Tokens: each with one thing wrong.
    for spoil, said in {
        "none": "provider_forged",
        "hs256": "provider_forged",
        "forged": "provider_forged",
        "cut": "provider_forged",
        "nonce": "provider_forged",
        "nobody": "provider_forged",
        "issuer": "provider_other_issuer",
        "client": "provider_other_client",
        "party": "provider_other_client",
        "over": "provider_clock",
        "ahead": "provider_clock",
    }.items():
        with spoilt(house, oidc_spoil=spoil):
            assert (await desk.enter()).code == said, spoil

    # Keys are turned over, and of another kind.
    house.clock.pass_(minutes=1)
    sandbox.http.post("/oidc/_turn-over").raise_for_status()
    assert (await desk.enter()).status == 200
    house.clock.pass_(minutes=1)
    with spoilt(house, oidc_algorithm="RS256"):
        assert (await desk.enter()).status == 200

    # Away, slow, junk, endless, led inside: told, and the password opens as ever.
    answer = await desk.away()
    sandbox.fault(oidc={"down": True})
    assert (await desk.post(f"{DOOR}/return", **answer)).code == "provider_away"
    house.clock.pass_(hours=2)
    for fault in ({"down": True}, {"junk": True}, {"fail": "server_error"}, {"delay": 9}):
        sandbox.fault(oidc=fault)
        house.app.deps.gateways.staff_provider._guarded.seconds = 0.3
        object.__setattr__(house.app.deps.gateways.staff_provider.settings, "timeout_s", 0.3)
        assert (await desk.post(DOOR)).code == "provider_away", fault
    provider = house.app.deps.gateways.staff_provider
    before = provider._tried
    waiting = await asyncio.gather(*(Browser(house).post(DOOR) for _ in range(3)))
    assert {one.code for one in waiting} == {"provider_away"}
    assert provider._tried == before + 1  # who waited while it was asked asks no more
    sandbox.fault(oidc={})
    for how in (
        {"oidc_large": 200_000},
        {"oidc_says": "https://elsewhere.example"},
        {"oidc_token_at": "https://169.254.169.254/token"},
        {"oidc_token_at": "http://10.0.0.1/token"},
        {"oidc_token_at": "https://[::ffff:10.0.0.1]/token"},
    ):
        with spoilt(house, **how):
            assert (await desk.post(DOOR)).code == "provider_away", how
    signed_in = await house.staff("officer")
    assert (await signed_in.get("/api/staff/me")).status == 200
    out = await signed_in.post("/api/staff/sign-out")
    assert out.status == 200

    # Nothing of it stands anywhere in the open.
    kept = str([dict(one) for one in await ProviderFlow.all()])
    assert answer["state"] not in kept
    refused = await AuditEntry.filter(action="provider_sign_in", outcome="refused")
    assert {"provider_other_issuer", "provider_clock"} <= {one.reason for one in refused}
    assert SUBJECT not in str([dict(one) for one in refused])


async def test_without_settings_there_is_no_provider(house: House) -> None:
    inner = house.app.app.ctx.house
    gateways = replace(inner.deps.gateways, staff_provider=None)
    inner.deps = inner.gate.deps = replace(inner.deps, gateways=gateways)
    assert (await house.nobody.get("/api/staff/sign-in/ways")).body == {"provider": False}
    assert (await house.nobody.post(DOOR)).code == "provider_off"
    officer = await house.staff("officer")
    assert (await officer.get("/api/staff/me/account")).body["provider"] is None
    assert (await officer.post(f"{OWN}/unbind")).code == "provider_off"
