"""The demo goes on by itself, and a newcomer has something to rate at once."""

import json
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest

from actions.complaints import steps
from actions.figures import rollups
from actions.trail import audit, audit_chain
from models import (
    AccountabilityCase,
    Appeal,
    AppealFile,
    AppealStep,
    Bulletin,
    ComplaintStep,
    ExchangeReceived,
    Invitation,
    PaperSlip,
    Rating,
    Referral,
    ServiceRecord,
    SmsInvitation,
    Window,
    WorkOrder,
)
from queries.orders import concerns
from rules.actors import System
from rules.appeals import AppealStatus
from rules.notice import NOTICE_VERSION
from rules.rectification import Status
from server.demo import appeals, bulletins, clues, complaints, papers, tables, texts, trail
from server.demo.calls import HOTLINE, Exchange, ring
from server.demo.life import end_some_services
from server.demo.load import SEED, load
from server.demo.members import by_login
from server.demo.people import Person, demo_persons
from server.voice import Voice
from tests.support.app import RunningApp
from tests.support.house import Caller, Clock, rating
from tests.support.processes import free_port
from tests.support.sandbox import Sandbox
from tests.support.town import KEYS, NOW

StartApp = Callable[..., Awaitable[RunningApp]]
NIGHT = timedelta(hours=12)


async def test_services_end_while_the_demo_runs(start_app: StartApp, city_url: str) -> None:
    app = await start_app(database_url=city_url)
    before = await ServiceRecord.all().count()
    ended = 0
    for minute in range(5):
        now = NOW + timedelta(minutes=minute)
        ended += await end_some_services(now=now, rng=Random(minute), deps=app.deps)
    assert ended > 0
    assert await ServiceRecord.all().count() == before + ended
    new = await ServiceRecord.filter(project_number__startswith="QM")
    assert await Invitation.filter(service_record_id__in=[one.id for one in new]).count() == ended
    assert all(one.officer_id and one.ended_at >= NOW for one in new)


async def test_at_night_demo_persons_still_get_something_to_rate(
    start_app: StartApp, city_url: str
) -> None:
    app = await start_app(database_url=city_url)
    later = NOW + timedelta(days=5) + NIGHT  # what waited has become too old
    for minute in range(2 * len(demo_persons())):
        now = later + timedelta(minutes=minute)
        await end_some_services(now=now, rng=Random(minute), deps=app.deps)
    window = await Window.get(hall__code="city", number="A01")
    for person in demo_persons():
        index = person.index(KEYS)
        fresh = ServiceRecord.filter(
            applicant_index=index, window_id=window.id, ended_at__gte=later
        )
        assert await fresh.count() >= 2


@pytest.mark.req("7-6")
async def test_callers_of_the_hotline_rate_too(
    start_app: StartApp, sqlite_city_url: str, sandbox: Sandbox
) -> None:
    app = await start_app(database_url=sqlite_city_url, sandbox_url=sandbox.url, clock=Clock(NOW))
    chosen = replace(app.settings, voice_port=free_port(), voice_partner=HOTLINE)
    voice = Voice(chosen, app.deps, Clock(NOW))
    await voice.start()
    at = Exchange(sandbox.url, app.url, chosen.voice_host, chosen.voice_port)
    for seed in range(6):
        assert await ring(at=at, seed=SEED, rng=Random(seed), deps=app.deps, now=NOW)
    await voice.stop()
    found = await Rating.filter(channel="hotline").values_list("identity_basis", flat=True)
    assert set(found) == {"partner_asserted", "phone_number"}


@pytest.mark.req("7-5", "11-1", "11-4")
async def test_the_complaint_platform_tells_and_is_told(
    start_app: StartApp, sqlite_city_url: str, sandbox: Sandbox
) -> None:
    app = await start_app(database_url=sqlite_city_url, sandbox_url=sandbox.url, clock=Clock(NOW))
    at = Exchange(sandbox.url, app.url, "", 0)
    before = await WorkOrder.all().count()
    assert await complaints.come_in(at=at, deps=app.deps, now=NOW) == 6
    assert await complaints.come_in(at=at, deps=app.deps, now=NOW) == 0
    told = await ExchangeReceived.all().values_list("state", flat=True)
    assert sorted(told) == ["known", "quarantined", "quarantined", "taken", "taken", "taken"]
    assert await WorkOrder.all().count() == before + 2
    assert await complaints.keep_coming(at=at, rng=Random(1), deps=app.deps, now=NOW) == 1
    assert await steps.list_new(now=NOW) > 4
    assert await steps.push_due(deps=app.deps, now=NOW) > 0
    while await steps.push_due(deps=app.deps, now=NOW):
        pass
    assert await ComplaintStep.exclude(state="sent").count() == 0


