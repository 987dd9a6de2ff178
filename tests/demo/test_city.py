"""The demo city: complete, obeying every rule, the same again from the same seed."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from models import (
    Duty,
    Entry,
    Institution,
    Invitation,
    Rating,
    Region,
    ServiceRecord,
    Staff,
    Transition,
    Window,
    WindowCode,
    WorkOrder,
)
from rules.defaults import default_due_at
from rules.institutions import Kind, Level
from rules.rectification import CLOSED, Status
from rules.rule_set import FOLDER
from rules.rule_set import load as load_rules
from server.database import close_database, open_database
from server.demo.load import DemoCity, NotEmpty, load
from server.demo.rosters import AROUND_THE_CLOCK, extend_rosters
from tests.support.town import KEYS, NOW


@pytest.mark.req("2-1", "2-2", "2-3", "8-1", "C-3")
async def test_every_level_and_kind_and_every_window_has_its_code(city: None) -> None:
    known = await load(keys=KEYS, now=NOW)
    rows = await Institution.all().values_list("level", "kind")
    assert {(level, kind) for level, kind in rows} == {
        (level.value, kind.value) for level in Level for kind in Kind
    }
    [zone] = await Region.filter(level="county", national_code=None)
    assert zone.name == "凤泉湖高新区"
    vertical = await Institution.get(name="国家税务总局潮州市税务局").select_related("bureau")
    assert vertical.vertical
    assert vertical.bureau.name == "潮州市政务服务数据管理局"
    windows = await Window.all().count()
    assert 40 <= windows <= 60
    assert await WindowCode.filter(active=1).count() == windows
    assert known.window.link("https://x.example").startswith("https://x.example/m/?w=")


@pytest.mark.req("6-2", "6-4", "6-9", "7-1", "3-1")
async def test_services_and_ratings_obey_the_rules(city: None) -> None:
    rules = load_rules(FOLDER / "chaozhou-2019-trial.toml")
    services = {one.id: one for one in await ServiceRecord.all()}
    ratings = await Rating.all()
    assert 7_500 < len(services) < 11_000
    linked = [one for one in services.values() if one.source != "walk_in"]
    assert await Invitation.all().count() == len(linked)
    assert all(one.default_due_at == default_due_at(one.ended_at, rules) for one in linked)
    answered = {one.service_record_id for one in ratings}
    overdue = {one.id for one in linked if one.default_due_at and one.default_due_at < NOW}
    assert overdue <= answered
    origins = Counter(one.origin for one in ratings)
    assert origins["citizen"] > 2_000
    assert origins["default"] > 2_000
    for one in ratings:
        service = services[one.service_record_id]
        assert service.ended_at <= one.rated_at <= NOW
        if one.origin == "default":
            assert one.rated_at == one.due_at == service.default_due_at
        else:
            due = service.default_due_at
            assert one.late == (due is not None and one.rated_at >= due)
    assert any(one.late for one in ratings)


@pytest.mark.req("11-3", "11-5", "11-12")
async def test_cases_are_in_every_status_and_complete(city: None) -> None:
    orders = await WorkOrder.all()
    poor = await Rating.filter(grade__in=["dissatisfied", "very_dissatisfied"]).count()
    assert len(orders) == poor
    assert {one.status for one in orders} == set(Status) - {Status.CLOSED_INVALID}
    steps: dict[Any, list[Transition]] = {}
    for step in await Transition.all().order_by("number"):
        steps.setdefault(step.order_id, []).append(step)
    entries = Counter((one.order_id, one.round) for one in await Entry.all())
    for order in orders:
        own = steps[order.id]
        assert [one.number for one in own] == list(range(1, order.version + 1))
        assert own[-1].after == order.status
        assert all(a.after == b.before and a.at <= b.at for a, b in pairwise(own))
        assert own[-1].at < NOW
        closed = order.status in CLOSED
        assert closed == (order.closed_at is not None)
        unheard = order.status == Status.FED_BACK and order.delivered_at is None
        assert (closed or unheard) == (order.due_at is None)
        if closed or order.status == Status.FED_BACK:
            assert entries[order.id, order.round] == 3
    overdue = [one for one in orders if one.due_at and one.due_at < NOW]
    assert 1 <= len(overdue) < len(orders) / 10
    to_call = [one for one in orders if one.status == Status.FED_BACK and not one.delivered_at]
    assert len(to_call) >= 4
    assert all(one.area_id for one in orders)  # or no county finds them
    assert [one for one in orders if one.supervised_at and one.supervision_due_at]


@pytest.mark.req("14-4")
async def test_rosters_cover_hall_time_and_one_window_always(city: None) -> None:
    hall, number = AROUND_THE_CLOCK.split("/")
    for moment in (NOW, NOW + timedelta(hours=13), NOW + timedelta(days=5, hours=3)):
        duty = await Duty.filter(
            window__number=number,
            window__hall__code=hall,
            starts_at__lte=moment,
            ends_at__gt=moment,
        ).select_related("officer")
        assert [one.officer.login for one in duty] == ["officer"]
    officers = await Staff.filter(role="officer").count()
    weekday = NOW + timedelta(days=3, hours=5)
    on_duty = await Duty.filter(starts_at__lte=weekday, ends_at__gt=weekday).count()
    assert on_duty == officers >= 30
    assert await extend_rosters(NOW) == 0
    assert await extend_rosters(NOW + timedelta(days=1)) > 0
    frozen = await ServiceRecord.filter(source="queue_machine").limit(200).order_by("id")
    for one in frozen:
        assert await Duty.filter(
            officer_id=one.officer_id,
            window_id=one.window_id,
            starts_at__lte=one.ended_at,
            ends_at__gt=one.ended_at,
        ).exists()


async def test_a_second_load_changes_nothing(city: None) -> None:
    first = await load(keys=KEYS, now=NOW)
    before = await ServiceRecord.all().count()
    again = await load(keys=KEYS, now=NOW + timedelta(hours=1))
    assert isinstance(again, DemoCity)
    assert again == first
    assert await ServiceRecord.all().count() == before


async def test_a_database_in_use_is_refused(sqlite_url: str) -> None:
    await open_database(sqlite_url)
    try:
        await Region.create(id=uuid4(), code="real", name="真实的市", level="city")
        with pytest.raises(NotEmpty):
            await load(keys=KEYS, now=NOW)
    finally:
        await close_database()


async def test_the_same_seed_makes_the_same_city(sqlite_city: Path, sqlite_url: str) -> None:
    told = []
    for url in (f"sqlite://{sqlite_city}", sqlite_url):  # loaded before, and empty
        await open_database(url)
        try:
            await load(keys=KEYS, now=NOW)
            told.append(await _facts())
        finally:
            await close_database()
    assert told[0] == told[1]


async def _facts() -> list[Any]:
    """What does not depend on random ids, tokens and ciphertexts."""
    services = ServiceRecord.all().order_by("project_number")
    ratings = Rating.all().order_by("service_record__project_number", "ordinal")
    steps = Transition.all().order_by("order__number", "number")
    return [
        await services.values_list(
            "project_number", "ended_at", "applicant_index", "window__number", "officer__login"
        ),
        await ratings.values_list("grade", "rated_at", "tags", "text", "dimensions", "key"),
        await steps.values_list("order__number", "action", "at", "office"),
        await Staff.all().order_by("login").values_list("login", "name", "document_index"),
    ]
