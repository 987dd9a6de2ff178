"""The first day of a bureau: Excel templates in, looked at, applied as a whole, taken back."""

import asyncio
from typing import Any

import pytest

from models import (
    AuditEntry,
    Duty,
    Hall,
    ImportFile,
    Institution,
    Region,
    ServiceItem,
    Staff,
    WindowCode,
)
from models import Window as WindowRow
from tests.support.house import Answer, Caller, House
from tests.support.town import identity_number
from tests.support.workbooks import preview, take_in, template

RAOPING = "饶平县政务服务数据管理局"
XIANGQIAO = "湘桥区政务服务数据管理局"
TOWN = ("huanggang", "黄冈镇", "镇（街）级", "raoping", None)
OFFICE = ("hg-gov", "黄冈镇人民政府", "镇（街）级", "行政机关", "否", "huanggang", RAOPING, None)
CENTRE = (
    "hg-party",
    "黄冈镇党群中心",
    "镇（街）级",
    "党群机构",
    None,
    "huanggang",
    RAOPING,
    "hg-gov",
)
TREE: dict[str, Any] = {"行政区域": [TOWN], "机构": [CENTRE, OFFICE]}
HALL: dict[str, Any] = {
    "办事大厅": [
        ("hg-branch", "黄冈镇分厅", "河南路2号", "huanggang", RAOPING, "hg-hall"),
        (
            "hg-hall",
            "黄冈镇便民服务中心",
            "河南路1号",
            "huanggang",
            RAOPING,
            None,
            "23.6672，117.01",
        ),
    ]
}
WINDOWS: dict[str, Any] = {
    "窗口": [("hg-hall", 1, "综合窗口", "hg-gov"), ("hg-branch", "B01", "分厅窗口", "hg-party")]
}
ITEMS: dict[str, Any] = {"事项": [("hg-gov", None, "老年人优待证办理")]}
DOCUMENT = identity_number("44512219900307001")
OFFICERS: dict[str, Any] = {
    "工作人员": [
        ("hg01", "张示例", "窗口人员", "hg-gov", None, "13800000001", DOCUMENT, None),
        ("hg-manager", "李示例", "大厅管理员", None, "hg-hall", None, None, "在用"),
    ]
}
ROSTER: dict[str, Any] = {
    "排班": [
        ("2026-11-24", "hg-hall", "1", "hg01", "09:00", "12:00"),
        ("2026年11月24日", "hg-branch", "B01", "hg01", "14:30", "17:30"),
    ]
}
FIRST_DAY = [
    ("tree", TREE),
    ("halls", HALL),
    ("windows", WINDOWS),
    ("items", ITEMS),
    ("officers", OFFICERS),
    ("rosters", ROSTER),
]


def sentences(answer: Answer) -> list[tuple[str, int, str, str]]:
    return [(p["sheet"], p["row"], p["column"], p["code"]) for p in answer.body["problems"]]


async def first_day(house: House, caller: Caller) -> None:
    """The whole chapter for one town."""
    for name, rows in FIRST_DAY:
        await take_in(caller, name, rows)
        house.clock.pass_(minutes=5)


@pytest.mark.req("2-1", "2-2", "C-3")
async def test_a_county_sets_itself_up_from_templates(house: House) -> None:
    raoping = await house.staff("raoping")
    await first_day(house, raoping)
    office = await Institution.get(code="hg-gov").select_related("region", "bureau")
    assert (office.level, office.kind, office.region.name) == ("town", "administrative", "黄冈镇")
    assert office.bureau.name == RAOPING
    party = await Institution.get(code="hg-party")
    assert (party.kind, party.parent_id) == ("party_body", office.id)
    branch = await Hall.get(code="hg-branch").select_related("parent")
    assert branch.parent is not None
    assert branch.parent.code == "hg-hall"
    places = [(one.latitude, one.longitude) for one in (branch, branch.parent)]
    assert places == [(None, None), (23.6672, 117.01)]
    regions = (await house.nobody.get("/api/results/halls")).body["regions"]
    shown = {hall["name"]: hall["longitude"] for one in regions for hall in one["halls"]}
    assert (shown["黄冈镇分厅"], shown["黄冈镇便民服务中心"]) == (None, 117.01)
    assert await WindowRow.filter(hall__code="hg-hall", number="1").exists()
    [item] = await ServiceItem.filter(institution=office)
    assert item.code.startswith("local-")
    officer = await Staff.get(login="hg01")
    assert officer.password_hash == ""
    assert officer.phone_sealed is not None
    keys = house.app.deps.keys
    phone = keys.open(officer.phone_sealed, officer, "phone_sealed", officer.id)
    assert phone == "13800000001"
    spans = await Duty.filter(officer=officer).order_by("starts_at").values_list("starts_at")
    assert [start.isoformat() for [start] in spans] == [
        "2026-11-24T01:00:00+00:00",
        "2026-11-24T06:30:00+00:00",
    ]
    rows = (await raoping.get("/api/staff/imports")).body["rows"]
    assert [row["template"] for row in rows[::-1]] == [name for name, _ in FIRST_DAY]
    assert {(row["state"], row["by"], len(row["file_hash"])) for row in rows} == {
        ("applied", "raoping", 64)
    }
    assert await AuditEntry.filter(action="apply_import", outcome="done").count() == 6


