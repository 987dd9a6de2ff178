"""Institutions, halls and windows change, and what was rated stays where it was (2-4, 8-3)."""

import asyncio
from typing import Any

import pytest

from models import (
    AuditEntry,
    Duty,
    Institution,
    PlaceChange,
    Rating,
    ServiceItem,
    ServiceRecord,
    WorkOrder,
)
from models import Window as WindowRow
from tests.support.house import Answer, Caller, House, rating
from tests.support.town import CHEN, LIN
from tests.support.workbooks import take_in

TODAY = "2026-11-23"
BECAUSE = {"effective_on": TODAY, "reason": "机构改革"}


def at(place: str, id_: object, action: str) -> str:
    return f"/api/staff/{place}/{id_}/{action}"


async def version(caller: Caller, institution: Institution) -> int:
    answer = await caller.get(f"/api/staff/institutions/{institution.id}")
    return int(answer.body["version"])


async def window_of(caller: Caller, window: WindowRow) -> dict[str, Any]:
    answer = await caller.get(f"/api/staff/halls/{window.hall_id}")
    [found] = [one for one in answer.body["windows"] if one["id"] == str(window.id)]
    return dict(found)


async def opened(caller: Caller, house: House, code: str, **form: Any) -> Answer:
    institution = house.town.institution
    return await caller.post(
        "/api/staff/institutions",
        **BECAUSE,
        version=0,
        code=code,
        name=form.pop("name", f"新设机构{code}"),
        level="county",
        kind="administrative",
        region_id=str(institution.region_id),
        bureau_id=form.pop("bureau_id", str(institution.bureau_id)),
        **form,
    )


@pytest.mark.req("2-4")
async def test_a_renamed_institution_keeps_its_ratings_and_its_old_name_by_day(
    house: House,
) -> None:
    institution, bureau = house.town.institution, await house.staff("xiangqiao")
    service = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    assert (await phone.post("/api/ratings", **rating(service, "satisfied"))).status == 201
    form = {"name": "湘桥区人社局", "reason": "更名通知", "version": 0}
    path = at("institutions", institution.id, "rename")
    answer = await bureau.post(path, **form, effective_on="2026-11-20")
    assert answer.status == 200, answer
    [fact] = answer.body["facts"]
    assert (fact["what"], fact["before"], fact["after"], fact["effective_on"], fact["by"]) == (
        "renamed",
        "湘桥区社保局",
        "湘桥区人社局",
        "2026-11-20",
        "xiangqiao",
    )
    for day, name in (("2026-11-19", "湘桥区社保局"), ("2026-11-20", "湘桥区人社局")):
        seen = await bureau.get(f"/api/staff/institutions/{institution.id}", on=day)
        assert seen.body["name_on"] == name
    record = await ServiceRecord.get(id=service)
    assert record.institution_id == institution.id
    again = await bureau.post(path, **{**form, "name": "又一个名字"}, effective_on=TODAY)
    assert (again.status, again.code) == (409, "place_stale")
    for day in ("2026-11-24", "2026-11-19"):
        wrong = await bureau.post(
            path, **{**form, "name": "第三个名字", "version": 1}, effective_on=day
        )
        assert (wrong.status, wrong.code) == (422, "effective_day")
    same = await bureau.post(
        path, **{**form, "name": "湘桥区人社局", "version": 1}, effective_on=TODAY
    )
    assert (same.status, same.code) == (422, "place_unchanged")
    assert (await Institution.get(id=institution.id)).name == "湘桥区人社局"


@pytest.mark.req("2-4")
async def test_a_merged_institution_hands_over_what_serves_and_keeps_what_was_rated(
    house: House,
) -> None:
    old, into, bureau = (
        house.town.institution,
        house.town.other_institution,
        await house.staff("xiangqiao"),
    )
    service = await house.end_service(CHEN)
    phone = await house.citizen(CHEN)
    answer = await phone.post("/api/ratings", **rating(service, "dissatisfied"))
    order = answer.body["case"]["id"]
    dispatch = f"/api/work-orders/{order}/dispatch"
    await bureau.post(dispatch, institution_id=str(old.id), version=1)

    merged = await bureau.post(
        at("institutions", old.id, "merge"), **BECAUSE, version=0, into_id=str(into.id)
    )
    assert merged.status == 200, merged
    assert merged.body["row"]["merged_into"] == into.name
    assert (await WindowRow.get(id=house.town.window.id)).institution_id == into.id
    assert (await ServiceItem.get(id=house.town.item.id)).institution_id == into.id
    assert (await ServiceRecord.get(id=service)).institution_id == old.id
    assert (await WorkOrder.get(id=order)).institution_id == into.id
    handler = await house.staff("other_handler")
    assert (await handler.post(f"/api/work-orders/{order}/accept", version=2)).status == 200
    house.clock.pass_(seconds=6)  # by then a session knows where its officer works
    after = await house.end_service(LIN)
    assert (await ServiceRecord.get(id=after)).institution_id == into.id
    [moved] = (await window_of(bureau, house.town.window))["facts"]
    assert (moved["what"], moved["relation"], moved["before"], moved["after"]) == (
        "moved",
        "institution",
        old.name,
        into.name,
    )
    again = await bureau.post(at("institutions", old.id, "reopen"), **BECAUSE, version=1)
    assert (again.status, again.code) == (409, "place_was_merged")
    itself = await bureau.post(
        at("institutions", into.id, "merge"), **BECAUSE, version=0, into_id=str(into.id)
    )
    assert (itself.status, itself.code) == (422, "place_merged_with_itself")
    assert await Rating.filter(service_record__institution_id=old.id).count() == 1