@pytest.mark.req("7-12")
async def test_some_were_asked_by_text_message_and_answer(
    start_app: StartApp, sqlite_city_url: str, sandbox: Sandbox
) -> None:
    app = await start_app(database_url=sqlite_city_url, sandbox_url=sandbox.url, clock=Clock(NOW))
    states = Counter(await SmsInvitation.all().values_list("state", flat=True))
    assert {"answered", "unanswered", "asked"} <= set(states)
    assert await Rating.filter(channel="sms").count() == states["answered"] > 10
    at = Exchange(sandbox.url, app.url, "", 0)
    for seed in range(6):
        [said] = await texts.answer_one(at=at, rng=Random(seed), deps=app.deps, now=NOW)
        assert said["taken"] == 1
    assert await Rating.filter(channel="sms").count() > states["answered"]


@pytest.mark.req("7-12")
async def test_sheets_of_paper_are_in_every_state(
    start_app: StartApp, sqlite_city_url: str
) -> None:
    app = await start_app(database_url=sqlite_city_url)
    assert await papers.first_sheets(deps=app.deps, now=NOW) == 3
    assert await papers.first_sheets(deps=app.deps, now=NOW) == 0
    states = set(await PaperSlip.all().values_list("state", flat=True))
    assert states == {"blank", "first", "differs", "done"}
    assert await Rating.filter(channel="paper").count() == 1


async def test_the_past_is_sealed_as_the_intake_seals(start_app: StartApp, city_url: str) -> None:
    app = await start_app(database_url=city_url)
    await end_some_services(now=NOW + timedelta(days=6), rng=Random(1), deps=app.deps)
    shapes = set()
    for prefix in ("CZ", "QM"):
        one = await ServiceRecord.filter(project_number__startswith=prefix).first()
        assert one is not None
        assert one.applicant_sealed is not None
        party = json.loads(KEYS.open(one.applicant_sealed, one, "applicant_sealed", one.id))
        assert KEYS.index("document", f"{party['type']}:{party['number']}") == one.applicant_index
        shapes.add(tuple(sorted(party)))
    assert len(shapes) == 1


async def test_a_newcomer_rates_at_once(
    start_app: StartApp, city_url: str, sandbox: Sandbox
) -> None:
    app = await start_app(database_url=city_url, sandbox_url=sandbox.url, clock=Clock(NOW))
    city = await load(keys=KEYS, now=NOW)
    persons = [one.for_sandbox for one in city.persons]
    sandbox.http.put("/_control/persons", json={"persons": persons}).raise_for_status()
    for person in city.persons:
        phone = await sign_in(app, sandbox, person)
        own = await phone.get(f"/api/windows/{city.window.token}/services")
        unrated = [one for one in own.body["services"] if one["rated_as"] is None]
        assert len(unrated) >= 2
        receipt = await phone.post("/api/ratings", **rating(unrated[0]["id"], "satisfied"))
        assert receipt.status == 201


async def sign_in(app: RunningApp, sandbox: Sandbox, person: Person) -> Caller:
    """In WeChat, with the real name by the other mini-program's ticket."""
    code = f"demo-{person.key}-{secrets.token_hex(4)}"
    opened = await Caller(app.client).post("/api/sign-in/wechat", code=code)
    phone = Caller(app.client, opened.body["token"])
    started = await phone.post("/api/sign-in/jump")
    state = parse_qs(urlsplit(started.body["path"]).query)["state"][0]
    signed = await phone.post(
        "/api/sign-in/jump/return",
        ticket=sandbox.ticket(person.key),
        state=state,
        notice_version=NOTICE_VERSION,
    )
    assert signed.status == 200, signed
    return Caller(app.client, signed.body["token"])


