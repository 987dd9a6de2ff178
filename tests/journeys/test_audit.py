"""The audit trail: narrowed, turned page by page, opened, and taken home with its words."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest

from actions.exports import export_work
from actions.trail import audit
from models import Staff
from queries.people.audit import A_PAGE, COUNTED
from rules.actors import System
from tests.support.house import House

TRAIL = "/api/staff/audit"


@pytest.mark.req("4-6")
async def test_an_auditor_finds_who_tried_what(house: House) -> None:
    handler = await house.staff("handler")
    login = house.town.staff["handler"].login
    for path in (TRAIL, f"{TRAIL}/{uuid4()}"):
        assert (await handler.get(path)).code == "forbidden"
    missing = uuid4()
    assert (await handler.get(f"/api/work-orders/{missing}")).code == "not_found"
    house.clock.pass_(days=1)
    auditor = await house.staff("auditor")
    await audit.record(
        by=System(),
        action="rotate_code",
        outcome="done",
        now=house.clock.now,
        object_kind="window",
        object_id="W1",
        reason="破损",
    )

    async def actions(**query: str) -> list[tuple[str, str, str]]:
        answer = await auditor.get(TRAIL, **query)
        assert answer.status == 200, answer
        assert answer.body["total"] == len(answer.body["rows"])
        rows = answer.body["rows"]
        return sorted((one["who"], one["action"], one["outcome"]) for one in rows)

    refused = [
        ("handler", "show_audit", "forbidden"),
        ("handler", "show_audit_entry", "forbidden"),
        ("handler", "show_work_order", "out_of_reach"),
    ]
    assert await actions(outcome="not_done", who="handler") == refused
    assert await actions(outcome="not_done", login=login, last="2026-11-23") == refused
    assert await actions(object_id=str(missing)) == refused[2:]
    assert await actions(login=login, outcome="forbidden", action="show_audit") == refused[:1]
    assert await actions(login=login, first="2026-11-24") == []
    assert await actions(who="auditor", outcome="not_done") == []
    rotated = [("system", "rotate_code", "done")]
    assert await actions(who="system", object_kind="window") == rotated
    assert (await auditor.get(TRAIL, login="x" * 65)).status == 400

    [row] = (await auditor.get(TRAIL, object_id=str(missing))).body["rows"]
    seen = (await auditor.get(f"{TRAIL}/{row['id']}")).body
    office = await Staff.get(login=login).select_related("institution")
    assert (seen["row"], seen["office"]) == (row, office.institution.name)
    assert (await auditor.get(f"{TRAIL}/{missing}")).code == "not_found"

    house.clock.pass_(minutes=11)
    job = (await auditor.post("/api/exports/audit", who="system", object_kind="window")).body["id"]
    while await export_work.work(deps=house.app.deps, now=house.clock.now):
        pass
    file = (await auditor.get(f"/api/exports/{job}/file")).body.decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(file))
    assert (line["操作"], line["操作代码"]) == ("换发二维码", "rotate_code")
    assert (line["身份"], line["对象类别"], line["结果"]) == ("系统", "窗口", "完成")
    assert (line["对象类别代码"], line["结果代码"]) == ("window", "done")


async def test_pages_follow_one_another_whatever_comes_in_between(house: House) -> None:
    auditor, moment = await house.staff("auditor"), house.clock.now
    for number in range(A_PAGE * 2 + 3):
        at = moment + timedelta(seconds=number // 7)  # several at the same moment
        await audit.record(by=System(), action="counted", outcome="done", now=at, object_id=number)
    asked: dict[str, str] = {"action": "counted"}
    seen: list[str] = []
    for expected in (A_PAGE, A_PAGE, 3):
        page = (await auditor.get(TRAIL, **asked)).body
        assert len(page["rows"]) == expected
        assert page["total"] < COUNTED
        seen += [one["object_id"] for one in page["rows"]]
        await audit.record(by=System(), action="counted", outcome="done", now=at, object_id="new")
        further = page["further"]
        if further is not None:
            asked |= {"behind_at": further["at"], "behind_id": further["id"]}
    assert further is None
    assert sorted(map(int, seen)) == list(range(A_PAGE * 2 + 3))
    assert [int(one) // 7 for one in seen] == sorted((int(one) // 7 for one in seen), reverse=True)