@pytest.mark.req("2-1")
async def test_no_institution_comes_to_stand_below_itself(house: House) -> None:
    first, second = house.town.institution, house.town.other_institution
    bureau = await house.staff("xiangqiao")

    def below(parent: Institution) -> dict[str, Any]:
        return {
            "parent_id": str(parent.id),
            "region_id": str(first.region_id),
            "bureau_id": str(first.bureau_id),
            "version": 0,
            **BECAUSE,
        }

    itself = await bureau.post(at("institutions", first.id, "move"), **below(first))
    assert (itself.status, itself.code) == (422, "tree_cycle")
    answers = await asyncio.gather(
        bureau.post(at("institutions", first.id, "move"), **below(second)),
        bureau.post(at("institutions", second.id, "move"), **below(first)),
    )
    assert sorted((one.status, one.code) for one in answers) == [(200, ""), (422, "tree_cycle")]
    parents = dict(await Institution.all().values_list("id", "parent_id"))
    assert [parents[first.id], parents[second.id]].count(None) == 1


@pytest.mark.req("7-8", "8-3")
async def test_a_closed_window_takes_no_new_services_and_its_code_says_so(house: House) -> None:
    window, bureau = house.town.window, await house.staff("xiangqiao")
    before = await house.end_service(CHEN)
    path = at("windows", window.id, "close")
    answer = await bureau.post(path, **BECAUSE, version=0)
    assert answer.status == 200, answer
    officer = await house.staff("officer")
    ended = await officer.post(
        "/api/officer/services",
        key="k" * 20,
        item_id=str(house.town.item.id),
        applicant=CHEN.party,
    )
    assert (ended.status, ended.code) == (409, "off_duty")
    assert not await Duty.filter(window=window, ends_at__gt=house.clock.now).exists()
    for code in (house.town.code.token, house.town.code.short_number):
        seen = await house.nobody.get(f"/api/windows/{code}")
        assert (seen.status, seen.code) == (410, "window_gone")
    phone = await house.citizen(CHEN)
    own = (await phone.get("/api/my/services")).body["services"]
    assert [one["id"] for one in own] == [before]
    assert (await phone.post("/api/ratings", **rating(before, "satisfied"))).status == 201
    halls = (await bureau.get("/api/halls")).body["halls"]
    assert [(one["windows"], one["without_code"]) for one in halls] == [(0, 0)]

    again = await bureau.post(at("windows", window.id, "reopen"), **BECAUSE, version=1)
    assert again.status == 200, again
    assert (await house.nobody.get(f"/api/windows/{house.town.code.token}")).status == 200


@pytest.mark.req("8-3")
async def test_a_machine_may_tell_late_what_ended_before_the_window_closed(house: House) -> None:
    window, bureau = house.town.window, await house.staff("xiangqiao")
    early = house.clock.now
    house.clock.pass_(hours=1)
    await bureau.post(at("windows", window.id, "close"), **BECAUSE, version=0)
    house.clock.pass_(hours=1)
    service = {
        "project_number": "CZ1",
        "service_number": 1,
        "item_code": house.town.item.code,
        "hall_code": "xq-hall",
        "window_number": window.number,
        "officer_login": "officer",
        "applicant": CHEN.party,
    }
    told = await house.take_in({**service, "ended_at": early.isoformat()})
    assert told.status == 201, told
    after = {**service, "service_number": 2, "ended_at": house.clock.now.isoformat()}
    late = await house.take_in(after)
    assert (late.status, late.code) == (410, "window_gone")