async def test_appeals_are_in_every_state(start_app: StartApp, city_url: str) -> None:
    app = await start_app(database_url=city_url)
    assert await appeals.lodge_all(deps=app.deps, now=NOW) == len(tables.appeals())
    assert await appeals.lodge_all(deps=app.deps, now=NOW) == 0
    states = await Appeal.all().values_list("status", flat=True)
    assert set(states) == set(AppealStatus) - {AppealStatus.WITHDRAWN}
    steps = await AppealStep.all().order_by("appeal_id", "number").values_list("at", flat=True)
    assert max(steps) < NOW
    assert await AppealFile.all().count() == 1
    out = await Rating.exclude(excluded_at=None).values_list("work_order__status", flat=True)
    assert list(out) == [Status.CLOSED_INVALID] * 2


@pytest.mark.req("15-1", "15-2")
async def test_article_15_has_one_decided_and_one_to_decide(
    start_app: StartApp, sqlite_city_url: str
) -> None:
    app = await start_app(database_url=sqlite_city_url)
    assert await bulletins.issue(deps=app.deps, now=NOW) == 0  # nothing has been counted
    await rollups.refresh(now=NOW)
    published = await bulletins.issue(deps=app.deps, now=NOW)
    assert await bulletins.issue(deps=app.deps, now=NOW) == 0
    assert await Bulletin.filter(status="published").count() == published
    [waiting] = await Bulletin.filter(status="compiled").select_related("bureau")
    assert (waiting.bureau.level, waiting.period) == ("city", "2026-10")
    cases = await AccountabilityCase.filter(bureau_id=waiting.bureau_id).select_related("bulletin")
    [officer] = {one.subject_id for one in cases if '"kind":"officers"' in one.grounds}
    own = {one.suggestion: one for one in cases if one.subject_id == officer}
    talk, candidate = own["talk"], own["candidate"]
    assert talk.decision == "talk"
    assert talk.reason
    assert talk.impact
    assert talk.bulletin.decided_at < talk.decided_at < candidate.bulletin.decided_at < NOW
    assert candidate.decision is None


@pytest.mark.req("15-3", "15-4")
async def test_a_past_that_is_told_late_is_no_alarm(start_app: StartApp, city_url: str) -> None:
    app = await start_app(database_url=city_url)
    keys = app.deps.keys
    await audit.record(by=System(), action="extend_rosters", outcome="done", now=NOW)
    await audit_chain.check(keys=keys, now=NOW)
    await clues.hand_on(deps=app.deps, now=NOW)
    assert (await audit_chain.check(keys=keys, now=NOW)).fault == "inserted"
    assert await trail.settle(deps=app.deps, now=NOW)
    assert not await trail.settle(deps=app.deps, now=NOW)
    assert (await audit_chain.check(keys=keys, now=NOW)).fault == ""


async def test_a_clue_was_handed_on_and_others_wait_for_their_readers(
    start_app: StartApp, city_url: str
) -> None:
    app = await start_app(database_url=city_url)
    assert await clues.hand_on(deps=app.deps, now=NOW) == len(tables.clues().clue)
    assert await clues.hand_on(deps=app.deps, now=NOW) == 0
    seen = {}
    for login in ("city", "city-second"):
        found = await concerns.page(by=await by_login(login), state="", page=1)
        seen[login] = {one.kind: one for one in found.rows}
    assert set(seen["city"]) == {"pressed"}
    assert set(seen["city-second"]) == {"pressed", "discipline", "crime"}
    referral = await Referral.get(concern_id=seen["city-second"]["discipline"].id)
    assert referral.receipt_number
    assert referral.receipt_at is not None
    assert referral.referred_at < referral.receipt_at < NOW


async def test_every_account_signs_in_with_the_published_password(
    start_app: StartApp, city_url: str
) -> None:
    app = await start_app(database_url=city_url, clock=Clock(NOW))
    city = await load(keys=KEYS, now=NOW)
    for login in ("city", "xiangqiao", "handler-police", "hall", "officer", "officer02", "audit"):
        answer = await Caller(app.client).post(
            "/api/staff/sign-in", login=login, password=city.password
        )
        assert answer.status == 200, login
    logins = [one.login for one in city.accounts]
    assert len(set(logins)) == len(logins)
