"""Who reaches what: the own area, institution and cases, and nothing else (4-1, 4-6)."""

import pytest

from actions.orders import cases
from models import AuditEntry, WorkOrder
from tests.journeys.steps import poor_rating, until_fed_back
from tests.support.house import House
from tests.support.town import CHEN, LIN


@pytest.mark.req("4-1", "4-6")
async def test_another_county_cannot_see_or_touch_an_order(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    raoping = await house.staff("raoping")
    assert (await raoping.get("/api/work-orders")).body["total"] == 0
    for answer in (
        await raoping.get(f"/api/work-orders/{order}"),
        await raoping.get(f"/api/work-orders/{order}/institutions"),
        await raoping.post(
            f"/api/work-orders/{order}/dispatch",
            institution_id=str(house.town.institution.id),
            version=1,
        ),
    ):
        assert (answer.status, answer.code) == (404, "not_found")
    trail = await AuditEntry.filter(outcome="out_of_reach", object_id=order).count()
    assert trail == 3


@pytest.mark.req("4-1")
async def test_the_city_sees_all_but_dispatches_only_its_own(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    city = await house.staff("city")
    view = (await city.get(f"/api/work-orders/{order}")).body
    assert view["actions"] == ["supervise"]
    answer = await city.post(
        f"/api/work-orders/{order}/dispatch",
        institution_id=str(house.town.institution.id),
        version=1,
    )
    assert answer.status == 404


@pytest.mark.req("9-4", "9-8")
async def test_nobody_at_the_desk_sees_who_rated(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone, text=f"我是{CHEN.document_number}，电话{CHEN.phone}")
    await until_fed_back(house, order)
    for name in ("xiangqiao", "city", "handler", "officer", "hall", "auditor"):
        caller = await house.staff(name)
        for path in (
            f"/api/work-orders/{order}",
            "/api/work-orders",
            "/api/officer/scores",
            "/api/staff/inbox",
            "/api/staff/audit",
        ):
            said = str((await caller.get(path)).body)
            for secret in (CHEN.name, CHEN.document_number, CHEN.phone, "openid"):
                assert secret not in said, (name, path)


@pytest.mark.req("7-1", "9-4")
async def test_a_case_is_its_evaluators_alone(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    stranger = await house.citizen(LIN)
    assert (await stranger.get(f"/api/my/cases/{order}")).status == 404
    answer = await stranger.post(f"/api/my/cases/{order}/answer", answer="solved", version=1)
    assert answer.status == 404


@pytest.mark.req("11-6")
async def test_returned_with_a_reason_and_dispatched_again(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    bureau, other = await house.staff("xiangqiao"), await house.staff("other_handler")
    path = f"/api/work-orders/{order}"
    elsewhere, right = str(house.town.other_institution.id), str(house.town.institution.id)
    await bureau.post(f"{path}/dispatch", institution_id=elsewhere, version=1)
    answer = await other.post(f"{path}/return", reason="不属于本单位职责", version=2)
    assert answer.status == 200
    assert (await other.get(path)).body["row"]["returned"] == 1
    answer = await bureau.post(f"{path}/dispatch", institution_id=right, version=3)
    assert answer.body["row"]["status"] == "dispatched"


@pytest.mark.req("11-3")
async def test_a_stale_form_is_refused_and_changes_nothing(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    bureau = await house.staff("xiangqiao")
    form = {"institution_id": str(house.town.institution.id), "version": 1}
    path = f"/api/work-orders/{order}/dispatch"
    assert (await bureau.post(path, **form)).status == 200
    again = await bureau.post(path, **form)
    assert (again.status, again.code) == (409, "stale")
    assert (await WorkOrder.get(id=order)).version == 2


@pytest.mark.req("11-12")
async def test_the_rated_officer_cannot_handle_the_own_case(house: House) -> None:
    """The handler turns out to be the rated person under a second account."""
    order = await poor_rating(house, await house.citizen(CHEN))
    officer, handler = house.town.staff["officer"], house.town.staff["handler"]
    handler.document_index = officer.document_index
    await handler.save()
    bureau, own = await house.staff("xiangqiao"), await house.staff("handler")
    path = f"/api/work-orders/{order}"
    await bureau.post(f"{path}/dispatch", institution_id=str(house.town.institution.id), version=1)
    await own.post(f"{path}/accept", version=2)
    answer = await own.post(f"{path}/respond", text="没有问题。", version=3)
    assert (answer.status, answer.code) == (403, "own_case")


@pytest.mark.req("11-8")
async def test_not_solved_goes_one_level_up_and_ends_with_a_reason(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    version = await until_fed_back(house, order)
    path = f"/api/my/cases/{order}/answer"
    thread = (await phone.post(path, answer="not_solved", text="还是要排队", version=version)).body
    assert (thread["status"], thread["round"]) == ("reopened", 2)
    assert thread["bureau_name"] == "潮州市政务服务数据管理局"
    county = await house.staff("xiangqiao")
    assert (await county.get(f"/api/work-orders/{order}")).body["actions"] == []

    version = await until_fed_back(house, order)
    thread = (await phone.post(path, answer="not_solved", version=version)).body
    assert thread["round"] == 3
    city = await house.staff("city")
    dispatch = await city.post(
        f"/api/work-orders/{order}/dispatch",
        institution_id=str(house.town.institution.id),
        version=thread["version"],
    )
    assert (dispatch.status, dispatch.code) == (409, "not_allowed_now")
    closed = await city.post(
        f"/api/work-orders/{order}/close",
        reason="两轮整改均已核实，理由已当面说明",
        version=thread["version"],
    )
    assert closed.body["row"]["status"] == "closed_by_bureau"
    thread = (await phone.get(f"/api/my/cases/{order}")).body
    assert not thread["may_answer"]  # a reasoned decision after two rounds is the last word
    again = await phone.post(path, answer="not_solved", version=thread["version"])
    assert (again.status, again.code) == (409, "not_allowed_now")


@pytest.mark.req("11-8")
async def test_silence_closes_only_after_a_delivered_feedback(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    await until_fed_back(house, order)
    house.clock.pass_(days=20)
    assert await cases.close_silent(deps=house.app.deps, now=house.clock.now) == 0

    phone = await house.wechat(CHEN)
    await phone.get(f"/api/my/cases/{order}")  # reading the thread is delivery
    house.clock.pass_(days=7)
    assert await cases.close_silent(deps=house.app.deps, now=house.clock.now) == 0
    house.clock.pass_(days=1)
    assert await cases.close_silent(deps=house.app.deps, now=house.clock.now) == 1
    assert (await WorkOrder.get(id=order)).status == "closed_by_silence"


@pytest.mark.req("7-9", "8-3", "7-8")
async def test_a_rotated_code_stops_and_says_so(house: House) -> None:
    hall, old = await house.staff("hall"), house.town.code
    path = f"/api/window-codes/{house.town.window.id}/rotate"
    answer = await hall.post(path, reason="旧码破损")
    [row] = [one for one in answer.body["windows"] if one["number"] == "A03"]
    assert row["code"]["status"] == "active"
    assert [one["reason"] for one in row["history"]] == ["旧码破损"]
    for code in (old.token, old.short_number):
        refused = await house.nobody.get(f"/api/windows/{code}")
        assert (refused.status, refused.code) == (410, "code_revoked")
    unknown = await house.nobody.get("/api/windows/AAAAAAAAAAAAAAAAAAAA")
    assert (unknown.status, unknown.code) == (404, "code_unknown")