@pytest.mark.req("8-3", "2-4")
async def test_a_window_is_renumbered_and_moved_and_its_code_goes_along(house: House) -> None:
    window, bureau = house.town.window, await house.staff("xiangqiao")
    hall = await bureau.post(
        "/api/staff/halls",
        **BECAUSE,
        version=0,
        code="xq-branch",
        name="湘桥区社保分厅",
        address="潮州大道2号",
        region_id=str(house.town.institution.region_id),
        bureau_id=str(house.town.institution.bureau_id),
        parent_id=str(window.hall_id),
    )
    assert hall.status == 201, hall
    service = await house.end_service(CHEN)
    path = at("windows", window.id, "rename")
    answer = await bureau.post(path, **BECAUSE, version=0, number="B07", name="社保综合")
    assert [one["what"] for one in (await window_of(bureau, window))["facts"]] == ["renumbered"]
    answer = await bureau.post(
        at("windows", window.id, "move"),
        **BECAUSE,
        version=1,
        hall_id=hall.body["hall"]["id"],
        institution_id=str(house.town.other_institution.id),
    )
    assert answer.status == 200, answer
    seen = (await house.nobody.get(f"/api/windows/{house.town.code.token}")).body["window"]
    assert (seen["number"], seen["hall"]["name"]) == ("B07", "湘桥区社保分厅")
    record = await ServiceRecord.get(id=service)
    assert (record.hall_id, record.institution_id) == (window.hall_id, house.town.institution.id)
    taken = await bureau.post(
        "/api/staff/windows",
        **BECAUSE,
        version=0,
        hall_id=hall.body["hall"]["id"],
        institution_id=str(house.town.institution.id),
        number="B07",
        name="另一个",
    )
    assert (taken.status, taken.code) == (409, "place_number_taken")
    deeper = await bureau.post(
        at("halls", window.hall_id, "move"),
        **BECAUSE,
        version=0,
        region_id=str(house.town.institution.region_id),
        bureau_id=str(house.town.institution.bureau_id),
        parent_id=hall.body["hall"]["id"],
    )
    assert (deeper.status, deeper.code) == (422, "place_branch_of_branch")


@pytest.mark.req("13-4")
async def test_a_hall_is_put_on_the_map_and_taken_off(house: House) -> None:
    """Phones reckon the nearest hall from what the bureau said (docs/decisions/0034)."""
    bureau = await house.staff("xiangqiao")
    path = at("halls", house.town.window.hall_id, "locate")
    there = {"latitude": 23.6672, "longitude": 116.6322}
    swapped = {"latitude": 116.6322, "longitude": 23.6672}
    for position in (swapped, {"latitude": 23.6672}):
        refused = await bureau.post(path, **BECAUSE, version=0, position=position)
        assert (refused.status, refused.code) == (400, "bad_request")
    told = await bureau.post(path, **BECAUSE, version=0, position=there)
    assert told.status == 200, told
    assert {name: told.body["hall"][name] for name in there} == there
    [fact] = told.body["facts"]
    assert (fact["relation"], fact["after"]) == ("position", "23.66720,116.63220")
    again = await bureau.post(path, **BECAUSE, version=1, position=there)
    assert (again.status, again.code) == (422, "place_unchanged")
    off = await bureau.post(path, **BECAUSE, version=1)
    assert (off.status, off.body["hall"]["latitude"]) == (200, None)
    assert (await (await house.staff("raoping")).post(path, **BECAUSE, version=2)).status == 404


async def test_what_is_in_use_is_not_closed_before_it_is_empty(house: House) -> None:
    institution, window = house.town.institution, house.town.window
    bureau = await house.staff("xiangqiao")
    for path in (
        at("institutions", institution.id, "close"),
        at("halls", window.hall_id, "close"),
    ):
        answer = await bureau.post(path, **BECAUSE, version=0)
        assert (answer.status, answer.code) == (409, "place_in_use")
        assert answer.body["details"]["windows"] == 1
    await bureau.post(at("windows", window.id, "close"), **BECAUSE, version=0)
    for path in (
        at("institutions", institution.id, "close"),
        at("halls", window.hall_id, "close"),
    ):
        assert (await bureau.post(path, **BECAUSE, version=0)).status == 200
    back = await bureau.post(at("windows", window.id, "reopen"), **BECAUSE, version=1)
    assert (back.status, back.code) == (409, "place_closed")
    for path in (
        at("halls", window.hall_id, "reopen"),
        at("institutions", institution.id, "reopen"),
    ):
        assert (await bureau.post(path, **BECAUSE, version=1)).status == 200
    assert (
        await bureau.post(at("windows", window.id, "reopen"), **BECAUSE, version=1)
    ).status == 200
    closed = (await bureau.get("/api/staff/institutions", closed="true")).body
    assert closed["total"] == 0