async def test_nobody_signs_in_with_an_account_that_has_no_password(house: House) -> None:
    raoping = await house.staff("raoping")
    await take_in(raoping, "tree", TREE)
    await take_in(raoping, "officers", {"工作人员": OFFICERS["工作人员"][:1]})
    for password in ("", "hg01"):
        answer = await house.nobody.post("/api/staff/sign-in", login="hg01", password=password)
        assert answer.status in (400, 401), answer


async def test_the_preview_changes_nothing_and_names_each_bad_row(house: House) -> None:
    raoping = await house.staff("raoping")
    bad = {
        "行政区域": [
            ("huanggang", "黄冈镇", "乡级", "raoping", None),
            ("sanrao", "三饶镇", "镇（街）级", "nowhere", None),
            ("guangji", "", "村（社区）级", "raoping", None),
        ],
        "机构": [
            ("a", "甲", "县（区）级", "行政机关", "否", "raoping", RAOPING, "b"),
            ("b", "乙", "县（区）级", "行政机关", "否", "raoping", RAOPING, "a"),
            ("c", "丙", "县（区）级", "行政机关", "否", "raoping", "饶平局", None),
            ("d", "丁", "镇（街）级", "行政机关", "否", "raoping", RAOPING, None),
            ("d", "丁", "县（区）级", "行政机关", "否", "raoping", RAOPING, None),
        ],
    }
    answer = await preview(raoping, "tree", bad)
    assert answer.status == 200
    assert sentences(answer) == [
        ("机构", 3, "上级机构编码", "parent_cycle"),
        ("机构", 4, "上级机构编码", "parent_cycle"),
        ("机构", 5, "监管局名称", "bureau_unknown"),
        ("机构", 6, "层级", "region_level"),
        ("机构", 7, "机构编码", "duplicate"),
        ("行政区域", 3, "层级", "not_a_choice"),
        ("行政区域", 4, "上级区域编码", "parent_unknown"),
        ("行政区域", 5, "区域名称", "missing"),
    ]
    assert "与第 6 行重复" in answer.body["problems"][4]["sentence"]
    refused = await raoping.post(f"/api/staff/imports/{answer.body['id']}/apply")
    assert (refused.status, refused.code) == (409, "import_done")
    assert await Region.all().count() == 3
    assert await Institution.all().count() == 2


async def test_one_bad_row_keeps_all_others_out(house: House) -> None:
    raoping = await house.staff("raoping")
    answer = await preview(raoping, "tree", {**TREE, "管理局": [("新局", "县（区）级", "raoping")]})
    assert sentences(answer) == [("管理局", 3, "", "city_only")]
    assert not await Region.filter(code="huanggang").exists()


