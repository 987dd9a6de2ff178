"""上线检查: every line can be open, says which, and closes when it is mended."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from actions.notices.notice_texts import CITIZEN_TOPICS, PUSHED
from models import (
    AuditEntry,
    Bureau,
    CalendarDay,
    Duty,
    Hall,
    Institution,
    Region,
    ServiceItem,
    Staff,
)
from models import Window as WindowRow
from server.gateways import FIELDS
from tests.support.house import Caller, House
from tests.support.town import NOW, identity_number
from tests.support.workbooks import preview, take_in

RAOPING = "饶平县政务服务数据管理局"
OFFICE: dict[str, Any] = {
    "机构": [("rp-new", "饶平县新局", "县（区）级", "行政机关", "否", "raoping", RAOPING, None)]
}
HALLS: dict[str, Any] = {
    "办事大厅": [("rp-hall", "饶平县大厅", "河南路1号", "raoping", RAOPING, None)]
}
OWED = "饶平县政务服务数据管理局（{}）"
# Nobody has been named to read concerns, and nothing is filed with the city: advice, not more.
ADVICE = {
    "desk_without_reader": ["discipline", "care"],
    "paper_not_filed": [OWED.format("supporting_rules"), OWED.format("review_procedure")],
}
WINDOWS: dict[str, Any] = {"窗口": [("rp-hall", "A01", "综合窗口", "rp-new")]}
PEOPLE: dict[str, Any] = {
    "工作人员": [
        ("rp-officer", "张示例", "窗口人员", "rp-new"),
        ("rp-handler", "李示例", "承办人员", "rp-new"),
        ("rp-manager", "王示例", "大厅管理员", None, "rp-hall"),
    ]
}
ITEMS: dict[str, Any] = {"事项": [("rp-new", None, "示例事项")]}


async def open_lines(caller: Caller) -> dict[str, list[str]]:
    """The lines with something missing: code to what is missing."""
    answer = await caller.get("/api/staff/readiness")
    assert answer.status == 200, answer
    return {
        line["code"]: [one["label"] for one in line["examples"]]
        for line in answer.body["lines"]
        if line["count"]
    }


@pytest.mark.req("4-1", "8-1")
async def test_a_county_goes_from_nothing_to_ready(house: House) -> None:
    raoping = await house.staff("raoping")
    assert await open_lines(raoping) == {"no_institution": [], "no_window": [], **ADVICE}
    await take_in(raoping, "tree", OFFICE)
    await take_in(raoping, "halls", HALLS)
    assert await open_lines(raoping) == {
        "no_window": [],
        "institution_without_handler": ["饶平县新局"],
        "hall_without_windows": ["饶平县大厅"],
        **ADVICE,
    }
    await take_in(raoping, "windows", WINDOWS)
    await take_in(raoping, "officers", PEOPLE)
    window = "饶平县大厅 A01 综合窗口"
    assert await open_lines(raoping) == {
        "institution_without_handler": ["饶平县新局"],
        "institution_without_items": ["饶平县新局"],
        "window_without_roster": [window],
        "officer_without_login": [
            "李示例（rp-handler）",
            "王示例（rp-manager）",
            "张示例（rp-officer）",
        ],
        "officer_without_items": ["张示例（rp-officer）"],
        **ADVICE,
    }
    assert not (await raoping.get("/api/staff/readiness")).body["ready"]

    await take_in(raoping, "items", ITEMS)
    assert (await open_lines(raoping))["item_without_code"] == ["示例事项（饶平县新局）"]
    await take_in(raoping, "items", {"事项": [("rp-new", "1144512200001", "示例事项")]})
    hall, office = await Hall.get(code="rp-hall"), await Institution.get(code="rp-new")
    for place in ({"institution_id": str(office.id)}, {"hall_id": str(hall.id)}):
        security = await house.staff("security")
        given = await security.post("/api/staff/accounts/passwords", **place)
        assert given.status == 200, given
    roster = ("2026-11-23", "rp-hall", "A01", "rp-officer", "14:30", "17:30")
    await take_in(raoping, "rosters", {"排班": [roster]})
    assert await open_lines(raoping) == ADVICE
    assert (await raoping.get("/api/staff/readiness")).body["ready"]


@pytest.mark.req("4-1", "C-3")
async def test_an_institution_nobody_supervises_or_the_wrong_bureau_is_named(house: House) -> None:
    xiangqiao, city = await house.staff("xiangqiao"), await house.staff("city")
    assert "institution_wrong_bureau" not in await open_lines(city)
    office = house.town.other_institution
    await Institution.filter(id=office.id).update(bureau_id=house.town.staff["city"].bureau_id)
    assert (await open_lines(city))["institution_wrong_bureau"] == [office.name]
    await Institution.filter(id=office.id).update(vertical=True)
    assert "institution_wrong_bureau" not in await open_lines(city)
    zone = await Bureau.create(
        id=office.id, name="新区局", level="county", region=await Region.get(code="raoping")
    )
    await Institution.filter(id=office.id).update(bureau_id=zone.id)
    assert (await open_lines(city))["institution_unsupervised"] == [f"{office.name}（新区局）"]
    assert "institution_unsupervised" not in await open_lines(xiangqiao)


async def test_the_roster_is_wanted_for_the_next_day_offices_work(house: House) -> None:
    xiangqiao = await house.staff("xiangqiao")
    assert "window_without_roster" not in await open_lines(xiangqiao)
    await Duty.filter(window=house.town.window).update(ends_at=NOW + timedelta(hours=5))
    await CalendarDay.create(day="2026-11-24", working=False, name="示例", source="测试")
    await house.app.deps.reference.reload()
    house.clock.pass_(hours=24)
    again = await house.staff("xiangqiao")
    [line] = [
        one
        for one in (await again.get("/api/staff/readiness")).body["lines"]
        if one["code"] == "window_without_roster"
    ]
    assert (line["day"], line["count"]) == ("2026-11-25", 1)


async def test_the_city_also_sees_what_the_installation_lacks(house: House) -> None:
    city, county = await house.staff("city"), await house.staff("xiangqiao")
    of_city = {one["code"] for one in (await city.get("/api/staff/readiness")).body["lines"]}
    of_county = {one["code"] for one in (await county.get("/api/staff/readiness")).body["lines"]}
    lacking = {
        "administrator_unknown",
        "template_missing",
        "identity_missing",
        "wechat_missing",
        "sms_missing",
        "calendar_missing",
        "rule_set_ending",
    }
    assert of_city - of_county == lacking
    assert not lacking & (await open_lines(city)).keys()  # the sandbox stands in for all of it
    house.clock.now = house.clock.now.replace(year=2031)
    later = await open_lines(await house.staff("city"))
    assert later["calendar_missing"] == ["2031"]


async def test_without_outside_parties_the_city_is_told_which(start_app: Any, house: House) -> None:
    bare = await start_app(database_url=house.app.settings.database_url, clock=house.clock)
    login = await Caller(bare.client).post("/api/staff/sign-in", **house.town.login("city"))
    told = await open_lines(Caller(bare.client, login.body["token"]))
    assert set(told["template_missing"]) == PUSHED & CITIZEN_TOPICS
    assert set(told["template_missing"]) <= set(FIELDS)
    assert {"identity_missing", "wechat_missing", "sms_missing"} <= told.keys()


async def test_a_first_password_opens_the_door_once_and_is_kept_by_nobody(house: House) -> None:
    raoping = await house.staff("raoping")
    await take_in(raoping, "tree", OFFICE)
    await take_in(raoping, "officers", {"工作人员": PEOPLE["工作人员"][:2]})
    office = await Institution.get(code="rp-new")
    place = {"institution_id": str(office.id)}
    security = await house.staff("security")
    assert (await raoping.post("/api/staff/accounts/passwords", **place)).code == "forbidden"
    answers = await asyncio.gather(
        *(security.post("/api/staff/accounts/passwords", **place) for _ in range(2))
    )
    given = [row for one in answers for row in one.body.get("rows", [])]
    assert sorted(row["login"] for row in given) == ["rp-handler", "rp-officer"]
    for row in given:
        form = {**row, "new_password": "Han-Jiang-26"}
        del form["name"]
        assert (await house.nobody.post("/api/staff/sign-in", **form)).status == 200
        kept = await Staff.get(login=row["login"])
        assert row["password"] not in kept.password_hash
    assert await AuditEntry.filter(action="give_password").count() == 2
    again = await security.post("/api/staff/accounts/passwords", **place)
    assert (again.status, again.code) == (409, "no_account_waiting")
    listed = (await raoping.get("/api/staff/accounts", **place)).body
    assert [(one["login"], one["can_sign_in"]) for one in listed["rows"]] == [
        ("rp-handler", True),
        ("rp-officer", True),
    ]


@pytest.mark.req("4-6")
async def test_nobody_opens_doors_in_another_county(house: House) -> None:
    raoping = await house.staff("raoping")
    bureau = house.town.staff["raoping"].bureau_id
    await Staff.filter(login="security").update(bureau_id=bureau)  # of that county alone
    security = await house.staff("security")
    for place in (
        {"institution_id": str(house.town.institution.id)},
        {"hall_id": str(house.town.window.hall_id)},
        {"bureau_id": str(house.town.staff["city"].bureau_id)},
        {},
    ):
        assert (await security.post("/api/staff/accounts/passwords", **place)).status == 404
        reset = "/api/staff/accounts/reset-password"
        assert (await security.post(reset, **place, login="officer")).status == 404
        for caller in (raoping, security):
            assert (await caller.get("/api/staff/accounts", **place)).status == 404
    listed = (await security.get("/api/staff/accounts/places")).body
    assert [one["kind"] for one in listed["rows"]] == ["bureau"]


async def test_a_closed_place_is_no_longer_asked_for(house: House) -> None:
    xiangqiao = await house.staff("xiangqiao")
    await ServiceItem.all().delete()
    assert "institution_without_items" in await open_lines(xiangqiao)
    await WindowRow.all().update(closed_at=NOW)
    assert "institution_without_items" not in await open_lines(xiangqiao)


async def test_a_lost_password_is_replaced_and_its_sessions_end(house: House) -> None:
    security, officer = await house.staff("security"), await house.staff("officer")
    place = {"institution_id": str(house.town.institution.id)}
    path = "/api/staff/accounts/reset-password"
    answer = await security.post(path, **place, login="officer")
    [row] = answer.body["rows"]
    old = await house.nobody.post("/api/staff/sign-in", **house.town.login("officer"))
    assert (old.status, old.code) == (401, "wrong_password")
    form = {"login": "officer", "password": row["password"], "new_password": "Han-Jiang-26"}
    assert (await house.nobody.post("/api/staff/sign-in", **form)).status == 200
    house.clock.pass_(seconds=6)
    assert (await officer.get("/api/staff/me")).status == 401
    assert await AuditEntry.filter(action="reset_password").count() == 1
    other = await security.post(path, **place, login="other_handler")  # of another institution
    assert other.status == 404


@pytest.mark.req("4-1")
async def test_the_city_gives_a_county_its_accounts_and_the_county_gives_none(house: House) -> None:
    city, raoping = await house.staff("city"), await house.staff("raoping")
    rows: dict[str, Any] = {
        "工作人员": [
            ("rp-second", "陈示例", "管理局人员", *[None] * 5, RAOPING),
            (
                *("auditor2", "方示例", "审计人员", None, None, None),
                *(identity_number("44510219700101001"), None, "潮州市政务服务数据管理局"),
            ),
        ]
    }
    refused = await preview(raoping, "officers", rows)
    assert {one["code"] for one in refused.body["problems"]} == {"city_only_role"}
    own = await preview(
        city, "officers", {"工作人员": [("city", "赵", "管理局人员", *[None] * 5, RAOPING)]}
    )
    assert [one["code"] for one in own.body["problems"]] == ["not_for_import"]
    await take_in(city, "officers", rows)
    second = await Staff.get(login="rp-second")
    assert (second.role, second.bureau_id) == (
        "county_bureau",
        house.town.staff["raoping"].bureau_id,
    )
    assert (await Staff.get(login="auditor2")).role == "auditor"
    assert (await open_lines(city))["officer_without_login"] == [
        "方示例（auditor2）",
        "陈示例（rp-second）",
    ]
    place = {"bureau_id": str(second.bureau_id)}
    security = await house.staff("security")
    given = await security.post("/api/staff/accounts/passwords", **place)
    [row] = given.body["rows"]
    form = {"login": "rp-second", "password": row["password"], "new_password": "Han-Jiang-26"}
    assert (await house.nobody.post("/api/staff/sign-in", **form)).status == 200