@pytest.mark.req("4-1", "4-6")
async def test_a_county_changes_only_its_own_and_gives_nothing_away(house: House) -> None:
    institution, window = house.town.institution, house.town.window
    raoping, xiangqiao = await house.staff("raoping"), await house.staff("xiangqiao")
    theirs = str((house.town.staff["raoping"]).bureau_id)
    for path, form in (
        (at("institutions", institution.id, "rename"), {"name": "别的名字"}),
        (at("institutions", institution.id, "close"), {}),
        (at("halls", window.hall_id, "close"), {}),
        (at("windows", window.id, "close"), {}),
    ):
        answer = await raoping.post(path, **BECAUSE, version=0, **form)
        assert (answer.status, answer.code) == (404, "not_found"), path
    for path in (f"institutions/{institution.id}", f"halls/{window.hall_id}"):
        assert (await raoping.get(f"/api/staff/{path}")).status == 404
    assert await AuditEntry.filter(outcome="out_of_reach").count() == 6
    for caller, bureau_id in ((xiangqiao, theirs), (raoping, str(institution.bureau_id))):
        answer = await opened(caller, house, "elsewhere", bureau_id=bureau_id)
        assert (answer.status, answer.code) == (403, "place_out_of_reach")
    assert (await raoping.get("/api/staff/institutions")).body["total"] == 0
    assert (await raoping.get("/api/staff/halls")).body["halls"] == []
    choices = (await xiangqiao.get("/api/staff/place-choices")).body
    assert [one["name"] for one in choices["regions"]] == ["湘桥区"]
    assert (await PlaceChange.all().count()) == 0


@pytest.mark.req("2-1", "2-2")
async def test_a_new_institution_has_level_kind_bureau_and_a_first_fact(house: House) -> None:
    bureau = await house.staff("xiangqiao")
    answer = await opened(bureau, house, "xq-new", parent_id=str(house.town.institution.id))
    assert answer.status == 201, answer
    assert [one["what"] for one in answer.body["facts"]] == ["opened"]
    assert answer.body["row"]["parent_name"] == house.town.institution.name
    taken = await opened(bureau, house, "xq-new")
    assert (taken.status, taken.code) == (409, "place_code_taken")
    city = await house.staff("city")
    wrong = await opened(city, house, "xq-wrong", bureau_id=str(house.town.staff["city"].bureau_id))
    assert (wrong.status, wrong.code) == (422, "place_wrong_level")
    vertical = await opened(
        city, house, "xq-tax", bureau_id=str(house.town.staff["city"].bureau_id), vertical=True
    )
    assert vertical.status == 201


async def test_an_import_tells_facts_and_undoing_takes_them_back(house: House) -> None:
    xiangqiao, window = await house.staff("xiangqiao"), house.town.window
    rows = {
        "窗口": [
            ("xq-hall", "A03", "社保医保综合", "xq-health"),
            ("xq-hall", "A09", "新窗口", "xq-hrss"),
        ]
    }
    history = await take_in(xiangqiao, "windows", rows)
    facts = (await window_of(xiangqiao, window))["facts"]
    assert [(one["what"], one["relation"], one["imported"]) for one in facts] == [
        ("moved", "institution", True),
        ("renamed", "", True),
    ]
    undo = f"/api/staff/imports/{history.body['rows'][0]['id']}/undo"
    renamed = await xiangqiao.post(
        at("windows", window.id, "rename"), **BECAUSE, version=2, number="A04", name="社保医保综合"
    )
    assert renamed.status == 200, renamed
    refused = await xiangqiao.post(undo)
    assert (refused.status, refused.code) == (409, "import_built_upon")
    assert [one["code"] for one in refused.body["details"]["reasons"]] == ["changed"]
    assert len((await window_of(xiangqiao, window))["facts"]) == 3


async def test_an_undone_import_leaves_no_fact_behind(house: House) -> None:
    xiangqiao = await house.staff("xiangqiao")
    rows = {"窗口": [("xq-hall", "A03", "社保医保综合", "xq-health")]}
    history = await take_in(xiangqiao, "windows", rows)
    answer = await xiangqiao.post(f"/api/staff/imports/{history.body['rows'][0]['id']}/undo")
    assert answer.status == 200, answer
    seen = await window_of(xiangqiao, house.town.window)
    assert (seen["name"], seen["version"], seen["facts"]) == ("社保综合", 0, [])


async def test_two_forms_at_once_one_is_told_to_look_again(house: House) -> None:
    bureau, institution = await house.staff("xiangqiao"), house.town.institution
    path = at("institutions", institution.id, "rename")
    answers = await asyncio.gather(
        *(bureau.post(path, **BECAUSE, version=0, name=f"第{n}个名字") for n in range(4))
    )
    assert sorted((one.status, one.code) for one in answers) == [
        (200, ""),
        *[(409, "place_stale")] * 3,
    ]
    assert await PlaceChange.filter(institution=institution).count() == 1
    assert await version(bureau, institution) == 1