@pytest.mark.req("4-1", "4-6")
async def test_a_county_imports_only_its_own(house: House) -> None:
    raoping, xiangqiao = await house.staff("raoping"), await house.staff("xiangqiao")
    theirs = (
        "xq-hrss",
        "改名的社保局",
        "县（区）级",
        "行政机关",
        "否",
        "xiangqiao",
        XIANGQIAO,
        None,
    )
    answer = await preview(raoping, "tree", {"机构": [theirs]})
    assert sentences(answer) == [("机构", 3, "机构编码", "out_of_reach")]
    answer = await preview(
        raoping, "tree", {"行政区域": [("t", "镇", "镇（街）级", "xiangqiao", None)]}
    )
    assert sentences(answer) == [("行政区域", 3, "区域编码", "out_of_reach")]
    for name, rows, code in (
        ("windows", {"窗口": [("xq-hall", "A09", "新", "xq-hrss")]}, "hall_unknown"),
        ("items", {"事项": [("xq-hrss", "X1", "新")]}, "institution_unknown"),
        (
            "rosters",
            {"排班": [("2026-12-01", "xq-hall", "A03", "officer", "9:00", "12:00")]},
            "hall_unknown",
        ),
        ("officers", {"工作人员": [("officer", "王", "窗口人员", "xq-hrss")]}, "out_of_reach"),
        ("officers", {"工作人员": [("city", "王", "大厅管理员", None, None)]}, "not_for_import"),
    ):
        answer = await preview(raoping, name, rows)
        assert [one["code"] for one in answer.body["problems"]] == [code], (name, answer)
    seen = await preview(xiangqiao, "tree", {"机构": [theirs]})
    [change] = seen.body["changes"]
    assert (change["what"], change["fields"]) == (
        "changed",
        [{"column": "机构名称", "before": "湘桥区社保局", "after": "改名的社保局"}],
    )
    path = f"/api/staff/imports/{seen.body['id']}/apply"
    assert (await raoping.post(path)).status == 404
    assert (await xiangqiao.post(path)).status == 200
    assert (await Institution.get(code="xq-hrss")).name == "改名的社保局"
    city = await house.staff("city")
    assert (await city.get("/api/staff/imports")).body["total"] > 5
    mine = (await raoping.get("/api/staff/imports")).body["rows"]
    assert {row["bureau_name"] for row in mine} == {RAOPING}


async def test_secret_columns_are_told_without_their_values(house: House) -> None:
    raoping = await house.staff("raoping")
    await take_in(raoping, "tree", TREE)
    seen = await preview(raoping, "officers", {"工作人员": OFFICERS["工作人员"][:1]})
    said = str(seen.body)
    assert DOCUMENT not in said
    assert "13800000001" not in said
    assert {"column": "身份证号", "before": "", "after": "已填写"} in seen.body["changes"][0][
        "fields"
    ]
    file = await ImportFile.get(id=seen.body["id"])
    assert file.rows_sealed is not None
    assert DOCUMENT.encode() not in file.rows_sealed


async def test_the_same_file_again_changes_nothing(house: House) -> None:
    raoping = await house.staff("raoping")
    await first_day(house, raoping)
    for name, sheets in FIRST_DAY:
        seen = (await preview(raoping, name, sheets)).body
        count = sum(len(rows) for rows in sheets.values())
        assert (seen["problems"], seen["changes"], seen["unchanged"]) == ([], [], count), name


async def test_a_later_code_fills_in_the_local_one(house: House) -> None:
    raoping = await house.staff("raoping")
    await take_in(raoping, "tree", TREE)
    await take_in(raoping, "items", ITEMS)
    await take_in(raoping, "items", {"事项": [("hg-gov", "1144512200001", "老年人优待证办理")]})
    [item] = await ServiceItem.filter(institution__code="hg-gov")
    assert item.code == "1144512200001"


async def test_a_roster_gives_way_to_the_newer_one_but_never_overlaps(house: House) -> None:
    xiangqiao = await house.staff("xiangqiao")
    one = ("2026-11-25", "xq-hall", "A03", "other_officer", "09:00", "12:00")
    late = ("2026-11-25", "xq-hall", "A03", "other_officer", "11:00", "24:00")
    await take_in(xiangqiao, "rosters", {"排班": [one]})
    seen = await preview(xiangqiao, "rosters", {"排班": [late]})
    assert sorted(change["what"] for change in seen.body["changes"]) == ["added", "removed"]
    await take_in(xiangqiao, "rosters", {"排班": [late]})
    [duty] = await Duty.filter(officer=house.town.staff["other_officer"])
    assert duty.ends_at.isoformat() == "2026-11-25T16:00:00+00:00"
    seen = await preview(xiangqiao, "rosters", {"排班": [one, late]})
    assert sentences(seen) == [("排班", 4, "开始", "overlap")]
    on_duty = ("2026-11-25", "xq-hall", "A03", "officer", "09:00", "12:00")
    seen = await preview(xiangqiao, "rosters", {"排班": [on_duty, ("2026-11-22", *one[1:])]})
    assert sentences(seen) == [("排班", 3, "开始", "overlap"), ("排班", 4, "日期", "in_the_past")]


async def test_the_last_import_is_undone_and_then_the_one_before(house: House) -> None:
    raoping = await house.staff("raoping")
    tables = (Region, Institution, Hall, WindowRow, ServiceItem, Staff, Duty)
    before = [await table.all().count() for table in tables]
    await first_day(house, raoping)
    rows = (await raoping.get("/api/staff/imports")).body["rows"]
    assert [row["may_undo"] for row in rows] == [True, False, False, False, False, False]
    early = await raoping.post(f"/api/staff/imports/{rows[1]['id']}/undo")
    assert (early.status, early.code) == (409, "not_the_last_import")
    for row in rows:
        answer = await raoping.post(f"/api/staff/imports/{row['id']}/undo")
        assert answer.status == 200, answer
    assert [await table.all().count() for table in tables] == before
    assert {row["state"] for row in answer.body["rows"]} == {"undone"}


async def test_an_undone_change_brings_back_what_was_there(house: House) -> None:
    xiangqiao = await house.staff("xiangqiao")
    renamed = {"窗口": [("xq-hall", "A03", "社保医保综合", "xq-hrss")]}
    answer = await take_in(xiangqiao, "windows", renamed)
    assert (await WindowRow.get(number="A03")).name == "社保医保综合"
    path = f"/api/staff/imports/{answer.body['rows'][0]['id']}/undo"
    assert (await xiangqiao.post(path)).status == 200
    assert (await WindowRow.get(number="A03")).name == "社保综合"


async def test_what_was_built_upon_an_import_keeps_it(house: House) -> None:
    xiangqiao = await house.staff("xiangqiao")
    new = {
        "窗口": [("xq-hall", "A09", "新窗口", "xq-hrss"), ("xq-hall", "A10", "另一个", "xq-hrss")]
    }
    answer = await take_in(xiangqiao, "windows", new)
    path = f"/api/staff/imports/{answer.body['rows'][0]['id']}/undo"
    window = await WindowRow.get(number="A09")
    issued = (await WindowCode.get(window_id=window.id, active=1)).short_number
    hall = await house.staff("hall")
    assert (await hall.post(f"/api/window-codes/{window.id}/rotate", reason="破损")).status == 200
    await WindowRow.filter(number="A10").update(name="改过名")
    refused = await xiangqiao.post(path)
    assert (refused.status, refused.code) == (409, "import_built_upon")
    assert [(one["label"], one["code"]) for one in refused.body["details"]["reasons"]] == [
        ("A09", "referred"),
        ("A10", "changed"),
        (issued, "changed"),
    ]
    assert "二维码" in refused.body["details"]["reasons"][0]["sentence"]
    assert await WindowRow.filter(hall__code="xq-hall").count() == 3
    assert (await ImportFile.get(template="windows")).state == "applied"


async def test_a_town_that_changed_since_the_preview_is_looked_at_again(house: House) -> None:
    xiangqiao = await house.staff("xiangqiao")
    seen = await preview(xiangqiao, "windows", {"窗口": [("xq-hall", "A09", "新", "xq-hrss")]})
    await take_in(xiangqiao, "windows", {"窗口": [("xq-hall", "A09", "别人加的", "xq-hrss")]})
    answer = await xiangqiao.post(f"/api/staff/imports/{seen.body['id']}/apply")
    assert (answer.status, answer.code) == (409, "import_outdated")
    assert (await WindowRow.get(number="A09")).name == "别人加的"


async def test_applied_by_two_at_once_it_happens_once(house: House) -> None:
    raoping = await house.staff("raoping")
    seen = await preview(raoping, "tree", TREE)
    path = f"/api/staff/imports/{seen.body['id']}/apply"
    answers = await asyncio.gather(*(raoping.post(path) for _ in range(4)))
    assert sorted(one.status for one in answers) == [200, 409, 409, 409]
    assert await Institution.filter(code__startswith="hg-").count() == 2


async def test_a_preview_nobody_applied_is_forgotten(house: House) -> None:
    from actions.imports import preview as previews

    raoping = await house.staff("raoping")
    seen = await preview(raoping, "tree", TREE)
    house.clock.pass_(hours=25)
    assert await previews.sweep(now=house.clock.now) == 1
    again = await house.staff("raoping")
    answer = await again.post(f"/api/staff/imports/{seen.body['id']}/apply")
    assert (answer.status, answer.code) == (409, "import_done")
    assert (await ImportFile.get(id=seen.body["id"])).rows_sealed is None


async def test_the_empty_template_with_its_example_imports_nothing(house: House) -> None:
    city = await house.staff("city")
    for name in ("tree", "halls", "windows", "items", "officers", "rosters"):
        path = f"/api/staff/import-templates/{name}/preview"
        answer = await city.upload(path, await template(city, name))
        assert (answer.status, answer.code) == (422, "import_empty"), name
    assert (await city.get("/api/staff/import-templates/nothing")).status == 404
